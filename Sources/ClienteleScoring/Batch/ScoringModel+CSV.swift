extension ScoringModel {
  /// How a CSV file is read for this model: every column that it needs as the type it had in training, so that no other
  /// row decides what a value is, and with the markers of missing values of training.
  ///
  ///     let new = try CSVReader(options: model.csvOptions).read(contentsOf: "new.csv")
  ///     let scores = try model.score(new, onBad: .flag)
  ///
  /// A file read without them has the types that follow from its own values: `1e3` is a text beside `K1`, else a number.
  public var csvOptions: CSVOptions {
    var options = CSVOptions(missing: model.missing)
    for input in inputs { options.expected[input.column] = input.type.columnType }
    return options
  }

  /// Scores the rows of a file that was read with ``csvOptions``. A row with a value that is not of its column's type is
  /// a bad row; the rest is as in ``score(_:reasons:onBad:threads:)-(Table,_,_,_)``.
  ///
  /// - Throws: ``ScoringError``, under ``BadRowPolicy/error`` also for a value that is not of its column's type.
  public func score(
    _ file: CSVTable, reasons: Int = 0, onBad: BadRowPolicy = .error, threads: Int? = nil
  ) throws(ScoringError) -> Scores {
    let unreadable = UnreadableCells(file, inputs)
    if onBad == .error, let first = unreadable.first { throw first }
    return try score(file.table, unreadable: unreadable, reasons: reasons, onBad: onBad, threads: threads)
  }
}

extension InputType {
  /// The type of column that holds every value of this type.
  var columnType: ColumnType {
    switch self {
    case .number: .double
    case .date: .dateTime
    case .text: .text
    case .boolean: .boolean
    }
  }
}
