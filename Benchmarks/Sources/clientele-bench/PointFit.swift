import Training

/// Trees and principal components of points in memory.
struct PointFit {
  private let points: Points
  private let threads: Int

  /// - Parameter name: of the file in `folder` with the points' doubles, column after column.
  init(_ name: String, columns: Int, folder: String, threads: Int) throws {
    let data = DenseData(folder: folder)
    points = try data.points(name, columns: columns)
    self.threads = threads
  }

  func ward() throws { _ = try Ward(threads: threads).fit(points) }

  func components(_ method: PrincipalComponents.Method) throws {
    let fit = try PrincipalComponents(components: 20, method: method, threads: threads).fit(points)
    if case .iterated(_, _, false) = fit.convergence { throw Request.Failure(description: "did not converge") }
  }
}
