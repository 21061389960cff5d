import ArgumentParser
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
///
/// A registered model is to be the one that its record is about.
func loadModel(_ place: String) throws -> ScoringModel {
  let found = try registeredVersion(place)
  let path = found?.path ?? place
  let model: ScoringModel
  do { model = try ScoringModel(path: path) } catch {
    switch error {
    case .notFound, .unreadable: throw error
    default: throw FileProblem(path: path, problem: "\(error)")
    }
  }
  if let found { try found.registry.check(model, isThatOf: found.name, version: found.version) }
  return model
}

/// The path of the model file that `place` means: a path itself, or a registered version.
func modelPath(_ place: String) throws -> String { try registeredVersion(place)?.path ?? place }

/// The registered version that `place` means, nil where it is a path: a file whose name has an `@` in it is a file.
private func registeredVersion(_ place: String) throws -> RegisteredVersion? {
  if place.isEmpty { throw ValidationError("a model has an empty name: give a file or NAME@VERSION") }
  guard access(place, F_OK) != 0, let reference = try ModelReference(place) else { return nil }
  let registry = Registry(root: reference.root ?? Registry.defaultRoot)
  return RegisteredVersion(registry: registry, name: reference.name, version: try registry.version(reference))
}
