import Foundation
import Testing

/// Versions never change: no output replaces or joins one, and a registration that fails leaves nothing.
@Suite struct RegistryGuardTests {
  private let training = [
    "train", "--data", "data.csv", "--target", "left", "--id", "id", "--model", "logistic", "--quiet", "--folds", "0",
  ]

  /// A folder with `data.csv` and one version of q in the registry rg.
  private func withRegistry(_ body: (Folder) throws -> Void) throws {
    try Folder.with { folder in
      try folder.write(SmallTable().text, to: "data.csv")
      let run = try Tool.run(training + ["--register", "q", "--registry", "rg"], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      try body(folder)
    }
  }

  private func refused(_ arguments: [String], in folder: Folder, status: Int32 = 1, _ words: String...) throws {
    let run = try Tool.run(arguments, in: folder)
    #expect(run.status == status && run.output.isEmpty, "\(arguments): \(run.status)")
    for word in words { #expect(run.errors.contains(word), "\(word) in \(run.errors)") }
  }

  /// Every path in a folder.
  private func paths(_ folder: Folder) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.location.path).sorted()
  }

  @Test func outputsStayOutside() throws {
    try withRegistry { folder in
      let (model, record) = (try folder.bytes("rg/q/1/q.model"), try folder.bytes("rg/q/1/record.json"))
      let before = try paths(folder)
      let data = ["--data", "data.csv"]
      try refused(["score", "rg/q@1"] + data + ["-o", "rg/q/1/q.model"], in: folder, "read by this command")
      for command in [["score", "rg/q@1"] + data + ["-o"], ["report", "rg/q@1"] + data + ["-o"], training + ["-o"]] {
        for place in ["rg/q/1/record.json", "rg/q/1/new", "rg/q/2", "rg/q/champion.json"] {
          try refused(command + [place], in: folder, place, "inside a registry")
        }
      }
      try refused(
        ["compare", "rg/q@1", "rg/q@1"] + data + ["--report", "rg/q/1/record.json", "--allow-overlap"], in: folder,
        "inside a registry")
      #expect(try paths(folder) == before)
      #expect(try folder.bytes("rg/q/1/q.model") == model && folder.bytes("rg/q/1/record.json") == record)
    }
  }

  @Test func noNumberLeft() throws {
    try withRegistry { folder in
      let last = "rg/q/\(Int.max)"
      try FileManager.default.moveItem(at: folder.url("rg/q/1"), to: folder.url(last))
      let before = try paths(folder)
      try refused(training + ["--register", "q", "--registry", "rg"], in: folder, last, "no number is left")
      #expect(try paths(folder) == before)
    }
  }

  /// A file that -o names is replaced after the registration, or not at all.
  @Test func failedRegistration() throws {
    try Folder.with { folder in
      try folder.write(SmallTable().text, to: "data.csv")
      try folder.write("older", to: "keep.model")
      // The name of the version's file is too long, which shows only when it is written.
      for registry in ["data.csv", "/proc/none"] {
        try refused(training + ["-o", "keep.model", "--register", "m", "--registry", registry], in: folder, registry)
      }
      let deep = (0..<20).map { _ in String(repeating: "d", count: 199) }.joined(separator: "/")
      let long = folder.url("reg/" + deep).path.prefix(4_096 - 40)
      try refused(
        training + ["-o", "keep.model", "--register", "m", "--registry", String(long)], in: folder, "name too long")
      #expect(try folder.text("keep.model") == "older")
      #expect(try paths(folder) == ["data.csv", "keep.model"])
    }
  }

  @Test func wrongFolders() throws {
    try withRegistry { folder in
      try FileManager.default.createDirectory(at: folder.url("empty"), withIntermediateDirectories: false)
      #expect(try Tool.run(["models", "list", "--registry", "empty"], in: folder).status == 0)
      try refused(["models", "verify", "--registry", "empty"], in: folder, "empty has no version of any model")
      for command in ["list", "verify"] {
        try refused(["models", command, "--registry", "."], in: folder, "has no version of any model")
        try refused(["models", command, "--registry", ""], in: folder, status: 64, "--registry")
      }
      try refused(["models", "verify", ""], in: folder, status: 64, "the name of a model is empty")
      try refused(training + ["--register", "a..b"], in: folder, status: 64, "single dots")
    }
  }

  /// A champion that is gone is found, though no version is left.
  @Test func championIsGone() throws {
    try withRegistry { folder in
      #expect(try Tool.run(["models", "promote", "q@1", "--registry", "rg"], in: folder).status == 0)
      #expect(try Tool.run(training + ["--register", "other", "--registry", "rg"], in: folder).status == 0)
      try FileManager.default.removeItem(at: folder.url("rg/q/1"))
      let run = try Tool.run(["models", "verify", "--registry", "rg"], in: folder)
      #expect(run.status == 1 && run.output.contains("q@champion: ") && run.output.contains("other@1: as registered"))
    }
  }

  /// A model that is whole and not the one of its record is not used under its name.
  @Test func anotherModel() throws {
    try withRegistry { folder in
      let run = try Tool.run(training + ["--penalty", "ridge:1", "-o", "other.model"], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      try FileManager.default.removeItem(at: folder.url("rg/q/1/q.model"))
      try FileManager.default.moveItem(at: folder.url("other.model"), to: folder.url("rg/q/1/q.model"))
      try refused(["score", "rg/q@1", "--data", "data.csv", "-o", "s.csv"], in: folder, "hash of another model")
    }
  }
}
