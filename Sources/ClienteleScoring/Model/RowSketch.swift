import Tables

/// Enough of a table's rows to tell whether another table has many of them, and nothing else of them: the smallest of the
/// rows' hashes (bottom-k sampling: Cohen and Kaplan, *Proceedings of the VLDB Endowment* 1, 2008).
///
/// A hash is of all values of a row together, so that only who has a row can tell that it was there.
public struct RowSketch: Codable, Sendable, Equatable {
  /// The hashes that are kept, at most.
  static let capacity = 256

  /// The rows of the table.
  public var rows: Int
  /// The rows whose hash is at most the largest that is kept, equal rows counted each.
  public var rowsWithin: Int
  /// The smallest distinct hashes, ascending.
  public var hashes: [UInt64]

  /// Joins the parts.
  public init(rows: Int, rowsWithin: Int, hashes: [UInt64]) {
    self.rows = rows
    self.rowsWithin = rowsWithin
    self.hashes = hashes
  }

  /// What another table has in common with this one.
  public struct Overlap: Sendable, Equatable {
    /// Rows of the other table that could be told, and those of them that this one has.
    public var compared, found: Int
    /// The share that chance would find where equal rows are common: rows here that repeat another.
    public var repeated: Double

    /// The share of the other table's rows that are rows of this one, about.
    public var share: Double { compared == 0 ? 0 : Double(found) / Double(compared) }
    /// Whether that is more than a few rows that look alike.
    public var isMaterial: Bool { found >= 2 && share > 0.02 + 2 * repeated }
  }

  /// Keeps the smallest of `hashes`.
  package init(of hashes: [UInt64]) {
    // A bound that about four times the capacity stay below, which spares sorting all.
    let share = Double(4 * Self.capacity) / Double(max(1, hashes.count))
    let bound = share >= 1 ? UInt64.max : UInt64(share * 0x1p64)
    let candidates = hashes.filter { $0 <= bound }.sorted()
    var distinct: [UInt64] = []
    for hash in candidates where hash != distinct.last && distinct.count < Self.capacity { distinct.append(hash) }
    let last = distinct.last ?? 0
    self.init(rows: hashes.count, rowsWithin: candidates.count { $0 <= last }, hashes: distinct)
  }

  /// What rows with `others` for hashes have in common with these.
  package func overlap(with others: [UInt64]) -> Overlap {
    guard let last = hashes.last else { return Overlap(compared: 0, found: 0, repeated: 0) }
    let known = Set(hashes)
    // With fewer rows than the capacity all are kept, and every row can be told.
    let within = rowsWithin == rows ? others : others.filter { $0 <= last }
    return Overlap(
      compared: within.count, found: within.count { known.contains($0) },
      repeated: 1 - Double(hashes.count) / Double(max(1, rowsWithin)))
  }
}
