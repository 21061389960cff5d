import ClienteleScoring
import Testing

/// What the policies promise, for a single row and for the same row in a table.
@Suite("Policies for the unexpected")
struct PolicyTests {
  /// Scores a row alone and as a table, and expects both to agree.
  private func outcome(
    _ model: FittedModel, _ size: Double, _ plan: String?
  ) throws -> Result<(link: Double, unexpected: Unexpected), ScoringError> {
    let scoring = try ScoringModel(model)
    let table = try Table([Column("plan", .text(TextValues([plan]))), Column("size", .double([size]))])
    let row: [String: Value] = ["size": .number(size), "plan": plan.map { .text($0) } ?? .missing]
    do throws(ScoringError) {
      let score = try scoring.score(row)
      let scores = try scoring.score(table)
      #expect(sameBits(scores.link, [score.link]) && scores.refusedRows.isEmpty)
      let totals = scores.unexpected
      #expect(totals.map(\.missing).reduce(0, +) == score.unexpected.missing)
      #expect(totals.map(\.unseen).reduce(0, +) == score.unexpected.unseen)
      #expect(totals.map(\.outOfRange).reduce(0, +) == score.unexpected.outOfRange)
      return .success((score.link, score.unexpected))
    } catch {
      guard case .refused(_, let refusal) = error else { throw error }
      #expect(throws: ScoringError.refused(row: 1, refusal)) { try scoring.score(table) }
      let flagged = try scoring.score(table, onBad: .flag)
      #expect(flagged.refusedRows.map(\.refusal) == [refusal] && flagged.link[0].isNaN)
      return .failure(error)
    }
  }

  @Test("unseen levels: nothing, the pool, or an error")
  func unseen() throws {
    let average = try outcome(Samples.model(), 5, "platinum").get()
    #expect(try average.link == ScoringModel(Samples.model()).score(["size": 5, "plan": nil]).link)
    #expect(average.unexpected.unseen == 1)
    let pooled = try outcome(Samples.model(pooled: ["rare"]), 5, "platinum").get()
    #expect(try pooled.link == outcome(Samples.model(pooled: ["rare"]), 5, "rare").get().link)
    #expect(pooled.unexpected.unseen == 1)
    #expect(try outcome(Samples.model(pooled: ["rare"]), 5, "rare").get().unexpected.unseen == 0)
    let refused = try outcome(Samples.model(policies: Policies(unseen: .error)), 5, "platinum")
    #expect(throws: ScoringError.refused(row: nil, Refusal("plan", .unseen))) { try refused.get() }
  }

  @Test("missing values: nothing, their own group, or an error where training saw none")
  func missing() throws {
    let average = try outcome(Samples.model(), .nan, nil).get()
    #expect(average.unexpected.missing == 2)
    let scoring = try ScoringModel(Samples.model(missingGroup: true))
    // β = 0, 1, 2 and 4 for missing, shares of a quarter: the mean is 7/4.
    #expect(try scoring.score(["size": 5, "plan": nil]).contributions[1] == 4 - 1.75)
    let refused = try outcome(Samples.model(policies: Policies(missing: .error)), 5, nil)
    #expect(throws: ScoringError.refused(row: nil, Refusal("plan", .missing))) { try refused.get() }
    let number = try outcome(Samples.model(policies: Policies(missing: .error)), .nan, "gold")
    #expect(throws: ScoringError.refused(row: nil, Refusal("size", .missing))) { try number.get() }
    // Where training saw missing values they have a place, whatever the policy.
    let placed = Samples.model(policies: Policies(missing: .error), missingShare: 0.1, missingGroup: true)
    #expect(try outcome(placed, .nan, nil).get().unexpected.missing == 2)
  }

  @Test("numbers out of range: kept, clipped, or an error")
  func outOfRange() throws {
    func link(_ policy: Policies.OutOfRange, _ size: Double) throws -> (link: Double, unexpected: Unexpected) {
      try outcome(Samples.model(policies: Policies(outOfRange: policy)), size, "gold").get()
    }
    #expect(try link(.keep, 30).link == link(.keep, 10).link + 10)
    #expect(try link(.clip, 30).link == link(.clip, 10).link)
    #expect(try link(.clip, -30).link == link(.clip, 0).link)
    for policy in [Policies.OutOfRange.keep, .clip] {
      #expect(try link(policy, 30).unexpected.outOfRange == 1)
      #expect(try link(policy, 10).unexpected.outOfRange == 0 && link(policy, 0).unexpected.outOfRange == 0)
    }
    #expect(throws: ScoringError.refused(row: nil, Refusal("size", .outOfRange))) { try link(.error, 30) }
    #expect(throws: ScoringError.refused(row: nil, Refusal("size", .outOfRange))) { try link(.error, -0.001) }
  }
}
