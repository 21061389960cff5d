import Foundation
import Testing

@Suite("Linking")
struct LinkingTests {
  /// The client beside the test bundle, where the build put both.
  private static let client = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "scoring-client").path
  private static let canInspect =
    FileManager.default.fileExists(atPath: client) && TestFiles.run("readelf", ["--version"])?.status == 0

  /// The Swift runtime, and the C and C++ libraries that it stands on itself.
  private static let allowed: Set<String> = [
    "libswiftCore.so", "libswift_Concurrency.so", "libswift_StringProcessing.so", "libswift_RegexParser.so",
    "libswiftGlibc.so", "libswiftSynchronization.so", "libBlocksRuntime.so", "libdispatch.so", "libswiftDispatch.so",
    "libFoundationEssentials.so", "lib_FoundationCShims.so", "libc.so.6", "libm.so.6", "libgcc_s.so.1",
    "libstdc++.so.6", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1",
  ]

  @Test(
    "a client of the library needs no system library, nor the whole of Foundation",
    .enabled(if: canInspect, "needs an ELF build of scoring-client, and readelf"))
  func neededLibraries() throws {
    let dynamic = try #require(TestFiles.run("readelf", ["-d", Self.client]))
    let needed = dynamic.output.split(separator: "\n").filter { $0.contains("(NEEDED)") }.compactMap { line in
      line.split(separator: "[").last?.split(separator: "]").first.map(String.init)
    }
    #expect(!needed.isEmpty)
    #expect(needed.filter { !Self.allowed.contains($0) } == [])
  }
}
