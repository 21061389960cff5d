import Foundation
import Testing

/// What is too large, too small or too long to train on is refused before the fit.
@Suite struct TrainLimitsTests {
  @Test func targetsThatCannotBeSquared() throws {
    try Folder.with { folder in
      for unit in ["e153", "e-160"] {
        let rows = (0..<60).map { "\($0 % 10),\(1 + ($0 * 7) % 10)\(unit)\n" }
        try folder.write("x,y\n" + rows.joined(), to: "t.csv")
        let run = try Tool.run(
          ["train", "--data", "t.csv", "--target", "y", "--model", "linear", "-o", "m.model"], in: folder)
        #expect(run.status == 1 && run.errors.contains("column y") && run.errors.contains("rescale"), "\(run.errors)")
      }
    }
  }

  @Test func levelsTooLongToKeep() throws {
    try Folder.with { folder in
      let long = String(repeating: "x", count: 1 << 20)
      let rows = (0..<60).map { "\($0 % 10),\(long)\($0 % 5),\(($0 * 7) % 10)\n" }
      try folder.write("x,note,y\n" + rows.joined(), to: "t.csv")
      let train = ["train", "--data", "t.csv", "--target", "y", "--model", "linear", "-o", "m.model"]
      let run = try Tool.run(train, in: folder)
      #expect(run.status == 1 && run.errors.contains("t.csv") && run.errors.contains("column note"), "\(run.errors)")
      #expect(run.errors.contains("--pool"))
    }
  }
}
