import ArgumentParser
import Glibc
import Night
import RecordModel
import Reporting

/// When progress is drawn.
enum ProgressChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// Options of every command that goes through the stages.
struct StageOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Workers at once; all processors when not given.", valueName: "n"))
  var jobs: Int?

  @Option(help: "When to draw progress: auto, always, never.")
  var progress = ProgressChoice.auto

  @Flag(name: [.short, .long], help: "Only the closing block.")
  var quiet = false

  @Flag(help: "No colour.")
  var noColor = false

  @Flag(help: "The run's report as JSON on standard output.")
  var json = false

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs wants a number from 1 to 256.")
    }
  }

  var workers: Int { jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  var observer: ProgressView {
    ProgressView(
      isLive: progress == .always || (progress == .auto && Terminal.isWatched),
      isQuiet: quiet
    )
  }

  /// Prints what a run came to; a staged one ends with 1, one that left an export out with 3.
  func close(_ summary: RunSummary, _ lines: [String]) throws {
    if json { Terminal.put(ReportJSON.bytes(summary) + [UInt8(ascii: "\n")]) }
    for notice in summary.delivery.notices { Terminal.tell(" ! \(notice)") }
    for line in lines { Terminal.tell(line) }
    if summary.outcome == .staged { throw CommandEnded(exit: .overLimit) }
    if !summary.leftOut.isEmpty { throw CommandEnded(exit: .leftOut) }
  }
}

/// The day of a night.
struct AsOfOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Today, for this night: 2026-11-21. Never before the last night.",
      valueName: "date"
    )
  )
  var asOf: String?

  func validate() throws {
    if let asOf, PartialDate(iso: asOf)?.isComplete != true {
      throw ValidationError("--as-of wants a date such as 2026-11-21.")
    }
  }

  var date: PartialDate? { asOf.flatMap(PartialDate.init(iso:)) }
}

/// Whether a delivery that is not complete is waited for.
struct WaitOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Wait for missing and growing files, at most so long: 90s, 30m, 2h.",
      valueName: "time"
    )
  )
  var wait: String?

  func validate() throws {
    if let wait, WaitDuration(wait) == nil {
      throw ValidationError("--wait wants a time such as 90s, 30m or 2h, at most 48h.")
    }
  }

  var seconds: Int? { wait.flatMap(WaitDuration.init)?.seconds }
}
