import ArgumentParser
import Glibc

/// The program: sets the process up, lets the parser find the command, turns every end into an exit code of ours.
@main
enum Main {
  static func main() {
    // First of all: nothing we make may be read by others, whatever the shell's umask.
    umask(0o077)
    ProcessSetup.openStandardFiles()
    ProcessSetup.ignoreWriteSignals()
    ProcessSetup.answerInterrupts()
    let end = run(Array(CommandLine.arguments.dropFirst()))
    exit((end == .done ? endOfOutput() : end).rawValue)
  }

  /// Done, unless what was asked for could not be written.
  private static func endOfOutput() -> Exit {
    guard let reason = Terminal.lossOfData else { return .done }
    Terminal.tell(
      "IO-02 the output could not be written: \(reason). Make room and type the command again."
    )
    return .inputOutput
  }

  /// Runs a command line.
  ///
  /// Nothing is left to the argument parser's own exit.
  private static func run(_ arguments: [String]) -> Exit {
    do {
      var command = try Chartlift.parseAsRoot(arguments)
      try command.run()
      return .done
    } catch let ended as CommandEnded {
      return ended.exit
    } catch {
      return answer(error)
    }
  }

  /// Help and version go to stdout with 0; a mistyped command line is 64.
  private static func answer(_ error: any Error) -> Exit {
    guard Chartlift.exitCode(for: error) != .success else {
      Terminal.print(Chartlift.fullMessage(for: error))
      return .done
    }
    Terminal.tell(Chartlift.fullMessage(for: error))
    return .usage
  }
}
