package struct Estimate: Sendable { package let estimate, lower, upper: Double }
package enum EvaluationError: Error { case none }
package enum FoldsError: Error { case none }
package struct BinaryEvaluation: Sendable { package let metrics, naive: [(name: String, estimate: Estimate)]; package let undefined: [(name: String, reason: String)]
 package init(outcomes: [Double], probabilities: [Double], links: [Double]? = nil, weights: [Double]? = nil) throws(EvaluationError) { metrics = []; naive = []; undefined = [] } }
package struct AmountEvaluation: Sendable { package let metrics, naive: [(name: String, estimate: Estimate)]; package let undefined: [(name: String, reason: String)]
 package init(outcomes: [Double], predictions: [Double], weights: [Double]? = nil) throws(EvaluationError) { metrics = []; naive = []; undefined = [] } }
package enum Folds {
 package static func stratified(outcomes: [Double], count: Int, seed: UInt64) throws(FoldsError) -> [Int32] { outcomes.indices.map { Int32($0 % count) } }
 package static func plain(rows: Int, count: Int, seed: UInt64) throws(FoldsError) -> [Int32] { (0..<rows).map { Int32($0 % count) } }
 package static func grouped(groups: [Int32], count: Int, seed: UInt64) throws(FoldsError) -> [Int32] { groups.map { $0 % Int32(count) } }
}
