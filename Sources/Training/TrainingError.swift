import Tables

/// Why a table cannot be trained on, or a configuration cannot fit. Rows are 1-based data rows.
package enum TrainingError: Error, Sendable, Equatable {
  case missingColumn(String, role: String, available: [String])
  case noRows
  case noPredictors
  case roleClash(column: String, roles: [String])
  case constantColumns([String])
  /// Every level of these columns has fewer rows than levels must have to stand alone.
  case pooledColumns([String], minimum: Double)
  case allMissingColumns([String])
  case identifierLike(column: String, levels: Int, rows: Int)
  case longLevels(column: String, levels: Int, bytes: Int, limit: Int)
  case tooManyTerms(terms: Int, rows: Int)
  case tooWide(terms: Int, limit: Int, widest: [String])
  case nonFinite(column: String, row: Int)
  case extremeValues(column: String)
  case outOfDomain(column: String, row: Int, model: String, isStrict: Bool)
  case unsquarable(column: String, row: Int)
  case negativeWeight(column: String, row: Int)
  case missingValue(column: String, row: Int)
  case notCount(column: String, row: Int)
  case tooManySuccesses(column: String, trials: String, row: Int)
  case notNumeric(column: String, role: String, row: Int?)
  case zeroTotalWeight
  case targetNotBinary(column: String, distinct: Int, isNumber: Bool)
  case unknownEvent(String, column: String)
  case singleClass(column: String)
  case foreignClass(column: String, row: Int)
  case constantTarget(column: String)
  case tooManyClasses(column: String, classes: Int, limit: Int)
  case datedClasses(column: String)
  case needsOrder(column: String)
  case absentClass(column: String)
  case allTargetsMissing(column: String)
  case invalidPenalty(String)
  case invalidOption(String)
  case noZeroAmounts(column: String, hasLosses: Bool)
  case noPositiveAmounts(column: String)
  /// A part of a two-part model, and why its rows cannot be fitted.
  case partUnusable(String, String)
  case foldUnusable(fold: Int, reason: String)
  case numerical(String)
  case tooManySegments(segments: Int, distinct: Int)
  case tooManyRowsForDistances(rows: Int, limit: Int)
  /// A component of a mixture, from 1, whose covariance is singular though `regularization` was added.
  case singularComponent(Int, regularization: Double)
  case extremePoints
  /// Texts or truth values, where a kind measures distances between numbers.
  case categoricalColumns([String], kind: String)
  case equalPoints
}

extension TrainingError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missingColumn(let name, let role, let available):
      "there is no column \(Words.name(name)) (\(role))\(AbsentColumn.hint(name, available: available))"
    case .noRows: "the table has no rows to train on"
    case .noPredictors: "no column is left to predict from: every one is a target, an id or dropped"
    case .roleClash(let column, let roles):
      "column \(Words.name(column)) cannot be \(roles.joined(separator: " and ")) at once"
    case .constantColumns(let names):
      "constant in all rows used: \(Words.list(names)); nothing can be learnt from one value: --drop \(dropped(names))"
    case .pooledColumns(let names, let minimum):
      "--pool leaves one group of all levels in \(Words.list(names)), for none has \(rounded(minimum)) rows: "
        + "give --pool a smaller number, or --drop \(dropped(names))"
    case .allMissingColumns(let names):
      "missing in all rows used: \(Words.list(names)): --drop \(dropped(names))"
    case .identifierLike(let column, let levels, let rows):
      "column \(Words.name(column)) has \(levels) different texts in \(Words.count(rows, "row")), as an identifier has: "
        + "name it with --id or --drop, or pool its rare levels with --pool"
    case .longLevels(let column, let levels, let bytes, let limit):
      "column \(Words.name(column)) has \(levels) levels of \(bytes) bytes together, where a model keeps \(limit) of all columns: "
        + "--drop it, pool its rare levels with --pool, or shorten its texts"
    case .tooManyTerms(let terms, let rows):
      "\(terms) terms cannot be estimated from \(Words.count(rows, "row")): use more rows, drop columns, or set --penalty ridge:LAMBDA"
    case .tooWide(let terms, let limit, let widest):
      "the design would have \(terms) columns (at most \(limit)); the widest inputs are \(Words.list(widest)): --drop them or pool rare levels with --pool"
    case .nonFinite(let column, let row):
      "row \(row), column \(Words.name(column)): infinite; correct it or drop the column"
    case .outOfDomain(let column, let row, let model, let isStrict):
      "row \(row), column \(Words.name(column)): \(isStrict ? "not above 0" : "below 0"), which a target of --model \(model) cannot be: "
        + (isStrict
          ? "leave such rows out, or use --model tweedie or two-part" : "use --model linear, or correct the value")
    case .unsquarable(let column, let row):
      "row \(row), column \(Words.name(column)): a target of such a size cannot be squared: rescale it, to other units say"
    case .extremeValues(let column):
      "column \(Words.name(column)): the squares of its values, or of their distances, leave the range of doubles: give it in another unit, or drop it"
    case .negativeWeight(let column, let row): "row \(row), column \(Words.name(column)): a weight must not be negative"
    case .missingValue(let column, let row):
      "row \(row), column \(Words.name(column)): missing, where a value is needed in every row"
    case .notCount(let column, let row):
      "row \(row), column \(Words.name(column)): not a whole number of at least 0, which successes and trials must be"
    case .tooManySuccesses(let column, let trials, let row):
      "row \(row), column \(Words.name(column)): more successes than \(Words.name(trials)) has trials"
    case .notNumeric(let column, let role, let row):
      "\(row.map { "row \($0), " } ?? "")column \(Words.name(column)): not a number, which \(article(role)) must be"
    case .zeroTotalWeight: "the weights sum to zero: no row counts"
    case .targetNotBinary(let column, let distinct, let isNumber):
      "column \(Words.name(column)) has \(distinct)\(isNumber && distinct > 3 ? " or more" : "") different values; "
        + "a logistic model needs two (\(isNumber ? "use --model linear for an amount" : "put the others together, or leave out their rows"))"
    case .unknownEvent(let event, let column):
      "--event \(Words.name(event)): not a value of column \(Words.name(column))"
    case .singleClass(let column):
      "column \(Words.name(column)) has one class only in the rows used: there is nothing to tell apart"
    case .foreignClass(let column, let row):
      "row \(row), column \(Words.name(column)): not one of the values that the model was trained on, or that --classes lists"
    case .constantTarget(let column):
      "column \(Words.name(column)) has one value only in the rows used: there is nothing to predict"
    case .tooManyClasses(let column, let classes, let limit):
      "column \(Words.name(column)) has \(classes) classes, where a model has \(limit) at most: put rare ones together, "
        + "or use --model linear for an amount"
    case .datedClasses(let column):
      "column \(Words.name(column)) has dates, which are no classes: read it as text with --types, or make a column of months or years"
    case .needsOrder(let column):
      "column \(Words.name(column)) has texts, whose order cannot be told: list them with --classes, the lowest first"
    case .absentClass(let column):
      "column \(Words.name(column)): a class has no row with weight: leave it out of --classes, or use fewer folds"
    case .allTargetsMissing(let column):
      "column \(Words.name(column)) is missing in every row: there is nothing to learn from"
    case .invalidPenalty(let text):
      "--penalty \(text): use none, ridge:LAMBDA, lasso:LAMBDA or elastic-net:A:LAMBDA with LAMBDA ≥ 0 and finite and A from 0 (ridge) to 1 "
        + "(lasso), or cv, cv:lasso or cv:elastic-net:A to choose LAMBDA"
    case .invalidOption(let text): text
    case .noZeroAmounts(let column, let hasLosses):
      "column \(Words.name(column)) is 0 in no row used, so that the probability of any amount is 1: "
        + (hasLosses ? "use --model linear" : "use --model gamma")
    case .noPositiveAmounts(let column):
      "column \(Words.name(column)) has no amount above 0 in the rows used: if it is a cost, give it with the other sign"
    case .partUnusable(let part, let reason): "the part \(part) of the model cannot be fitted: \(reason)"
    case .foldUnusable(let fold, let reason):
      "fold \(fold) cannot be fitted: \(reason); use fewer folds or --folds 0"
    case .numerical(let text): text
    case .tooManySegments(let segments, let distinct):
      "\(segments) segments cannot be told apart: the rows used have \(Words.count(distinct, "different point")); "
        + "ask for at most as many segments"
    case .tooManyRowsForDistances(let rows, let limit):
      "Ward's method with categorical columns keeps the distances of all pairs of rows: of \(rows) different rows, where \(limit) "
        + "are the most: take a sample, drop the categorical columns, or use k-prototypes"
    case .singularComponent(let component, let regularization):
      "the covariance of component \(component) of the mixture is singular, with \(regularization) of the variance of every "
        + "column added: drop columns that others determine, ask for fewer segments, or choose another shape"
    case .categoricalColumns(let names, let kind):
      "\(kind) takes numbers and dates, and these columns have levels: \(Words.list(names)): "
        + (kind == "pca" ? "" : "use --model k-prototypes, or ") + "--drop \(dropped(names))"
    case .extremePoints:
      "the squares of the distances between rows leave the range of doubles: rescale columns with extreme values, or put them on a log scale"
    case .equalPoints:
      "the rows used are all the same point, which has no direction to vary in: use rows or columns that differ"
    }
  }

  /// Names as they are given to --drop.
  private func dropped(_ names: [String]) -> String { names.map(Words.name).joined(separator: ",") }

  /// `offset` as `an offset`, `weight` as `a weight`.
  private func article(_ noun: String) -> String { (noun.hasPrefix("o") ? "an " : "a ") + noun }

  private func rounded(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
  }
}
