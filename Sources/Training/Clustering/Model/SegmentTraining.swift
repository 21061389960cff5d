import ClienteleScoring
import LinearAlgebra
import Tables

/// A checked configuration that finds segments in a table; only such a value can fit.
package struct SegmentTraining: Sendable {
  package let kind: ModelKind
  package let roles: ColumnRoles
  package let design: PointDesign
  /// The numbers of segments to choose from; one for a number that is given.
  package let segments: ClosedRange<Int>
  package let options: SegmentOptions
  package let search: ClusteringOptions
  package let origin: ModelOrigin

  /// Checks the configuration.
  package init(
    _ kind: ModelKind, roles: ColumnRoles, design: PointDesign, segments: ClosedRange<Int>, options: SegmentOptions,
    search: ClusteringOptions, origin: ModelOrigin
  ) throws(TrainingError) {
    guard kind.outcome == .segments else {
      throw .invalidOption(
        "--model \(kind.rawValue) finds no segments: use kmeans, gaussian-mixture, k-prototypes or ward")
    }
    guard segments.lowerBound >= 1, segments.upperBound <= Segments.most else {
      throw .invalidOption("--k \(segments.lowerBound): give 1 to \(Segments.most) segments, or a range as 2-12")
    }
    if segments.count > 1, segments.lowerBound < 2 {
      throw .invalidOption("--k 1-\(segments.upperBound): one segment is no choice; start at 2")
    }
    if options.shape != nil, kind != .gaussianMixture {
      throw .invalidOption("--shape goes with --model gaussian-mixture")
    }
    if let cost = options.mismatchCost {
      if kind != .kPrototypes { throw .invalidOption("--mismatch-cost goes with --model k-prototypes") }
      if !(cost >= 0 && cost.isFinite) { throw .invalidOption("--mismatch-cost \(cost): give a number of at least 0") }
    }
    try search.validate(segments: segments.lowerBound)
    try roles.checkParts()
    self.kind = kind
    self.roles = roles
    self.design = design
    self.segments = segments
    self.options = options
    self.search = search
    self.origin = origin
  }
}

/// What only some ways of finding segments have.
package struct SegmentOptions: Sendable {
  /// The shape of a mixture's components; full if nil.
  package var shape: MixtureShape?
  /// γ of k-prototypes; Huang's if nil.
  package var mismatchCost: Double?

  package init(shape: MixtureShape? = nil, mismatchCost: Double? = nil) {
    self.shape = shape
    self.mismatchCost = mismatchCost
  }
}

/// What finding segments leaves: the model, and what was learnt about it on the way.
package struct SegmentResult: Sendable {
  package let model: FittedModel
  /// The segment of every row, from 0; −1 for rows that the model refuses.
  package let assignments: [Int32]
  /// How far every row lies from its segment.
  package let distances: [Double]
  /// Whether it lies outside.
  package let isOutlier: [Bool]
  /// One a row; nil is 1 everywhere.
  package let weights: [Double]?
  /// The rows as points.
  package let points: Points
  /// Every start of the search.
  package let starts: [StartRecord]
  /// How the number of segments was chosen; nil where it was given.
  package let choice: SegmentChoice?

  /// This result with segments of other names.
  package func named(_ names: [String]) -> SegmentResult {
    SegmentResult(
      model: model.with(segmentNames: names), assignments: assignments, distances: distances, isOutlier: isOutlier,
      weights: weights, points: points, starts: starts, choice: choice)
  }
}
