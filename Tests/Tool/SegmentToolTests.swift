import Foundation
import Testing

/// Segments through all commands, and tables in which there are none to find.
@Suite struct SegmentToolTests {
  /// Customers of three kinds, known by their plan's price and how often they come; the truth is in the last column.
  static func table(of rows: Range<Int>, texts: Bool = true) -> String {
    let lines = rows.map { row -> String in
      func draw(_ k: Int) -> Double {
        var bits = UInt64(row * 8 + k + 1) &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((bits ^ (bits >> 31)) >> 11) * 0x1p-53
      }
      let kind = draw(1) < 0.5 ? 0 : draw(1) < 0.8 ? 1 : 2
      let age = [30.0, 52, 41][kind] + 8 * (draw(2) + draw(3) - 1)
      let visits = [20.0, 4, 11][kind] + 4 * (draw(4) + draw(5) - 1)
      let price = [10.0, 25, 60][kind] + 6 * (draw(6) + draw(7) - 1)
      let plan = ["basic", "family", "gold"][kind]
      let columns = [
        "s3cret-\(row)", String(format: "%.3f", age), String(format: "%.3f", visits), String(format: "%.3f", price),
      ]
      return (columns + (texts ? [plan] : []) + ["\(kind)"]).joined(separator: ",") + "\n"
    }
    return "id,age,visits,price,\(texts ? "plan," : "")truth\n" + lines.joined()
  }

  private func run(_ arguments: [String], in folder: Folder, status: Int32 = 0) throws -> Tool.Run {
    let run = try Tool.run(arguments, in: folder)
    #expect(run.status == status, "\(arguments): \(run.errors)")
    return run
  }

  @Test(arguments: ["kmeans", "gaussian-mixture", "k-prototypes", "ward"])
  func allCommands(kind: String) throws {
    try Folder.with { folder in
      let texts = kind == "k-prototypes" || kind == "ward"
      try folder.write(Self.table(of: 0..<600, texts: texts), to: "customers.csv")
      try folder.write(Self.table(of: 600..<900, texts: texts), to: "new.csv")
      let arguments = ["segment", "customers.csv", "--id", "id", "--drop", "truth", "--model", kind, "--k", "2-5"]
      let found = try run(
        arguments + ["-o", "segments.model", "--report", "segments.html", "--value", "truth", "--json"], in: folder
      ).json()
      let choice = try #require(found["choice"] as? [String: Any])
      #expect(choice["chosen"] as? Int == 3)
      let segments = try #require(found["segments"] as? [[String: Any]])
      let shares = segments.compactMap { $0["share"] as? Double }
      #expect(shares == shares.sorted(by: >) && abs(shares.reduce(-1, +)) < 1e-12)
      let page = try folder.text("segments.html")
      #expect(!page.contains("s3cret") && page.utf8.count < 500_000)

      // Without a range, the words; the same seed gives the same file.
      let text = try run(arguments + ["-o", "again.model"], in: folder)
      #expect(text.output.contains("How many") && text.output.contains("> 3"))
      _ = try run(arguments + ["-o", "third.model", "--threads", "1", "--quiet"], in: folder)
      #expect(try folder.bytes("again.model") == folder.bytes("third.model"))

      // Assigned as the truth is, to a customer or two.
      _ = try run(
        ["score", "segments.model", "--data", "new.csv", "--reasons", "1", "-o", "assigned.csv"], in: folder)
      let lines = try folder.text("assigned.csv").split(separator: "\n").map { $0.split(separator: ",") }
      let header = lines[0].map(String.init)
      #expect(header.prefix(3) == ["id", "segment", "segment_name"])
      #expect(header.contains("distance") && header.contains("outlier") && header.contains("reason_1"))
      #expect(header.contains("p_3") == (kind == "gaussian-mixture"))

      let judged = try run(["evaluate", "segments.model", "--data", "new.csv", "--json"], in: folder).json()
      let metrics = try #require(judged["metrics"] as? [String: [String: Any]])
      #expect(Set(metrics.keys) == ["silhouette", "mean_distance", "outlier_share", "psi"])
      _ = try run(["report", "segments.model", "--data", "new.csv", "-o", "new.html"], in: folder)

      let same = try run(
        ["compare", "segments.model", "again.model", "--data", "new.csv", "--json"], in: folder, status: 10
      ).json()
      #expect(same["adjusted_rand"] as? Double == 1 && same["stayed"] as? Double == 1)
      _ = try run(
        [
          "train", "--data", "customers.csv", "--id", "id", "--drop", "truth", "--model", kind, "--k", "2", "-o",
          "two.model", "--quiet",
        ], in: folder)
      let worse = try run(
        ["compare", "segments.model", "two.model", "--data", "new.csv", "--json"], in: folder, status: 20
      ).json()
      #expect(worse["verdict"] as? String == "worse")
    }
  }

  @Test func truthIsFound() throws {
    try Folder.with { folder in
      try folder.write(Self.table(of: 0..<600), to: "customers.csv")
      _ = try run(
        ["segment", "customers.csv", "--id", "id", "--drop", "truth", "--k", "3", "-o", "s.model", "--quiet"],
        in: folder)
      _ = try run(["score", "s.model", "--data", "customers.csv", "-o", "s.csv", "--quiet"], in: folder)
      let truth = try folder.text("customers.csv").split(separator: "\n").dropFirst().map { $0.last.map(String.init) }
      let found = try folder.text("s.csv").split(separator: "\n").dropFirst().map { $0.split(separator: ",")[1] }
      // The kinds are half, three tenths and a fifth of the customers: their numbers.
      #expect(zip(truth, found).allSatisfy { $0.0 == "\((Int($0.1) ?? 0) - 1)" })
    }
  }

  @Test func components() throws {
    try Folder.with { folder in
      try folder.write(Self.table(of: 0..<300, texts: false), to: "customers.csv")
      let training = ["train", "--data", "customers.csv", "--id", "id", "--drop", "truth", "--model", "pca"]
      let found = try run(training + ["--k", "2", "-o", "pca.model", "--json"], in: folder).json()
      let components = try #require(found["components"] as? [[String: Any]])
      #expect(components.map { $0["name"] as? String } == ["pc_1", "pc_2"])
      let shares = components.compactMap { $0["share"] as? Double }
      #expect(shares.count == 2 && shares[0] >= shares[1])
      _ = try run(["score", "pca.model", "--data", "customers.csv", "-o", "pca.csv"], in: folder)
      let lines = try folder.text("pca.csv").split(separator: "\n").map { $0.split(separator: ",") }
      #expect(lines[0] == ["id", "pc_1", "pc_2"])
      let first = lines.dropFirst().compactMap { Double($0[1]) }
      let mean = first.reduce(0, +) / Double(first.count)
      #expect(first.count == 300 && abs(mean) < 1e-9)
      let refused = try Tool.run(["evaluate", "pca.model", "--data", "customers.csv"], in: folder)
      #expect(refused.status == 1 && refused.errors.contains("has no target"))
    }
  }

  struct Trouble: Sendable, CustomTestStringConvertible {
    let name: String
    let csv: String
    let arguments: [String]
    var status: Int32 = 1
    let words: [String]
    var testDescription: String { name }
  }

  private static let duplicates =
    "id,x,y\n" + (0..<40).map { "c\($0),\($0 % 2),\(3 * ($0 % 2))\n" }.joined()

  static let troubles: [Trouble] = [
    Trouble(
      name: "more segments than different rows", csv: duplicates, arguments: ["--id", "id", "--k", "3"],
      words: ["3 segments", "2 different points"]),
    Trouble(
      name: "one point repeated", csv: "x,y\n" + String(repeating: "1,2\n", count: 9), arguments: ["--k", "2"],
      words: ["constant", "--drop"]),
    Trouble(name: "one row", csv: "x,y\n1,2\n", arguments: ["--k", "2"], words: ["constant"]),
    Trouble(name: "no row", csv: "x,y\n", arguments: ["--k", "2"], words: ["no rows"]),
    Trouble(
      name: "a column without values", csv: "x,y\n1,\n2,\n3,\n", arguments: ["--k", "2"],
      words: ["missing", "--drop y"]),
    Trouble(
      name: "an infinite number", csv: "x,y\n1,2\n2,inf\n3,1\n", arguments: ["--k", "2"], words: ["row 2", "column y"]),
    Trouble(
      name: "texts and k-means", csv: table(of: 0..<60), arguments: ["--model", "kmeans", "--k", "2", "--id", "id"],
      words: ["levels: plan", "k-prototypes", "--drop plan"]),
    Trouble(
      name: "an identifier", csv: table(of: 0..<200), arguments: ["--k", "2"], words: ["column id", "--id"]),
    Trouble(
      name: "a target", csv: table(of: 0..<60), arguments: ["--model", "logistic"], status: 64,
      words: ["logistic", "kmeans"]),
    Trouble(name: "a range upside down", csv: duplicates, arguments: ["--k", "5-2"], status: 64, words: ["--k 5-2"]),
    Trouble(name: "no segment", csv: duplicates, arguments: ["--k", "0"], status: 64, words: ["--k 0"]),
    Trouble(
      name: "a column that is not there", csv: duplicates, arguments: ["--id", "id", "--log", "z"],
      words: ["z", "--log"]),
    Trouble(
      name: "a weight of nothing", csv: duplicates, arguments: ["--id", "id", "--column-weights", "x=0"],
      words: ["--column-weights x"]),
    Trouble(
      name: "ids that are shown and not named", csv: duplicates, arguments: ["--show-ids"], status: 64,
      words: ["--show-ids", "--id"]),
  ]

  @Test(arguments: troubles)
  func isAnswered(trouble: Trouble) throws {
    try Folder.with { folder in
      try folder.write(trouble.csv, to: "data.csv")
      let run = try Tool.run(["segment", "data.csv", "-o", "out.model"] + trouble.arguments, in: folder)
      #expect(run.status == trouble.status, "\(run.errors)")
      for word in trouble.words { #expect(run.errors.contains(word), "\(word) is not in: \(run.errors)") }
      let files = try folder.files()
      #expect(run.output.isEmpty && files == ["data.csv"] && !run.errors.contains("s3cret"))
    }
  }

  @Test(arguments: [
    (["--target", "truth"], "--target"), (["--folds", "3", "--penalty", "cv"], "--penalty"), ([], "--k"),
    (["--k", "2", "--shape", "full"], "--shape"),
  ])
  func trainRefusals(arguments: [String], word: String) throws {
    try Folder.with { folder in
      try folder.write(Self.table(of: 0..<60, texts: false), to: "data.csv")
      let run = try Tool.run(
        ["train", "--data", "data.csv", "--id", "id", "--model", "kmeans", "-o", "out.model"] + arguments, in: folder)
      #expect(run.status == 64 && run.errors.contains(word), "\(run.errors)")
    }
  }

  /// A customer 10¹² away is a segment of its own, or far outside, and everything else stays finite.
  @Test func outlier() throws {
    try Folder.with { folder in
      try folder.write(
        Self.table(of: 0..<300, texts: false) + "far,1e12,1e12,1e12,0\n", to: "data.csv")
      let run = try run(
        ["segment", "data.csv", "--id", "id", "--drop", "truth", "--k", "3", "-o", "o.model"], in: folder)
      #expect(run.output.contains("is one row"))
      _ = try self.run(
        [
          "segment", "data.csv", "--id", "id", "--drop", "truth", "--k", "3", "--rank", "age,visits,price", "-o",
          "r.model", "--quiet",
        ], in: folder)
    }
  }
}
