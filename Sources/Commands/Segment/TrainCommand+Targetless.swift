import ArgumentParser
import ClienteleScoring
import Registry
import Training

extension TrainCommand {
  /// Sees to it that a target is there where it is needed, and options go with it.
  func checkTarget() throws {
    let targetless = model.kinds.filter { !$0.hasTarget }
    guard let kind = targetless.first else {
      if target == nil { throw ValidationError("Missing expected argument '--target <column>'") }
      if points.isGiven {
        throw ValidationError(
          "--k, --scale, --log, --rank, --column-weights, --shape, --mismatch-cost and --starts go with segments and components: use --model kmeans, gaussian-mixture, k-prototypes, ward or pca"
        )
      }
      return
    }
    if model.kinds.count > 1 {
      throw ValidationError("--model: \(kind.rawValue) has no target by which it could be held against other kinds")
    }
    let strangers: [(String, Bool)] = [
      ("--target", target != nil), ("--trials", trials != nil), ("--link", link != nil), ("--power", power != nil),
      ("--theta", theta != nil), ("--amount", amount != nil), ("--classes", classes != nil),
      ("--quantiles", quantiles != nil), ("--search", search != nil), ("--sampling-weights", samplingWeights != nil),
      ("--class-weight", classWeight != nil), ("--offset", offset != nil), ("--event", event != nil),
      ("--penalty", penalty != "none"), ("--constrain", constrain != nil), ("--calibrate", calibrate != nil),
      ("--prior", prior != nil), ("--no-intercept", noIntercept), ("--standard-errors", standardErrors != "classical"),
      ("--intervals", intervals != .wald), ("--covariance", covariance), ("--interval-by", intervalBy != nil),
      ("--folds", folds != 5), ("--group", group != nil), ("--fold-time", foldTime != nil),
    ]
    if let (flag, _) = strangers.first(where: \.1) {
      throw ValidationError("\(flag) does not go with --model \(kind.rawValue), which predicts no target: leave it out")
    }
  }

  /// The search for segments or components that the flags describe.
  func targetless(parent: String?) throws -> TargetlessRun {
    let run = TargetlessRun(
      kind: model.first, data: table.data, reading: table.reading,
      roles: ColumnRoles(id: id, weights: weights, dropped: list(drop ?? "")), points: points,
      design: try points.design(
        policies: Policies(missing: onMissing, unseen: onUnseen, outOfRange: onOutOfRange), pool: pool,
        reference: try asOf.map(Self.instant)),
      origin: ModelOrigin(
        seed: seed, threads: table.workers, toolVersion: ClienteleCommand.version, missing: table.markers,
        parent: parent),
      keeper: try keeper(), speech: speech)
    try run.check()
    return run
  }
}

extension ModelKeeper {
  /// The hash of the champion that a model replaces, where one is registered.
  func parent() throws -> String? { try register.flatMap { try registry.championHash(of: $0) } }
}
