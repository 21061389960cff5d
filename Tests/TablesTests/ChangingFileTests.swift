import DataSources
import Foundation
import Tables
import Testing

/// What others do to a file cannot end the process that reads it, or reach its tables unnoticed.
@Suite struct ChangingFileTests {
  @Test func bytesAreTheProcessesOwn() throws {
    let folder = try TemporaryFolder()
    let content = Array("a,b\n".utf8) + Array(repeating: Array("1,x\n".utf8), count: 20_000).joined()
    let path = try folder.file("table.csv", content)
    let source = try SourceBytes.contents(of: path)
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.write(contentsOf: Data(repeating: 0, count: 100))
    // Bytes of a mapping that the file no longer has would end the process here.
    try handle.truncate(atOffset: 0)
    let isSame = UnsafeBufferPointer(start: source.base, count: source.count).elementsEqual(content)
    #expect(isSame)
    let slack = UnsafeBufferPointer(start: source.base + source.count, count: SourceBytes.slack)
    #expect(slack.allSatisfy { $0 == 0 })
  }

  @Test func aChangeIsNoticed() throws {
    let folder = try TemporaryFolder()
    let row = Array("123456,some text\n".utf8)
    let path = try folder.file("table.csv", Array("a,b\n".utf8) + Array(repeating: row, count: 500_000).joined())
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    let isDone = Flag()
    let writer = Thread {
      while !isDone.isSet {
        _ = try? handle.seekToEnd()
        try? handle.write(contentsOf: Data(row))
      }
      isDone.confirm()
    }
    writer.start()
    var changes = 0
    for _ in 0..<1_000 where changes == 0 {
      do throws(TableSourceError) {
        _ = try TableSource.read(path)
      } catch {
        guard case .csv(let problem) = error, problem.problem == .changed else { continue }
        changes += 1
      }
    }
    isDone.set()
    #expect(changes > 0)
  }

  @Test func tooMuchForTheMemory() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("table.csv", Array(("a,b\n" + String(repeating: "1,2\n", count: 1_000)).utf8))
    var options = CSVOptions()
    // 4 bytes of text and two numbers of 8 bytes a row.
    options.memoryLimit = 20_004
    #expect(try TableSource.read(path, options: options).table.rowCount == 1_000)
    options.memoryLimit -= 1
    let problem = CSVError.Problem.outOfMemory(needed: 20_004, limit: 20_003)
    #expect(throws: TableSourceError.csv(CSVError(file: path, problem: problem))) {
      try TableSource.read(path, options: options)
    }
  }

  @Test func aBombIsRefused() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("bomb.gz", Array(repeating: Self.member, count: 16).flatMap(\.self))
    var options = CSVOptions()
    options.memoryLimit = 3 << 18
    #expect(throws: TableSourceError.expandsTooFar(file: path, limit: 1 << 18)) {
      try TableSource.read(path, options: options)
    }
  }

  /// 64 KiB of the letter a, compressed by Python's `gzip`.
  private static let member: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xFF, 0xED, 0xC1, 0x81, 0x00, 0x00, 0x00, 0x00, 0x80,
    0x20, 0xD6, 0xFD, 0x25, 0x16, 0xA9, 0x0A, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x6A, 0xFF,
    0x91, 0x20, 0xC3, 0x00, 0x00, 0x01, 0x00,
  ]
}

/// A flag that two threads share.
private final class Flag: @unchecked Sendable {
  private let condition = NSCondition()
  private var isRaised = false
  private var isConfirmed = false

  var isSet: Bool { condition.withLock { isRaised } }

  /// Sets the flag, and waits until it is confirmed.
  func set() {
    condition.withLock {
      isRaised = true
      while !isConfirmed { condition.wait() }
    }
  }

  func confirm() {
    condition.withLock {
      isConfirmed = true
      condition.signal()
    }
  }
}
