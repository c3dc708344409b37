import RecordModel
import Reporting
import Workspace

extension Status {
  /// What a person reads.
  package var lines: [String] {
    [heading] + workLines + publishedLines + runLines + waitingLines + diskLines + [
      " Next:  \(next)"
    ]
  }

  private var heading: String {
    guard let identity else {
      return " No run has begun in \(workspace == "." ? "this folder" : workspace) yet"
    }
    return " \(identity.pipeline)   \(identity.site)"
  }

  /// Somebody works here who is not, or not yet, a run that the ledger knows.
  private var workLines: [String] {
    guard let holder, runs.first?.standing != .running else { return [] }
    return [" At work    \(holder)"]
  }

  private var publishedLines: [String] {
    guard let published else { return [" Published  nothing yet"] }
    var line = " Published  \(path(published.run.tree))"
    if let counts = published.counts {
      line +=
        "   \(counted(counts.patients, "patient"))  \(counted(counts.documents, "document"))"
    } else {
      line += "   its manifest is gone: type  chartlift verify\(option)"
    }
    return [
      line,
      "            as of \(published.run.asOf.isoText), state \(published.run.stateDigest.hex)",
    ]
  }

  // MARK: - Runs

  private var runLines: [String] {
    guard !runs.isEmpty else { return [] }
    let rows = runs.map { run in
      [
        run.record.name, "as of \(run.record.asOf.isoText)", "night \(run.record.night)",
        words(run.standing),
        run.record.exitCode.map { "exit \($0)" } ?? "",
      ]
    }
    return [" Runs, newest first"] + Self.columns(rows)
  }

  private func words(_ standing: Standing) -> String {
    switch standing {
    case .running: "running" + (holder.map { " (\($0))" } ?? "")
    case .stopped: "stopped before its end"
    case .published: "published"
    case .rolledBack: "rolled back by hand"
    case .staged: "staged: over a limit"
    case .nothingNew: "nothing new"
    case .failed: "failed"
    case .interrupted: "interrupted"
    }
  }

  private static func columns(_ rows: [[String]]) -> [String] {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      var line = "   " + cells.joined(separator: "   ")
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }

  // MARK: - What waits

  private var waitingLines: [String] {
    guard let first = waiting.first else { return [] }
    let since = waiting.map(\.asOf).min() ?? first.asOf
    let rows = waiting.map { landing in
      [
        landing.source, landing.deliveredAs, String(landing.export.hex.prefix(12)),
        counted(landing.byteCount, "byte"), "landed in \(landing.run)",
      ]
    }
    return [
      " \(isSettling ? "Staged" : "Landed"), not published, since \(since.isoText):"
        + " \(counted(UInt64(waiting.count), "export"))"
    ] + Self.columns(rows) + settlingLines
  }

  /// Says whether the newest run staged: a person has to decide.
  private var isSettling: Bool { runs.first?.standing == .staged }

  private var settlingLines: [String] {
    guard isSettling, let run = runs.first?.record.name, let export = waiting.first?.export else {
      return []
    }
    return [
      "   To leave one out:    chartlift quarantine drop \(export.hex.prefix(12))\(option) --because …",
      "   To publish it all:   chartlift publish \(run)\(option) --because …",
    ]
  }

  // MARK: - Disk and what to type

  private var diskLines: [String] {
    let each = disk.map { "\($0.folder)/ \(Self.megabytes($0.bytes))" }
    return [
      " Disk  " + each.joined(separator: "   ") + "   together \(Self.megabytes(diskTotal))"
        + " (what two folders share counts once)"
    ]
  }

  /// `1,234.5 MB`, rounded up: a folder with anything in it never reads as empty.
  private static func megabytes(_ bytes: UInt64) -> String {
    let tenths = bytes / 100_000 + (bytes % 100_000 > 0 ? 1 : 0)
    return "\(grouped(tenths / 10)).\(tenths % 10) MB"
  }

  /// The next thing to type.
  var next: String {
    if holder != nil { return "chartlift status\(option)    when it has ended" }
    return switch runs.first?.standing {
    case nil: "chartlift run PIPELINE\(option)"
    case .running, .stopped, .failed, .interrupted:
      "chartlift rerun\(option)    finished stages are kept"
    case .staged:
      "less \(path("runs/\(runs[0].record.name)/findings.csv"))    then one of the two above"
    case .rolledBack: "chartlift quarantine\(option)    what waits, and what settles it"
    case .published, .nothingNew: "chartlift verify\(option)"
    }
  }

  private var option: String { workspaceOption(workspace) }

  private func path(_ name: String) -> String {
    if workspace == "." || name.hasPrefix("/") { return name }
    return workspace.hasSuffix("/") ? workspace + name : "\(workspace)/\(name)"
  }
}
