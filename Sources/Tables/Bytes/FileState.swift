#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// What tells that somebody wrote to an open file: its size, and when its content and its entry last changed.
struct FileState: Equatable {
  /// What kind of file it is, one of `S_IFREG`, `S_IFDIR` and their kin.
  let type: mode_t
  /// The bytes of a regular file.
  let size: Int
  private let times: [Int]

  init(_ descriptor: Int32) throws(SourceBytesError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(code: errno) }
    type = status.st_mode & S_IFMT
    size = Int(status.st_size)
    #if canImport(Darwin)
      let (content, entry) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (content, entry) = (status.st_mtim, status.st_ctim)
    #endif
    times = [Int(content.tv_sec), Int(content.tv_nsec), Int(entry.tv_sec), Int(entry.tv_nsec)]
  }
}
