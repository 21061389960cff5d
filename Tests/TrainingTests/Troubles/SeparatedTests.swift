import ClienteleScoring
import Tables
import Testing
import Training

/// Likelihoods without a maximum, for every kind that can have one: what is separated is named and has no error, and the
/// rest is the fit of the rest.
@Suite struct SeparatedTests {
  static let subjects = Subject.ofChoices + Subject.all.filter { $0.kind == .twoPart }

  /// The columns tell the outcome in every row.
  @Test(arguments: subjects)
  func complete(subject: Subject) throws {
    var sound = Sound(subject)
    sound.y = sound.a.map { a in
      switch subject.kind {
      case .logistic: a > 0 ? 1 : 0
      case .twoPart: a > 0 ? 2 + a : 0
      default: a < -0.5 ? 0 : a < 0.5 ? 1 : 2
      }
    }
    let table = try sound.table()
    let model = try subject.train(table)
    let certificate = model.certificate
    TroubleTests.expectTruth(model, table)
    #expect(!certificate.convergence.converged && certificate.convergence.stopReason == "separation")
    let part = certificate.terms.first?.part
    let rows = certificate.terms.filter { subject.kind != .twoPart || $0.part == part }
    #expect(rows.allSatisfy { $0.standardError == nil && $0.note == "separated" })
    #expect(certificate.convergence.separated.contains { $0.hasSuffix("a") })
    // Far enough out for every row to have its outcome, for classes beyond all doubt.
    let scores = try ScoringModel(model).score(table)
    for (row, y) in sound.y.enumerated() {
      switch subject.kind {
      case .logistic: #expect(abs(scores.prediction[row] - y) < 1e-3)
      case .twoPart: #expect(abs(scores.outputs[0][row] - (y > 0 ? 1 : 0)) < 1e-3)
      default: #expect(scores.outputs[Int(y)][row] > 1 - 1e-12)
      }
    }
  }

  /// One group has one outcome: it alone is named, and estimates and errors of the others are those without its rows.
  @Test(arguments: subjects + Subject.ofCounts)
  func quasi(subject: Subject) throws {
    var sound = Sound(subject)
    let last: Double = subject.kind == .logistic ? 1 : subject.kind.outcome == .classes ? 2 : 0
    for row in sound.y.indices where sound.group[row] == "north" { sound.y[row] = last }
    let table = try sound.table()
    // θ of the rest is not that of all rows, and what is compared needs one: it is given.
    let model = try subject.train(table) { $0.theta = subject.kind == .negativeBinomial ? 2 : nil }
    let certificate = model.certificate
    TroubleTests.expectTruth(model, table)
    #expect(!certificate.convergence.converged && certificate.convergence.stopReason == "separation")
    #expect(certificate.convergence.separated.allSatisfy { $0.hasSuffix("g[north]") })
    #expect(!certificate.convergence.separated.isEmpty)
    for row in certificate.terms where row.term == "g[north]" && row.part != "amount" {
      #expect(row.standardError == nil && row.note == "separated", "\(row.part ?? "") \(row.note ?? "")")
    }
    let rest = try subject.train(table.rows(sound.group.indices.filter { sound.group[$0] != "north" })) {
      $0.theta = subject.kind == .negativeBinomial ? 2 : nil
    }
    for own in certificate.terms where own.term != "g[north]" {
      let other = try #require(rest.certificate.terms.first { $0.term == own.term && $0.part == own.part })
      // Dispersions are over all rows, of which those at 0 fit exactly.
      let size = other.standardError ?? .nan
      #expect(abs((own.estimate ?? .nan) - (other.estimate ?? .nan)) < 1e-5 * size, "\(own.term)")
      if subject.kind != .tweedie { #expect(relative(own.standardError ?? .nan, size) < 1e-5, "\(own.term): error") }
    }
  }

  /// A little ridge makes all of it well posed.
  @Test(arguments: subjects + Subject.ofCounts)
  func ridge(subject: Subject) throws {
    var sound = Sound(subject)
    let last: Double = subject.kind == .logistic ? 1 : subject.kind.outcome == .classes ? 2 : 0
    for row in sound.y.indices where sound.group[row] == "north" { sound.y[row] = last }
    let certificate = try subject.train(sound.table()) { $0.penalty = .ridge(0.01) }.certificate
    #expect(certificate.convergence.converged && certificate.convergence.separated.isEmpty)
    #expect(certificate.terms.allSatisfy { $0.standardError?.isFinite ?? false })
  }

  /// Under an identity link a mean of 0 is no limit but the end of the family: the fit says that it has not converged, and
  /// calls nothing separated.
  @Test(arguments: [ModelKind.poisson, .negativeBinomial])
  func endOfTheFamily(kind: ModelKind) throws {
    let subject = Subject(kind: kind, link: .identity)
    var sound = Sound(subject)
    for row in sound.y.indices where sound.group[row] == "north" { sound.y[row] = 0 }
    let table = try sound.table()
    let model = try subject.train(table) { $0.theta = kind == .negativeBinomial ? 2 : nil }
    TroubleTests.expectTruth(model, table)
    #expect(!model.certificate.convergence.converged && model.certificate.convergence.separated.isEmpty)
  }
}
