import Tables
import Testing
import Training

/// k-prototypes against kmodes (Tests/References/prototypes.py) and against its own definition.
@Suite struct PrototypeTests {
  struct File: Decodable {
    struct Fit: Decodable {
      let scale: String
      let segments: Int
      let gamma, cost: Double
      let start: [Int]
      let centers: [[Double]]
      let modes: [[Int32]]
      let sizes: [Double]
    }
    let fits: [Fit]
  }

  /// Age and income, region and plan of classes.csv; groups in byte order.
  private func customers(standardized: Bool) throws -> Points {
    let table = try table("Tests/References/classes.csv")
    var coordinates: [Coordinate] = []
    var categories: [Category] = []
    for name in ["age", "income", "region", "plan"] {
      switch table[name]?.values {
      case .double(let values)?:
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        coordinates.append(
          standardized
            ? Coordinate(values: values, center: mean, multiplier: 1 / variance.squareRoot())
            : Coordinate(values: values))
      case .text(let text)?:
        let order = text.levels.indices.sorted { text.levels[$0] < text.levels[$1] }
        let codes = text.codes.map { code in Int32(order.firstIndex(of: Int(code)) ?? -1) }
        categories.append(Category(codes: codes, groups: order.count))
      default: break
      }
    }
    return Points(coordinates: coordinates, categories: categories, rows: table.rowCount)
  }

  /// The same moves from the same rows, and so the same cost but for the order of sums; and no row moves where kmodes rests.
  @Test func asInKmodes() throws {
    let file: File = try reference("prototypes")
    #expect(file.fits.count == 6)
    for expected in file.fits {
      let data = try customers(standardized: expected.scale == "standardized")
      let search = try KPrototypes(segments: expected.segments, options: ClusteringOptions())
      let rest = try search.fit(data, from: expected.centers, modes: expected.modes)
      #expect(abs(rest.gamma - expected.gamma) < 1e-12 * expected.gamma, "\(expected.scale) \(expected.segments)")
      #expect(
        abs(rest.cost - expected.cost) < 1e-12 * expected.cost, "\(expected.scale) \(expected.segments): \(rest.cost)")
      #expect(rest.sizes == expected.sizes.sorted(by: >) && rest.converged && rest.starts[0].iterations == 2)
      let found = try search.fit(
        data, from: expected.start.map { data.coordinates(ofRow: $0) },
        modes: expected.start.map { row in data.categories.map { $0.codes[row] } })
      #expect(
        abs(found.cost - expected.cost) < 1e-12 * expected.cost, "\(expected.scale) \(expected.segments): \(found.cost)"
      )
      #expect(found.sizes == expected.sizes.sorted(by: >) && found.converged)
      #expect(try search.fit(data).cost < (1 + 1e-12) * min(found.cost, expected.cost))
    }
  }

  /// Every prototype is the mean and the mode of its rows, every row has the nearest prototype, the cost is their sum.
  @Test func definition() throws {
    let data = try customers(standardized: true)
    let found = try KPrototypes(segments: 5, gamma: 0.8, options: ClusteringOptions()).fit(data)
    #expect(found.converged && found.gamma == 0.8 && found.starts.count == 10)
    var cost = 0.0
    for segment in 0..<5 {
      let rows = found.assignments.indices.filter { found.assignments[$0] == Int32(segment) }
      #expect(Double(rows.count) == found.sizes[segment])
      for (j, category) in data.categories.enumerated() {
        let counts = (0..<category.groups).map { group in rows.count { category.codes[$0] == Int32(group) } }
        #expect(counts[Int(found.modes[segment][j])] == counts.max())
      }
      for j in 0..<2 {
        let mean = rows.reduce(0) { $0 + data.coordinates(ofRow: $1)[j] } / Double(rows.count)
        #expect(abs(mean - found.centers[segment][j]) < 1e-13)
      }
      for row in rows {
        let costs = (0..<5).map { other in distance(data, row, found, other) }
        #expect(costs.firstIndex(of: costs.min() ?? 0) == segment)
        cost += costs[segment]
      }
    }
    #expect(abs(cost - found.cost) < 1e-12 * cost)
  }

  private func distance(_ data: Points, _ row: Int, _ fit: PrototypeFit, _ segment: Int) -> Double {
    let squares = zip(data.coordinates(ofRow: row), fit.centers[segment]).reduce(0) {
      $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
    }
    return squares + fit.gamma * Double(zip(data.categories, fit.modes[segment]).count { $0.codes[row] != $1 })
  }

  /// Clouds with two categories that lean to the side of a row.
  private func mixed(_ rows: Int, weights: [Double]? = nil) -> Points {
    let columns = clouds(rows: rows, dimension: 3, segments: 4, spread: 0.2, seed: 9)
    let first = columns[0].map { Int32(min(4, max(0, $0 * 5))) }
    let second = columns[1].enumerated().map { $0.offset % 7 == 0 ? -1 : Int32($0.element > 0.5 ? 1 : 0) }
    return Points(
      coordinates: columns.map { Coordinate(values: $0) },
      categories: [Category(codes: first, groups: 5), Category(codes: second, groups: 2)], rows: rows, weights: weights)
  }

  @Test func anyNumberOfThreadsGivesTheSameBits() throws {
    let data = mixed(40_000)
    func fit(_ threads: Int) throws -> PrototypeFit {
      var options = ClusteringOptions()
      options.threads = threads
      options.starts = 2
      return try KPrototypes(segments: 4, options: options).fit(data)
    }
    let one = try fit(1)
    for threads in [2, 7] { #expect(try fit(threads) == one) }
  }

  @Test func weightsAreRepetition() throws {
    let copies = (0..<900).map { [0, 1, 1, 2, 3][$0 % 5] }
    let weighted = mixed(900, weights: copies.map(Double.init))
    let plain = mixed(900)
    let repeated = plain.points(of: copies.indices.flatMap { [Int](repeating: $0, count: copies[$0]) })
    let start = [1, 2, 3, 4]
    let search = try KPrototypes(segments: 4, options: ClusteringOptions())
    func fit(_ points: Points) throws -> PrototypeFit {
      try search.fit(
        points, from: start.map { plain.coordinates(ofRow: $0) },
        modes: start.map { row in plain.categories.map { $0.codes[row] } })
    }
    let (a, b) = (try fit(weighted), try fit(repeated))
    #expect(a.sizes == b.sizes && a.modes == b.modes && a.converged)
    #expect(abs(a.cost - b.cost) < 1e-12 * b.cost && abs(a.gamma - b.gamma) < 1e-13)
  }

  @Test func trouble() throws {
    func fit(_ values: [Double], _ codes: [Int32], _ segments: Int) throws -> PrototypeFit {
      try KPrototypes(segments: segments, options: ClusteringOptions()).fit(
        Points(
          coordinates: [Coordinate(values: values)], categories: [Category(codes: codes, groups: 3)],
          rows: values.count))
    }
    #expect(throws: TrainingError.tooManySegments(segments: 4, distinct: 3)) {
      try fit([1, 1, 2, 2, 1, 1], [0, 1, 2, 2, 0, 1], 4)
    }
    #expect(try fit([1, 1, 2, 2, 1, 1], [0, 1, 2, 2, 0, 1], 3).cost == 0)
    #expect(throws: TrainingError.tooManySegments(segments: 2, distinct: 1)) { try fit([5], [0], 2) }
    #expect(try fit([5], [0], 1).modes == [[0]])
    #expect(throws: TrainingError.noRows) { try fit([], [], 1) }
    #expect(throws: TrainingError.extremePoints) { try fit([1, 1e200], [0, 1], 2) }
    let outlier = try fit([1, 2, 3, 2, 1e12], [0, 0, 0, 0, 1], 2)
    #expect(outlier.sizes == [4, 1] && outlier.centers == [[2], [1e12]])
    #expect(throws: TrainingError.self) { try KPrototypes(segments: 2, gamma: -1, options: ClusteringOptions()) }
  }

  /// Categories alone are k-modes, whose categories cost 1 each.
  @Test func modesAlone() throws {
    let codes: [Int32] = [0, 0, 0, 1, 1, 2]
    let data = Points(
      coordinates: [], categories: [Category(codes: codes, groups: 3), Category(codes: codes, groups: 3)], rows: 6)
    let found = try KPrototypes(segments: 2, options: ClusteringOptions()).fit(data)
    #expect(found.gamma == 1 && found.cost == 2 && found.sizes.reduce(0, +) == 6)
  }

  @Test func emptySegmentsStartAgain() throws {
    let data = Points(
      coordinates: [Coordinate(values: [0, 1, 2, 10, 11, 30])],
      categories: [Category(codes: [0, 0, 0, 0, 0, 0], groups: 1)],
      rows: 6)
    let found = try KPrototypes(segments: 3, gamma: 1, options: ClusteringOptions())
      .fit(data, from: [[0], [1000], [-1000]], modes: [[0], [0], [0]])
    #expect(found.centers == [[1], [10.5], [30]] && found.converged)
  }

  @Test func roundsThatAreTooFewSaySo() throws {
    var options = ClusteringOptions()
    options.maximumIterations = 2
    let found = try KPrototypes(segments: 6, options: options).fit(mixed(2000))
    #expect(!found.converged && found.starts.contains { !$0.converged && $0.iterations == 2 })
  }
}
