/// What scoring does with a value that training gave no place to. Declared at training, counted in every output.
public struct Policies: Codable, Sendable, Equatable {
  /// A missing value in a column that had none in training.
  public var missing: Missing
  /// A level that training never saw. In a column with a pool that cannot be told from a rare one and is none.
  public var unseen: Unseen
  /// A number outside the range of training.
  public var outOfRange: OutOfRange

  /// A missing value in a column that had none in training.
  public enum Missing: String, Codable, Sendable, CaseIterable {
    /// It contributes nothing: the effect of the average training row.
    case average
    /// The row is refused.
    case error
  }

  /// A level that training never saw.
  public enum Unseen: String, Codable, Sendable, CaseIterable {
    /// The effect of the pool of rare levels where there is one, else nothing: the effect of the average training row.
    case average
    /// The row is refused.
    case error
  }

  /// A number outside the range of training.
  public enum OutOfRange: String, Codable, Sendable, CaseIterable {
    /// The line goes on.
    case keep
    /// The nearest value in range is used.
    case clip
    /// The row is refused.
    case error
  }

  /// Policies; the defaults score every row and count what was unexpected.
  public init(missing: Missing = .average, unseen: Unseen = .average, outOfRange: OutOfRange = .keep) {
    self.missing = missing
    self.unseen = unseen
    self.outOfRange = outOfRange
  }
}
