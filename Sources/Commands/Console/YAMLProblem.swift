import Yams

/// What is wrong with a text that should be YAML: where and why, without a word of it, which may be a customer's.
enum YAMLProblem {
  static func reason(_ error: any Error) -> String {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      "line \(mark.line), column \(mark.column): \(problem)"
    case .duplicatedKeysInMapping(_, let yaml): "line \(yaml.mark.line): a key is there twice"
    default: "its text cannot be read"
    }
  }

  /// A key as it may be shown: one that could be the name of a setting.
  static func name(_ key: String?) -> String {
    guard let key, (1...40).contains(key.utf8.count),
      key.utf8.allSatisfy({ ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7a) || $0 == 0x5f || $0 == 0x2d })
    else { return "a key of the file" }
    return key
  }
}
