import ClienteleScoring

/// What a client of the library is: it reads a model, scores a row of missing values and prints the score.
let arguments = CommandLine.arguments
let model = try ScoringModel(path: arguments[1])
let row = Dictionary(uniqueKeysWithValues: model.inputs.map { ($0.column, Value.missing) })
print(try model.score(row).prediction)
