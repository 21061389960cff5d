import ClienteleScoring

extension ModelKind {
  /// The links that may be chosen for the family, its default first; empty where there is no choice.
  package var links: [Link] {
    switch self {
    case .linear: [.identity, .log]
    case .logistic: [.logit, .probit, .complementaryLogLog]
    case .poisson, .negativeBinomial: [.log, .identity, .squareRoot]
    case .gamma: [.log, .inverse, .identity]
    case .inverseGaussian: [.log, .inverseSquare, .inverse, .identity]
    case .tweedie: [.log, .identity]
    case .multinomial, .ordinal, .quantile, .huber, .tukey, .twoPart: []
    case .kMeans, .gaussianMixture, .kPrototypes, .ward, .principalComponents: []
    }
  }

  /// The loss of the family with `link`; nil for families that are not fitted by one likelihood of a mean.
  func loss(_ link: Link, theta: Double, power: Double) -> (any PointwiseLoss)? {
    switch (self, link) {
    case (.linear, .identity): GaussianLoss()
    case (.linear, _): GeneralizedLoss(family: .gaussian, link: link)
    case (.logistic, .logit): BinomialLoss()
    case (.logistic, _): GeneralizedLoss(family: .binomial, link: link)
    case (.poisson, _): GeneralizedLoss(family: .poisson, link: link)
    case (.gamma, .log): GammaLoss()
    case (.gamma, _): GeneralizedLoss(family: .gamma, link: link)
    case (.inverseGaussian, _): GeneralizedLoss(family: .inverseGaussian, link: link)
    case (.negativeBinomial, _): GeneralizedLoss(family: .negativeBinomial(theta: theta), link: link)
    case (.tweedie, _): GeneralizedLoss(family: .tweedie(power: power), link: link)
    case (.multinomial, _), (.ordinal, _), (.quantile, _), (.huber, _), (.tukey, _), (.twoPart, _): nil
    case (.kMeans, _), (.gaussianMixture, _), (.kPrototypes, _), (.ward, _), (.principalComponents, _): nil
    }
  }
}
