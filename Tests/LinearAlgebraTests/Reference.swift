import Foundation
import LinearAlgebra
import Testing

/// The committed reference values (see References/README.md).
struct LinearAlgebraReferences: Decodable {
  struct Symmetric: Decodable, CustomTestStringConvertible {
    let name: String, matrix: [[Double]], right, solution: [Double], inverse: [[Double]]
    let logDeterminant, reciprocalCondition, condition: Double
    let eigenvalues: [Double]
    var testDescription: String { name }
  }
  struct Tall: Decodable, CustomTestStringConvertible {
    let name: String, matrix: [[Double]], right: [Double], factor: [[Double]], solution: [Double]
    let inverseGram: [[Double]], singularValues: [Double], condition: Double
    var testDescription: String { name }
  }
  struct Square: Decodable, CustomTestStringConvertible {
    let name: String, matrix, right, solution, inverse: [[Double]], condition: Double
    var testDescription: String { name }
  }
  struct Eigen: Decodable {
    let matrix: [[Double]], values: [Double]
  }

  let symmetric: [Symmetric]
  let tall: [Tall]
  let square: [Square]
  let eigen: Eigen

  static func load() throws -> Self { try decode("linear_algebra.json") }
}

/// A file of References.
func decode<Document: Decodable>(_ file: String) throws -> Document {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("References")
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  return try decoder.decode(Document.self, from: Data(contentsOf: folder.appendingPathComponent(file)))
}

/// Half the distance between 1 and the next double: what one rounding costs.
let roundoff = Double.ulpOfOne / 2

/// ‖A − B‖ / ‖B‖ by the Frobenius norm; the norm of A where B is 0.
func relativeError(_ a: Matrix, _ b: Matrix) -> Double {
  guard a.rows == b.rows, a.columns == b.columns else { return .infinity }
  return relativeError(a.storage, b.storage)
}

/// ‖a − b‖ / ‖b‖; the length of a where b is 0.
func relativeError(_ a: [Double], _ b: [Double]) -> Double {
  guard a.count == b.count else { return .infinity }
  let difference = zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  let length = b.reduce(0) { $0 + $1 * $1 }.squareRoot()
  return length == 0 ? difference : difference / length
}

/// Numbers in −1 … 1 that are the same on every machine, from a multiplicative generator.
struct Uniform {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 2 &+ 1 }

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(Int64(bitPattern: state) >> 11) * 0x1p-52
  }

  mutating func matrix(rows: Int, columns: Int) -> Matrix {
    var result = Matrix(rows: rows, columns: columns)
    for j in 0..<columns { for i in 0..<rows { result[i, j] = next() } }
    return result
  }
}

extension Matrix {
  /// The columns at `positions`, beside each other.
  func columns(at positions: [Int]) -> Matrix {
    var result = Matrix(rows: rows, columns: positions.count)
    for (k, j) in positions.enumerated() { for i in 0..<rows { result[i, k] = self[i, j] } }
    return result
  }

  /// The rows of `range`.
  func rows(_ range: Range<Int>) -> Matrix {
    var result = Matrix(rows: range.count, columns: columns)
    for j in 0..<columns { for i in range { result[i - range.lowerBound, j] = self[i, j] } }
    return result
  }

  /// The matrix with one more column.
  func appending(_ column: [Double]) -> Matrix {
    var result = Matrix(rows: rows, columns: columns + 1)
    for i in 0..<rows {
      for j in 0..<columns { result[i, j] = self[i, j] }
      result[i, columns] = column[i]
    }
    return result
  }

  /// X'X, the upper triangle only.
  var gram: Matrix {
    var result = Matrix(rows: columns, columns: columns)
    withView { x in result.withMutableView { BLAS.addGram(of: x, to: $0) } }
    return result
  }
}
