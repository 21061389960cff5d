import ClienteleScoring
import Tables
import Testing
import Training

/// Links beyond what doubles hold, weights that vanish, Hessians that are not positive definite, and units far from 1.
@Suite struct OverflowTests {
  static let offsets: [(Double, every: Int)] = [(800, 10), (-800, 10), (800, 3), (-800, 3)]

  /// An offset of 800 in every tenth row, or in one group: refused with the cause, or not converged and said so, or right.
  @Test(arguments: Subject.all.filter { $0.kind != .multinomial && $0.kind != .twoPart })
  func extremeOffsets(subject: Subject) throws {
    let sound = Sound(subject)
    for (size, every) in Self.offsets {
      let table = try sound.table([Column("offset", .double(sound.y.indices.map { $0 % every == 0 ? size : 0 }))])
      do {
        TroubleTests.expectTruth(try subject.train(table), table)
      } catch let error as TrainingError {
        #expect("\(error)".contains("overflows") && "\(error)".contains("rescale"), "\(error)")
      }
    }
  }

  /// The same offset everywhere is the intercept's, however large.
  @Test(arguments: Subject.all.filter { $0.kind != .multinomial && $0.kind != .twoPart })
  func sameOffsetEverywhere(subject: Subject) throws {
    let sound = Sound(subject)
    for size in [800.0, -800] {
      let table = try sound.table([Column("offset", .double(sound.y.map { _ in size }))])
      let model = try subject.train(table)
      TroubleTests.expectTruth(model, table)
      #expect(model.certificate.convergence.converged)
    }
  }

  /// A group whose mean an offset takes to 0: nothing is known of its effect, and it is no combination of other columns.
  @Test func vanishedGroup() throws {
    let subject = Subject(kind: .linear, link: .log)
    let sound = Sound(subject)
    let table = try sound.table([Column("offset", .double(sound.group.map { $0 == "west" ? -800 : 0 }))])
    let certificate = try subject.train(table).certificate
    #expect(!certificate.convergence.converged && certificate.convergence.aliased.isEmpty)
    #expect(certificate.terms.first { $0.term == "g[west]" }?.note == "not determined")
  }

  /// Columns in units of 10¹⁰⁰ or 10⁻¹⁰⁰.
  @Test(arguments: Subject.all, [1e100, 1e-100])
  func unitsOfColumns(subject: Subject, unit: Double) throws {
    var sound = Sound(subject)
    let plain = try subject.train(sound.table()).certificate
    sound.a = sound.a.map { $0 * unit }
    let table = try sound.table()
    let model = try subject.train(table)
    TroubleTests.expectTruth(model, table)
    #expect(model.certificate.convergence.converged)
    for (row, other) in zip(model.certificate.terms, plain.terms) {
      let factor = row.term == "a" ? unit : 1
      let size = other.standardError ?? .nan
      #expect(abs((row.estimate ?? .nan) * factor - (other.estimate ?? .nan)) < 1e-5 * size, "\(row.term)")
    }
  }

  /// Amounts in units of 10⁹ or 10⁻⁹: an estimate is an estimate in any currency.
  @Test(arguments: Subject.ofAmounts.filter { ![.poisson, .negativeBinomial].contains($0.kind) }, [1e9, 1e-9])
  func unitsOfAmounts(subject: Subject, unit: Double) throws {
    var sound = Sound(subject)
    let plain = try subject.train(sound.table()).certificate
    sound.y = sound.y.map { $0 * unit }
    let table = try sound.table()
    let model = try subject.train(table)
    TroubleTests.expectTruth(model, table)
    #expect(model.certificate.convergence.converged)
    for (row, other) in zip(model.certificate.terms, plain.terms) where row.term != "(intercept)" {
      #expect(abs((row.statistic ?? .nan) - (other.statistic ?? .nan)) < 1e-4, "\(row.term)")
    }
  }

  /// Tukey's weights are 0 for all rows of a level of outliers: the matrix of its equations is singular.
  @Test func levelOfOutliers() throws {
    let subject = Subject(kind: .tukey)
    var sound = Sound(subject)
    for row in 0..<2 { (sound.group[row], sound.y[row]) = ("south", [1e6, -1e6][row]) }
    let table = try sound.table()
    do {
      TroubleTests.expectTruth(try subject.train(table), table)
      Issue.record("a level without a row that counts has an estimate")
    } catch let error as TrainingError {
      #expect("\(error)".contains("do not determine every term"), "\(error)")
    }
  }

  /// Counts that vary less than Poisson counts: the likelihood of θ has no maximum.
  @Test func noOverdispersion() throws {
    let subject = Subject(kind: .negativeBinomial, link: .log)
    var sound = Sound(subject)
    sound.y = sound.y.indices.map { Double(4 + $0 % 2) }
    #expect(throws: TrainingError.self) { try subject.train(sound.table()) }
  }
}
