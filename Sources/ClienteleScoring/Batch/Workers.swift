#if canImport(Dispatch)
  import Dispatch
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Numbered tasks shared by a number of workers.
enum Workers {
  /// The number of processors, at least 1.
  static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Calls `body(worker, task)` once for every task; the tasks of one worker follow one another.
  static func run(tasks: Int, workers: Int, _ body: @Sendable (_ worker: Int, _ task: Int) -> Void) {
    @Sendable func work(_ worker: Int) {
      for task in stride(from: worker, to: tasks, by: workers) { body(worker, task) }
    }
    #if canImport(Dispatch)
      if workers > 1 {
        DispatchQueue.concurrentPerform(iterations: workers, execute: work)
        return
      }
    #endif
    for worker in 0..<workers { work(worker) }
  }
}
