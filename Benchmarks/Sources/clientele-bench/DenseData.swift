import Foundation
import Tables
import Training

/// The dense tables of the benchmarks: raw doubles, column after column.
struct DenseData {
  let folder: String

  init(folder: String) { self.folder = folder }

  /// The first `columns` columns of x.f64, and a response; of the rows the first `share`.
  func table(columns: Int, response: String, share: Double = 1) throws -> Table {
    let y = try doubles("y-\(response)-\(columns).f64", count: nil)
    let x = try doubles("x.f64", count: columns * y.count)
    let rows = Int(share * Double(y.count))
    let predictors = (0..<columns).map { j in
      // In memory as the CSV reader would lay it.
      var values = LargePages.array(Double.self, count: rows)
      values.replaceSubrange(0..<rows, with: x[(j * y.count)..<(j * y.count + rows)])
      return Column("x\(j + 1)", .double(values))
    }
    return try Table(predictors + [Column("y", .double(Array(y.prefix(rows))))])
  }

  /// Points with the columns of a file.
  func points(_ name: String, columns: Int) throws -> Points {
    let values = try doubles(name, count: nil)
    let rows = values.count / columns
    let coordinates = (0..<columns).map { j in
      // In memory as the CSV reader would lay it.
      var column = LargePages.array(Double.self, count: rows)
      column.replaceSubrange(0..<rows, with: values[(j * rows)..<((j + 1) * rows)])
      return Coordinate(values: column)
    }
    return Points(coordinates: coordinates, rows: rows)
  }

  private func doubles(_ name: String, count: Int?) throws -> [Double] {
    let data = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"), options: .alwaysMapped)
    let available = data.count / 8
    guard available >= count ?? 0 else { throw Request.Failure(description: "\(name) is too short") }
    return data.withUnsafeBytes { bytes in Array(bytes.bindMemory(to: Double.self).prefix(count ?? available)) }
  }
}
