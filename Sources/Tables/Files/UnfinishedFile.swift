#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// The file that is being written under a name of its own, for a signal that ends the process to remove.
///
/// A library leaves signals alone, so nothing is watched until a command asks for it; a command writes one file at a
/// time, from one thread.
package enum UnfinishedFile {
  nonisolated(unsafe) private static var isWatched = false
  nonisolated(unsafe) private static var path: UnsafeMutablePointer<CChar>?

  /// Removes the unfinished file when the process is interrupted, terminated or hung up on. A file that grows beyond
  /// the limit of the shell is an error of writing, and no signal.
  package static func removeOnSignals() {
    isWatched = true
    signal(SIGXFSZ, SIG_IGN)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let former = signal(number) { number in
        if let path = UnfinishedFile.path { unlink(path) }
        signal(number, SIG_DFL)
        raise(number)
      }
      // What the parent wants ignored, as nohup does, stays so.
      if unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { signal(number, SIG_IGN) }
    }
  }

  /// Says that a file at `name` is about to be made.
  static func begin(_ name: String) {
    if isWatched { path = strdup(name) }
  }

  /// Says that the file is finished or gone.
  static func end() {
    guard isWatched, let old = path else { return }
    path = nil
    free(old)
  }
}
