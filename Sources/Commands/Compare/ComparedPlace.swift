import ClienteleScoring
import Tables

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What was named to be compared: a model, or a table of scores made elsewhere.
enum ComparedPlace {
  case model(ScoringModel, label: String)
  case scores(path: String)

  /// Takes a registered version, a model file, or else a table of scores.
  init(_ place: String) throws {
    let path = try modelPath(place)
    if Self.looksLikeModel(path) || path != place {
      self = .model(try loadModel(place), label: place)
    } else {
      if access(path, F_OK) != 0, errno == ENOENT || errno == ENOTDIR { throw ModelFileError.notFound(path: path) }
      self = .scores(path: path)
    }
  }

  var model: ScoringModel? {
    if case .model(let model, _) = self { model } else { nil }
  }

  var label: String {
    switch self {
    case .model(_, let label): label
    case .scores(let path): path
    }
  }

  /// The label without its folders.
  var shortLabel: String { label.split(separator: "/").last.map(String.init) ?? label }

  /// Whether a file begins as a safetensors container does: the length of a header, far below 4 GB, that is an object.
  private static func looksLikeModel(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return path.hasSuffix(".model") }
    defer { close(descriptor) }
    var head = [UInt8](repeating: 0, count: 9)
    guard read(descriptor, &head, head.count) == head.count else { return path.hasSuffix(".model") }
    return head[8] == UInt8(ascii: "{") && head[4..<8].allSatisfy { $0 == 0 }
  }
}
