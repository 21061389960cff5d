import ClienteleScoring
import Testing

/// Every way in which a file can be wrong has its own error.
@Suite("Damaged model files")
struct DamagedFileTests {
  private let file: TamperedFile

  init() throws {
    file = try TamperedFile(ModelFile.bytes(of: Samples.model(missingGroup: true)))
  }

  private func error(_ bytes: [UInt8]) -> ModelFileError? {
    do throws(ModelFileError) {
      _ = try ScoringModel(bytes: bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test("lengths")
  func lengths() throws {
    let bytes = file.bytes
    #expect(error([]) == .truncated(bytes: 0, expected: 8))
    #expect(error(Array(bytes.prefix(7))) == .truncated(bytes: 7, expected: 8))
    #expect(error(Array(bytes.prefix(100))) == .truncated(bytes: 100, expected: 8 + file.header.count))
    #expect(error(Array(bytes.dropLast())) == .truncated(bytes: bytes.count - 1, expected: bytes.count))
    #expect(error(bytes + [0]) == .badHeader("1 bytes follow the last tensor"))
    #expect(error(Array(repeating: 0xFF, count: 64)) == .oversizedHeader(bytes: .max, limit: 64 << 20))
    #expect(error(bytes.prefix(8).reversed() + bytes.dropFirst(8)) == .wrongByteOrder)
    #expect(error(Array(repeating: 0, count: 64)) == .badHeader("byte 8: unexpected character"))
  }

  @Test("the version is looked at before the rest, and the hash before the content")
  func versionAndHash() throws {
    let newer = file.replacing(#""format_version":"1""#, #""format_version":"4""#)
    #expect(error(newer.bytes) == .unsupportedVersion(found: "4", supported: "3"))
    let foreign = file.replacing(#""format":"clientele""#, #""format":"pt""#)
    #expect(error(foreign.bytes) == .badHeader("__metadata__.format is not clientele"))
    #expect(error(file.replacing("gold", "gilt").bytes) == .hashMismatch)
    var data = file
    data.data[3] ^= 1
    #expect(error(data.bytes) == .hashMismatch)
  }

  @Test("unknown metadata and tensors are accepted, for newer writers")
  func forwardCompatibility() throws {
    let end = file.data.count
    var extended = file.replacing(
      #"{"__metadata__":{"#,
      #"{"mask":{"dtype":"U8","shape":[2,4],"data_offsets":[\#(end),\#(end + 8)]},"__metadata__":{"author":"someone","#)
    extended.data += [1, 2, 3, 4, 5, 6, 7, 8]
    #expect(error(extended.sealed) == nil)
    #expect(try ScoringModel(bytes: extended.sealed).model == Samples.model(missingGroup: true))
  }

  @Test("tensors that are not what they should be")
  func tensors() throws {
    func reason(_ old: String, _ new: String) -> String? {
      guard case .invalidTensor(_, let reason)? = error(file.replacing(old, new).sealed) else { return nil }
      return reason
    }
    #expect(reason(#""dtype":"F64""#, #""dtype":"F65""#) == "unknown dtype")
    #expect(reason("\"data_offsets\":[0,", "\"data_offsets\":[-8,") == "the offsets are not a range")
    #expect(reason("\"data_offsets\":[0,", "\"data_offsets\":[8,") == "the offsets do not match the shape")
    #expect(reason("\"shape\":[4]", "\"shape\":[5]") == "the offsets do not match the shape")
    #expect(reason("\"shape\":[4]", "\"shape\":[4294967296,4294967296,8]") == "the shape is too large")
    #expect(reason("\"shape\":[4]", "\"shape\":[2,2]") == "it is not one-dimensional")
    #expect(reason("\"shape\":[4]", "\"shape\":4") == "the shape is not a list of sizes")
    #expect(reason("\"estimates\"", "\"estimatez\"") == "it is missing")
    // The first two tensors, `estimates` of 4 numbers and `group.share` of 4, laid over one another or apart.
    #expect(reason("\"data_offsets\":[32,64]", "\"data_offsets\":[24,56]") == "it overlaps another")
    #expect(reason("\"data_offsets\":[32,64]", "\"data_offsets\":[40,72]") == "a gap is before it")
  }

  @Test("parts that do not fit together")
  func inconsistencies() throws {
    func reason(_ old: String, _ new: String) -> String? {
      guard case .inconsistent(let reason)? = error(file.replacing(old, new).sealed) else { return nil }
      return reason
    }
    #expect(
      reason(#""kind":"linear""#, #""kind":"cubic""#) == "__metadata__.kind is not a kind that this version knows")
    #expect(reason(#"\"basic\",\"gold\""#, #"\"gold\",\"basic\""#) == "column plan: the levels are not in order")
    #expect(reason(#"\"basic\",\"gold\""#, #"\"gold\",\"gold\""#) == "column plan: the levels are not in order")
    #expect(reason(#"\"basic\","#, "") == "there are more numbers in the tensors than the encoder has use for")
    #expect(reason(#""{\"features\""#, #""{\"featurez\""#) == "encoder has no features")
    #expect(reason(#"\"column\":\"size\""#, #"\"column\":\"plan\""#) == "column plan has two roles")
    #expect(reason(#"\"column\":\"size\""#, #"\"column\":\"spend\""#) == "column spend has two roles")
    #expect(
      reason(#"\"term\":\"size\""#, #"\"term\":\"sise\""#) == "the certificate's terms are not those of the encoder")
    #expect(reason(#"\"seed\":18446744073709551615"#, #"\"seed\":-1"#) == "lineage.seed is not an integer in range")
    #expect(reason(#"\"type\":\"number\""#, #"\"type\":\"complex\""#) != nil)
    #expect(reason(#"\"unseen\":\"average\""#, #"\"unseen\":\"guess\""#) != nil)
  }

  @Test("numbers that are not finite, or not what they stand for")
  func numbers() throws {
    // estimates [0, 4), group.share [4, 8), intercept, numeric.center, highest, lowest, missing_share, scale, …
    let names = [
      0: "the estimate of size is not finite", 4: "column plan: the shares of the groups do not add up to 1",
      8: "the intercept is not finite", 9: "column size: a number is not finite",
      10: "column size: a number is not finite", 11: "column size: a number is not finite",
      12: "column size: a number is not finite", 13: "column size: a number is not finite",
    ]
    for (position, reason) in names {
      for number in [Double.nan, .infinity] {
        var copy = file
        copy.data.replaceSubrange(
          (8 * position)..<(8 * position + 8),
          with: (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * UInt64($0))) })
        #expect(error(copy.sealed) == .inconsistent(reason), "tensor value \(position)")
      }
    }
  }

  @Test("scores that the model does not give")
  func verification() throws {
    let last = file.data.count - 8
    var copy = file
    copy.data[last] ^= 1  // the last bit of the last expected prediction
    guard case .verificationFailed? = error(copy.sealed) else {
      Issue.record("\(String(describing: error(copy.sealed)))")
      return
    }
    // An estimate moved by an ulp shows in a verification row.
    copy = file
    copy.data[0] ^= 1
    guard case .verificationFailed? = error(copy.sealed) else {
      Issue.record("\(String(describing: error(copy.sealed)))")
      return
    }
  }

  @Test("verification rows show every level, the unseen, the missing and both sides of the range")
  func verificationRows() throws {
    guard case .object(let members) = try JSONParser.parse(file.header),
      case .object(let metadata)? = members["__metadata__"], case .string(let text)? = metadata["verification"],
      case .object(let verification) = try JSONParser.parse(text.utf8), case .array(let rows)? = verification["rows"]
    else {
      Issue.record("no verification rows")
      return
    }
    #expect(rows.count >= 8)
    let plans = Set(
      rows.compactMap { row -> String? in
        guard case .array(let cells) = row, case .string(let plan) = cells[1] else { return nil }
        return plan
      })
    #expect(plans == ["basic", "gold", "pro", "(unseen)"])
    let sizes = rows.compactMap { row -> Double? in
      guard case .array(let cells) = row, case .number(let size) = cells[0] else { return nil }
      return Double(size)
    }
    #expect(sizes.contains { $0 > 10 } && sizes.contains { $0 < 0 } && sizes.count < rows.count)
  }
}
