import CBLAS

/// One thread inside BLAS: parallel work is over blocks of rows, and BLAS's own threads would change the order of its
/// sums with the number of processors.
enum BLASThreads {
  // Accelerate decides by the size of a call; blocks stay below where it starts threads.
  #if os(Linux)
    private static let once: Void = openblas_set_num_threads(1)
  #else
    private static let once: Void = ()
  #endif

  /// Sets it, at the first call of the process.
  static func useOne() { once }
}
