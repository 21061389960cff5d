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
  /// The columns that a row must have: those of the features, then the offset, if any.
  let inputs: [ModelInput]
  /// The positions of ``inputs`` in a row that has them in order.
  let identity: [Int]

  /// Lays out one predictor of a model whose parts are known to fit together.
  init(_ model: FittedModel, predictor position: Int = 0) {
    let predictor = model.predictors[position]
    link = model.link ?? .identity
    isProbability = model.kind.outcome == .binary
    calibrator = model.calibrator
    offset = model.response.offset
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
    self.baseline = baseline
    features = .allocate(capacity: layout.features.count)
    features.initialize(from: layout.features, count: layout.features.count)
    featureCount = layout.features.count
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
    return (used - center) * slope + constant
  }

  @inline(__always)
  func isOutOfRange(_ x: Double) -> Bool { x < lowest || x > highest }
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

  /// Adds a number with its slope and the effect of its missing indicator, and returns their mean effect.
  mutating func add(_ feature: NumericFeature, _ estimates: [Double]) -> Double {
    let indicator = feature.hasMissingTerm ? estimates[1] : 0
    var planned = PlannedFeature(input: .number)
    if case .daysBefore(let reference) = feature.source {
      planned.input = .date
      planned.reference = Double(reference)
    }
    planned.center = feature.center
    planned.slope = estimates[0]
    planned.constant = -indicator * feature.missingShare
    planned.missing = indicator * (1 - feature.missingShare)
    planned.lowest = feature.lowest
    planned.highest = feature.highest
    if policies.outOfRange == .clip {
      planned.lowestUsed = feature.lowest
      planned.highestUsed = feature.highest
    }
    planned.refusesOutOfRange = policies.outOfRange == .error
    planned.refusesMissing = policies.missing == .error && !feature.hasMissingTerm
    features.append(planned)
    return feature.center * estimates[0] + indicator * feature.missingShare
  }

  /// Adds a categorical feature with the effect of every group, and returns their mean effect.
  mutating func add(_ feature: CategoricalFeature, _ effects: [Double]) -> Double {
    var mean = 0.0
    for (share, effect) in zip(feature.shares, effects) { mean += share * effect }
    var planned = PlannedFeature(input: feature.isBoolean ? .boolean : .text)
    planned.levels = levels.count..<(levels.count + feature.levels.count + feature.pooled.count)
    for (level, effect) in zip(feature.levels, effects) { add(level, effect - mean) }
    if let other = feature.otherGroup {
      planned.unseen = effects[other] - mean
      for level in feature.pooled { add(level, planned.unseen) }
    }
    if planned.levels.count > fewLevels {
      planned.index = slots.count
      slots.append(LevelSlots(texts[planned.levels]))
    }
    if let missing = feature.missingGroup { planned.missing = effects[missing] - mean }
    planned.refusesUnseen = policies.unseen == .error && !feature.poolsTheRest
    planned.refusesMissing = policies.missing == .error && !feature.hasMissingGroup
    features.append(planned)
    return mean
  }

  private mutating func add(_ level: String, _ contribution: Double) {
    levels.append(PlannedLevel(key: LevelKey(level), contribution: contribution))
    texts.append(level)
  }
}
