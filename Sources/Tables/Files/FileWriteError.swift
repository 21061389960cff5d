#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// Why a file cannot be written. Nothing of it is left behind.
public enum FileWriteError: Error, Sendable, Equatable {
  /// The folder does not exist or does not permit it, or the like.
  case cannotCreate(file: String, reason: String)
  /// There is no room left.
  case diskFull(file: String)
  /// Writing was refused.
  case cannotWrite(file: String, reason: String)
  /// The reader of a pipe has closed it.
  case readerGone(file: String)

  /// The error for a system error number that came while writing.
  init(writing file: String, code: Int32) {
    switch code {
    case ENOSPC, EDQUOT: self = .diskFull(file: file)
    case EPIPE: self = .readerGone(file: file)
    default: self = .cannotWrite(file: file, reason: systemMessage(code))
    }
  }
}

extension FileWriteError {
  /// What the system says.
  package var reason: String {
    switch self {
    case .cannotCreate(_, let reason), .cannotWrite(_, let reason): reason
    case .diskFull: "no room left on the disk"
    case .readerGone: "its reader has closed it"
    }
  }
}

extension FileWriteError: CustomStringConvertible {
  /// The error in words, with what to do about it.
  public var description: String {
    switch self {
    case .cannotCreate(let file, let reason): "\(file): cannot be created (\(reason)): choose another folder"
    case .diskFull(let file): "\(file): no room left on the disk: free some, or write elsewhere"
    case .cannotWrite(let file, let reason): "\(file): cannot be written (\(reason))"
    case .readerGone(let file): "\(file): its reader has closed it before the end"
    }
  }
}
