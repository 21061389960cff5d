import ArgumentParser
import ClienteleScoring
import Training

/// How rows become points, and how segments among them are looked for.
struct PointOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How many segments, or a range to choose from, as 2-12; of pca how many components (default: as many as hold 90 % of the variance).",
      valueName: "k"))
  var k: String?

  @Option(
    help: ArgumentHelp(
      "What numbers are measured in, for segments and components: standard (deviations from the mean), robust (interquartile ranges from the median) or none (their own unit).",
      valueName: "scale"))
  var scale = PointDesign.Scale.standard

  @Option(
    name: .customLong("log"),
    help: ArgumentHelp(
      "Columns with a heavy tail whose logarithm counts, sign(x) log(1 + |x|), for segments and components.",
      valueName: "column,..."))
  var logarithms: String?

  @Option(
    name: .customLong("rank"),
    help: ArgumentHelp(
      "Columns whose rank in the training table counts, for segments and components.", valueName: "column,..."))
  var ranks: String?

  @Option(
    name: .customLong("column-weights"),
    help: ArgumentHelp(
      "What squared distances in a column count, for segments and components: recency=2,age=0.5 (default: 1).",
      valueName: "column=w,..."))
  var columnWeights: String?

  @Option(
    help: ArgumentHelp(
      "The covariances of a gaussian mixture: full, tied (one for all), diagonal or spherical (default: full).",
      valueName: "shape"))
  var shape: MixtureShape?

  @Option(
    name: .customLong("mismatch-cost"),
    help: ArgumentHelp(
      "The squared distance between two levels of a column in k-prototypes (default: half the mean standard deviation of the numbers).",
      valueName: "gamma"))
  var mismatchCost: Double?

  @Option(help: ArgumentHelp("Searches for segments from different starts, of which the best counts.", valueName: "n"))
  var starts = 10

  /// Whether anything of this was asked for.
  var isGiven: Bool {
    k != nil || scale != .standard || logarithms != nil || ranks != nil || columnWeights != nil || shape != nil
      || mismatchCost != nil || starts != 10
  }

  /// The numbers of segments, or of components.
  func counts() throws -> ClosedRange<Int>? {
    guard let k else { return nil }
    let parts = k.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    let numbers = parts.compactMap(\.self)
    guard (1...2).contains(parts.count), numbers.count == parts.count, numbers[0] <= (numbers.last ?? 0) else {
      throw ValidationError("--k \(k): give a number, or a range as 2-12")
    }
    return numbers[0]...(numbers.last ?? numbers[0])
  }

  /// How columns become coordinates.
  func design(policies: Policies, pool: Int?, reference: Int64?) throws -> PointDesign {
    var design = PointDesign()
    design.scale = scale
    design.logarithms = list(logarithms ?? "")
    design.ranks = list(ranks ?? "")
    for pair in list(columnWeights ?? "") {
      guard let equals = pair.lastIndex(of: "="), let weight = Double(pair[equals...].dropFirst()) else {
        throw ValidationError("--column-weights \(pair): write column=number")
      }
      guard design.columnWeights.updateValue(weight, forKey: String(pair[..<equals])) == nil else {
        throw ValidationError("--column-weights: \(pair[..<equals]) is there more than once: name it once")
      }
    }
    design.policies = policies
    design.minimumLevelWeight = Double(pool ?? 0)
    design.reference = reference
    return design
  }
}

extension PointDesign.Scale: ExpressibleByArgument {}
extension MixtureShape: ExpressibleByArgument {}
