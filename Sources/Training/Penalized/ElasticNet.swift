/// λ (A ‖β‖₁ + (1 − A)/2 ‖β‖²) over the coefficients of standardised columns, beside the mean loss; the intercept is free.
///
/// (Zou and Hastie, *J. R. Stat. Soc. B* 67, 2005, without their rescaling.)
package struct ElasticNet: Sendable, Equatable {
  /// A: 0 is ridge, 1 the lasso.
  package let mixing: Double
  /// λ.
  package var strength: Double

  package init(mixing: Double, strength: Double) {
    self.mixing = mixing
    self.strength = strength
  }

  static let none = ElasticNet(mixing: 0, strength: 0)

  /// What multiplies ‖β‖₁.
  var absolute: Double { mixing * strength }
  /// What multiplies ½ ‖β‖².
  var square: Double { (1 - mixing) * strength }
  /// Whether it can set a coefficient to 0.
  var selects: Bool { absolute > 0 }

  /// The name without numbers.
  var family: String { mixing == 0 ? "ridge" : mixing == 1 ? "lasso" : "elastic-net" }

  /// As it is given on the command line.
  package var name: String {
    switch mixing {
    case 0: "ridge:\(strength)"
    case 1: "lasso:\(strength)"
    default: "elastic-net:\(mixing):\(strength)"
    }
  }

  var isValid: Bool { (0...1).contains(mixing) && strength >= 0 && strength.isFinite }
}
