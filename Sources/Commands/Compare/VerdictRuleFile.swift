import Evaluation
import Yams

/// The rule of a verdict in YAML:
///
///     primary_metric: auc
///     segment_margin: 0.02
enum VerdictRuleFile {
  /// Reads a rule; what it does not name has its default.
  static func read(_ path: String) throws -> VerdictRule {
    let text = try YAMLText.read(path) { CompareError.badRule(path: path, reason: $0) }
    do {
      let known = VerdictRule.CodingKeys.allCases.map(\.rawValue)
      if let members = try Yams.load(yaml: text) as? [String: Any] {
        if let stranger = members.keys.sorted().first(where: { !known.contains($0) }) {
          let settings = known.joined(separator: ", ")
          throw CompareError.badRule(path: path, reason: "\(YAMLProblem.name(stranger)) is no setting: use \(settings)")
        }
      } else if !text.allSatisfy(\.isWhitespace) {
        throw CompareError.badRule(path: path, reason: "write one setting a line, as in primary_metric: auc")
      }
      return text.allSatisfy(\.isWhitespace) ? .standard : try YAMLDecoder().decode(VerdictRule.self, from: text)
    } catch let error as CompareError {
      throw error
    } catch let DecodingError.typeMismatch(_, context), let DecodingError.dataCorrupted(context),
      let DecodingError.valueNotFound(_, context)
    {
      guard let key = context.codingPath.last.flatMap({ VerdictRule.CodingKeys(stringValue: $0.stringValue) }) else {
        throw CompareError.badRule(path: path, reason: "not YAML")
      }
      throw CompareError.badRule(path: path, reason: "\(key.rawValue): \(expected(key))")
    } catch {
      throw CompareError.badRule(path: path, reason: "not YAML: \(YAMLProblem.reason(error))")
    }
  }

  private static func expected(_ key: VerdictRule.CodingKeys) -> String {
    switch key {
    case .primaryMetric: "give the name of a metric"
    case .minimumSegmentRows, .minimumSegmentClassRows: "give a whole number"
    case .primaryMargin, .segmentMargin, .falseDiscoveryRate, .calibrationSlopeMargin, .calibrationInterceptMargin:
      "give a number"
    }
  }
}
