import LinearAlgebra

/// A dense column as a product reads it: (value − shift) · factor where it stands, or as a block has copied it.
struct DenseColumn {
  let parameter: Int
  /// The first value; nil where a block has them.
  var source: UnsafePointer<Double>?
  var shift = 0.0
  var factor = 1.0
}

/// The ones and the dense columns of a design, by parameter.
///
/// A pass comes by here for every column of every block. Columns therefore stand as plain addresses, and the arrays that
/// own the values are kept beside them: nobody can change an array in place that somebody else keeps, so its values stay
/// where they are. Nothing is written after `init`.
final class DenseColumns: @unchecked Sendable {
  let count: Int
  /// How many rows further on products ask for what the next block will need; 0 where two blocks are more than a
  /// second-level cache is sure to hold.
  let ahead: Int
  private let columns: UnsafeMutablePointer<DenseColumn>
  private let owners: [[Double]]
  /// Two blocks of so many columns take 640 KiB.
  private static let widestAhead = 40

  init(_ inputs: [Design.NumericInput]) {
    var result = [DenseColumn(parameter: 0)]
    owners = inputs.compactMap(\.inPlace)
    for input in inputs {
      if let values = input.inPlace, let source = values.withUnsafeBufferPointer(\.baseAddress) {
        result.append(
          DenseColumn(parameter: input.parameter, source: source, shift: input.shift, factor: input.factor))
      } else {
        result.append(DenseColumn(parameter: input.parameter))
      }
      if let indicator = input.indicator { result.append(DenseColumn(parameter: indicator.parameter)) }
    }
    count = result.count
    ahead = count <= Self.widestAhead ? BlockReduction.blockRows : 0
    columns = .allocate(capacity: count)
    columns.initialize(from: result, count: count)
  }

  deinit { columns.deallocate() }

  subscript(index: Int) -> DenseColumn { columns[index] }
}
