import Foundation

/// Hands one hostile file to the real program and says what is wrong with what came of it.
struct HostileTrial {
  let file: HostileFile
  private(set) var cost = MeasuredProgram.Outcome()
  private(set) var complaints: [String] = []
  private(set) var megabytes = 0.0

  /// Runs it: under strace where asked to and there is one, else measured.
  ///
  /// `pretends` is a workspace that only the watch believes in.
  init(_ file: HostileFile, isTraced: Bool, pretends: URL? = nil) throws {
    self.file = file
    let workspace = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "chartlift-hostile-\(UUID().uuidString)")
    let inbox = workspace.appending(path: "inbox")
    try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: workspace) }
    try Data(file.reading.pipeline.utf8).write(to: workspace.appending(path: "pipeline.yaml"))
    let place = workspace.appending(path: file.path)
    try file.content.make(at: place)
    megabytes = Self.size(of: place) / 1e6
    let log = URL(filePath: workspace.path + ".strace")
    defer { try? FileManager.default.removeItem(at: log) }
    let strace = isTraced ? SystemCalls.strace : nil
    cost = try run(in: workspace, under: strace, log: log)
    hold(workspace)
    if strace != nil {
      for call in try SystemCalls(log: log).foreign(workspace: pretends ?? workspace) {
        complain("asked the system for what is none of its business: \(call.prefix(160))")
      }
    }
  }

  private func run(
    in workspace: URL,
    under strace: String?,
    log: URL
  ) throws
    -> MeasuredProgram.Outcome
  {
    var words = [
      Program.location.path, "run", "pipeline.yaml", "--as-of", "2026-11-21", "--no-color",
    ]
    if let strace {
      words =
        [strace, "-f", "-qq", "-e", "trace=open,openat,socket,connect", "-o", log.path] + words
    }
    return try MeasuredProgram(workspace: workspace).run(words)
  }

  private static func size(of file: URL) -> Double {
    let values = try? file.resourceValues(forKeys: [.fileSizeKey])
    return Double(values?.fileSize ?? 0)
  }

  private var printed: String { cost.stdout + cost.stderr }

  /// The number of rows that the closing block says, when it says that the books balance.
  private var rowsInBooks: Int? {
    let line = printed.split(separator: "\n").first { $0.hasPrefix(" Rows ") }
    guard let line, line.hasSuffix(" balanced") else { return nil }
    return line.split(separator: " ").dropFirst().first
      .flatMap { Int($0.filter { $0 != "," }) }
  }

  private mutating func complain(_ words: String) {
    let said = printed.split(separator: "\n").filter { !$0.contains("event=") }.joined(
      separator: "\n"
    )
    complaints.append("\(file.name): \(words)\n\(said.prefix(600))")
  }

  private mutating func require(_ isTrue: Bool, _ words: String) {
    if !isTrue { complain(words) }
  }

  // MARK: What must be

  private mutating func hold(_ workspace: URL) {
    require(cost.exit >= 0, "died of signal \(-cost.exit)")
    require(cost.exit != 70, "a bug, says the program")
    require(
      printed.unicodeScalars.allSatisfy {
        $0 == "\n" || ($0.value >= 32 && !(127..<160).contains($0.value))
      },
      "wrote control characters to the terminal"
    )
    require(!printed.contains("\nERROR all is lost"), "a name made a line of its own")
    let values = ["ADA", "BEA", "HARROW", "VANCE", "LLER", "CRENSHAW", "root:"]
    require(!values.contains { printed.contains($0) }, "printed a value of a row")
    let words = ["xmlParse", "encoder error", "parser error", "Entity: line"]
    require(!words.contains { printed.contains($0) }, "let a library print its own words")
    switch file.outcome {
    case .refused(let code, let line, let remedy, let exit):
      holdRefused(code, line, remedy, exit)
    case .setAside(let rules, let loaded): holdSetAside(rules, loaded, workspace)
    case .loaded(let rows):
      require(cost.exit == 0, "exit code \(cost.exit) instead of 0")
      require(rowsInBooks == rows, "the books do not say \(rows) rows, balanced")
      require(printed.contains(" quarantined 0 "), "rows were set aside")
    }
  }

  private mutating func holdRefused(_ code: String, _ line: Int, _ remedy: String, _ exit: Int32) {
    require(cost.exit == exit, "exit code \(cost.exit) instead of \(exit)")
    let name = exit == 66 ? "pipeline.yaml" : file.delivered == nil ? file.path : "inbox/"
    require(cost.stderr.contains("\(code) \(name)"), "does not say '\(code) \(name)'")
    if line > 0 { require(cost.stderr.contains(":\(line): "), "does not say line \(line)") }
    require(cost.stderr.contains(remedy), "does not say '\(remedy)'")
    require(!printed.contains("Published"), "published something")
  }

  private mutating func holdSetAside(_ rules: [String: Int], _ loaded: Int, _ workspace: URL) {
    let refused = rules.values.reduce(0, +)
    require(cost.exit == 0, "exit code \(cost.exit) instead of 0")
    let rows = refused + loaded
    require(rowsInBooks == rows, "the books do not say \(rows) rows, balanced")
    let table = Self.quarantine(workspace)
    for row in table {
      guard row.count == 7, (Int(row[1]) ?? 0) > 0, row.allSatisfy({ !$0.isEmpty }) else {
        return complain("a row was set aside without file, line, rule or remedy")
      }
    }
    let found = Dictionary(grouping: table) { $0[4] }.mapValues(\.count)
    let expected = rules.filter { $0.value > 0 }
    require(found == expected, "set aside \(found) instead of \(expected)")
  }

  /// The tables of the quarantine: file, line, offset, length, rule, problem, remedy, all in quotes.
  private static func quarantine(_ workspace: URL) -> [[String]] {
    let tree = try? Tree(at: workspace.appending(path: "quarantine"))
    return (tree?.files ?? []).filter { $0.name.hasSuffix(".csv") }.flatMap { _, content in
      String(decoding: content, as: UTF8.self).components(separatedBy: "\"\r\n").dropFirst()
        .filter { !$0.isEmpty }
        .map { $0.trimmingCharacters(in: ["\"", "\r", "\n"]).components(separatedBy: "\",\"") }
    }
  }
}
