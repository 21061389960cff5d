import ArgumentParser
import Tables

/// The command line.
public struct ClienteleCommand: ParsableCommand {
  /// The version of the tool, recorded in every model it writes.
  public static let version = "0.1.0"

  /// The name, the help and the subcommands.
  public static let configuration = CommandConfiguration(
    commandName: "clientele",
    abstract: "Train, score and judge models of customers: who leaves, what they will spend, and why.",
    discussion: """
      clientele train --data old.csv --target churn --model logistic -o churn.model
      clientele evaluate churn.model --data holdout.csv
      clientele score churn.model --data new.csv --reasons 3 -o scores.csv
      """,
    version: version,
    subcommands: [
      TrainCommand.self, ScoreCommand.self, EvaluateCommand.self, SegmentCommand.self, CompareCommand.self,
      ReportCommand.self,
      ModelsCommand.self,
    ])

  /// A command line that is about to be parsed.
  public init() {}

  /// Sees to it that an interrupted command leaves no unfinished file.
  public static func watchSignals() { UnfinishedFile.removeOnSignals() }
}
