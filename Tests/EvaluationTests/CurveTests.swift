import Distributions
import Evaluation
import Testing

/// Sums of a few hundred doubles in another order.
private let tolerance = 1e-12

@Suite struct CurveTests {
  private let cases: [(reference: DiagnosticsReferences.Binary, predictions: BinaryPredictions)]

  init() throws { cases = try DiagnosticsReferences.load().cases() }

  private func area(_ points: [OperatingPoint]) -> Double {
    zip(points, points.dropFirst()).reduce(0) { sum, ends in
      let width = ends.1.falsePositiveRate - ends.0.falsePositiveRate
      return sum + width * (ends.0.truePositiveRate + ends.1.truePositiveRate) / 2
    }
  }

  @Test func pointsAreThoseOfScikitLearn() throws {
    var compared = 0
    for (reference, predictions) in cases {
      guard let expected = reference.points else { continue }
      compared += 1
      let points = try Ranking(predictions).operatingPoints()
      #expect(points.first == OperatingPoint?.some(points[0]) && points[0].threshold == nil)
      #expect(points.count == expected.count + 1, "\(reference.name)")
      for (point, numbers) in zip(points.dropFirst(), expected) {
        #expect(point.threshold == numbers[0])
        expectClose(point.truePositiveRate, numbers[1], tolerance: tolerance, "\(reference.name) TPR")
        expectClose(point.falsePositiveRate, numbers[2], tolerance: tolerance, "\(reference.name) FPR")
        expectClose(point.precision, numbers[3], tolerance: tolerance, "\(reference.name) precision")
      }
    }
    #expect(compared >= 3)
  }

  @Test func reducedCurvesKeepExactPointsCloseBy() throws {
    for (reference, predictions) in cases {
      let ranking = try Ranking(predictions)
      let all = ranking.operatingPoints(limit: 1_000_000)
      expectClose(area(all), reference.aucOfPoints, tolerance: 1e-13, "\(reference.name) area")
      for limit in [3, 10, 60, 200] {
        let points = ranking.operatingPoints(limit: limit)
        #expect(points.count <= max(limit, 3), "\(reference.name), \(limit)")
        #expect(points.last?.truePositiveRate == 1 && points.last?.falsePositiveRate == 1)
        #expect(points.first?.contacted == 0 && points.last?.contacted == 1)
        // Every kept point is one of the curve's, every other is near a kept one.
        #expect(points.allSatisfy { all.contains($0) }, "\(reference.name), \(limit)")
        let reach = 2 / Double(limit - 2) + 1e-12
        for point in all {
          let near = points.contains {
            abs($0.truePositiveRate - point.truePositiveRate) <= reach
              && abs($0.falsePositiveRate - point.falsePositiveRate) <= reach
          }
          #expect(near, "\(reference.name), \(limit)")
        }
      }
    }
  }

  @Test func kolmogorovSmirnovIsThatOfSciPy() throws {
    for (reference, predictions) in cases {
      let ranking = try Ranking(predictions)
      let found = ranking.kolmogorovSmirnov()
      expectClose(found.statistic, reference.ks.statistic, tolerance: 1e-14, reference.name)
      let distance = found.point.truePositiveRate - found.point.falsePositiveRate
      expectClose(distance, found.statistic, tolerance: 1e-14, "\(reference.name) point")
      // SciPy names the score below the threshold.
      let all = ranking.operatingPoints(limit: 1_000_000)
      let below = all.first { ($0.threshold ?? .infinity) < found.point.threshold ?? 0 }
      #expect(below?.threshold == reference.ks.after, "\(reference.name)")
    }
  }

  @Test func gainsAreThoseOfSortedRows() throws {
    for (reference, predictions) in cases {
      let ranking = try Ranking(predictions)
      for (table, expected) in [
        (ranking.gains(), reference.gains), (ranking.gains(parts: 7), reference.gainsInSeven),
      ] {
        #expect(table.parts.count == expected.count)
        for (part, numbers) in zip(table.parts, expected) {
          let values = [
            part.weight, part.positives, part.threshold, part.rate, part.lift.estimate, part.cumulativeShare,
            part.cumulativeGain.estimate, part.cumulativeLift.estimate,
          ]
          for (value, number) in zip(values, numbers) {
            expectClose(value, number, tolerance: tolerance, "\(reference.name) gains")
          }
        }
        #expect(table.parts.last?.cumulativeGain.estimate == 1)
      }
      let lift = try ranking.topDecileLift().estimate
      expectClose(ranking.gains().parts.first?.lift.estimate, lift, tolerance: 1e-14, "\(reference.name) top decile")
    }
  }

  @Test func constantScoresHaveStraightCurves() throws {
    let predictions = try BinaryPredictions(outcomes: [0, 1, 0, 0], probabilities: [0.3, 0.3, 0.3, 0.3])
    let ranking = try Ranking(predictions)
    #expect(ranking.operatingPoints().count == 2)
    #expect(ranking.operatingPoints().last?.precision == 0.25)
    #expect(ranking.kolmogorovSmirnov().statistic == 0)
    #expect(ranking.kolmogorovSmirnov().point.threshold == nil)
    // Four rows in ten parts: fractions of rows, all of the same rate.
    for part in ranking.gains().parts {
      expectClose(part.weight, 0.4, tolerance: 1e-15, "weight")
      expectClose(part.lift.estimate, 1, tolerance: 1e-14, "lift")
    }
  }

  @Test func upsideDownHasNoDistance() throws {
    let ranking = try Ranking(BinaryPredictions(outcomes: [1, 1, 0, 0], probabilities: [0.1, 0.2, 0.3, 0.4]))
    #expect(ranking.kolmogorovSmirnov().statistic == 0)
    #expect(ranking.areaUnderROC().estimate == 0)
  }

  @Test func linksTellApartWhatProbabilitiesRound() throws {
    let predictions = try BinaryPredictions(
      outcomes: [0, 1, 0, 1], probabilities: [0.5, 1, 1, 1], links: [0, 50, 60, 70])
    let points = try Ranking(predictions).operatingPoints()
    #expect(points.count == 5)
    #expect(points.map(\.threshold) == [nil, 1, 1, 1, 0.5])
    #expect(points.map(\.truePositiveRate) == [0, 0.5, 0.5, 1, 1])
  }
}
