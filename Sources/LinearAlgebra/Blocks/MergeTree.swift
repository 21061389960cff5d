#if canImport(Dispatch)
  import Dispatch
#endif

/// One statistic under way. A reference, so that handing it on and changing it in place never copy array storage.
final class Partial<Statistic: BlockStatistic> {
  var statistic: Statistic

  init(_ statistic: consuming Statistic) {
    self.statistic = statistic
  }
}

/// Hands out leaves in order and merges what comes back along a binary tree of fixed shape: the children of node j of
/// a level are 2j and 2j + 1 of the level below; a last node without a sibling goes up as it is.
final class MergeTree<Statistic: BlockStatistic>: @unchecked Sendable {
  private struct Node: Hashable {
    var level: Int
    var index: Int
  }

  private let leaves: Int
  // Guarded by `withLock`, which is what makes the class safe to share.
  private var next = 0
  private var waiting: [Node: Partial<Statistic>] = [:]
  private var result: Partial<Statistic>?

  init(leaves: Int) {
    self.leaves = leaves
  }

  /// The next leaf to compute, if any is left.
  func take() -> Int? {
    withLock {
      guard next < leaves else { return nil }
      defer { next += 1 }
      return next
    }
  }

  /// Takes in the statistic of a leaf and merges upwards as far as the siblings are there. Merging runs on the thread
  /// that delivers, outside the lock.
  func deliver(_ leaf: Partial<Statistic>, at index: Int) {
    var partial = leaf
    var node = Node(level: 0, index: index)
    var width = leaves
    while width > 1 {
      let sibling = Node(level: node.level, index: node.index ^ 1)
      if sibling.index < width {
        guard let other = exchange(partial, at: node, for: sibling) else { return }
        let (earlier, later) = sibling.index < node.index ? (other, partial) : (partial, other)
        earlier.statistic.merge(later.statistic)
        partial = earlier
      }
      node = Node(level: node.level + 1, index: node.index / 2)
      width = (width + 1) / 2
    }
    withLock { result = partial }
  }

  /// The statistic of all leaves, once all are delivered; nil when there are none.
  func root() -> Statistic? {
    withLock { result?.statistic }
  }

  /// The sibling when it waits already; otherwise nil, and `partial` waits at `node`.
  private func exchange(
    _ partial: Partial<Statistic>, at node: Node, for sibling: Node
  ) -> Partial<Statistic>? {
    withLock {
      if let other = waiting.removeValue(forKey: sibling) { return other }
      waiting[node] = partial
      return nil
    }
  }

  #if canImport(Dispatch)
    private let queue = DispatchQueue(label: "merge tree")

    private func withLock<Result>(_ body: () -> Result) -> Result { queue.sync(execute: body) }
  #else
    private func withLock<Result>(_ body: () -> Result) -> Result { body() }
  #endif
}
