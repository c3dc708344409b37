import ArgumentParser
import Glibc
import Night

/// What every decision about two persons needs.
struct PersonDecisionOptions: ParsableArguments {
  @OptionGroup var reason: PersonBecauseOption

  @OptionGroup var options: WorkspaceOption

  var decide: DecidePersons {
    DecidePersons(
      workspace: options.workspace,
      who: reason.who,
      because: reason.because ?? "",
      jobs: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    )
  }
}

/// The reason for a decision about persons, and who decides.
struct PersonBecauseOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The reason, for whoever asks later; kept in decisions/persons.jsonl.",
      valueName: "text"
    )
  )
  var because: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("Who decides; the account when not given.", valueName: "name")
  )
  var who: String?

  func validate() throws {
    guard let because, because.contains(where: { !$0.isWhitespace }) else {
      throw ValidationError(
        "--because wants the reason for this decision, for whoever asks later:"
          + " --because \"both charts carry the same old photograph\"."
      )
    }
    if let who, !who.contains(where: { !$0.isWhitespace }) {
      throw ValidationError("--as wants the name of whoever decides.")
    }
  }
}

/// The two that are meant.
struct TwoPersons: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A patient's id, a row (film_a.csv:411) or a document (film:F-100).",
      valueName: "a"
    )
  )
  var first: String

  @Argument(help: ArgumentHelp("The other one.", valueName: "b"))
  var second: String
}

/// `chartlift link`: two registrations are one person.
struct LinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Decide that two are one person; the next run follows it.",
    discussion: """
      Each of the two is a patient's id, a row of an export (film_a.csv:411) or a document of a \
      source (film:F-100); the decision holds for the registrations these belong to, for ever, and \
      outranks whatever the rows say. Nothing is published by it.

      Examples:
        chartlift link film_a.csv:411 film_b.csv:7 --because "maiden name, same old chart"
        chartlift decisions
      """
  )

  @OptionGroup var persons: TwoPersons
  @OptionGroup var options: PersonDecisionOptions

  func run() throws {
    let lines = try reporting { () throws(NightError) in
      try options.decide.link(persons.first, persons.second)
    }
    for line in lines { Terminal.tell(line) }
  }
}

/// `chartlift unlink`: takes a link back, or parts what was never linked by hand.
struct UnlinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlink",
    abstract: "Take a link back; where nobody linked the two, keep them apart.",
    discussion: """
      After a merge that nobody decided, a record number that two people share for instance, name \
      two rows of the person. The next run publishes what it would be had they never been one.

      Example:
        chartlift unlink film_a.csv:411 film_b.csv:7 --because "father and son"
      """
  )

  @OptionGroup var persons: TwoPersons
  @OptionGroup var options: PersonDecisionOptions

  func run() throws {
    let lines = try reporting { () throws(NightError) in
      try options.decide.unlink(persons.first, persons.second)
    }
    for line in lines { Terminal.tell(line) }
  }
}

/// `chartlift keep-apart`: two registrations are two people.
struct KeepApartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keep-apart",
    abstract: "Decide that two are two people; the next run follows it.",
    discussion: """
      Two rows of one record number may be named: the number is then split, and its other rows go \
      with the one they agree with most.

      Example:
        chartlift keep-apart film_a.csv:411 film_a.csv:907 --because "the number was given twice"
      """
  )

  @OptionGroup var persons: TwoPersons
  @OptionGroup var options: PersonDecisionOptions

  func run() throws {
    let lines = try reporting { () throws(NightError) in
      try options.decide.keepApart(persons.first, persons.second)
    }
    for line in lines { Terminal.tell(line) }
  }
}

/// `chartlift decisions`: what technicians decided about persons; `retract` takes one back.
struct DecisionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decisions",
    abstract: "List what was decided about persons; take a decision back.",
    discussion: """
      Examples:
        chartlift decisions
        chartlift decisions retract 3 --because "the wrong chart was on the desk"
      """,
    subcommands: [List.self, Retract.self],
    defaultSubcommand: List.self
  )

  /// The list; it changes nothing.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Show who decided what, and whether it holds."
    )

    @OptionGroup var values: ShowValuesOption
    @OptionGroup var options: WorkspaceOption

    @Flag(help: "The list as JSON, without the reasons.")
    var json = false

    func run() throws {
      let list = try reporting { () throws(NightError) in
        try DecisionList(workspace: options.workspace)
      }
      if json {
        Terminal.put(list.json + [UInt8(ascii: "\n")])
      } else {
        for line in list.text(withReasons: values.showValues) { Terminal.print(line) }
      }
    }
  }

  /// Takes a decision back.
  struct Retract: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "retract",
      abstract: "Take a decision back by its number: the next run does without it."
    )

    @Argument(help: ArgumentHelp("Its number in the list.", valueName: "number"))
    var number: Int

    @OptionGroup var options: PersonDecisionOptions

    func run() throws {
      let lines = try reporting { () throws(NightError) in try options.decide.retract(number) }
      for line in lines { Terminal.tell(line) }
    }
  }
}
