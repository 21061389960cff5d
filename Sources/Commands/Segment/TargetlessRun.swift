import ArgumentParser
import ClienteleScoring
import Tables
import Training

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A search for segments or components, as a command line describes it.
struct TargetlessRun {
  /// nil for k-prototypes where there are texts or truth values, else k-means.
  let kind: ModelKind?
  let data: String
  let reading: ReadingOptions
  let roles: ColumnRoles
  let points: PointOptions
  let design: PointDesign
  let origin: ModelOrigin
  let keeper: ModelKeeper
  /// The page to write about segments, and what else it tells.
  var page = SegmentPageOptions()
  let speech: OutputOptions

  /// Checks all that can be checked before a table is read.
  func check() throws {
    if let page = page.path, let output = keeper.output, Self.isSame(page, output) {
      throw ValidationError("-o and --report name the same file: give the page one of its own")
    }
    if let value = page.value, [roles.id, roles.weights].contains(value) {
      throw ValidationError("--value \(value): the column has another part; leave --value out")
    }
    if kind == .principalComponents, points.shape != nil || points.mismatchCost != nil || points.starts != 10 {
      throw ValidationError("--shape, --mismatch-cost and --starts do not go with --model pca: leave them out")
    }
    if kind == .ward, points.starts != 10 {
      throw ValidationError("--starts does not go with --model ward, which has one tree: leave it out")
    }
    do {
      if kind == .principalComponents { _ = try components() } else { _ = try segments(kind ?? .kPrototypes) }
    } catch let error as TrainingError { throw ValidationError(error.description) }
  }

  func run() throws {
    if let name = keeper.register { try keeper.registry.checkCanRegister(name) }
    if let output = keeper.output { try OutputFile.check(output, keeping: [data]) }
    if let page = page.path { try OutputFile.check(page, keeping: [data, keeper.output].compactMap(\.self)) }
    let clock = ContinuousClock()
    let start = clock.now
    let source = try reading.read(data)
    let read = clock.now
    if let value = page.value, source.table[value] == nil {
      throw FileProblem(
        path: data,
        problem: "there is no column \(Words.name(value)) (--value)"
          + AbsentColumn.hint(value, available: source.table.columnNames))
    }
    var progress = Progress(isQuiet: speech.quiet)
    defer { progress.clear() }
    if kind == .principalComponents {
      let result = try about(data, source) { try components().train(source.table) }
      let fitted = clock.now
      try keep(result, source, .init(start: start, read: read, fitted: fitted))
    } else {
      let training = try segments(kind ?? chosenKind(source.table))
      let result = try about(data, source) {
        try training.train(source.table) { progress.update($0.rawValue, $1) }
      }
      progress.clear()
      let fitted = clock.now
      try keep(result, source, .init(start: start, read: read, fitted: fitted))
    }
  }

  private func chosenKind(_ table: Table) throws -> ModelKind {
    let hasLevels = try roles.predictors(in: table).contains {
      $0.values.type == .text || $0.values.type == .boolean
    }
    return hasLevels ? .kPrototypes : .kMeans
  }

  private static func isSame(_ a: String, _ b: String) -> Bool {
    URL(fileURLWithPath: a).standardizedFileURL == URL(fileURLWithPath: b).standardizedFileURL
  }

  /// When what was done.
  struct Times {
    let start, read, fitted: ContinuousClock.Instant

    var seconds: TrainingReport.Seconds {
      .init(
        read: Commands.seconds(read - start), fit: Commands.seconds(fitted - read),
        total: Commands.seconds(ContinuousClock().now - start))
    }
  }

  private func components() throws -> ComponentTraining {
    let counts = try points.counts()
    if let counts, counts.count > 1 { throw ValidationError("--k \(points.k ?? ""): give one number of components") }
    return try ComponentTraining(roles: roles, design: design, count: counts?.lowerBound, origin: origin)
  }

  private func segments(_ kind: ModelKind) throws -> SegmentTraining {
    guard let counts = try points.counts() else {
      throw ValidationError("--k: say how many segments, or a range to choose from, as --k 2-12")
    }
    var search = ClusteringOptions()
    search.seed = origin.seed
    search.starts = points.starts
    search.threads = origin.threads
    return try SegmentTraining(
      kind, roles: roles, design: design, segments: counts,
      options: SegmentOptions(shape: points.shape, mismatchCost: points.mismatchCost), search: search, origin: origin)
  }

  private func keep(_ result: SegmentResult, _ source: CSVTable, _ times: Times) throws {
    let found = try about(data, source) {
      try SegmentDescription(result, source.table, roles: roles, value: page.value)
    }
    let ids = page.showsIds ? roles.id.flatMap { source.table[$0] } : nil
    let content = try SegmentPage(found: found, data: data, ids: ids, design: design).content()
    let warnings = InputRemarks.suspicious(source, used: result.model.encoder.features.map(\.column))
    if let path = page.path { try TextFile.write(content.html(), to: path) }
    let kept = try keeper.keep(found.result.model) { model in
      SegmentationReport(
        found, page: content, hash: model.hash, dropped: roles.dropped, warnings: warnings, times.seconds)
    } record: {
      $0.record(of: $1, $2)
    }
    var report = kept.report
    report.model.path = kept.path
    report.model.version = .init(kept.version)
    report.report = .init(page.path)
    for warning in warnings { speech.warn(warning) }
    try speech.show(report) { SegmentText(report: report, found: found, startsAsked: points.starts).text }
  }

  private func keep(_ result: ComponentResult, _ source: CSVTable, _ times: Times) throws {
    let warnings = InputRemarks.suspicious(source, used: result.model.encoder.features.map(\.column))
    let kept = try keeper.keep(result.model) { model in
      ComponentReport(result, hash: model.hash, dropped: roles.dropped, warnings: warnings, times.seconds)
    } record: {
      $0.record(of: $1, $2)
    }
    var report = kept.report
    report.model.path = kept.path
    report.model.version = .init(kept.version)
    for warning in warnings { speech.warn(warning) }
    try speech.show(report) { report.text }
  }
}

/// What a page about segments is to tell.
struct SegmentPageOptions {
  var path: String?
  /// A column of which every segment's share is told.
  var value: String?
  /// Whether the ids of typical customers are shown.
  var showsIds = false
}
