import ArgumentParser
import Night

/// Options that every command has.
struct WorkspaceOption: ParsableArguments {
  @Option(
    name: [.customShort("C"), .customLong("workspace")],
    help: ArgumentHelp("The workspace: ledger, parts, inbox and output.", valueName: "folder")
  )
  var workspace = "."
}

/// Runs a command's work and tells a failure the way every command does.
func reporting<Value>(_ work: () throws(NightError) -> Value) throws(CommandEnded) -> Value {
  do {
    return try work()
  } catch {
    for line in error.lines { Terminal.tell(line) }
    throw CommandEnded(exit: Exit(error.kind))
  }
}
