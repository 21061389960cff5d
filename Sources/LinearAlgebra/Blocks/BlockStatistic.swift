/// What a block of rows yields, and how two neighbours join: a Gram matrix, a factor R, a gradient, counts.
///
/// `merge` need not commute and, in floating point, need not associate: ``BlockReduction`` always merges in the same
/// tree. A statistic whose storage is an array keeps it unshared while it is worked on; see ``BlockReduction`` on how.
package protocol BlockStatistic: Sendable {
  /// Takes in the statistic of the rows that come after those seen so far.
  mutating func merge(_ later: consuming Self)
}

/// Which runs of blocks a pass reads.
package enum RunSelection: Sendable, Hashable {
  /// Every row.
  case all
  /// Runs 0, k, 2k, …: about one row in k, spread over the whole table, the same ones every time. For warm starts.
  case everyNth(Int)
}
