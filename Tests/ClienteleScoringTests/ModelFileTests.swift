import ClienteleScoring
import Testing

@Suite("The model file")
struct ModelFileTests {
  @Test("a model reads back equal, under the same hash", arguments: ModelKind.allCases)
  func roundTrip(kind: ModelKind) throws {
    let model = MadeUpModels.model(kind: kind, offset: "exposure")
    let bytes = try ModelFile.bytes(of: model)
    let read = try ScoringModel(bytes: bytes)
    #expect(read.model == model)
    #expect(try read.hash == ScoringModel(model).hash)
    #expect(try ModelFile.bytes(of: read.model) == bytes)
  }
}
