#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// The files that are being written under names of their own, for a signal that ends the process to remove.
///
/// A library leaves signals alone, so nothing is watched until a command asks for it; a command writes a few files at a
/// time, from one thread.
package enum UnfinishedFile {
  /// Room for the names of files being written, null where there is none; nil until signals are watched.
  nonisolated(unsafe) private static var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  private static let room = 4

  /// What ends a process from outside, unless it is caught.
  private static let endings = [
    SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1, SIGUSR2, SIGXCPU,
  ]

  /// Removes unfinished files when a signal ends the process. A file that grows beyond the limit of the shell is an error
  /// of writing, and no signal.
  package static func removeOnSignals() {
    names = .allocate(capacity: room)
    names?.initialize(repeating: nil, count: room)
    signal(SIGXFSZ, SIG_IGN)
    for number in endings {
      let former = signal(number) { number in
        for place in 0..<UnfinishedFile.room {
          if let name = UnfinishedFile.names?[place] { unlink(name) }
        }
        signal(number, SIG_DFL)
        raise(number)
      }
      // What the parent wants ignored, as nohup does, stays so.
      if unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { signal(number, SIG_IGN) }
    }
  }

  /// Says that a file at `name` is about to be made.
  static func begin(_ name: String) {
    guard let names, let free = (0..<room).first(where: { names[$0] == nil }) else { return }
    names[free] = strdup(name)
  }

  /// Says that the file at `name` is finished or gone.
  static func end(_ name: String) {
    guard let names else { return }
    for place in 0..<room {
      guard let old = names[place], strcmp(old, name) == 0 else { continue }
      names[place] = nil
      free(old)
    }
  }
}
