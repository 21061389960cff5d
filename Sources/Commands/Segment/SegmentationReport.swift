import ClienteleScoring
import Evaluation
import Registry
import Reports
import Training

/// What a search for segments found, as scripts read it.
struct SegmentationReport: Encodable {
  struct Fit: Encodable {
    /// `k`, and `within_sum_of_squares`, `cost` and `gamma`, or `icl`.
    let parameters: [String: Double]
    let logLikelihood, deviance, bic: Nullable<Double>
    let convergence: TrainingReport.Course
  }

  /// One number of segments that was tried.
  struct Candidate: Encodable {
    let k: Int
    let converged: Bool
    let deviance: Double
    let bic, silhouette, silhouetteStandardError, gap, gapStandardError: Nullable<Double>
    /// The mean Jaccard similarity of every segment over resampled tables.
    let stability: [Double]
    let smallestShare: Double
  }

  struct Choice: Encodable {
    let chosen: Int
    /// smallest_bic, largest_silhouette or most_stable.
    let reason: String
    let gapChoice: Nullable<Int>
    let rows, replications: Int
    let candidates: [Candidate]
  }

  struct Start: Encodable {
    let objective: Double
    let iterations: Int
    let converged: Bool
  }

  struct Segment: Encodable {
    /// As scoring writes it, from 1.
    let number: Int
    let name: String
    let rows: Int
    let share: Double
    let valueShare: Nullable<Double>
    let outliers: Int
    /// The distance beyond which a row is an outlier.
    let fence: Double
  }

  let seed: UInt64
  let dropped, warnings: [String]
  var model: TrainingReport.Model
  let data: TrainingReport.Data
  let fit: Fit
  let choice: Nullable<Choice>
  let starts: [Start]
  let segments: [Segment]
  /// Every number of the page.
  let page: Reports.SegmentReport
  /// Where the page was written.
  var report = Nullable<String>(nil)
  let seconds: TrainingReport.Seconds

  init(
    _ found: SegmentDescription, page: Reports.SegmentReport, hash: String, dropped: [String], warnings: [String],
    _ seconds: TrainingReport.Seconds
  ) {
    let model = found.result.model
    let certificate = model.certificate
    seed = model.lineage.seed
    self.dropped = dropped
    self.warnings = warnings
    self.model = .init(kind: model.kind.rawValue, hash: hash)
    data = .init(rows: model.lineage.rows, used: model.lineage.rowsUsed, columns: model.encoder.features.count)
    fit = Fit(
      parameters: Dictionary(
        certificate.parameters.map { ($0.name, $0.estimate) }, uniquingKeysWith: { first, _ in first }),
      logLikelihood: .init(finite: certificate.logLikelihood), deviance: .init(finite: certificate.deviance),
      bic: .init(finite: certificate.bic), convergence: .init(certificate.convergence))
    choice = .init(
      found.result.choice.map { choice in
        Choice(
          chosen: choice.chosen, reason: choice.reason.rawValue, gapChoice: .init(choice.gapChoice),
          rows: choice.rows, replications: choice.replications,
          candidates: choice.candidates.map {
            Candidate(
              k: $0.count, converged: $0.converged, deviance: $0.deviance, bic: .init(finite: $0.bic),
              silhouette: .init(finite: $0.silhouette?.estimate),
              silhouetteStandardError: .init(finite: $0.silhouette?.standardError),
              gap: .init(finite: $0.gap?.value), gapStandardError: .init(finite: $0.gap?.standardError),
              stability: $0.stability, smallestShare: $0.smallestShare)
          })
      })
    starts = found.result.starts.map {
      Start(objective: $0.objective, iterations: $0.iterations, converged: $0.converged)
    }
    segments = zip(found.profiles, model.segments?.fences ?? []).map { profile, fence in
      Segment(
        number: profile.segment + 1, name: profile.name, rows: profile.rows, share: profile.share.estimate,
        valueShare: .init(profile.value?.share?.estimate), outliers: found.outliers[profile.segment], fence: fence)
    }
    self.page = page
    self.seconds = seconds
  }

  /// What a registry tells of this search.
  func record(of name: ModelName, _ model: FittedModel) -> VersionRecord {
    var metrics: [String: VersionRecord.Metric] = [:]
    for (name, value) in fit.parameters { metrics[name] = .init(estimate: value, lower: nil, upper: nil) }
    return .ofTargetless(name, model, hash: self.model.hash, metrics: metrics)
  }
}
