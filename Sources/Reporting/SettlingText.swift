/// The lines about what a person decided, or has to decide.
enum SettlingText {
  /// A file in the inbox that stays out.
  static func setAside(_ file: SetAsideFile) -> String {
    " ! \(file.name) was set aside by hand at \(file.when) and adds nothing: take it out of the inbox"
  }

  /// A night taken back that holds up the others.
  static func rolledBack(_ night: RolledBackNight) -> String {
    " HELD   run \(night.run) was rolled back by hand at \(night.when);"
      + " nothing is published until that is settled"
  }

  /// What settles a staged night besides a limit.
  static func byHand(_ summary: RunSummary) -> String {
    "        or settle it by hand:  chartlift quarantine \(summary.run)\(summary.workspaceOption)"
  }

  /// The next command when nothing but a person's decision is missing.
  static func nextDecision(_ summary: RunSummary) -> String {
    " Next:  chartlift quarantine \(summary.run)\(summary.workspaceOption)"
      + "    what waits, and how to settle it"
  }

  /// The next command when there is nothing to work on.
  static func nextExport(_ summary: RunSummary) -> String {
    " Next:  deliver the corrected export, then"
      + "  chartlift run \(summary.pipelineWord)\(summary.workspaceOption)"
  }
}
