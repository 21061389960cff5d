/// A point that a segment is about.
struct Prototype: Sendable, Equatable {
  var center: [Double]
  var modes: [Int32]
}

extension Points {
  /// A row as a prototype. A category that is missing there agrees with no row.
  func prototype(ofRow row: Int) -> Prototype {
    Prototype(center: coordinates(ofRow: row), modes: categories.map { $0.codes[row] })
  }
}
