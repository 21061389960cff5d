import Foundation
import Testing

/// A file that cannot be trained on, or flags that make no sense, and the words that the message must have.
struct Refused: Sendable, CustomTestStringConvertible {
  let name: String
  var csv: String? = SmallTable().text
  var arguments: [String] = []
  let words: [String]

  var testDescription: String { name }
}

/// What is wrong is said on standard error, with its place and what to do; nothing else is left.
@Suite struct TrainRefusalTests {
  private static let good = SmallTable()

  static let files: [Refused] = [
    Refused(name: "no file", csv: nil, words: ["data.csv", "no such file"]),
    Refused(name: "empty", csv: "", words: ["data.csv", "empty", "first line"]),
    Refused(name: "headers only", csv: good.prefix(0).text, words: ["no rows"]),
    Refused(
      name: "ragged row", csv: good.text.replacingOccurrences(of: "s3cret-2,", with: "s3cret-2,extra,"),
      words: ["data.csv", "row 3 (line 4)", "7 fields", "6"]),
    Refused(
      name: "duplicated header", csv: good.text.replacingOccurrences(of: ",spend,", with: ",age,"),
      words: ["data.csv", "both called age", "rename"]),
    Refused(
      name: "unnamed column", csv: good.text.replacingOccurrences(of: ",spend,", with: ",,"),
      words: ["data.csv", "column 4", "name"]),
    Refused(
      name: "unclosed quote", csv: good.text.replacingOccurrences(of: "s3cret-59", with: "\"s3cret-59"),
      words: ["data.csv", "line 61", "never closed"]),
    Refused(
      name: "stray quote", csv: good.text.replacingOccurrences(of: "s3cret-5,", with: "s3cret-\"5,"),
      words: ["data.csv", "row 6 (line 7)", "column id", "quote"]),
    Refused(name: "single class", csv: good.with("left") { _ in "yes" }.text, words: ["left", "one class"]),
    Refused(
      name: "three classes", csv: good.with("left") { ["a", "b", "c"][$0 % 3] }.text,
      words: ["left", "3 different values", "put the others together"]),
    Refused(name: "no outcome", csv: good.with("left") { _ in "" }.text, words: ["left", "missing in every row"]),
    Refused(
      name: "constant column", csv: good.with("age") { _ in "33" }.text, words: ["constant", "age", "--drop age"]),
    Refused(
      name: "constant text", csv: good.with("plan") { _ in "gold" }.text, words: ["constant", "plan", "--drop plan"]),
    Refused(
      name: "all missing", csv: good.with("spend") { _ in "" }.text, words: ["missing", "spend", "--drop spend"]),
    Refused(
      name: "infinite value", csv: good.with(7, "spend", "inf").text, words: ["row 7", "spend", "infinite"]),
    Refused(
      name: "number beyond range", csv: good.with(9, "spend", "1e999").text, words: ["row 9", "spend", "infinite"]),
    Refused(
      name: "more terms than rows", csv: good.prefix(4).with(1, "left", "yes").with(2, "left", "no").text,
      arguments: ["--folds", "0"], words: ["terms", "4 rows", "ridge"]),
    Refused(
      name: "identifier-like", csv: good.with("name") { "s3cret name \($0)" }.text,
      words: ["name", "60", "--id", "--drop"]),
    Refused(
      name: "negative weight", csv: good.with(12, "copies", "-1").text, arguments: ["--weights", "copies"],
      words: ["row 12", "copies", "negative"]),
    Refused(
      name: "missing weight", csv: good.with(13, "copies", "").text, arguments: ["--weights", "copies"],
      words: ["row 13", "copies", "missing"]),
    Refused(
      name: "no weight at all", csv: good.with("copies") { _ in "0" }.text, arguments: ["--weights", "copies"],
      words: ["weights", "zero"]),
    Refused(
      name: "missing offset", csv: good.with(14, "copies", "").text, arguments: ["--offset", "copies"],
      words: ["row 14", "copies", "missing"]),
    Refused(name: "weights of text", arguments: ["--weights", "plan"], words: ["plan", "number", "weight"]),
    Refused(name: "amount of text", arguments: ["--model", "linear"], words: ["left", "number"]),
  ]

  static let flags: [Refused] = [
    Refused(name: "target", arguments: ["--target", "gone"], words: ["gone", "--target", "spend"]),
    Refused(name: "id", arguments: ["--id", "gone"], words: ["gone", "--id", "spend"]),
    Refused(name: "drop", arguments: ["--drop", "copies,gone"], words: ["gone", "--drop", "spend"]),
    Refused(name: "weights", arguments: ["--weights", "gone"], words: ["gone", "--weights", "spend"]),
    Refused(name: "offset", arguments: ["--offset", "gone"], words: ["gone", "--offset", "spend"]),
    Refused(name: "group", arguments: ["--group", "gone"], words: ["gone", "--group", "spend"]),
    Refused(
      name: "cluster", arguments: ["--standard-errors", "cluster:gone"],
      words: ["gone", "--standard-errors cluster:COLUMN", "spend"]),
    Refused(name: "two roles", arguments: ["--weights", "left"], words: ["left", "--target", "--weights"]),
    Refused(name: "penalty", arguments: ["--penalty", "nonsense"], words: ["--penalty", "nonsense", "ridge:LAMBDA"]),
    Refused(name: "negative penalty", arguments: ["--penalty", "ridge:-1"], words: ["ridge:-1", "ridge:LAMBDA"]),
    Refused(name: "infinite penalty", arguments: ["--penalty", "ridge:inf"], words: ["ridge:inf", "finite"]),
    Refused(name: "event", arguments: ["--event", "maybe"], words: ["maybe", "left"]),
    Refused(name: "folds", arguments: ["--folds", "1"], words: ["--folds 1", "2 to 255"]),
    Refused(name: "more folds than rows", arguments: ["--folds", "200"], words: ["--folds 200"]),
    Refused(
      name: "penalty without folds", arguments: ["--penalty", "cv", "--folds", "0"],
      words: ["--penalty cv", "--folds 0"]),
    Refused(name: "standard errors", arguments: ["--standard-errors", "huge"], words: ["--standard-errors", "hc1"]),
    Refused(name: "pool", arguments: ["--pool", "0"], words: ["--pool 0", "1"]),
    Refused(name: "as of", arguments: ["--as-of", "yesterday"], words: ["--as-of", "YYYY-MM-DD"]),
    Refused(name: "threads", arguments: ["--threads", "0"], words: ["--threads 0", "1024"]),
    Refused(name: "delimiter", arguments: ["--delimiter", "ab"], words: ["--delimiter", "one"]),
    Refused(name: "type", arguments: ["--types", "age=colour"], words: ["--types", "age=colour", "double"]),
    Refused(name: "type of no column", arguments: ["--types", "gone=double"], words: ["data.csv", "gone"]),
    Refused(
      name: "type that does not fit", arguments: ["--types", "plan=double"], words: ["row 1", "plan", "number"]),
    Refused(name: "kind", arguments: ["--model", "magic"], words: ["--model", "logistic", "linear"]),
    Refused(name: "policy", arguments: ["--on-unseen", "panic"], words: ["--on-unseen", "average"]),
    Refused(name: "unknown flag", arguments: ["--colour", "red"], words: ["--colour"]),
    Refused(name: "kind of table", arguments: ["--data", "customers.parquet"], words: ["Parquet", "csv"]),
    Refused(name: "a folder", arguments: ["--data", "."], words: [".", "folder"]),
  ]

  @Test(arguments: files + flags)
  func refuses(item: Refused) throws {
    try Folder.with { folder in
      if let csv = item.csv { try folder.write(csv, to: "data.csv") }
      let before = try folder.files()
      var arguments = [
        "--data": "data.csv", "--target": "left", "--id": "id", "--model": "logistic", "-o": "new.model",
      ]
      for (flag, value) in zip(item.arguments, item.arguments.dropFirst()) where flag.hasPrefix("--") {
        arguments[flag] = value
      }
      let line = ["train", "--json"] + arguments.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
      let run = try Tool.run(line, in: folder)
      #expect(run.status != 0)
      #expect(run.output.isEmpty)
      for word in item.words { #expect(run.errors.contains(word), "\(word) in: \(run.errors)") }
      #expect(!run.errors.contains("s3cret"), "a cell in: \(run.errors)")
      #expect(try folder.files() == before, "nothing is left behind")
    }
  }

  /// The good table trains: what is refused above is refused for its own reason.
  @Test func goodTable() throws {
    try Folder.with { folder in
      try folder.write(SmallTable().text, to: "data.csv")
      let run = try Tool.run(
        ["train", "--data", "data.csv", "--target", "left", "--id", "id", "--model", "logistic", "-o", "new.model"],
        in: folder)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("plan[gold]") && run.output.contains("auc"))
      #expect(try folder.files() == ["data.csv", "new.model"])
    }
  }
}
