// Times one row of the benchmarks inside a process; Benchmarks/README.md says what every row is.

import Foundation

do {
  let request = try Request(CommandLine.arguments)
  let measured = try request.measure()
  print(measured.line)
} catch {
  FileHandle.standardError.write(Data("clientele-bench: \(error)\n".utf8))
  exit(1)
}
