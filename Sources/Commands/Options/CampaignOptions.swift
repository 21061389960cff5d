import ArgumentParser
import ClienteleScoring
import Evaluation

/// The retention campaign whose profit is told.
struct CampaignOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The campaign to keep customers that emp, mp and the profit curve are of: what a customer is worth, what an offer and a contact \
      cost, and the share of leavers who accept, or the two parameters of its beta distribution. \
      (default: value=200,offer=10,contact=1,acceptance=6:14)
      """,
      valueName: "value=V,offer=D,contact=F,acceptance=A"))
  var campaign: String?

  func validate() throws { _ = try parsed() }

  /// The campaign given, or the published example.
  func parsed(for kind: ModelKind) throws -> RetentionCampaign {
    guard let campaign = try parsed() else { return .published }
    guard kind.outcome == .binary else {
      throw ValidationError("--campaign is of probabilities, and a \(kind.rawValue) model gives none: leave it out")
    }
    return campaign
  }

  /// The campaign; nil where none was given.
  func parsed() throws -> RetentionCampaign? {
    guard let campaign else { return nil }
    let form = "write value=200,offer=10,contact=1,acceptance=0.3, or acceptance=6:14 for a beta distribution"
    var parts: [String: String] = [:]
    for part in list(campaign) {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard pair.count == 2, ["value", "offer", "contact", "acceptance"].contains(pair[0]) else {
        throw ValidationError("--campaign \(part): \(form)")
      }
      guard parts.updateValue(pair[1], forKey: pair[0]) == nil else {
        throw ValidationError("--campaign: \(pair[0]) is given twice")
      }
    }
    func number(_ name: String) throws -> Double {
      guard let text = parts[name] else { throw ValidationError("--campaign: \(name) is missing; \(form)") }
      guard let value = Double(text), value.isFinite else {
        throw ValidationError("--campaign \(name)=\(text): not a number; \(form)")
      }
      return value
    }
    let acceptance: Acceptance
    let ends = (parts["acceptance"] ?? "").split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
    switch (ends.count, ends.first ?? nil, ends.last ?? nil) {
    case (2, .some(let alpha), .some(let beta)): acceptance = .beta(alpha: alpha, beta: beta)
    default: acceptance = .known(try number("acceptance"))
    }
    let (value, offer, contact) = (try number("value"), try number("offer"), try number("contact"))
    do throws(CampaignError) {
      return try RetentionCampaign(
        customerValue: value, offerCost: offer, contactCost: contact, acceptance: acceptance)
    } catch { throw ValidationError("--campaign: \(error)") }
  }
}
