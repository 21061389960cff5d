import Foundation
import Testing

/// A result appears whole, where it was asked for, or not at all.
@Suite struct OutputTests {
  private static let train = [
    "train", "--data", "data.csv", "--target", "left", "--id", "id", "--model", "logistic", "--folds", "0",
  ]

  /// Trains `churn.model` in a new folder that has `data.csv`, too.
  private func withModel(_ body: (Folder) throws -> Void) throws {
    try Folder.with { folder in
      try folder.write(SmallTable().text, to: "data.csv")
      let run = try Tool.run(Self.train + ["-o", "churn.model", "--quiet"], in: folder)
      #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty, "\(run.errors)")
      try body(folder)
    }
  }

  @Test func unwritablePlaces() throws {
    try withModel { folder in
      try FileManager.default.createDirectory(at: folder.url("inside"), withIntermediateDirectories: false)
      let before = try folder.files()
      let score = ["score", "churn.model", "--data", "data.csv"]
      for command in [Self.train, score] {
        for (path, word) in [
          ("absent/result", "no folder absent"), ("inside", "folder"), ("data.csv/result", "data.csv"),
        ] {
          let run = try Tool.run(command + ["-o", path], in: folder)
          #expect(run.status != 0 && run.output.isEmpty, "\(path)")
          #expect(run.errors.contains(word), "\(word) in: \(run.errors)")
          #expect(try folder.files() == before)
        }
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url("inside").path).isEmpty)
    }
  }

  /// An output must not replace what is read: the customers, or the model.
  @Test func inputsSurvive() throws {
    try withModel { folder in
      let (data, model) = (try folder.bytes("data.csv"), try folder.bytes("churn.model"))
      let score = ["score", "churn.model", "--data", "data.csv"]
      for (command, path) in [(Self.train, "./data.csv"), (score, "data.csv"), (score, "churn.model")] {
        let run = try Tool.run(command + ["-o", path], in: folder)
        #expect(run.status != 0 && run.output.isEmpty, "\(path)")
        #expect(run.errors.contains(path) && run.errors.contains("another file"), "\(run.errors)")
      }
      #expect(try folder.bytes("data.csv") == data)
      #expect(try folder.bytes("churn.model") == model)
      #expect(try folder.files() == ["churn.model", "data.csv"])
    }
  }

  /// A pipe is written into, and not replaced by a file.
  @Test func pipe() throws {
    try withModel { folder in
      #expect(mkfifo(folder.url("pipe").path, 0o600) == 0)
      let tool = try #require(Tool.executable).path
      let script = "timeout 30 cat pipe > copy.csv & \"$0\" score churn.model --data data.csv -o pipe; wait"
      let run = try Tool.execute(URL(fileURLWithPath: "/bin/sh"), ["-c", script, tool], in: folder)
      #expect(run.errors.isEmpty)
      #expect(try Tool.run(["score", "churn.model", "--data", "data.csv", "-o", "file.csv"], in: folder).status == 0)
      #expect(try folder.bytes("copy.csv") == folder.bytes("file.csv"))
      let type = try FileManager.default.attributesOfItem(atPath: folder.url("pipe").path)[.type]
      #expect(type as? FileAttributeType != .typeRegular)
    }
  }

  /// A link stays, and what it leads to is replaced: a file, one that is not there yet, or a pipe.
  @Test func links() throws {
    try withModel { folder in
      let manager = FileManager.default
      try manager.createDirectory(at: folder.url("inside"), withIntermediateDirectories: false)
      try folder.write("older", to: "inside/old.csv")
      #expect(mkfifo(folder.url("pipe").path, 0o600) == 0)
      for (link, target) in [("a", "inside/old.csv"), ("b", "inside/new.csv"), ("c", "b"), ("d", "pipe")] {
        try manager.createSymbolicLink(atPath: folder.url(link).path, withDestinationPath: target)
      }
      let score = ["score", "churn.model", "--data", "data.csv", "-o"]
      #expect(try Tool.run(score + ["file.csv"], in: folder).status == 0)
      for link in ["a", "b", "c"] { #expect(try Tool.run(score + [link], in: folder).status == 0, "\(link)") }
      let tool = try #require(Tool.executable).path
      let script = "timeout 30 cat pipe > copy.csv & \"$0\" score churn.model --data data.csv -o d; wait"
      #expect(try Tool.execute(URL(fileURLWithPath: "/bin/sh"), ["-c", script, tool], in: folder).errors.isEmpty)
      for link in ["a", "b", "c", "d"] {
        #expect(try manager.destinationOfSymbolicLink(atPath: folder.url(link).path).isEmpty == false, "\(link)")
      }
      for copy in ["inside/old.csv", "inside/new.csv", "copy.csv"] {
        #expect(try folder.bytes(copy) == folder.bytes("file.csv"), "\(copy)")
      }
    }
  }

  @Test func standardOutput() throws {
    try withModel { folder in
      let score = ["score", "churn.model", "--data", "data.csv", "-o"]
      #expect(try Tool.run(score + ["file.csv"], in: folder).status == 0)
      let run = try Tool.run(score + ["-"], in: folder)
      #expect(run.status == 0 && run.errors.hasPrefix("Scored 60 of 60 rows"), "\(run.errors)")
      #expect(try run.output == folder.text("file.csv"))
      let both = try Tool.run(score + ["-", "--json"], in: folder)
      #expect(both.status == 64 && both.output.isEmpty && both.errors.contains("Usage: clientele score"))
      let tool = try #require(Tool.executable).path
      let script = "\"$0\" score churn.model --data - --quiet -o - < data.csv"
      let piped = try Tool.execute(URL(fileURLWithPath: "/bin/sh"), ["-c", script, tool], in: folder)
      #expect(piped.output == run.output, "\(piped.errors)")
      #expect(try folder.files() == ["churn.model", "data.csv", "file.csv"])
    }
  }

  #if os(Linux)
    /// A report that cannot be written is a failure.
    @Test func fullStandardOutput() throws {
      try withModel { folder in
        let tool = try #require(Tool.executable).path
        for arguments in ["evaluate churn.model --data data.csv --json", "evaluate churn.model --data data.csv"] {
          let script = "\"$0\" \(arguments) > /dev/full"
          let run = try Tool.execute(URL(fileURLWithPath: "/bin/sh"), ["-c", script, tool], in: folder)
          #expect(run.status == 1 && run.errors.contains("standard output"), "\(arguments): \(run.errors)")
        }
      }
    }
  #endif

  /// Three hundred thousand rows, whose scores take a while to write.
  private func withManyRows(_ body: (Folder, String) throws -> Void) throws {
    try withModel { folder in
      let lines = SmallTable().text.split(separator: "\n")
      let rows = lines.dropFirst().joined(separator: "\n") + "\n"
      try folder.write(lines[0] + "\n" + String(repeating: rows, count: 5_000), to: "many.csv")
      try body(folder, try #require(Tool.executable).path)
    }
  }

  #if os(Linux)
    /// The file that is written aside holds scores of customers: it goes when the command is ended.
    @Test func endedBySignal() throws {
      try withManyRows { folder, _ in
        for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU] {
          // Ended while the file is there; tried again if it was too late for that.
          let wasEnded = try (0..<10).contains { _ in try endWhileWriting(in: folder, by: signal) == signal }
          #expect(wasEnded, "no attempt was ended in time")
          #expect(try folder.files().filter { $0.hasPrefix(".") }.isEmpty, "\(signal)")
        }
      }
    }

    /// Scores many rows, sends a signal when the file aside is there, and returns the signal that ended the process, 0 if
    /// none did. Signals that the threads of a test block would be blocked in a `Process`, too.
    private func endWhileWriting(in folder: Folder, by signal: Int32) throws -> Int32 {
      let arguments = ["score", "churn.model", "--data", "many.csv", "-o", "scores.csv"].map {
        $0.contains(".") ? folder.url($0).path : $0
      }
      var attributes = posix_spawnattr_t()
      posix_spawnattr_init(&attributes)
      defer { posix_spawnattr_destroy(&attributes) }
      var (none, all) = (sigset_t(), sigset_t())
      sigemptyset(&none)
      sigfillset(&all)
      posix_spawnattr_setsigmask(&attributes, &none)
      posix_spawnattr_setsigdefault(&attributes, &all)
      posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
      let tool = try #require(Tool.executable).path
      var words = ([tool] + arguments + ["--reasons", "3", "--quiet"]).map { strdup($0) } + [nil]
      defer { for word in words { free(word) } }
      var environment: [UnsafeMutablePointer<CChar>?] = [nil]
      var process: pid_t = 0
      #expect(posix_spawn(&process, tool, nil, &attributes, &words, &environment) == 0)
      var status: Int32 = 0
      while waitpid(process, &status, WNOHANG) == 0 {
        guard try folder.files().contains(where: { $0.hasPrefix(".clientele-") }) else { continue }
        kill(process, signal)
        waitpid(process, &status, 0)
        break
      }
      return status & 0x7F
    }
  #endif

  /// A file that grows beyond the limit of the shell is an error and leaves nothing.
  @Test func fileSizeLimit() throws {
    try withManyRows { folder, tool in
      let before = try folder.files()
      let script = "ulimit -f 64; \"$0\" score churn.model --data many.csv -o scores.csv"
      let run = try Tool.execute(URL(fileURLWithPath: "/bin/sh"), ["-c", script, tool], in: folder)
      #expect(run.status == 1 && run.errors.contains("scores.csv"), "\(run.errors)")
      #expect(try folder.files() == before)
    }
  }

  /// The name that a file has until it is complete is no longer than its own may be.
  @Test func longNames() throws {
    try withModel { folder in
      let score = ["score", "churn.model", "--data", "data.csv", "--quiet", "-o"]
      #expect(try Tool.run(score + [String(repeating: "n", count: 255)], in: folder).status == 0)
      let run = try Tool.run(score + [String(repeating: "n", count: 256)], in: folder)
      #expect(run.status == 1 && run.errors.contains("too long"), "\(run.errors)")
    }
  }

  /// A failure leaves the older result as it was.
  @Test func olderResultSurvives() throws {
    try withModel { folder in
      let model = try folder.bytes("churn.model")
      try folder.write(SmallTable().with("left") { _ in "yes" }.text, to: "bad.csv")
      let run = try Tool.run(Self.train.map { $0 == "data.csv" ? "bad.csv" : $0 } + ["-o", "churn.model"], in: folder)
      #expect(run.status != 0)
      #expect(try folder.bytes("churn.model") == model)
      #expect(try Tool.run(Self.train + ["-o", "churn.model"], in: folder).status == 0)
      #expect(try folder.bytes("churn.model") == model, "the same table, the same bytes")
    }
  }
}
