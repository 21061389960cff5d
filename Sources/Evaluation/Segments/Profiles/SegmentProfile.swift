/// A segment in numbers: how large it is, and what sets it apart from everyone else.
package struct SegmentProfile: Sendable, Equatable {
  /// The fewest customers of whom anything is said: a mean of fewer would tell what one of them has, and a level might
  /// name one.
  package static let leastRows = 5

  /// Its number, from 0.
  package let segment: Int
  /// A name out of its strongest traits, unique among the segments (``SegmentNames``).
  package let name: String
  /// Its rows with a weight above 0.
  package let rows: Int
  /// Their weight.
  package let weight: Double
  /// Its share of the weight, with Wilson's interval.
  package let share: Estimate
  /// What it is worth; nil without a column of values, or with fewer than ``leastRows`` of them.
  package let value: SegmentValue?
  /// Every numeric column with at least ``leastRows`` values here, in the order of the columns.
  package let numbers: [NumberProfile]
  /// Every level that at least ``leastRows`` of its rows have, missing included, in the order of the columns.
  package let levels: [LevelProfile]
  /// What sets it apart: differences whose interval excludes none, the largest first; equal ones in the order of the
  /// columns, what is more frequent here before what is less so. Nothing is said twice: of a column of two levels only the
  /// one that is more frequent here, of levels that the same customers have only the first.
  package let traits: [SegmentTrait]
}

/// What the rows of a segment are worth.
package struct SegmentValue: Sendable, Equatable {
  /// Σ *w*ᵢ *v*ᵢ of the segment.
  package let sum: Double
  /// Its share of the sum over all segments, ± 1.96 errors by the delta method: with *I*ᵢ = 1 in the segment, a row moves
  /// the share by *w*ᵢ (*I*ᵢ − share) *v*ᵢ / Σ *w* *v*. Within 0 and 1 where no value is
  /// negative; nil where the sum is not above 0.
  package let share: Estimate?
  /// The value of a row, ± 1.96 standard errors of the mean.
  package let mean: Estimate
}

/// A numeric column in a segment.
package struct NumberProfile: Sendable, Equatable {
  package let column: String
  /// Whether the clustering used it.
  package let isUsed: Bool
  /// Whether all its values, in every segment, are 0 or 1: then its difference is that of a level.
  package let isIndicator: Bool
  /// The weight of the rows with a value.
  package let weight: Double
  /// The mean in the segment, ± 1.96 standard errors.
  package let mean: Estimate
  /// The median in the segment (``WeightedQuantiles``).
  package let median: Double
  /// The mean of all others; nil where they have no value.
  package let meanElsewhere: Double?
  /// Hedges' *g* (``StandardizedDifference``); nil where there is none.
  package let difference: Estimate?
}

/// A level of a categorical column, or what is missing from any column, in a segment.
package struct LevelProfile: Sendable, Equatable {
  package let column: String
  /// The level; nil: the column has no value.
  package let level: String?
  /// Whether the clustering used the column.
  package let isUsed: Bool
  /// The rows of the segment that have it.
  package let rows: Int
  /// Their share of the segment, with Wilson's interval.
  package let share: Estimate
  /// The share of it in all segments.
  package let shareOverall: Double
  /// The share of it in all other segments; nil where they have no row.
  package let shareElsewhere: Double?
  /// The share in the segment over that overall, times or over exp(1.96 errors of its logarithm):
  ///
  ///     variance of log lift = (1/p(both) − 1/p(segment) − 1/p(level) + 2 lift − 1)/W,
  ///
  /// the delta method for W rows drawn at random, p being shares of all of them.
  package let lift: Estimate
  /// Hedges' *g* of the column that is 1 at the level (``StandardizedDifference``); nil where there is none.
  package let difference: Estimate?
  /// Levels of later columns that exactly the same rows have, in the order of the columns; the first of them lists all others.
  package internal(set) var alike: [SegmentCondition] = []
  /// Equal for levels that the same rows have.
  let signature: UInt64

  /// Its column and level, in words.
  package var condition: SegmentCondition {
    SegmentCondition(column: column, level: level ?? SegmentColumn.missingLevel)
  }
}
