import Foundation

/// Customers with a target for every family, of whom no two tables of different seeds share any.
struct KindTable {
  static let header = ["id", "x", "z", "plan", "spend", "visits", "paid", "left", "choice", "grade"]

  /// A family with its target and what else it needs.
  static let kinds: [(kind: String, target: String, more: [String])] = [
    ("linear", "spend", []), ("logistic", "left", []), ("logistic", "left", ["--link", "probit"]),
    ("poisson", "visits", []), ("negative-binomial", "visits", []), ("gamma", "spend", []),
    ("inverse-gaussian", "spend", []), ("tweedie", "paid", []), ("quantile", "spend", ["--quantiles", "0.1,0.5,0.9"]),
    ("huber", "spend", []), ("tukey", "spend", []), ("two-part", "paid", []), ("multinomial", "choice", []),
    ("ordinal", "grade", ["--classes", "low,medium,high"]),
  ]

  let rows: [[String]]

  init(rows count: Int, seed: Int) {
    // Multiples of the golden ratio, modulo 1: as good as random here, and the same for ever.
    func draw(_ row: Int, _ column: Int) -> Double {
      let place = Double(row + 1_000 * seed)
      return (place * (0.618_033_988_749_895 + 0.137 * Double(column)) + place * place * 0.0414)
        .truncatingRemainder(dividingBy: 1)
    }
    func normal(_ row: Int, _ column: Int) -> Double {
      (-2 * log(1 - draw(row, column) * 0.999_999)).squareRoot() * cos(2 * .pi * draw(row, column + 20))
    }
    rows = (0..<count).map { row in
      let (x, z) = (normal(row, 1), normal(row, 2))
      let mean = exp(2 + 0.4 * x + 0.3 * z)
      let spend = mean * (0.2 + 1.6 * draw(row, 3))
      let link = x + 0.7 * z + log(1 / (0.001 + 0.998 * draw(row, 4)) - 1)
      let visits = Int(mean * draw(row, 5) * draw(row, 9) * 2)
      let choice = 1.5 * x + draw(row, 6) > 0.5 ? "gold" : z + 2 * draw(row, 7) > 1 ? "basic" : "family"
      return [
        "\(seed)-\(row)", String(format: "%.4f", x), String(format: "%.4f", z), ["new", "old"][row % 2],
        String(format: "%.3f", spend), "\(visits)", draw(row, 8) < 0.4 ? "0" : String(format: "%.3f", spend),
        link > 0.8 ? "yes" : "no", choice, link < -0.5 ? "low" : link < 0.8 ? "medium" : "high",
      ]
    }
  }

  /// The file.
  var text: String { ([Self.header] + rows).map { $0.joined(separator: ",") + "\n" }.joined() }

  /// Trains `full.model`, and `less.model` without z, in a folder that has `train.csv`.
  static func train(_ item: (kind: String, target: String, more: [String]), in folder: Folder) throws -> [Tool.Run] {
    try [("full.model", [String]()), ("less.model", ["z"])].map { file, less in
      let others = header.dropFirst(4).filter { $0 != item.target } + less
      return try Tool.run(
        [
          "train", "--data", "train.csv", "--target", item.target, "--id", "id", "--model", item.kind, "--folds", "0",
          "--drop", others.joined(separator: ","), "--quiet", "-o", file,
        ] + item.more, in: folder)
    }
  }
}
