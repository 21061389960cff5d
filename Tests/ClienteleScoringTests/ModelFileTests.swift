import ClienteleScoring
import Foundation
import Testing

@Suite("The model file")
struct ModelFileTests {
  private let sample = MadeUpModels.model(offset: "exposure")

  @Test("a model reads back equal, under the same hash", arguments: ModelKind.allCases)
  func roundTrip(kind: ModelKind) throws {
    let model = MadeUpModels.model(kind: kind, policies: Policies(missing: .error, outOfRange: .clip))
    let bytes = try ModelFile.bytes(of: model)
    let read = try ScoringModel(bytes: bytes)
    #expect(read.model == model)
    #expect(try read.hash == ScoringModel(model).hash)
    #expect(try ModelFile.bytes(of: read.model) == bytes)
    for row in MadeUpRows(seed: 1, count: 100).rows where !row.values.contains(.missing) {
      #expect(try sameBits([read.score(row).link], [ScoringModel(model).score(row).link]))
    }
  }

  @Test("a certificate may have no number, or an infinite one")
  func certificate() throws {
    var model = sample
    var certificate = model.certificate
    certificate.aic = nil
    certificate.bic = -.infinity
    certificate.logLikelihood = .infinity
    certificate.terms[2] = TermEstimate(term: certificate.terms[2].term, estimate: nil, note: "aliased")
    certificate.convergence.aliased = [certificate.terms[2].term]
    model = FittedModel(
      kind: model.kind, response: model.response, encoder: model.encoder, predictor: model.predictor,
      certificate: certificate, lineage: model.lineage)
    #expect(try ScoringModel(bytes: ModelFile.bytes(of: model)).model == model)
  }

  @Test("the hash is the SHA-256 of the file with zeros in its place")
  func hash() throws {
    #expect(sha256(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let bytes = try ModelFile.bytes(of: sample)
    let isSame = TamperedFile(bytes).sealed == bytes
    #expect(isSame)
  }

  @Test("the header is padded to eight bytes and maps texts to texts")
  func layout() throws {
    let file = try TamperedFile(ModelFile.bytes(of: sample))
    #expect(file.header.count % 8 == 0 && file.data.count % 8 == 0)
    guard case .object(let members) = try JSONParser.parse(file.header),
      case .object(let metadata)? = members["__metadata__"]
    else {
      Issue.record("no metadata")
      return
    }
    #expect(
      metadata.keys.sorted() == [
        "certificate", "encoder", "format", "format_version", "hash", "kind", "lineage", "response", "verification",
      ])
    #expect(metadata["format"] == .string("clientele") && metadata["format_version"] == .string("1"))
  }

  @Test("a file appears whole or not at all")
  func writing() throws {
    try TestFiles.inFolder { folder in
      let path = folder.appending(path: "churn.model").path
      let hash = try ModelFile.write(sample, to: path).hash
      #expect(try ScoringModel(contentsOf: URL(filePath: path)).hash == hash)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["churn.model"])
      // What cannot be written leaves what was there, and nothing beside it.
      let inconsistent = MadeUpModels.fitted([], estimates: [1], intercept: 0)
      #expect(throws: ModelFileError.self) { try ModelFile.write(inconsistent, to: path) }
      #expect(try ScoringModel(path: path).hash == hash)
      for unwritable in [folder.path, folder.appending(path: "none/churn.model").path] {
        #expect(
          performing: { try ModelFile.write(sample, to: unwritable) },
          throws: { error in
            guard case ModelFileError.unwritable = error else { return false }
            return true
          })
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["churn.model"])
    }
  }

  @Test("a file that is not there, no file, or too large is not read")
  func reading() throws {
    try TestFiles.inFolder { folder in
      let path = folder.appending(path: "x.model").path
      #expect(throws: ModelFileError.notFound(path: path)) { try ScoringModel(path: path) }
      #expect(
        throws: ModelFileError.unreadable(
          path: folder.path, reason: "a model is read from a regular file, and this is none")
      ) {
        try ScoringModel(path: folder.path)
      }
      // A file of a terabyte that takes no room on the disk.
      FileManager.default.createFile(atPath: path, contents: Data(repeating: 1, count: 16))
      let handle = try FileHandle(forWritingTo: URL(filePath: path))
      try handle.truncate(atOffset: 1 << 40)
      try handle.close()
      #expect(throws: ModelFileError.tooLarge(bytes: 1 << 40, limit: 256 << 20)) { try ScoringModel(path: path) }
    }
  }
}
