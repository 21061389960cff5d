import ClienteleScoring
import Registry
import Tables

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A failure and the file that it is about, for errors that know columns and rows but not where they were read.
struct FileProblem: Error, CustomStringConvertible {
  let path: String
  let problem: String

  var description: String { "\(path): \(problem)" }
}

/// Does work on the content of the file at `path`, and names the file where it fails.
func about<Result>(_ path: String, _ work: () throws -> Result) throws -> Result {
  do { return try work() } catch { throw FileProblem(path: path, problem: "\(error)") }
}

/// Reads and verifies the model at a path, or the registered one that `name@version` means.
func loadModel(_ place: String) throws -> ScoringModel {
  let path = try modelPath(place)
  do { return try ScoringModel(path: path) } catch {
    switch error {
    case .notFound, .unreadable: throw error
    default: throw FileProblem(path: path, problem: "\(error)")
    }
  }
}

/// The path of the model file that `place` means: a path itself, or a registered version.
///
/// A file whose name has an `@` in it is a file.
func modelPath(_ place: String) throws -> String {
  guard access(place, F_OK) != 0, let reference = try ModelReference(place) else { return place }
  let registry = Registry(root: reference.root ?? Registry.defaultRoot)
  return registry.modelPath(of: reference.name, version: try registry.version(reference))
}
