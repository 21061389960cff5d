import Foundation
import Testing

/// The retention campaign of `evaluate` and `report`.
@Suite struct CampaignTests {
  @Test func profitIsOfTheCampaignGiven() throws {
    try Folder.with { folder in
      try Telco.write(to: folder)
      let trained = try Tool.run(Telco.training + ["--folds", "0", "--quiet", "-o", "churn.model"], in: folder)
      #expect(trained.status == 0, "\(trained.errors)")
      func profits(_ more: String...) throws -> [Double] {
        let run = try Tool.run(["evaluate", "churn.model", "--data", "holdout.csv", "--json"] + more, in: folder)
        let report = try run.json()
        return try ["metrics", "diagnostics"].map { part in
          let metrics = try #require(report[part] as? [String: [String: Any]])
          return try #require(metrics[part == "metrics" ? "emp" : "mp"]?["estimate"] as? Double)
        }
      }
      let standard = try profits()
      #expect(try profits("--campaign", "value=200,offer=10,contact=1,acceptance=6:14") == standard)
      // In another currency everything is a hundred times as much.
      let cents = try profits("--campaign", "acceptance=6:14,contact=100,offer=1000,value=20000")
      for (cents, standard) in zip(cents, standard) { #expect(abs(cents / standard / 100 - 1) < 1e-12) }
      // With a known acceptance the expected maximum profit is the maximum profit.
      let known = try profits("--campaign", "value=200,offer=10,contact=1,acceptance=0.3")
      #expect(abs(known[0] / known[1] - 1) < 1e-12 && abs(known[1] / standard[1] - 1) < 1e-12)

      let page = try Tool.run(
        [
          "report", "churn.model", "--data", "holdout.csv", "-o", "churn.html", "--json", "--campaign",
          "value=200,offer=10,contact=1,acceptance=0.3",
        ], in: folder)
      let emp = try #require((try page.json()["metrics"] as? [String: [String: Any]])?["emp"]?["estimate"] as? Double)
      #expect(emp == known[0])

      for (campaign, words) in [
        ("value=200", "missing"), ("value=5,offer=10,contact=1,acceptance=0.3", "value of a customer"),
        ("value=200,offer=10,contact=-1,acceptance=0.3", "cost of a contact"), ("", "write value="),
        ("value=200,offer=10,contact=1,acceptance=1.5", "acceptance"),
        ("value=x,offer=10,contact=1,acceptance=1", "value=x"),
        ("value=200,offer=10,contact=1,acceptance=6:", "acceptance"), ("price=1", "price=1"),
        ("value=1,value=2", "twice"), ("value=200,offer=10,contact=1,acceptance=0:1", "acceptance"),
      ] {
        let run = try Tool.run(
          ["evaluate", "churn.model", "--data", "holdout.csv", "--campaign", campaign], in: folder)
        #expect(run.status == 64 && run.output.isEmpty && run.errors.contains(words), "\(campaign): \(run.errors)")
      }
    }
  }
}
