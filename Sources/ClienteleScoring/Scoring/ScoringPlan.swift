/// One predictor of a model laid out for scoring: what every feature adds to the link, with respect to the average training row.
///
/// With β the estimates and *x̄* the mean of every design column in training,
///
///     link = baseline + Σ contribution_f (+ offset),   baseline = intercept + Σ β·x̄
///     contribution_f = Σ β·(x − x̄) over the design columns of f
///
/// For a number that is (x − center)·slope − indicator·missingShare; for a missing one indicator·(1 − missingShare);
/// for a group β_group − Σ β·share. What training gave no place to contributes nothing. The sum is taken in feature
/// order, here and in a batch, so contributions are the exact addends of the link.
///
/// Features and levels stand in memory of the plan's own, so that a row is scored without counting references. Nothing
/// is written after `init`: that is why a plan is safe to share.
final class ScoringPlan: @unchecked Sendable {
  /// The link of a model of one predictor; of others the identity.
  let link: Link
  /// Whether the mean is a probability of an event.
  let isProbability: Bool
  /// What makes the probability hold; nil where the mean is taken as it is.
  let calibrator: Calibrator?
  let offset: String?
  /// The link of the average training row.
  let baseline: Double
  let features: UnsafeMutablePointer<PlannedFeature>
  let featureCount: Int
  /// The levels of all features, one feature after the other.
  let levels: UnsafeMutablePointer<PlannedLevel>
  /// Their texts.
  let texts: [String]
  /// For features with many levels, their positions in ``levels``.
  let slots: [LevelSlots]
  /// The knots of features that are bent to ranks, one feature after the other.
  private let knots: UnsafeMutablePointer<Double>
  /// The columns that a row must have: those of the features, then the offset, if any.
  let inputs: [ModelInput]
  /// The positions of ``inputs`` in a row that has them in order.
  let identity: [Int]

  /// Lays out one predictor of a model whose parts are known to fit together.
  convenience init(_ model: FittedModel, predictor position: Int = 0) {
    let predictor = model.predictors[position]
    var baseline = predictor.intercept
    var layout = Layout(policies: model.encoder.policies)
    var estimates = predictor.estimates[...]
    for feature in model.encoder.features {
      let own = Array(estimates.prefix(feature.termCount))
      estimates = estimates.dropFirst(own.count)
      switch feature {
      case .numeric(let numeric): baseline += layout.add(numeric, own)
      case .categorical(let categorical): baseline += layout.add(categorical, [0] + own)
      }
    }
    self.init(model, layout, baseline: baseline)
  }

  /// Lays out the point that a row is to ``SegmentRule``: what a feature contributes is its coordinate, or the number of
  /// its group, −1 for a level that has none.
  convenience init(pointsOf model: FittedModel, _ segments: Segments) {
    var layout = Layout(policies: model.encoder.policies)
    var multipliers = segments.multipliers[...]
    for feature in model.encoder.features {
      switch feature {
      case .numeric(let numeric): layout.addCoordinate(numeric, multiplier: multipliers.removeFirst())
      case .categorical(let categorical): layout.addGroups(categorical)
      }
    }
    self.init(model, layout, baseline: 0)
  }

  private init(_ model: FittedModel, _ layout: Layout, baseline: Double) {
    link = model.link ?? .identity
    isProbability = model.kind.outcome == .binary
    calibrator = model.calibrator
    offset = model.response.offset
    self.baseline = baseline
    knots = .allocate(capacity: layout.knots.count)
    knots.initialize(from: layout.knots, count: layout.knots.count)
    features = .allocate(capacity: layout.features.count)
    features.initialize(from: layout.features, count: layout.features.count)
    featureCount = layout.features.count
    for (position, range) in layout.ranges {
      features[position].bend = .ranks(UnsafeBufferPointer(start: knots + range.lowerBound, count: range.count))
    }
    levels = .allocate(capacity: layout.levels.count)
    levels.initialize(from: layout.levels, count: layout.levels.count)
    texts = layout.texts
    slots = layout.slots
    inputs =
      model.encoder.features.map { ModelInput(column: $0.column, type: $0.inputType) }
      + (offset.map { [ModelInput(column: $0, type: .number)] } ?? [])
    identity = Array(inputs.indices)
  }

  /// The prediction at a link.
  @inline(__always)
  func mean(_ eta: Double) -> Double {
    guard let calibrator else { return link.mean(eta) }
    return inverseLogit(calibrator.logOdds(link.logOdds(eta)))
  }

  /// What the calibrator adds to a link; nil without one.
  func calibration(at eta: Double) -> Double? { calibrator.map { $0.logOdds(link.logOdds(eta)) - eta } }

  deinit {
    features.deallocate()
    levels.deallocate()
    knots.deallocate()
  }
}

/// A level of a categorical feature.
struct PlannedLevel: Sendable {
  let key: LevelKey
  let contribution: Double
}

/// One feature of a plan, without references.
struct PlannedFeature: Sendable {
  var input: InputType
  // numbers and dates
  var center = 0.0
  var slope = 0.0
  var constant = 0.0
  var lowest = -Double.infinity
  var highest = Double.infinity
  /// Microseconds since 1970 of the instant that dates are counted back from.
  var reference = 0.0
  /// What numbers are moved into: the range of training where the policy is to clip.
  var lowestUsed = -Double.infinity
  var highestUsed = Double.infinity
  var refusesOutOfRange = false
  var bend = Bend.straight
  // groups: a range of the plan's levels
  var levels = 0..<0
  /// The place in the plan's slots, −1 for few levels, which are compared one by one.
  var index = -1
  /// What a level without a group of its own contributes.
  var unseen = 0.0
  var refusesUnseen = false
  // all
  /// What a missing value contributes.
  var missing = 0.0
  var refusesMissing = false

  /// Days from an instant to the reference.
  @inline(__always)
  func days(instant: Double) -> Double { (reference - instant) / microsecondsADay }

  /// What a number contributes that is not missing.
  @inline(__always)
  func contribution(_ x: Double) -> Double {
    let used = x < lowestUsed ? lowestUsed : (x > highestUsed ? highestUsed : x)
    return (bent(used) - center) * slope + constant
  }

  /// Whether numbers are bent.
  var isBent: Bool { if case .straight = bend { false } else { true } }

  @inline(__always)
  private func bent(_ x: Double) -> Double {
    switch bend {
    case .straight: x
    case .logarithm: signedLogarithm(x)
    case .ranks(let knots): rank(of: x, among: knots)
    }
  }

  @inline(__always)
  func isOutOfRange(_ x: Double) -> Bool { x < lowest || x > highest }
}

/// ``NumericFeature/Curve`` without references: the knots are in memory of the plan's own, which nobody writes to.
enum Bend: @unchecked Sendable {
  case straight, logarithm
  case ranks(UnsafeBufferPointer<Double>)
}

let microsecondsADay = 86_400_000_000.0

/// The largest number of levels that are compared one by one; beyond it a hash is faster.
private let fewLevels = 16

/// Collects features while a plan is laid out.
private struct Layout {
  let policies: Policies
  var features: [PlannedFeature] = []
  var levels: [PlannedLevel] = []
  var texts: [String] = []
  var slots: [LevelSlots] = []
  var knots: [Double] = []
  /// Which of the knots are those of a feature.
  var ranges: [(position: Int, range: Range<Int>)] = []

  /// Adds a number with its slope and the effect of its missing indicator, and returns their mean effect.
  mutating func add(_ feature: NumericFeature, _ estimates: [Double]) -> Double {
    let indicator = feature.hasMissingTerm ? estimates[1] : 0
    var planned = planned(feature, slope: estimates[0])
    planned.constant = -indicator * feature.missingShare
    planned.missing = indicator * (1 - feature.missingShare)
    features.append(planned)
    return feature.center * estimates[0] + indicator * feature.missingShare
  }

  /// Adds a number as a coordinate; a missing one is the average.
  mutating func addCoordinate(_ feature: NumericFeature, multiplier: Double) {
    features.append(planned(feature, slope: multiplier))
  }

  private mutating func planned(_ feature: NumericFeature, slope: Double) -> PlannedFeature {
    var planned = PlannedFeature(input: .number)
    if case .daysBefore(let reference) = feature.source {
      planned.input = .date
      planned.reference = Double(reference)
    }
    switch feature.curve {
    case .straight: break
    case .logarithm: planned.bend = .logarithm
    case .ranks(let own):
      ranges.append((features.count, knots.count..<(knots.count + own.count)))
      knots += own
    }
    planned.center = feature.center
    planned.slope = slope
    planned.lowest = feature.lowest
    planned.highest = feature.highest
    if policies.outOfRange == .clip {
      planned.lowestUsed = feature.lowest
      planned.highestUsed = feature.highest
    }
    planned.refusesOutOfRange = policies.outOfRange == .error
    planned.refusesMissing = policies.missing == .error && !feature.hasMissingTerm
    return planned
  }

  /// Adds a categorical feature with the effect of every group, and returns their mean effect.
  mutating func add(_ feature: CategoricalFeature, _ effects: [Double]) -> Double {
    var mean = 0.0
    for (share, effect) in zip(feature.shares, effects) { mean += share * effect }
    add(feature, effects.map { $0 - mean }, otherwise: 0)
    return mean
  }

  /// Adds a categorical feature as the number of its group.
  mutating func addGroups(_ feature: CategoricalFeature) {
    add(feature, (0..<feature.groupCount).map(Double.init), otherwise: -1)
  }

  /// Adds a categorical feature with what every group contributes, and what a value without a group does.
  private mutating func add(_ feature: CategoricalFeature, _ contributions: [Double], otherwise: Double) {
    var planned = PlannedFeature(input: feature.isBoolean ? .boolean : .text)
    planned.levels = levels.count..<(levels.count + feature.levels.count + feature.pooled.count)
    for (level, contribution) in zip(feature.levels, contributions) { add(level, contribution) }
    planned.unseen = feature.otherGroup.map { contributions[$0] } ?? otherwise
    for level in feature.pooled { add(level, planned.unseen) }
    if planned.levels.count > fewLevels {
      planned.index = slots.count
      slots.append(LevelSlots(texts[planned.levels]))
    }
    planned.missing = feature.missingGroup.map { contributions[$0] } ?? otherwise
    planned.refusesUnseen = policies.unseen == .error && !feature.poolsTheRest
    planned.refusesMissing = policies.missing == .error && !feature.hasMissingGroup
    features.append(planned)
  }

  private mutating func add(_ level: String, _ contribution: Double) {
    levels.append(PlannedLevel(key: LevelKey(level), contribution: contribution))
    texts.append(level)
  }
}
