import Training
import Yams

/// The candidates of a search in YAML: options of `train`, each with the values to try.
///
///     model: [gamma, tweedie]
///     penalty: [none, ridge:0.01]
///     drop: [none, "region,age"]
///
/// stands for every combination of them. Several such grids are listed under `grids`. `loss` and `save` say how candidates are
/// chosen and which is kept.
struct SearchGrid {
  /// One value an option, in the order of the file.
  typealias Settings = [(option: String, value: String)]

  /// Which candidate is refitted to all rows and written.
  enum Kept: String, CaseIterable {
    case best
    case simplest = "one-standard-error"
  }

  /// The options that a grid may set.
  static let options = [
    "model", "link", "power", "theta", "amount", "penalty", "constrain", "calibrate", "class-weight", "pool", "drop",
    "no-intercept",
  ]
  /// More candidates are refused: a folded fit of each takes its time.
  private static let most = 10_000

  let candidates: [Settings]
  let loss: SelectionLoss?
  let kept: Kept

  init(path: String) throws {
    func refused(_ reason: String) -> FileProblem { FileProblem(path: path, problem: reason) }
    let text = try YAMLText.read(path) { refused("\($0) (--search)") }
    let node: Node?
    do { node = try Yams.compose(yaml: text) } catch { throw refused("not YAML: \(YAMLProblem.reason(error))") }
    guard let mapping = node?.mapping else {
      throw refused("write an option a line with the values to try, as in penalty: [none, ridge:0.01]")
    }
    var (loss, kept) = (SelectionLoss?.none, Kept.best)
    var grids: [Node.Mapping] = []
    var own: [(Node, Node)] = []
    for (key, value) in mapping {
      switch key.string {
      case "loss":
        guard let found = SelectionLoss(rawValue: value.string ?? "") else {
          throw refused("loss: use \(SelectionLoss.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        loss = found
      case "save":
        guard let found = Kept(rawValue: value.string ?? "") else {
          throw refused("save: use \(Kept.allCases.map(\.rawValue).joined(separator: " or "))")
        }
        kept = found
      case "grids":
        guard let list = value.sequence, !list.isEmpty else { throw refused("grids: list one grid or more") }
        for grid in list {
          guard let mapping = grid.mapping else { throw refused("grids: every grid is options with the values to try") }
          grids.append(mapping)
        }
      default: own.append((key, value))
      }
    }
    if !own.isEmpty || grids.isEmpty { grids.insert(Node.Mapping(own), at: 0) }
    var candidates: [Settings] = []
    for grid in grids {
      var combined: [Settings] = [[]]
      for (key, value) in grid {
        guard let option = key.string, Self.options.contains(option) else {
          throw refused(
            "\(YAMLProblem.name(key.string)) is no option of a grid: use loss, save, grids, or of train "
              + Self.options.joined(separator: ", "))
        }
        let values = value.sequence.map { $0.map(\.string) } ?? [value.string]
        if values.isEmpty || values.contains(nil) { throw refused("\(option): give a value, or a list of values") }
        combined = combined.flatMap { settings in values.map { settings + [(option, $0 ?? "")] } }
        if combined.count + candidates.count > Self.most {
          throw refused("more than \(Self.most) candidates: list fewer values")
        }
      }
      candidates += combined
    }
    self.candidates = candidates
    self.loss = loss
    self.kept = kept
  }
}
