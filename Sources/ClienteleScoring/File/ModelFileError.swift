/// Why a model file cannot be read or written, or a model cannot be used.
public enum ModelFileError: Error, Sendable, Equatable {
  /// There is no such file.
  case notFound(path: String)
  /// The system refuses to read the file, or it is no regular file.
  case unreadable(path: String, reason: String)
  /// The system refuses to write the file. Nothing was left behind.
  case unwritable(path: String, reason: String)
  /// The file is larger than any model may be.
  case tooLarge(bytes: Int, limit: Int)
  /// The texts of a model, its levels above all, are longer than the header of a file may be.
  case tooManyTexts(bytes: Int, limit: Int)
  /// The file ends before its header or its data do.
  case truncated(bytes: Int, expected: Int)
  /// The header claims to be longer than a header may be.
  case oversizedHeader(bytes: UInt64, limit: Int)
  /// The length of the header makes sense only with its bytes reversed.
  case wrongByteOrder
  /// The header is not the JSON of a model file.
  case badHeader(String)
  /// The file was written by a newer version of the format.
  case unsupportedVersion(found: String, supported: String)
  /// The content is not what was written.
  case hashMismatch
  /// A tensor is not where, or what, it should be.
  case invalidTensor(name: String, reason: String)
  /// The parts of the model do not fit together.
  case inconsistent(String)
  /// A verification row (counted from 1) does not give the score that was recorded.
  case verificationFailed(row: Int)
}

extension ModelFileError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .notFound(let path): "\(path): no such file"
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
    case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
    case .tooLarge(let bytes, let limit): "\(bytes) bytes are too many for a model file: at most \(limit)"
    case .tooManyTexts(let bytes, let limit):
      "the texts of the model take \(bytes) bytes, at most \(limit) are possible: shorten the levels of its columns, or pool them"
    case .truncated(let bytes, let expected):
      "the model file is cut off: \(bytes) bytes where \(expected) are expected; copy it again"
    case .oversizedHeader: "this is not a model made by clientele train: it does not begin as a model file does"
    case .wrongByteOrder: "the model file has its bytes in reverse order: it was damaged on the way; copy it again"
    case .badHeader(let reason): "this is not a model made by clientele train: \(reason)"
    case .unsupportedVersion(let found, let supported):
      "the model file has format version \(found), this program reads versions up to \(supported): update the program"
    case .hashMismatch: "the model file was changed or damaged after it was written: its hash does not match"
    case .invalidTensor(let name, let reason): "the model file is damaged: tensor \(name): \(reason)"
    case .inconsistent(let reason): "the model does not fit together: \(reason)"
    case .verificationFailed(let row):
      "the model does not prove itself: verification row \(row) gives another score than the one recorded"
    }
  }
}
