import ClienteleScoring
import Foundation
import Testing

/// The container as the `safetensors` package for Python sees it.
@Suite("The safetensors package")
struct SafetensorsPackageTests {
  private static let interpreter = ProcessInfo.processInfo.environment["CLIENTELE_PYTHON"] ?? "python3"
  private static let hasPackage = TestFiles.run(interpreter, ["-c", "import safetensors.numpy"])?.status == 0

  @Test(
    "Python opens a model file, finds its numbers, and can check its hash",
    .enabled(
      if: hasPackage, "needs Python with safetensors and numpy: name it in CLIENTELE_PYTHON, or python3 on the path"))
  func python() throws {
    let model = MadeUpModels.model()
    try TestFiles.inFolder { folder in
      let path = folder.appending(path: "churn.model").path
      let hash = try ModelFile.write(model, to: path).hash
      let program = """
        import hashlib, json, sys
        from safetensors import safe_open
        with safe_open(sys.argv[1], "np") as f:
            metadata = f.metadata()
            estimates = f.get_tensor("estimates")
            links = f.get_tensor("verification.link")
            for name in f.keys():
                assert f.get_tensor(name).dtype == "float64", name
        data = open(sys.argv[1], "rb").read()
        digits = metadata["hash"].encode()
        assert data.count(digits) == 1
        assert hashlib.sha256(data.replace(digits, b"0" * 64)).hexdigest() == metadata["hash"]
        columns = [feature["column"] for feature in json.loads(metadata["encoder"])["features"]]
        rows = json.loads(metadata["verification"])["rows"]
        assert len(rows) == len(links)
        print(metadata["hash"], metadata["kind"], ",".join(columns), *[x.hex() for x in estimates.tolist()])
        """
      let run = try #require(TestFiles.run(Self.interpreter, ["-c", program, path]))
      #expect(run.status == 0, "\(run.output)")
      let fields = run.output.split(whereSeparator: \.isWhitespace).map(String.init)
      #expect(fields.first == hash)
      #expect(fields.dropFirst().first == "logistic")
      #expect(fields.dropFirst(2).first == model.encoder.features.map(\.column).joined(separator: ","))
      #expect(fields.dropFirst(3).map { Double($0) } == model.predictor.estimates)
    }
  }
}
