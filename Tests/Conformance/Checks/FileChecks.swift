#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ClienteleScoring
import Testing

/// A model survives its file, and a file that was tampered with does not pass.
@Suite struct FileChecks {
  @Test(arguments: ModelCase.all)
  func roundTrip(item: ModelCase) throws {
    let fitted = try item.fitted()
    let bytes = try ModelFile.bytes(of: fitted.model)
    let read = try ScoringModel(bytes: bytes)
    #expect(read.model == fitted.model)
    #expect(read.hash == fitted.scoring.hash)
    #expect(try ModelFile.bytes(of: fitted.model) == bytes, "written twice")
    #expect(try ModelFile.bytes(of: read.model) == bytes, "written from what was read")
    let (before, after) = (
      try fitted.scoring.score(fitted.table, reasons: 2), try read.score(fitted.table, reasons: 2)
    )
    #expect(before.link.map(\.bitPattern) == after.link.map(\.bitPattern))
    #expect(before.prediction.map(\.bitPattern) == after.prediction.map(\.bitPattern))
    #expect(before.reasons?.contributions.map(\.bitPattern) == after.reasons?.contributions.map(\.bitPattern))
  }

  @Test(arguments: ModelCase.all)
  func codable(item: ModelCase) throws {
    let model = try item.fitted().model
    let encoder = try JSONDecoder().decode(Encoder.self, from: JSONEncoder().encode(model.encoder))
    #expect(encoder == model.encoder)
    let predictor = try JSONDecoder().decode(LinearPredictor.self, from: JSONEncoder().encode(model.predictor))
    #expect(predictor == model.predictor)
    let certificate = try JSONDecoder().decode(FitCertificate.self, from: JSONEncoder().encode(model.certificate))
    #expect(certificate == model.certificate)
  }

  @Test(arguments: ModelCase.all)
  func flippedBit(item: ModelCase) throws {
    let bytes = try ModelFile.bytes(of: item.fitted().model)
    let file = try ModelFileBytes(bytes)
    for name in ["intercept", "estimates"] {
      for position in try #require(file.tensors[name]) {
        var damaged = bytes
        damaged[position] ^= UInt8(1 << (position % 8))
        #expect(throws: ModelFileError.hashMismatch, "\(name), byte \(position)") {
          _ = try ScoringModel(bytes: damaged)
        }
      }
    }
  }

  /// Who changes a coefficient and computes the hash anew fails at the verification rows.
  @Test(arguments: ModelCase.all)
  func forgedCoefficient(item: ModelCase) throws {
    let bytes = try ModelFile.bytes(of: item.fitted().model)
    let file = try ModelFileBytes(bytes)
    for name in ["intercept", "estimates"] {
      // The last byte of a little-endian double holds its exponent: the number changes beyond all rounding.
      for position in try #require(file.tensors[name]) where position % 8 == 7 {
        var forged = bytes
        forged[position] ^= 0x40
        forged = try file.rehashed(forged)
        #expect(throws: ModelFileError.self, "\(name), byte \(position)") { _ = try ScoringModel(bytes: forged) }
      }
    }
    #expect(try ScoringModel(bytes: try file.rehashed(bytes)).hash == item.fitted().scoring.hash)
  }
}
