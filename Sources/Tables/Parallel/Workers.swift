#if canImport(Dispatch)
  import Dispatch
#endif
#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// A mutual exclusion lock.
final class Lock: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  init() {
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Runs `body` while no other thread runs one under this lock.
  func withLock<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }
}

/// Runs numbered tasks on a number of workers, which take them in increasing order.
package enum Workers {
  /// The number of processors, at least 1.
  package static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Calls `body(worker, task)` once for every task in `0..<tasks`.
  ///
  /// A worker's own tasks come one after the other and in increasing order. `body` must not wait for another task:
  /// with more workers than processors, some workers start when others have ended.
  package static func run(tasks: Int, workers: Int, _ body: (_ worker: Int, _ task: Int) -> Void) {
    #if canImport(Dispatch)
      if workers > 1 && tasks > 1 {
        let counter = Counter()
        withoutActuallyEscaping(body) { escapable in
          nonisolated(unsafe) let body = escapable  // all calls end before concurrentPerform returns
          DispatchQueue.concurrentPerform(iterations: min(workers, tasks)) { worker in
            while true {
              let task = counter.next()
              guard task < tasks else { return }
              body(worker, task)
            }
          }
        }
        return
      }
    #endif
    for task in 0..<tasks { body(0, task) }
  }

  /// `body(0)` … `body(count − 1)`, in this order; each is the same as if it ran alone.
  package static func map<Value: Sendable>(_ count: Int, workers: Int, _ body: (Int) -> Value) -> [Value] {
    [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      nonisolated(unsafe) let slots = buffer  // every task initializes its own slot and no other
      run(tasks: count, workers: workers) { _, task in slots.initializeElement(at: task, to: body(task)) }
      initialized = count
    }
  }
}

/// Hands out the numbers 0, 1, 2 … to whatever thread asks.
private final class Counter: @unchecked Sendable {
  private let lock = Lock()
  private var count = 0

  func next() -> Int {
    lock.withLock {
      defer { count += 1 }
      return count
    }
  }
}
