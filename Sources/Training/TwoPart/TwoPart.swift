import ClienteleScoring

/// A checked configuration of a two-part model: the probability of an amount other than 0, times the amount given any.
///
/// Where amounts may be below 0 it has four parts: whether there is any, whether it is then a gain, and how large gains
/// and losses are. Every part is a regression of its own on the rows that it is about, by the objective and solver of
/// ``Regression``; all share one encoder. The likelihood is the product of the parts', so that fitting them one by one
/// maximises it. (Duan, Manning, Morris and Newhouse, *A comparison of alternative models for the demand for medical
/// care*, Journal of Business & Economic Statistics 1, 1983; Cragg, Econometrica 39, 1971.)
package struct TwoPart: ModelTraining {
  /// The distribution of amounts around their mean.
  package enum AmountFamily: String, Sendable, CaseIterable {
    /// Gamma with log link: the standard deviation grows with the mean.
    case gamma
    /// Least squares on the logarithm, for heavier tails.
    case lognormal
  }

  package let roles: ColumnRoles
  package let options: RegressionOptions
  package let amounts: AmountFamily
  /// The regression of a choice, and that of the size of an amount.
  let choice, size: Regression

  /// Checks the configuration.
  package init(
    roles: ColumnRoles, options: RegressionOptions, amounts: AmountFamily = .gamma
  ) throws(TrainingError) {
    let flags: [(name: String, isGiven: Bool)] = [
      ("--link", options.link != nil), ("--power", options.power != nil), ("--theta", options.theta != nil),
      ("--event", options.event != nil),
      ("--trials", roles.trials != nil), ("--offset", roles.offset != nil),
      ("--calibrate", options.calibration != nil), ("--prior", options.prior != nil),
      ("--class-weight", options.classWeights != nil),
    ]
    if let flag = flags.first(where: \.isGiven) {
      throw .invalidOption("\(flag.name) does not go with --model two-part: leave it out")
    }
    if options.penalty.isSearched {
      throw .invalidOption("--penalty cv does not go with --model two-part: use none, ridge:LAMBDA or lasso:LAMBDA")
    }
    if let column = options.intervalColumn, options.folds == 0 {
      throw .invalidOption("--interval-by \(column) needs folds: leave --folds 0 out")
    }
    // Intervals are of the amount, not of the parts.
    var ofParts = options
    ofParts.intervalColumn = nil
    if options.keepsCovariance, case .clustered = options.standardErrors {
      throw .invalidOption(
        "--covariance with --standard-errors cluster does not go with --model two-part: in clusters its parts hang together"
      )
    }
    choice = try Regression(.logistic, roles: roles, options: ofParts)
    size = try Regression(amounts == .gamma ? .gamma : .linear, roles: roles, options: ofParts)
    self.roles = roles
    self.options = options
    self.amounts = amounts
  }
}
