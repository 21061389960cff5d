/// How standard errors are found.
package enum StandardErrors: Sendable, Equatable {
  /// From the Hessian: right when the family's variance is.
  case classical
  /// White's sandwich: right for any variance, rows independent.
  case robust(Correction)
  /// The sandwich over the rows of every cluster, named by a column: right when rows of one customer hang together.
  case clustered(column: String)

  /// The usual sandwich, HC1.
  package static let heteroskedastic = robust(.hc1)

  /// What makes up for residuals being smaller than errors. *h* is a row's leverage, *k* the number of terms.
  ///
  /// (MacKinnon and White, *Journal of Econometrics* 29, 1985.)
  package enum Correction: String, Sendable, CaseIterable {
    /// Nothing.
    case hc0
    /// n / (n − k).
    case hc1
    /// Every squared residual over 1 − h.
    case hc2
    /// Every squared residual over (1 − h)².
    case hc3

    /// Whether leverages are needed.
    var needsLeverage: Bool { self == .hc2 || self == .hc3 }
  }

  /// As it stands in the certificate.
  package var name: String {
    switch self {
    case .classical: "classical"
    case .robust(let correction): correction.rawValue
    case .clustered(let column): "cluster:\(column)"
    }
  }
}
