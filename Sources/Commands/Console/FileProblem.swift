import ClienteleScoring

/// A failure and the file that it is about, for errors that know columns and rows but not where they were read.
struct FileProblem: Error, CustomStringConvertible {
  let path: String
  let problem: any Error

  var description: String { "\(path): \(problem)" }
}

/// Does work on the content of the file at `path`, and names the file where it fails.
func about<Result>(_ path: String, _ work: () throws -> Result) throws -> Result {
  do { return try work() } catch { throw FileProblem(path: path, problem: error) }
}

/// Reads and verifies the model file at `path`.
func loadModel(_ path: String) throws -> ScoringModel {
  do { return try ScoringModel(path: path) } catch {
    switch error {
    case .notFound, .unreadable: throw error
    default: throw FileProblem(path: path, problem: error)
    }
  }
}
