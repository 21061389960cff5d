import ClienteleScoring
import Tables
import Testing

/// What must not change a fit does not, and what must change it does so by the right amount.
///
/// Both sides solve the same problem to rounding with sums in another order: 10⁻⁹ beside the larger of an estimate and
/// its standard error leaves room for the condition number of the random tables and for nothing else.
@Suite struct FitChecks {
  private func expectSame(_ one: FittedModel, _ other: FittedModel, _ tolerance: Double = 1e-9) {
    let (a, b) = (one.certificate, other.certificate)
    #expect(a.terms.map(\.term) == b.terms.map(\.term))
    #expect(a.convergence.converged && b.convergence.converged, "\(a.convergence) \(b.convergence)")
    #expect(a.convergence.aliased == b.convergence.aliased)
    for (row, other) in zip(a.terms, b.terms) {
      guard let estimate = row.estimate, let error = row.standardError else {
        #expect((row.estimate == nil) == (other.estimate == nil) && row.note == other.note, "\(row.term)")
        // A penalised fit is solved to 10⁻¹¹ of the largest gradient; a small coefficient has fewer digits.
        let (a, b) = (row.estimate ?? 0, other.estimate ?? 0)
        #expect(abs(a - b) <= 1e-7 * max(abs(a), abs(b)), "\(row.term): estimate")
        continue
      }
      let size = max(abs(estimate), error)
      #expect(abs(estimate - (other.estimate ?? .nan)) <= tolerance * size, "\(row.term): estimate")
      #expect(abs(error - (other.standardError ?? .nan)) <= tolerance * error, "\(row.term): standard error")
    }
    for path in [
      \FitCertificate.deviance, \.logLikelihood, \.nullDeviance, \.dispersion, \.residualDegreesOfFreedom,
    ] {
      #expect(abs(a[keyPath: path] - b[keyPath: path]) <= tolerance * abs(a[keyPath: path]), "\(path)")
    }
  }

  /// Whole weights 0 to 3 (times the weights of the case, if it has any) and the same rows as often.
  @Test(arguments: ModelCase.all)
  func weightsAreRepetitions(item: ModelCase) throws {
    let table = try item.fitted().table
    var generator = item.generator("repetitions")
    let times = (0..<table.rowCount).map { _ in generator.next(below: 4) }
    let own = item.isWeighted ? try #require(table.numbers(RandomTable.weight)) : times.map { _ in 1 }
    let weighted = try item.train(
      try table.with(RandomTable.weight, .double(zip(own, times).map { $0 * Double($1) })),
      weights: RandomTable.weight)
    let repeated = try item.train(
      try table.rows(times.indices.flatMap { [Int](repeating: $0, count: times[$0]) }))
    expectSame(weighted.model, repeated.model)
  }

  /// A row of weight 0 may hold anything.
  @Test(arguments: ModelCase.all)
  func weightZeroIsAbsence(item: ModelCase) throws {
    let fitted = try item.fitted()
    let rows = fitted.table.rowCount
    let own =
      item.isWeighted ? try #require(fitted.table.numbers(RandomTable.weight)) : [Double](repeating: 1, count: rows)
    let spare = 9
    var table = try fitted.table.rows(Array(0..<rows) + Array(0..<spare))
    let last = Set(rows..<(rows + spare))
    for feature in fitted.model.encoder.features {
      let values = try #require(table[feature.column]).values.spoilt(last, isStrange: true)
      table = try table.with(feature.column, values)
    }
    if let feature = fitted.model.encoder.features.first(where: {
      table.numbers($0.column) != nil && $0.column != "tenure"
    }),
      var numbers = table.numbers(feature.column)
    {
      numbers[rows] = .infinity
      table = try table.with(feature.column, .double(numbers))
    }
    table = try table.with(RandomTable.weight, .double(own + [Double](repeating: 0, count: spare)))
    let result = try item.train(table, weights: RandomTable.weight)
    expectSame(fitted.model, result.model)
    #expect(result.model.lineage.rowsUsed == rows)
    #expect(
      result.model.encoder.features.map(\.termNames) == fitted.model.encoder.features.map(\.termNames))
  }

  @Test(arguments: ModelCase.all)
  func orderOfRows(item: ModelCase) throws {
    let fitted = try item.fitted()
    var order = Array(0..<fitted.table.rowCount)
    var generator = item.generator("order of rows")
    generator.shuffle(&order)
    expectSame(fitted.model, try item.train(try fitted.table.rows(order)).model)
  }

  /// With c·x in the offset the coefficient of x falls by c, and nothing else moves.
  @Test(arguments: ModelCase.unpenalized)
  func offsetShiftsACoefficient(item: ModelCase) throws {
    let fitted = try item.fitted()
    let feature = fitted.model.encoder.features.first { feature in
      if case .numeric(let numeric) = feature { numeric.source == .number && !numeric.hasMissingTerm } else { false }
    }
    guard case .numeric(let numeric)? = feature else {
      #expect(item.ingredients == [.dates], "every other case has a column of numbers")
      return
    }
    let shift = 0.75 / numeric.scale
    let values = try #require(fitted.table.numbers(numeric.column))
    let before = item.hasOffset ? try #require(fitted.table.numbers(RandomTable.offset)) : values.map { _ in 0 }
    let table = try fitted.table.with(RandomTable.offset, .double(zip(before, values).map { $0 + shift * $1 }))
    let moved = try item.train(table, offset: RandomTable.offset).model
    #expect(moved.certificate.terms.map(\.term) == fitted.model.certificate.terms.map(\.term))
    for (row, other) in zip(fitted.model.certificate.terms, moved.certificate.terms) {
      guard let estimate = row.estimate, let error = row.standardError else { continue }
      let expected = estimate - (row.term == numeric.column ? shift : 0)
      #expect(
        abs((other.estimate ?? .nan) - expected) <= 1e-9 * max(abs(estimate), abs(expected), error), "\(row.term)")
      #expect(abs((other.standardError ?? .nan) - error) <= 1e-9 * error, "\(row.term): standard error")
    }
    #expect(
      abs(moved.certificate.deviance - fitted.model.certificate.deviance) <= 1e-9 * fitted.model.certificate.deviance)
  }
}
