/// How standard errors are found.
package enum StandardErrors: Sendable, Equatable {
  /// From the Hessian: right when the family's variance is.
  case classical
  /// White's sandwich times n / (n − k): right for any variance, rows independent.
  case heteroskedastic
  /// The sandwich over the rows of every cluster, named by a column: right when rows of one customer hang together.
  case clustered(column: String)

  /// As it stands in the certificate.
  package var name: String {
    switch self {
    case .classical: "classical"
    case .heteroskedastic: "hc1"
    case .clustered(let column): "cluster:\(column)"
    }
  }
}
