import ArgumentParser
import ClienteleScoring
import Registry
import Tables
import Training

extension TrainCommand {
  /// Trains every candidate of a grid on the same folds, and writes the one that is to be kept.
  func search(by grid: SearchGrid) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let name = try register.map { try ModelName($0) }
    if let name { try place.registry().checkCanRegister(name) }
    let parent = try name.flatMap { try place.registry().championHash(of: $0) }
    if let output { try OutputFile.check(output, keeping: [table.data, search ?? ""]) }
    let source = try table.read()
    let read = clock.now
    let contest = try run(grid.candidates, on: source, loss: grid.loss, parent: parent, isWhole: false)
    let report = SearchReport(contest, folds: folds, kept: grid.kept)
    guard case .success(let found) = contest.entries[report.saved].outcome else { return }
    let training = try kept(
      found.result, of: source, dropped: list(contest.entries[report.saved].command.drop ?? ""),
      seconds: .init(
        read: seconds(read - start), fit: seconds(clock.now - read), total: seconds(clock.now - start)))
    try speech.show(SearchedReport(training: training, search: report)) {
      ([
        "Search      \(NumberText.count(report.candidates.count, "candidate")), by \(report.loss.replacing("_", with: " "))"
      ]
        + report.lines.map { "            \($0)" } + ["", TrainingText(training, found.result).text])
        .joined(separator: "\n")
    }
  }

  /// Trains several kinds on the same folds, writes each and holds them against each other.
  func contest() throws {
    let clock = ContinuousClock()
    let start = clock.now
    let folder = output ?? ""
    let candidates = model.kinds.map { [(option: "model", value: $0.rawValue)] }
    let paths = model.kinds.map { "\(folder)\(folder.hasSuffix("/") ? "" : "/")\($0.rawValue).model" }
    for path in paths { try OutputFile.check(path, keeping: [table.data]) }
    let source = try table.read()
    let read = clock.now
    let contest = try run(candidates, on: source, loss: nil, parent: nil, isWhole: true)
    var files: [Int: (path: String, hash: String)] = [:]
    for (position, entry) in contest.entries.enumerated() {
      guard case .success(let found) = entry.outcome else { continue }
      files[position] = (paths[position], try ModelFile.write(found.result.model, to: paths[position]).hash)
    }
    let used = contest.result(0)?.model.encoder.features.map(\.column) ?? []
    let warnings = InputRemarks.suspicious(source, used: used)
    let report = try KindsReport(
      contest, target: target ?? "", folds: folds, seed: seed, files: files, warnings: warnings,
      seconds: .init(
        read: seconds(read - start), fit: seconds(clock.now - read), total: seconds(clock.now - start)))
    for warning in warnings { speech.warn(warning) }
    try speech.show(report) { report.text }
  }

  private func run(
    _ candidates: [SearchGrid.Settings], on source: CSVTable, loss: SelectionLoss?, parent: String?, isWhole: Bool
  ) throws -> Contest {
    var progress = Progress(isQuiet: speech.quiet)
    defer { progress.clear() }
    return try about(table.data, source) {
      try Contest(candidates, self, source.table, loss: loss, parent: parent, isWhole: isWhole) {
        progress.update("candidate \($0 + 1) of \(candidates.count)", (Double($0) + $2) / Double(candidates.count))
      }
    }
  }
}
