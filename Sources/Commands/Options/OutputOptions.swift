import ArgumentParser
import ClienteleScoring

/// How a command speaks.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print one JSON object instead of text.")
  var json = false

  @Flag(help: "Print nothing but errors and what was asked for with --json.")
  var quiet = false

  func validate() throws { try RepeatedOptions.check() }

  /// Prints the result as text or as JSON.
  ///
  /// - Parameter aside: whether standard output is taken, so that the text goes to standard error.
  func show(_ result: some Encodable, aside: Bool = false, text: () -> String) throws {
    if json {
      try Console.printJSON(result)
    } else if !quiet {
      if aside { Console.note(text()) } else { try Console.print(text()) }
    }
  }

  /// A line on standard error about something to know.
  func warn(_ message: String) {
    if !quiet { Console.note("warning: \(message)") }
  }

  /// Says so where rows on which a model is judged were in its training.
  func warn(of overlap: RowSketch.Overlap?) {
    guard let overlap, overlap.isMaterial else { return }
    warn("the model was trained on rows of this table: its metrics are those of training, not of a hold-out")
  }
}
