import ArgumentParser

/// The reason that every decision about a night needs.
struct BecauseOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The reason, for whoever asks later; kept in decisions/nights.jsonl and shown nowhere else.",
      valueName: "text"
    )
  )
  var because: String?

  /// The reason; `validate` has seen to it that there is one.
  var text: String { because ?? "" }

  func validate() throws {
    guard let because, because.contains(where: { !$0.isWhitespace }) else {
      throw ValidationError(
        "--because wants the reason for this decision, for whoever asks later:"
          + " --because \"the film vendor sent last year's index\"."
      )
    }
  }
}
