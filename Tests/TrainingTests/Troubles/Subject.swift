import ClienteleScoring
import Distributions
import Foundation
import Tables
import Testing
import Training

/// A kind of regression with a link, to be given a troubled table.
struct Subject: Sendable, CustomTestStringConvertible {
  let kind: ModelKind
  var link: Link?
  var amounts = TwoPart.AmountFamily.gamma

  var testDescription: String {
    kind.rawValue + (link.map { " \($0.rawValue)" } ?? "") + (kind == .twoPart ? " \(amounts.rawValue)" : "")
  }

  /// Every kind with every link that it may have.
  static let all: [Subject] =
    ModelKind.allCases.filter { $0.hasTarget && $0 != .twoPart }.flatMap { kind in
      kind.links.isEmpty ? [Subject(kind: kind)] : kind.links.map { Subject(kind: kind, link: $0) }
    } + TwoPart.AmountFamily.allCases.map { Subject(kind: .twoPart, amounts: $0) }

  /// Outcomes of two or more classes.
  static let ofChoices = all.filter { $0.kind.outcome != .amount }
  /// Outcomes that are amounts.
  static let ofAmounts = all.filter { $0.kind.outcome == .amount }
  /// Amounts that may be 0 while their mean is above, under a link that leaves means above 0.
  static let ofCounts = all.filter {
    [.poisson, .negativeBinomial, .tweedie].contains($0.kind) && $0.link == .log
  }

  /// The model of `table`, whose target is `y` and whose weights, if it has any, are `w`.
  func train(_ table: Table, _ change: (inout RegressionOptions) -> Void = { _ in }) throws -> FittedModel {
    var options = RegressionOptions()
    options.folds = 0
    options.link = link
    options.threads = 2
    options.power = kind == .tweedie ? 1.5 : nil
    options.quantiles = kind == .quantile ? [0.3, 0.7] : nil
    change(&options)
    let roles = ColumnRoles(
      target: "y", weights: table["w"].map(\.name), offset: table["offset"].map(\.name),
      cluster: table["cluster"].map(\.name))
    if kind == .twoPart { return try TwoPart(roles: roles, options: options, amounts: amounts).train(table).model }
    return try Regression(kind, roles: roles, options: options).train(table).model
  }

  private func happens(_ generator: inout SplitMix64, _ probability: Double) -> Bool {
    generator.nextUniform() < probability
  }

  /// An outcome of this kind where the columns say `effect`, about between −1 and 1.
  func outcome(_ effect: Double, _ generator: inout SplitMix64) -> Double {
    func count(_ mean: Double) -> Double {
      // Inversion of Poisson's distribution.
      var (k, term) = (0.0, exp(-mean))
      var rest = generator.nextUniform() - term
      while rest > 0, k < 200 {
        k += 1
        term *= mean / k
        rest -= term
      }
      return k
    }
    let noise = normal(&generator)
    let mean =
      switch link {
      case .identity: 4 + effect
      case .squareRoot: (2 + effect / 2) * (2 + effect / 2)
      case .inverse: 1 / (1 + 0.4 * effect)
      case .inverseSquare: 1 / (1 + 0.5 * effect).squareRoot()
      default: exp(effect)
      }
    switch kind {
    case .linear, .quantile, .huber, .tukey: return mean + 0.5 * noise
    case .logistic: return happens(&generator, 1 / (1 + exp(-effect))) ? 1 : 0
    case .poisson: return count(mean)
    case .negativeBinomial: return count(mean * exp(0.8 * noise - 0.32))
    case .gamma, .inverseGaussian: return mean * exp(0.4 * noise - 0.08)
    case .tweedie: return happens(&generator, 0.7) ? mean * exp(0.4 * noise) : 0
    case .twoPart: return happens(&generator, 1 / (1 + exp(-effect))) ? exp(effect + 0.6 * noise) : 0
    case .multinomial, .ordinal:
      return [0, 1, 2][(effect + 1.2 * noise) < -0.5 ? 0 : (effect + 1.2 * noise) < 0.6 ? 1 : 2]
    case .kMeans, .gaussianMixture, .kPrototypes, .ward, .principalComponents: return .nan  // no target
    }
  }
}

/// A table to be broken: two numbers, a text of three levels, and the target.
struct Sound {
  var a, b, y: [Double]
  var group: [String]

  init(_ subject: Subject, rows: Int = 240) {
    var generator = SplitMix64(seed: 17)
    (a, b, y, group) = ([], [], [], [])
    for row in 0..<rows {
      a.append(normal(&generator))
      b.append(normal(&generator))
      group.append(["east", "north", "west"][row % 3])
      let effect = 0.5 * (1.5 * a[row]).clamped + 0.3 * b[row].clamped + [0, 0.3, -0.2][row % 3]
      y.append(subject.outcome(effect, &generator))
    }
  }

  /// The table with more columns, or others in place of its own.
  func table(_ more: [Column] = []) throws -> Table {
    let own = [
      Column("a", .double(a)), Column("b", .double(b)), Column("g", .text(TextValues(group))), Column("y", .double(y)),
    ]
    let names = Set(more.map(\.name))
    return try Table(own.filter { !names.contains($0.name) } + more)
  }
}

extension Double {
  fileprivate var clamped: Double { Swift.min(1, Swift.max(-1, self)) }
}

/// A draw from the standard normal distribution.
private func normal(_ generator: inout SplitMix64) -> Double {
  (-2 * log(1 - generator.nextUniform())).squareRoot() * cos(2 * Double.pi * generator.nextUniform())
}
