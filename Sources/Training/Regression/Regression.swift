import ClienteleScoring
import LinearAlgebra
import Tables

/// A checked configuration of linear or logistic regression; only such a value can fit.
package struct Regression: Sendable {
  package let kind: ModelKind
  package let roles: ColumnRoles
  package let options: RegressionOptions

  /// Checks the configuration.
  package init(_ kind: ModelKind, roles: ColumnRoles, options: RegressionOptions) throws(TrainingError) {
    if !options.penalty.isValid { throw .invalidPenalty(options.penalty.name) }
    if options.folds != 0, !(2...255).contains(options.folds) {
      throw .invalidOption("--folds \(options.folds): use 2 to 255, or 0 for no validation")
    }
    if options.penalty.isSearched, options.folds == 0 {
      throw .invalidOption("--penalty \(options.penalty.name) needs folds: leave --folds 0 out")
    }
    if options.event != nil, kind != .logistic {
      throw .invalidOption("--event goes with a binary target, and \(kind.rawValue) has none")
    }
    if case .clustered(let column) = options.standardErrors, roles.cluster != column {
      throw .invalidOption("the cluster column \(column) has no role")
    }
    try roles.checkParts()
    self.kind = kind
    self.roles = roles
    self.options = options
  }

  var loss: any PointwiseLoss {
    switch kind {
    case .linear: GaussianLoss()
    case .logistic: BinomialLoss()
    }
  }

  var reduction: BlockReduction { BlockReduction(threads: options.threads) }
}

/// What can be chosen beside family and columns. The defaults are those of the command line.
package struct RegressionOptions: Sendable, Equatable {
  package var penalty = Penalty.none
  package var standardErrors = StandardErrors.classical
  package var hasIntercept = true
  /// The value of a binary target that counts as 1; the larger of the two if nil.
  package var event: String?
  package var policies = Policies()
  /// Levels with less weight than this, a sum over their rows, share the group `other`; 0 keeps every level apart.
  package var minimumLevelWeight = 0.0
  /// The instant from which dates are counted back, in microseconds since 1970; the end of the latest day if nil.
  package var reference: Int64?
  /// The texts that stood for a missing value where the table was read; nil for the usual ones.
  package var missing: [String]?
  /// Folds of cross-validation; 0 for none.
  package var folds = 5
  package var seed: UInt64 = 1
  package var threads = BlockReduction.availableThreads
  /// The hash of the model that the new one replaces.
  package var parent: String?
  package var toolVersion = "unknown"

  package init() {}
}
