/// What it costs to contact a customer and make an offer, and what it brings.
///
/// A contacted customer who was about to leave takes the offer with probability γ and then stays; one who was not takes
/// the offer too, for nothing. Contacting *x* leavers and *y* others brings
///
/// γ (*v* − *d*) *x* − *f* *x* − (*d* + *f*) *y*
///
/// with *v* the value of a customer who stays, *d* the cost of the offer and *f* the cost of the contact, all in one
/// currency.
///
/// Source: W. Verbeke, K. Dejaeger, D. Martens, J. Hur and B. Baesens (2012), *EJOR* 218, 211–229, after S. Neslin et al.
/// (2006), *J. Marketing Research* 43, 204–211.
package struct RetentionCampaign: Sendable, Equatable {
  /// *v*, in currency a customer.
  package let customerValue: Double
  /// *d*, in currency a customer who takes the offer.
  package let offerCost: Double
  /// *f*, in currency a customer contacted.
  package let contactCost: Double
  /// How likely a leaver takes the offer.
  package let acceptance: Acceptance

  /// *v* = 200, *d* = 10, *f* = 1, γ ~ Beta(6, 14): the example of Verbraken, Verbeke and Baesens (2013), and the
  /// defaults of the R package EMP and of Python's empulse.
  package static let published = RetentionCampaign(
    unchecked: (200, 10, 1), acceptance: .beta(alpha: 6, beta: 14))

  /// - Parameters:
  ///   - customerValue: above `offerCost`.
  ///   - offerCost: 0 or more.
  ///   - contactCost: 0 or more.
  ///   - acceptance: a probability in [0, 1], or a beta distribution with positive parameters.
  /// - Throws: ``CampaignError`` that names the number that is not so, or not finite.
  package init(
    customerValue: Double, offerCost: Double, contactCost: Double, acceptance: Acceptance
  ) throws(CampaignError) {
    guard offerCost.isFinite, offerCost >= 0 else { throw .offerCost }
    guard contactCost.isFinite, contactCost >= 0 else { throw .contactCost }
    guard customerValue.isFinite, customerValue > offerCost else { throw .customerValue }
    guard acceptance.isValid else { throw .acceptance }
    self.init(unchecked: (customerValue, offerCost, contactCost), acceptance: acceptance)
  }

  private init(unchecked amounts: (value: Double, offer: Double, contact: Double), acceptance: Acceptance) {
    customerValue = amounts.value
    offerCost = amounts.offer
    contactCost = amounts.contact
    self.acceptance = acceptance
  }

  /// The same campaign with γ known to be its mean.
  package var atMeanAcceptance: RetentionCampaign {
    RetentionCampaign(
      unchecked: (customerValue, offerCost, contactCost), acceptance: .known(acceptance.mean))
  }

  /// *v* − *d*: what a leaver who takes the offer brings.
  var gain: Double { customerValue - offerCost }
  /// *d* + *f*: what contacting anybody else costs.
  var waste: Double { offerCost + contactCost }
}

/// Why a campaign is not one.
package enum CampaignError: Error, Sendable, Equatable {
  case customerValue, offerCost, contactCost, acceptance
}

extension CampaignError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .customerValue: "the value of a customer must be a finite number above the cost of the offer"
    case .offerCost: "the cost of the offer must be a finite number, 0 or more"
    case .contactCost: "the cost of a contact must be a finite number, 0 or more"
    case .acceptance: "the acceptance must be a probability, or a beta distribution with two parameters above 0"
    }
  }
}
