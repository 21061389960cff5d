import ClienteleScoring
import Tables
import Testing
import Training

/// Every kind with every link, given tables with one trouble each: what the certificate reports is what is so.
///
/// A fit that is called converged is a stationary point by ``Stationarity``, which knows nothing of the solvers; an estimate
/// without a standard error says why.
@Suite struct TroubleTests {
  /// The distance in standard deviations up to which a point is stationary: what solvers leave is far below, and any other
  /// point of these tables is beyond 1.
  static let stationary = 1e-4

  /// Asserts what holds of every certificate.
  static func expectTruth(_ model: FittedModel, _ table: Table) {
    let certificate = model.certificate
    let convergence = certificate.convergence
    if convergence.converged {
      let distance = Stationarity(model, table).distance
      #expect(distance < stationary, "called converged at a distance of \(distance)")
      #expect(["gradient", "exact"].contains(convergence.stopReason) && convergence.separated.isEmpty)
    } else {
      #expect(["separation", "iterations", "no-progress"].contains(convergence.stopReason))
      #expect((convergence.stopReason == "separation") == !convergence.separated.isEmpty)
    }
    for row in certificate.terms {
      if let error = row.standardError {
        #expect(error.isFinite && error >= 0 && row.estimate?.isFinite ?? false, "\(row.term)")
      } else {
        #expect(row.note != nil, "\(row.term): no standard error, and no word why")
      }
    }
  }

  @Test(arguments: Subject.all)
  func sound(subject: Subject) throws {
    let table = try Sound(subject).table()
    let model = try subject.train(table)
    Self.expectTruth(model, table)
    #expect(model.certificate.convergence.converged && model.certificate.convergence.aliased.isEmpty)
    #expect(model.certificate.terms.allSatisfy { $0.note == nil && $0.standardError ?? 0 > 0 })
  }

  @Test(arguments: Subject.all)
  func aliased(subject: Subject) throws {
    let sound = Sound(subject)
    let table = try sound.table([
      Column("c", .double(zip(sound.a, sound.b).map { 2 * $0 - 3 * $1 + 1 })),
      Column("h", .text(TextValues(sound.group.map { "x" + $0 }))),
    ])
    let model = try subject.train(table)
    Self.expectTruth(model, table)
    let terms = ["c", "h[xnorth]", "h[xwest]"]
    let named = model.certificate.convergence.aliased
    let parts = Set(model.certificate.terms.compactMap(\.part)).sorted()
    #expect(
      named.sorted() == (subject.kind == .twoPart ? parts.flatMap { part in terms.map { "\(part): \($0)" } } : terms))
    #expect(model.certificate.convergence.converged)
    for row in model.certificate.terms {
      #expect(terms.contains(row.term) ? row.estimate == nil && row.note == "aliased" : row.standardError ?? 0 > 0)
    }
  }

  /// A sentinel in a column of numbers of size 1.
  @Test(arguments: Subject.all)
  func outlierInAColumn(subject: Subject) throws {
    var sound = Sound(subject)
    sound.a[7] = 1e12
    let table = try sound.table()
    Self.expectTruth(try subject.train(table), table)
  }

  @Test(arguments: Subject.ofAmounts)
  func outlierInTheOutcome(subject: Subject) throws {
    var sound = Sound(subject)
    sound.y[7] = 1e12
    let table = try sound.table()
    let model = try subject.train(table)
    Self.expectTruth(model, table)
    let isRobust = [.quantile, .huber, .tukey].contains(subject.kind)
    if isRobust || subject.link == .identity && subject.kind == .linear {
      #expect(model.certificate.convergence.converged)
    }
  }

  /// Not a matter of rows without weight, either.
  @Test(arguments: Subject.all)
  func zeroVariance(subject: Subject) throws {
    let sound = Sound(subject)
    let constant = try sound.table([Column("k", .double(sound.y.map { _ in 3 }))])
    #expect(throws: TrainingError.constantColumns(["k"])) { try subject.train(constant) }
    let inWeighted = try sound.table([
      Column("k", .double(sound.y.indices.map { $0 % 2 == 0 ? Double($0) : 3 })),
      Column("w", .double(sound.y.indices.map { Double($0 % 2) })),
    ])
    #expect(throws: TrainingError.constantColumns(["k"])) { try subject.train(inWeighted) }
  }

  @Test(arguments: Subject.all)
  func constantOutcome(subject: Subject) throws {
    var sound = Sound(subject)
    sound.y = sound.y.map { _ in subject.kind.outcome == .amount ? 2 : 1 }
    let error: TrainingError =
      subject.kind.outcome == .amount ? .constantTarget(column: "y") : .singleClass(column: "y")
    #expect(throws: error) { try subject.train(sound.table()) }
    guard subject.kind == .twoPart else { return }
    sound.y = sound.y.indices.map { $0 % 3 == 0 ? 0 : 2 }
    #expect(throws: TrainingError.partUnusable("amount", "all its amounts are the same")) {
      try subject.train(sound.table())
    }
  }

  /// A level that only rows without weight have is none, and those rows change nothing.
  @Test(arguments: Subject.all)
  func groupWithoutWeight(subject: Subject) throws {
    let sound = Sound(subject)
    let whole = try sound.table([Column("w", .double(sound.group.map { $0 == "west" ? 0 : 1 }))])
    let own = try subject.train(whole)
    Self.expectTruth(own, whole)
    let other = try subject.train(sound.table().rows(sound.group.indices.filter { sound.group[$0] != "west" }))
    #expect(own.encoder.termNames == ["a", "b", "g[north]"] && own.certificate.convergence.converged)
    for (row, same) in zip(own.certificate.terms, other.certificate.terms) {
      let size = same.standardError ?? .nan
      #expect(abs((row.estimate ?? .nan) - (same.estimate ?? .nan)) < 1e-6 * size, "\(row.term)")
      #expect(relative(row.standardError ?? .nan, size) < 1e-6, "\(row.term): error")
    }
  }

  /// As many terms as rows: nothing is left to tell an error by.
  @Test(arguments: Subject.ofAmounts.filter { $0.kind != .twoPart })
  func noDegreesOfFreedom(subject: Subject) throws {
    let sound = Sound(subject)
    let rows = [0, 1, 2, 3, 4]
    let table = try sound.table().rows(rows)
    do {
      Self.expectTruth(try subject.train(table), table)
    } catch let error as TrainingError {
      // Counts that fit exactly have no θ, and residuals of 0 no scale.
      #expect(
        [.negativeBinomial, .huber, .tukey].contains(subject.kind) || "\(error)".contains("overflows"), "\(error)")
    }
  }
}
