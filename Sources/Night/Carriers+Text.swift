import Engine
import RecordModel
import Reporting

extension Carriers {
  private static let width = 100
  private static let mostNames = 20

  /// A table of all carriers, or with `gaps` what is wrong with each that is not clean.
  ///
  /// Names of image files are told only with `showsValues`.
  package func text(gaps: Bool, showsValues: Bool) -> [String] {
    let table = gaps ? lines.filter { !$0.frames.isClean }.flatMap(details) : overview
    return [heading] + (table.isEmpty ? [] : [""] + table) + ending(gaps: gaps)
      + imageLines(showsValues: showsValues)
  }

  private var heading: String {
    var line = " \(counted(rows, "row"))"
    line += arePublished ? " of the published state" : " that wait; nothing is published yet"
    if refused > 0 { line += "; \(counted(refused, "refused row")) not counted" }
    return line
  }

  private func ending(gaps: Bool) -> [String] {
    let framed = lines.filter { $0.name.kind != .none }
    guard !framed.isEmpty else { return ["", " No row names a reel, a fiche, a box or a folder."] }
    let clean = framed.count { $0.frames.isClean }
    let option = gaps || clean == framed.count ? "" : "   what is wrong:  --gaps"
    return [
      "", " \(clean) of \(counted(UInt64(framed.count), "carrier")) without a fault\(option)",
    ]
  }

  private var overview: [String] {
    let head = [
      "facility", "source", "carrier", "rows", "frames", "missing", "twice", "inside", "order",
      "no number",
    ]
    let cells = lines.map { line in
      let frames = line.frames
      return [
        Self.clipped(line.name.facility, 12), Self.clipped(line.source, 12),
        Self.clipped(Self.title(line.name), 24), grouped(frames.rows), Self.range(frames),
        grouped(frames.missingCount), grouped(frames.repeated.count),
        grouped(frames.overlapping.count), grouped(frames.disorders.count),
        grouped(frames.unnumbered),
      ]
    }
    return lines.isEmpty ? [] : Self.aligned([head] + cells, leftmost: 3)
  }

  private func details(_ line: Line) -> [String] {
    let frames = line.frames
    var text = [
      " \(Self.clipped(Self.title(line.name), 40))   \(Self.clipped(line.name.facility, 12))"
        + "   \(Self.clipped(line.source, 12))   \(counted(UInt64(frames.rows), "row")),"
        + " frames \(Self.range(frames))"
    ]
    text += Self.listed("missing", frames.missing.map(Self.spelled), frames.missingCount)
    text += Self.listed("two documents at", frames.repeated.map { String($0) })
    text += Self.listed("begins inside another", frames.overlapping.map { String($0) })
    text += Self.listed(
      "out of order",
      frames.disorders.map {
        "\(Self.clipped(exports[$0.export], 40)):\($0.line) (\($0.frame) after \($0.before))"
      }
    )
    if frames.unnumbered > 0 {
      text.append("   frames that are no numbers: \(counted(UInt64(frames.unnumbered), "row"))")
    }
    if !frames.countsPages {
      text.append("   page counts do not fit these frames: each row is taken for one frame")
    }
    return text
  }

  private func imageLines(showsValues: Bool) -> [String] {
    guard let images else { return [] }
    let matching = images.matching
    var lines = [
      "",
      " Images below \(Self.clipped(images.folder, 40)): \(counted(UInt64(images.files), "file")),"
        + " \(counted(UInt64(matching.found), "row")) with one",
    ]
    if matching.dropped > 0 {
      let parts = counted(UInt64(matching.dropped), "part")
      lines.append("   paths of the index are read without their first \(parts)")
    }
    if matching.foundInOtherCase > 0 {
      lines.append(
        "   \(counted(UInt64(matching.foundInOtherCase), "row")) found in other capitals only"
      )
    }
    if images.others > 0 {
      lines.append(
        "   \(counted(UInt64(images.others), "name")) that cannot be a file of the index"
      )
    }
    lines += Self.listed("rows without an image file", images.rowsWithoutFile)
    let count = UInt64(images.filesWithoutRow.count)
    guard showsValues else {
      if count > 0 {
        lines.append("   image files without a row (\(grouped(count))); names: --show-values")
      }
      return lines
    }
    // On a terminal, and asked for.
    let names = images.filesWithoutRow.map { visibleText($0.revealed.utf8) }
    return lines + Self.listed("image files without a row", names)
  }

  /// A heading with its count, and beneath it the first names, as many as fit on each line.
  private static func listed(
    _ title: String,
    _ names: [String],
    _ count: UInt64? = nil
  ) -> [String] {
    guard !names.isEmpty else { return [] }
    var lines = ["   \(title) (\(grouped(count ?? UInt64(names.count)))):"]
    var shown = Array(names.prefix(mostNames))
    if names.count > shown.count { shown.append("and \(grouped(names.count - shown.count)) more") }
    for (index, name) in shown.enumerated() {
      let text = name + (index + 1 < shown.count ? "," : "")
      if (lines.last?.count ?? 0) + text.count + 1 > width { lines.append("     ") }
      lines[lines.count - 1] += (lines[lines.count - 1].hasSuffix(" ") ? "" : " ") + text
    }
    return lines
  }

  static func title(_ name: CarrierName) -> String {
    switch name.kind {
    case .reel: "reel \(name.id)"
    case .fiche: "fiche \(name.id)"
    case .box: "box \(name.id)" + (name.folder.isEmpty ? "" : " folder \(name.folder)")
    case .folder: name.id.isEmpty ? "folders in no box" : "folder \(name.id)"
    case .none: "no carrier"
    }
  }

  private static func range(_ frames: CarrierFrames) -> String {
    guard let first = frames.first, let last = frames.last else { return "-" }
    return spelled(first...last)
  }

  private static func spelled(_ range: ClosedRange<UInt32>) -> String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
  }

  private static func clipped(_ text: String, _ most: Int) -> String {
    let shown = visibleText(text.utf8)
    return shown.count <= most ? shown : shown.prefix(most - 1) + "…"
  }

  /// Columns two spaces apart; the first ones begin, the others end below each other.
  private static func aligned(_ table: [[String]], leftmost: Int) -> [String] {
    let widths = table[0].indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    return table.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let space = String(repeating: " ", count: widths[column] - cell.count)
        line += (line.isEmpty ? " " : "  ") + (column < leftmost ? cell + space : space + cell)
      }
      return line
    }
  }
}
