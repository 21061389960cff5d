import ClienteleScoring
import Distributions
import LinearAlgebra
import Tables
import Testing
import Training

/// The Gram matrix of a design, never formed, against the one of its dense one-hot matrix.
@Suite struct WeightedGramTests {
  /// A table of numbers (some missing), texts and truth values, by seed.
  private func table(_ seed: UInt64, rows: Int) throws -> Table {
    var generator = SplitMix64(seed: seed)
    var columns: [Column] = []
    for k in 0..<(1 + generator.next(below: 4)) {
      let hasMissing = generator.next(below: 2) == 0
      columns.append(
        Column(
          "number \(k)",
          .double(
            (0..<rows).map { _ in
              hasMissing && generator.next(below: 6) == 0 ? .nan : 50 + 20 * generator.nextUniform()
            })))
    }
    for k in 0..<generator.next(below: 4) {
      let levels = 2 + generator.next(below: 9)
      let texts = (0..<rows).map { _ -> String? in
        let level = generator.next(below: levels + 1)
        return level == levels && k != 1 ? nil : "level \(level)"
      }
      columns.append(Column("text \(k)", .text(TextValues(texts))))
    }
    columns.append(Column("truth", .boolean((0..<rows).map { _ in Int8(generator.next(below: 2)) })))
    return try Table(columns)
  }

  /// The encoder's terms as dense columns on the original scale, the ones first.
  private func dense(_ encoder: Encoder, _ table: Table) throws -> [[Double]] {
    var columns = [[Double](repeating: 1, count: table.rowCount)]
    for feature in encoder.features {
      switch (feature, try #require(table[feature.column]).values) {
      case (.numeric(let numeric), .double(let values)):
        columns.append(values.map { $0.isNaN ? numeric.center : $0 })
        if numeric.hasMissingTerm { columns.append(values.map { $0.isNaN ? 1 : 0 }) }
      case (.categorical(let categorical), .text(let text)):
        for name in categorical.groupNames.dropFirst() {
          columns.append(text.codes.indices.map { (text[$0] ?? "missing") == name ? 1 : 0 })
        }
      case (.categorical, .boolean(let truths)): columns.append(truths.map { Double($0) })
      default: Issue.record("\(feature.column)")
      }
    }
    return columns
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>, [true, false])
  func equalsDense(seed: UInt64, isWeighted: Bool) throws {
    // The last block is a short one.
    let rows = 2 * BlockReduction.blockRows + 100 + Int(seed)
    let table = try table(seed, rows: rows)
    var generator = SplitMix64(seed: seed + 100)
    let weights = (0..<rows).map { _ in generator.next(below: 9) == 0 ? 0 : 3 * generator.nextUniform() }
    let encoder = try EncoderFitter().fit(
      table.columns, rows: rows, weights: isWeighted ? weights : nil, reduction: BlockReduction(threads: 1))
    let design = try Design(encoder, table: table, hasIntercept: true, hasWeights: isWeighted)
    let block = DesignBlock(design)
    var gram = WeightedGram(design, rowStride: block.rowStride)
    for start in stride(from: 0, to: rows, by: BlockReduction.blockRows) {
      block.fill(start..<min(rows, start + BlockReduction.blockRows), copying: true)
      for k in 0..<block.count { block.rootWeight.pointer[k] = isWeighted ? weights[start + k].squareRoot() : 1 }
      gram.accumulate(block, isUnweighted: !isWeighted)
    }
    let selection = design.candidates
    let found = gram.matrix(design, rowStride: block.rowStride, selection: selection)
    let columns = try dense(encoder, table)
    #expect(columns.count == selection.count && columns.count == encoder.termNames.count + 1)
    for (i, a) in selection.enumerated() {
      for (j, b) in selection.enumerated() {
        var (expected, size) = (0.0, 0.0)
        for row in 0..<rows {
          let product =
            (columns[i][row] - design.shift[a]) / design.spread[a]
            * ((columns[j][row] - design.shift[b]) / design.spread[b]) * (isWeighted ? weights[row] : 1)
          expected += product
          size += abs(product)
        }
        // Two orders of two thousand additions.
        #expect(abs(found[i, j] - expected) <= 1e-12 * size, "\(design.termName(a)) × \(design.termName(b))")
      }
    }
  }
}
