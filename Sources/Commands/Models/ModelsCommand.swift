import ArgumentParser

struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "Registered models: list them, show one, say which is in use, verify them.",
    discussion: """
      `train --register NAME` registers a model. A version is named NAME@NUMBER, the one in use NAME@champion; other \
      commands take FOLDER/NAME@NUMBER wherever they take a model file.
      """,
    subcommands: [ModelsList.self, ModelsShow.self, ModelsPromote.self, ModelsVerify.self])
}
