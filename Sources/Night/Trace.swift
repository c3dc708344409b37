import Engine
import Ingestion
package import RecordModel
import Reporting
import Validation
import Workspace

/// One row of a landed export: where it stands, what became of it, what was found about it, and its
/// original bytes.
///
/// The landed export is read again as far as the row, with the settings and the layout it was read
/// with. Changes nothing.
package struct Trace: Sendable {
  /// A rule that the row breaks, with the pattern of the cell it is about.
  struct Remark: Sendable {
    var rule: RuleCode
    /// Nil for a rule about the whole row.
    var field: Field?
    var shape: String?
    var refuses: Bool
  }

  let landing: LandedExport
  let row: FoundRow
  /// XML: the path of the elements that are rows.
  let element: String?
  let remarks: [Remark]
  let fate: Fate
  /// Why a written rule leaves it out.
  let ignoreReason: String?
  /// The row as delivered, byte for byte, without its line end.
  package let original: [UInt8]

  /// - Parameters:
  ///   - export: the export: the name of its file, or eight or more digits of its SHA-256.
  ///   - name: which row of it.
  ///   - workspace: the workspace folder.
  ///   - jobs: workers at once.
  /// - Throws: `TRACE-01` to `TRACE-04` when there is no such export or row, or its bytes are gone.
  package init(
    export: String,
    row name: RowName,
    workspace: String,
    jobs: Int
  ) throws(NightError) {
    self = try withWorkspaceAsKept(workspace, jobs: jobs) { (bench) throws(NightError) in
      try Self(export, name, bench)
    }
  }

  private init(_ export: String, _ name: RowName, _ bench: Workbench) throws(NightError) {
    let ever = try ledgerCall { () throws(LedgerError) in try bench.ledger.landings() }
    landing = try Self.landing(export, of: ever)
    guard bench.store.has(landing.export) else { throw Self.gone(landing) }
    let target = try bench.toRead(landing, leftOut: [])
    let source = bench.source(target.arrival.sourceIndex)
    let layouts = try bench.layouts(for: [], beside: [target])
    row = try Self.find(name, bench, target, layouts)
    let place = row.start..<row.start + UInt64(row.length)
    let (reader, bytes) = (bench.store, landing.export)
    original = try storeCall { () throws(StoreError) in
      var original: [UInt8] = []
      try reader.open(bytes).read(place, into: &original)
      return original
    }
    try Self.check(name, row, original, landing)
    element = source.each
    ignoreReason =
      row.ignored == 0
      ? nil : source.ignoredLines.dropFirst(Int(row.ignored) - 1).first.map(\.reason)
    let counting = ever.filter { $0.state != .dropped }
    let isSetAside = landing.state == .dropped
    let listed = counting + (isSetAside ? [landing] : [])
    var reads = try bench.toRead(counting)
    if isSetAside { reads.append(target) }
    let rows = try bench.rows(of: reads, layouts: try bench.layouts(for: [], beside: reads))
    let sequence = landing.sequence
    let index = listed.firstIndex { $0.sequence == sequence } ?? 0
    let fate = try Fate(row, index, isSetAside: isSetAside, rows, bench)
    self.fate = fate
    remarks = Self.remarks(row, rows[index].trailer) + fate.remarks
  }

  private static func find(
    _ name: RowName,
    _ bench: Workbench,
    _ target: LandingToRead,
    _ layouts: Layouts
  ) throws(NightError) -> FoundRow {
    let index = target.arrival.sourceIndex
    guard let layout = layouts.bySource[index] else {
      preconditionFailure("a landed source has a layout")
    }
    do {
      let reader = try Formats.source(bench.source(index), layout)
      if let row = try reader.find(name, in: bench.exportFile(target.arrival)) { return row }
    } catch {
      throw NightError(.inputUnusable, error.message)
    }
    throw noRow(name, target.arrival.deliveredAs)
  }

  /// A line may also be a header or a blank one behind the row.
  private static func check(
    _ name: RowName,
    _ row: FoundRow,
    _ original: [UInt8],
    _ landing: LandedExport
  ) throws(NightError) {
    guard case .line(let line) = name else { return }
    var ends: UInt64 = 0
    for (at, byte) in original.enumerated() {
      let isPair = byte == 0x0D && at + 1 < original.count && original[at + 1] == 0x0A
      if byte == 0x0A || (byte == 0x0D && !isPair) { ends += 1 }
    }
    guard line <= UInt64(row.line) + ends else { throw noRow(name, landing.deliveredAs) }
  }

  private static func remarks(_ row: FoundRow, _ trailer: RowPartTrailer) -> [Remark] {
    func remark(_ entry: RowPartTrailer.Entry, refuses: Bool) -> Remark? {
      guard entry.ordinal == row.ordinal else { return nil }
      let isWhole = RuleCatalogue.isAboutWholeRow(entry.rule)
      let cell = row.cells.first { $0.field == entry.field }
      return Remark(
        rule: entry.rule,
        field: isWhole ? nil : entry.field,
        // A pattern, never the value.
        shape: isWhole ? nil : cell.map { cellShape(of: $0.text) },
        refuses: refuses
      )
    }
    return trailer.refused.compactMap { remark($0, refuses: true) }
      + trailer.findings.compactMap { remark($0, refuses: false) }
  }

  /// Writes the original bytes to a new file that only this user may read.
  package func writeOriginal(to path: String) throws(NightError) {
    try storeCall { () throws(StoreError) in try NewFile.write(original.span, to: path) }
  }
}
