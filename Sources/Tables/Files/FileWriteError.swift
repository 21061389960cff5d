/// Why a file cannot be written. Nothing of it is left behind.
public enum FileWriteError: Error, Sendable, Equatable {
  /// The folder does not exist or does not permit it, or the like.
  case cannotCreate(file: String, reason: String)
  /// There is no room left.
  case diskFull(file: String)
  /// Writing was refused.
  case cannotWrite(file: String, reason: String)

  /// The error for a system error number that came while writing.
  init(writing file: String, code: Int32, isFull: Bool) {
    self = isFull ? .diskFull(file: file) : .cannotWrite(file: file, reason: systemMessage(code))
  }
}

extension FileWriteError {
  /// What the system says.
  package var reason: String {
    switch self {
    case .cannotCreate(_, let reason), .cannotWrite(_, let reason): reason
    case .diskFull: "no room left on the disk"
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
    }
  }
}
