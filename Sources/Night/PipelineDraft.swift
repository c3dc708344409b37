import Glibc
import Ingestion
import Inspection
import PipelineFile
import RecordModel
import Reporting
import Workspace

/// What a person asked for with `chartlift init`.
package struct DraftRequest: Sendable {
  package var look: InspectRequest
  package var workspace: String
  /// The pipeline file to write; named after the pipeline when nil.
  package var output: String?
  package var name: String?
  package var site: String?
  package var facility: String?

  package init(look: InspectRequest, workspace: String) {
    self.look = look
    self.workspace = workspace
  }
}

/// A pipeline file drafted from exports: columns guessed, evidence in numbers, doubts marked.
///
/// What nobody can guess — the site, the facility — gets a placeholder that `check` takes and `run`
/// refuses: both become part of every id for ever.
package struct PipelineDraft: Sendable {
  private let sources: [DraftSource]
  private let strays: [String]
  private let workspace: String
  private let output: String?
  package var name: String
  package var site: String?
  package var facility: String?

  /// Looks at the exports.
  package init(_ request: DraftRequest) throws(NightError) {
    guard let home = Self.realPath(request.workspace) else {
      throw NightError(
        .inputMissing,
        "WORK-07 there is no folder \(request.workspace). Give the workspace with -C DIR."
      )
    }
    workspace = home == "/" ? "" : home
    let wishes = try ExportInspection.wishes(request.look)
    let found = InspectedFiles(request.look, wishes)
    if let kind = found.kind {
      throw NightError(
        kind,
        found.lines + ["No pipeline file was written: leave these files out."]
      )
    }
    strays = found.strays + found.notes.map { "\($0.deliveredAs) looks like no index." }
    sources = DraftSource.grouped(found.exports)
    output = request.output
    name = request.name ?? sources.first.map { Self.pipelineName($0.name) } ?? "pipeline"
    site = request.site
    facility = request.facility
  }

  /// Says whether some record numbers have no facility yet.
  package var needsFacility: Bool {
    facility == nil && sources.contains { $0.needsFacility }
  }

  /// The file that is written.
  package var path: String { output ?? "\(name).yaml" }

  /// Writes the pipeline file; one that is there stays as it is.
  ///
  /// - Returns: What a person should know, in one screen.
  package func write() throws(NightError) -> [String] {
    var found = stat()
    guard lstat(path, &found) != 0 else {
      throw NightError(
        .cannotCreate,
        "INIT-01 \(path) is there already and stays as it is. Say another name with -o, or move it"
          + " away."
      )
    }
    let draft = draft()
    var lines: [String] = []
    try checkTaken(draft)
    try storeCall { () throws(StoreError) in
      try DurableFile.write(Array(draft.text.utf8).span, to: path)
    }
    for source in sources { lines += summary(of: source) }
    for stray in strays { lines.append("Left out: \(stray)") }
    lines.append("Wrote \(path).")
    let numbers = draft.decisions.map { String($0.line) }.joined(separator: ", ")
    let count = UInt64(draft.decisions.count)
    lines.append("\(counted(count, "line")) \(count == 1 ? "needs" : "need") you: \(numbers).")
    for decision in draft.decisions.prefix(12) {
      lines.append("  line \(decision.line): \(decision.what)")
    }
    if count > 12 { lines.append("  and \(count - 12) more, marked  ← decide  in the file") }
    let place = workspace == Self.realPath(".") ? "" : " -C \(shellWord(workspace))"
    lines.append("Next:  chartlift check \(shellWord(path))\(place)     needs no edit")
    if site == nil || needsFacility {
      lines.append(
        "       chartlift run refuses until site\(needsFacility ? " and facility are" : " is")"
          + " decided: part of every id, for ever"
      )
    }
    return lines
  }

  /// What `check` would not take is not written: a site that is no URI, or a fault of ours.
  private func checkTaken(_ draft: DraftText) throws(NightError) {
    do throws(PipelineProblems) {
      _ = try PipelineReader(catalogue: StageCatalogue.catalogue, workspace: workspace)
        .read(Array(draft.text.utf8), from: path)
    } catch {
      throw NightError(.badPipeline, error.problems.map(\.message) + ["Nothing was written."])
    }
  }

  private func draft() -> DraftText {
    var text = DraftText()
    text.add("# yaml-language-server: $schema=chartlift.schema.json")
    text.add("# $schema: chartlift.schema.json")
    text.add("# (Editors check this file by its schema:  chartlift schema > chartlift.schema.json)")
    text.add("#")
    text.add(
      "# Drafted by  chartlift init . Look at every line marked  ← decide  and take the mark away."
    )
    text.add("# Then:  chartlift check \(shellWord(path))")
    text.add("")
    text.add("pipeline: \(name)", "letters, digits, hyphens")
    if let site {
      text.add(
        "site: \(DraftText.yaml(site))",
        "part of every id, never changed after the first run"
      )
    } else {
      text.add(
        "site: \(PipelineSettings.undecidedSite)",
        decide: "a URI the hospital owns; part of every id, never changed after the first run"
      )
    }
    text.add("")
    text.add("ingest:")
    for (index, source) in sources.enumerated() {
      if index > 0 { text.add("") }
      write(source, to: &text)
    }
    text.add("")
    text.add(
      "# Over one of these a night is staged and not published. Begin with what check shows:"
    )
    text.add("# validate:")
    text.add("#   limits: {quarantined: 1%}")
    return text
  }

  private func write(_ source: DraftSource, to text: inout DraftText) {
    let sniffed = source.sniffed
    text.add(
      "  \(source.name):",
      "part of the ids of its documents: rename it before the first run only"
    )
    for file in source.files.prefix(5) {
      text.add("    # \(Self.comment(file))")
    }
    if source.files.count > 5 { text.add("    # and \(source.files.count - 5) files more") }
    let others = sources.filter { $0.name != source.name }
    let patterns = DraftFiles.patterns(
      of: source.files.map(Self.place),
      butNot: others.flatMap(\.files).map(Self.place),
      workspace: workspace
    ).map(DraftText.yaml)
    text.add(
      "    files: \(patterns.count == 1 ? patterns[0] : "[\(patterns.joined(separator: ", "))]")"
    )
    text.add("    format: \(sniffed.format.name)", decide: Self.recordsWithoutLineEnds(source))
    writeEncoding(source, to: &text)
    if let delimiter = sniffed.delimiterYAML { text.add("    delimiter: \(delimiter)") }
    if let header = sniffed.header {
      let isCertain = header.verdict != .likely
      text.add(
        "    header: \(sniffed.settings.hasHeader && header.verdict == .certain)",
        decide: isCertain
          ? nil : "is the first line a header after all? Then columns go by its words"
      )
    }
    if let each = sniffed.settings.each {
      text.add("    each: \(each)", "\(counted(source.statistics.rows, "row"))")
    }
    DraftColumns(source: source).write(to: &text, facility: facility)
  }

  /// Records of a fixed length that follow each other without line ends look like one long line.
  private static func recordsWithoutLineEnds(_ source: DraftSource) -> String? {
    let bytes = source.sniffed.text.byteCount
    guard source.sniffed.format.isPlainText, source.sniffed.header != nil,
      source.statistics.rows <= 1, bytes >= 2_000
    else { return nil }
    return "one line of \(bytes) bytes: if these are records of one length, write 'fixed-width',"
      + " 'record-length:' and columns by positions"
  }

  private func writeEncoding(_ source: DraftSource, to text: inout DraftText) {
    let verdict = source.encoding
    guard source.sniffed.format.isPlainText, let encoding = verdict.encoding else { return }
    text.add(
      "    encoding: \(encoding)",
      verdict.isProved ? verdict.reason : nil,
      decide: verdict.isProved
        ? nil
        : verdict.isEBCDIC ? verdict.reason : "are letters with accents right? \(verdict.reason)"
    )
  }

  private static func comment(_ file: InspectedFile) -> String {
    let report = file.report
    var parts = ["\(InspectedFile.shown(report.name)): \(counted(report.rows, "row"))"]
    let refused = report.refusals.map { "\(grouped($0.rows)) refused by \($0.rule.spelled)" }
    parts += refused
    parts.append(counted(UInt64(report.columns.count), "column"))
    return parts.joined(separator: ", ")
  }

  private func summary(of source: DraftSource) -> [String] {
    var lines: [String] = []
    for file in source.files.prefix(5) { lines.append(Self.comment(file)) }
    if source.files.count > 5 { lines.append("and \(source.files.count - 5) files more") }
    let sniffed = source.sniffed
    var words = "  \(source.name): \(sniffed.format.name), \(source.encoding.encoding ?? "")"
    words += source.encoding.isProved ? "" : " (not proved)"
    if let delimiter = sniffed.delimiter { words += ", delimiter \(delimiter)" }
    if let header = sniffed.header {
      words += header.verdict == .certain ? ", header on line 1" : ", no certain header"
    }
    if let each = sniffed.settings.each { words += ", each \(each)" }
    lines.append(words)
    if source.isStandard {
      let filled = source.statistics.columns.count { $0.filled > 0 }
      let all = counted(UInt64(source.columns.count), "standard column")
      return lines + ["  \(filled) of its \(all) have values"]
    }
    let guessed = source.guesses.compactMap(\.self)
    lines.append(
      "  \(guessed.count) of \(counted(UInt64(source.guesses.count), "column")) guessed:"
    )
    lines += InspectedFile.wrapped(guessed.map(\.field.spelled))
    return lines
  }

  private static func pipelineName(_ source: String) -> String {
    source.hasPrefix("-") ? "pipeline" : source
  }

  private static func place(_ file: InspectedFile) -> DraftFiles.Place {
    DraftFiles.Place(placed(file.path), file.member)
  }

  /// A file by its folder's real path and its own name: a link stays the name that is delivered.
  private static func placed(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let folder = String(path.dropLast(name.count))
    let real = realPath(folder.isEmpty ? "." : folder) ?? folder
    return (real == "/" ? "" : real) + "/" + name
  }

  private static func realPath(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }
}

extension InspectedFile {
  /// A name in a comment: on one line, without control characters.
  static func shown(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "?" : $0 }
      )
    )
  }

  /// Words in lines of a screen's width.
  static func wrapped(_ words: [String]) -> [String] {
    var lines: [String] = []
    var line = "   "
    for word in words {
      if line.count + word.count > 90 {
        lines.append(line)
        line = "   "
      }
      line += " " + word
    }
    return line.count > 3 ? lines + [line] : lines
  }
}
