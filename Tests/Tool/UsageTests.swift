import Foundation
import Testing

/// 64 and the usage of the subcommand where the options alone are wrong; 1 where it takes the data to tell.
@Suite struct UsageTests {
  private func train(_ flags: [String], csv: String = SmallTable().text) throws -> Tool.Run {
    try Folder.with { folder in
      try folder.write(csv, to: "data.csv")
      var arguments = ["--data": "data.csv", "--target": "left", "--model": "logistic", "-o": "new.model"]
      for (flag, value) in zip(flags, flags.dropFirst()) where flag.hasPrefix("-") { arguments[flag] = value }
      let line = ["train"] + arguments.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
      let run = try Tool.run(line, in: folder)
      #expect(try folder.files() == ["data.csv"])
      return run
    }
  }

  @Test(arguments: [
    ["--penalty", "nonsense"], ["--penalty", "ridge:-1"], ["--folds", "1"], ["--folds", "300"],
    ["--event", "yes", "--model", "linear"], ["--penalty", "cv", "--folds", "0"], ["--delimiter", "\""],
    ["--delimiter", "ab"], ["--types", ""], ["--types", "age=colour"], ["--types", "age=text,age=double"],
    ["--types", "age"], ["--drop", "left"], ["--weights", "age", "--drop", "age"], ["--weights", "left"],
    ["--standard-errors", "huge"], ["--pool", "0"], ["--as-of", "yesterday"], ["--threads", "0"], ["-o", ""],
    ["-o", "-"], ["--register", "../up"], ["--data", ""], ["--model", "magic"], ["--colour", "red"],
  ])
  func wrongOptions(flags: [String]) throws {
    let run = try train(flags)
    #expect(run.status == 64 && run.output.isEmpty, "\(flags): \(run.errors)")
    #expect(run.errors.contains("Usage: clientele train"), "\(run.errors)")
  }

  @Test(arguments: [
    ["--target", "gone"], ["--id", "gone"], ["--drop", "gone"], ["--weights", "gone"], ["--types", "gone=text"],
    ["--folds", "200"], ["--event", "maybe"], ["--data", "gone.csv"], ["--pool", "60"],
  ])
  func wrongForTheData(flags: [String]) throws {
    let run = try train(["--id", "id"] + flags)
    #expect(run.status == 1 && run.output.isEmpty, "\(flags): \(run.errors)")
    #expect(!run.errors.contains("Usage"), "\(run.errors)")
  }

  @Test func scoreAndEvaluate() throws {
    try Folder.with { folder in
      try folder.write(SmallTable().text, to: "data.csv")
      let trained = try Tool.run(
        ["train", "--data", "data.csv", "--target", "left", "--id", "id", "--model", "logistic", "-o", "a.model"],
        in: folder)
      #expect(trained.status == 0, "\(trained.errors)")
      let score = ["score", "a.model", "--data", "data.csv"]
      #expect(try Tool.run(score + ["-o", "s.csv", "--reasons=-1"], in: folder).status == 64)
      #expect(try Tool.run(score + ["-o", ""], in: folder).status == 64)
      let absent = try Tool.run(score + ["-o", "s.csv", "--id", "plam"], in: folder)
      #expect(absent.status == 1 && absent.errors.contains("did you mean plan?"), "\(absent.errors)")
      let twice = try Tool.run(score + ["-o", "s.csv", "--id", "id", "--id=plan"], in: folder)
      #expect(twice.status == 64 && twice.errors.contains("--id is given more than once"), "\(twice.errors)")
      #expect(try Tool.run(["evaluate", "a.model", "--data", "data.csv", "--threads", "0"], in: folder).status == 64)
    }
  }
}
