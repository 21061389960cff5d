import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Registries that cannot be written to. `chmod` does not bind root, so paths through files and devices stand for disks
/// that refuse for everybody; a read-only mount is made where this is permitted, and another user where there is root.
@Suite struct ReadOnlyRegistryTests {
  private let training = [
    "train", "--data", "data.csv", "--target", "left", "--id", "id", "--model", "logistic", "--quiet", "--folds", "0",
  ]

  /// Registers, promotes and reads: what needs writing is refused with the place, and nothing is changed.
  private func expectRefused(_ registry: String, in folder: Folder, reason: String, hasVersion: Bool = false) throws {
    let train = try Tool.run(training + ["--register", "churn", "--registry", registry], in: folder)
    #expect(train.status == 1 && train.output.isEmpty, "\(registry)")
    #expect(train.errors.hasPrefix("Error: \(registry)") && train.errors.contains(reason), "\(train.errors)")
    guard hasVersion else { return }
    let promote = try Tool.run(["models", "promote", "churn@1", "--registry", registry], in: folder)
    #expect(promote.status == 1 && promote.errors.contains("champion.json"), "\(promote.errors)")
    let list = try Tool.run(["models", "list", "--registry", registry], in: folder)
    #expect(list.status == 0 && list.output.contains("churn@1") && !list.output.contains("champion"))
    #expect(try Tool.run(["models", "verify", "--registry", registry], in: folder).status == 0)
    let score = try Tool.run(
      ["score", "\(registry)/churn@1", "--data", "data.csv", "-o", "scores.csv", "--quiet"], in: folder)
    #expect(score.status == 0, "\(score.errors)")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.url(registry).path + "/churn")
    #expect(files == ["1"])
  }

  @Test func pathsThroughFilesAndDevices() throws {
    try Folder.with { folder in
      try folder.write(SmallTable().text, to: "data.csv")
      try folder.write("", to: "file")
      try expectRefused("file", in: folder, reason: "Not a directory")
      try expectRefused("file/models", in: folder, reason: "Not a directory")
      try expectRefused("/dev/null/models", in: folder, reason: "Not a directory")
      // The kernel makes no folder here, whoever asks.
      #if os(Linux)
        try expectRefused("/proc/self", in: folder, reason: "cannot be")
      #endif
      #expect(try folder.files() == ["data.csv", "file"])
    }
  }

  /// What makes the disk read-only, and undoes it, are commands that need to be permitted.
  @Test func readOnlyMount() throws {
    try Folder.with { folder in
      try folder.write(SmallTable().text, to: "data.csv")
      #expect(try Tool.run(training + ["--register", "churn"], in: folder).status == 0)
      let path = folder.url("models").path
      let permitted = system(
        "mount --bind '\(path)' '\(path)' 2>/dev/null && mount -o remount,ro,bind '\(path)' 2>/dev/null")
      defer { _ = system("umount '\(path)' 2>/dev/null") }
      guard permitted == 0 else { return print("no read-only mount here: it needs the right to mount") }
      try expectRefused("models", in: folder, reason: "Read-only file system", hasVersion: true)
    }
  }

  /// Folders without the right to write, where it binds.
  @Test func noRightToWrite() throws {
    try Folder.with { folder in
      try folder.write(SmallTable().text, to: "data.csv")
      #expect(try Tool.run(training + ["--register", "churn"], in: folder).status == 0)
      let paths = ["models", "models/churn", "models/churn/1"].map { folder.url($0).path }
      for path in paths { chmod(path, 0o555) }
      defer { for path in paths { chmod(path, 0o755) } }
      guard geteuid() != 0 else { return print("root may write everywhere: the mounts and files stand for it") }
      try expectRefused("models", in: folder, reason: "Permission denied", hasVersion: true)
    }
  }
}
