import Foundation
import Training

/// A search for segments from a given start: rows kmeans, minibatch-kmeans, gaussian-mixture and k-prototypes.
struct SegmentFit {
  private static let dimension = 16
  private let row: String
  private let points: Points
  private let options: ClusteringOptions
  /// Starting centres or rows, and starting components.
  private let centers: [[Double]]
  private let modes: [[Int32]]
  private let members: [Int32]

  static let rows = ["kmeans", "minibatch-kmeans", "gaussian-mixture", "k-prototypes"]

  init(_ row: String, folder: String, threads: Int) throws {
    self.row = row
    let data = DenseData(folder: folder)
    var options = ClusteringOptions()
    options.threads = threads
    var (centers, modes, members): ([[Double]], [[Int32]], [Int32]) = ([], [], [])
    switch row {
    case "kmeans":
      points = try data.points("kmeans.f64", columns: Self.dimension)
      let start: [Double] = try Self.numbers("\(folder)/kmeans-start.f64")
      centers = stride(from: 0, to: start.count, by: Self.dimension).map { Array(start[$0..<$0 + Self.dimension]) }
      (options.maximumIterations, options.tolerance) = (50, 0)
    case "minibatch-kmeans":
      points = try data.points("batches.f64", columns: Self.dimension)
      options.starts = 3
    case "gaussian-mixture":
      points = try data.points("mixture.f64", columns: Self.dimension)
      members = try Self.numbers("\(folder)/mixture-start.i32")
      (options.maximumIterations, options.tolerance) = (20, 0)
    default:
      let codes: [Int32] = try Self.numbers("\(folder)/bank.i32")
      let count = codes.count / 10
      let categories = (0..<10).map { j in
        let column = Array(codes[j * count..<(j + 1) * count])
        return Training.Category(codes: column, groups: Int(column.max() ?? 0) + 1)
      }
      let numeric = try data.points("bank.f64", columns: 10)
      points = Points(coordinates: numeric.coordinates, categories: categories, rows: count)
      for start: Int32 in try Self.numbers("\(folder)/bank-start.i32") {
        centers.append(numeric.coordinates(ofRow: Int(start)))
        modes.append(categories.map { $0.codes[Int(start)] })
      }
    }
    self.options = options
    (self.centers, self.modes, self.members) = (centers, modes, members)
  }

  /// Searches, and returns what the search makes small.
  func run() throws -> Double {
    switch row {
    case "kmeans":
      return try KMeans(segments: centers.count, options: options).fit(points, from: centers).withinSumOfSquares
    case "minibatch-kmeans":
      return try KMeans(segments: 20, options: options).fitInBatches(points).withinSumOfSquares
    case "gaussian-mixture":
      let mixture = try GaussianMixture(segments: 8, shape: .full, options: options, regularization: 0)
      return -2 * (try mixture.fit(points, from: members).logLikelihood)
    default:
      return try KPrototypes(segments: centers.count, options: options).fit(points, from: centers, modes: modes).cost
    }
  }

  private static func numbers<Number>(_ path: String) throws -> [Number] {
    let data = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
    return data.withUnsafeBytes { Array($0.bindMemory(to: Number.self)) }
  }
}
