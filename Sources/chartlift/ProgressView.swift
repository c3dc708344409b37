import Night
import Synchronization

/// Shows a run as it goes: redrawn lines on a terminal, one plain line an event elsewhere.
final class ProgressView: NightObserver {
  private struct Stage {
    var name: String
    var total: UInt64
    var done: UInt64 = 0
    var rows: UInt64 = 0
    var began: Double
    var drawn: Double = 0
  }

  private struct State {
    var run = ""
    var stage: Stage?
    /// Says whether the last line on the screen is one to be overwritten.
    var isLineOpen = false
  }

  private let state = Mutex(State())
  private let isLive: Bool
  private let isQuiet: Bool
  /// Under systemd the journal reads the level in front.
  private let level: String

  init(isLive: Bool, isQuiet: Bool) {
    self.isLive = isLive
    self.isQuiet = isQuiet
    level = Terminal.environment("JOURNAL_STREAM") == nil ? "" : "<6>"
  }

  func observe(_ event: NightEvent) {
    guard !isQuiet else { return }
    state.withLock { state in
      switch event {
      case .started(let pipeline, let run, let asOf):
        state.run = run
        say(
          live: "chartlift run  \(pipeline)  run \(run)  as of \(asOf)",
          plain: "pipeline=\(pipeline) as-of=\(asOf) event=run.started",
          &state
        )
      case .knownExport(let name, let source, let since):
        say(
          live: " · \(name): known since run \(since), adds nothing",
          plain: "event=export.known source=\(source) export=\(name) since=\(since)",
          &state
        )
      case .layoutDecided(let source, let decision):
        say(
          live: " · \(source): \(decision); from now on by layouts/\(source).json",
          plain: "event=layout.decided source=\(source) decision=\"\(decision)\"",
          &state
        )
      case .pipelineChanged(let path):
        say(
          live: " ! \(path) has changed since that run; the run's own settings are used",
          plain: "event=pipeline.changed pipeline=\(path)",
          &state
        )
      case .waiting(let names, let seconds):
        let list = names.joined(separator: ", ")
        say(
          live: " · waiting up to \(WaitDuration(seconds: seconds).text) for \(list)",
          plain: "event=delivery.waited-for seconds=\(seconds) for=\(list)",
          &state
        )
      case .stageKept(let stage, let count):
        say(
          live: " ✓ \(padded(stage, 9))  \(count) kept from before",
          plain: "event=stage.kept stage=\(stage) parts=\(count)",
          &state
        )
      case .stageStarted(let stage, let total):
        state.stage = Stage(name: stage, total: total, began: Clock.seconds())
        draw(&state)
      case .advanced(_, let done, let rows):
        state.stage?.done += done
        state.stage?.rows += rows
        draw(&state)
      case .stageFinished(let stage, let rows, let unit, let note):
        finish(stage, rows: rows, unit: unit, note: note, &state)
      }
    }
  }

  private func say(live: String, plain: String, _ state: inout State) {
    let line = isLive ? live : "\(level)\(state.run.isEmpty ? "" : "run=\(state.run) ")\(plain)"
    Terminal.tell((state.isLineOpen ? "\r\u{1B}[K" : "") + line)
    state.isLineOpen = false
  }

  private func finish(
    _ stage: String,
    rows: UInt64,
    unit: String,
    note: String,
    _ state: inout State
  ) {
    let seconds = Clock.seconds() - (state.stage?.began ?? Clock.seconds())
    let count = padded(ProgressText.grouped(rows) + " " + unit, 24)
    let rate = padded(ProgressText.rate(rows, in: seconds), 9)
    let notes = [note, ProgressText.duration(seconds)].filter { !$0.isEmpty }
    say(
      live: " ✓ \(padded(stage, 9))  \(count) \(rate) \(notes.joined(separator: ", "))",
      plain:
        "event=stage.done stage=\(stage) \(unit)=\(rows) seconds=\(ProgressText.tenths(seconds))",
      &state
    )
    state.stage = nil
  }

  /// Draws the line of the running stage, ten times a second at most.
  private func draw(_ state: inout State) {
    guard isLive, var stage = state.stage else { return }
    let now = Clock.seconds()
    guard now - stage.drawn >= 0.1 else { return }
    stage.drawn = now
    state.stage = stage
    let line = ProgressText.line(
      stage: stage.name,
      done: stage.done,
      total: stage.total,
      rows: stage.rows,
      seconds: now - stage.began
    )
    Terminal.put("\r\u{1B}[K" + String(line.prefix(Terminal.width - 1)), to: 2)
    state.isLineOpen = true
  }
}

private func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}
