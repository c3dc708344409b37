import Ingestion
import Inspection
import RecordModel
import Reporting

/// The columns of a drafted source, as lines.
struct DraftColumns {
  let source: DraftSource

  /// Writes `facility:`, `columns:` and `ignore:`.
  func write(to text: inout DraftText, facility: String?) {
    writeFacility(to: &text, facility)
    if source.isStandard { return writeStandard(to: &text) }
    let hasDocuments = source.guesses.contains { $0?.field.isOfDocument == true }
    let isWithout = hasDocuments && source.column(of: .documentID) == nil
    let parts = [Field.reel, .fiche, .box, .folder].compactMap(source.column)
    let frame = source.column(of: .frame)
    let canCompose = isWithout && !parts.isEmpty && frame != nil
    var doubts: [String] = []
    if source.sniffed.format.name == FixedWidthSource.format.name {
      doubts.append("positions are guessed from blanks: compare them with the sender's layout")
    }
    if isWithout && !canCompose {
      doubts.append(
        "no column is the document's number; without, a corrected row is a new document"
      )
    }
    text.add("    columns:", decide: doubts.isEmpty ? nil : doubts.joined(separator: "; "))
    writePatient(to: &text)
    for field in Field.allCases where field != .facility {
      guard let column = source.column(of: field) else { continue }
      write(field, column, to: &text)
    }
    if canCompose, let frame {
      let names = (parts + [frame]).map { DraftText.yaml(name($0)) }.joined(separator: ", ")
      text.add(
        "      document-id: [\(names)]",
        decide: "no column is the document's number; are these together one?"
      )
    }
    writeIgnored(to: &text)
  }

  private func takesFirst(_ column: Int) -> Bool {
    source.columns[column].repeats && source.sniffed.format.hasRepeats
  }

  private func name(_ column: Int) -> String { source.columns[column].name }

  private func writeFacility(to text: inout DraftText, _ facility: String?) {
    if let column = source.column(of: .facility), !source.needsFacility {
      if source.isStandard { return writeStandardFacility(column, to: &text) }
      let first = takesFirst(column) ? ", first: true" : ""
      text.add("    facility: {column: \(DraftText.yaml(name(column)))\(first)}", count(column))
    } else if let facility {
      text.add("    facility: \(DraftText.yaml(facility))", "whose record numbers these are")
    } else {
      text.add(
        "    facility: \(PipelineSettings.undecidedFacility)",
        decide: "whose record numbers these are; part of every patient's id"
      )
    }
  }

  /// What the format says by itself is not written again; a person sees what there is to override.
  private func writeStandard(to text: inout DraftText) {
    text.add(
      "    # Every \(source.sniffed.format.name) export says these; write 'columns:' and a field to say"
        + " otherwise:"
    )
    for (index, column) in source.columns.enumerated() {
      guard let field = column.field, field != .facility,
        source.statistics.columns[index].filled > 0
      else { continue }
      text.add("    #   \(field.spelled): \(DraftText.yaml(column.name))", count(index))
    }
  }

  private func writeStandardFacility(_ column: Int, to text: inout DraftText) {
    let found = source.statistics.columns[column]
    let without = source.statistics.usable - min(found.filled, source.statistics.usable)
    text.add(
      "    # facility: said by the export",
      count(column),
      decide: without == 0
        ? nil : "\(counted(without, "row")) \(without == 1 ? "does" : "do") not say it"
    )
  }

  /// A pipeline must say who the patient is: where nothing tells, a person has to.
  private func writePatient(to text: inout DraftText) {
    let who: [Field] = [.recordNumber, .name, .familyName, .ssn]
    guard !who.contains(where: { source.column(of: $0) != nil }) else { return }
    guard let free = borrowed else { return }
    text.add(
      "      record-number: \(DraftText.yaml(name(free)))",
      decide: "no column tells who the patient is; this one is only the first that is free"
    )
  }

  private var borrowed: Int? {
    let who: [Field] = [.recordNumber, .name, .familyName, .ssn]
    guard !who.contains(where: { source.column(of: $0) != nil }) else { return nil }
    let free = source.guesses.indices.filter { source.guesses[$0] == nil }
    // Names that the system gives are nobody's.
    return free.first { !["{", ">"].contains(name($0).first) } ?? free.first
  }

  private func write(_ field: Field, _ column: Int, to text: inout DraftText) {
    let found = source.statistics.columns[column]
    var options: [String] = []
    var doubts = [source.guesses[column]?.doubt].compactMap(\.self)
    var remark = count(column)
    switch field {
    case .name:
      let isComma = found.count(.commaName) * 2 > found.filled
      let order: NameOrder = isComma ? .lastFirstMiddle : .lastFirstMiddleNoComma
      options.append("written: \"\(order.rawValue)\"")
      if !isComma, found.filled > 0 { doubts.append("is the last name first?") }
    case .birthDate, .deathDate, .serviceDate, .scanDate:
      let order = DraftDates(found, standard: standardOrder(column))
      if let written = order.order { options.append("written: \(written.rawValue)") }
      if let doubt = order.doubt(field) { doubts.append(doubt) }
      remark = order.remark ?? remark
    case .sex:
      let codes = sexCodes(found)
      if !codes.isEmpty {
        options.append("map: {\(codes.joined(separator: ", "))}")
        doubts.append("are these codes what they mean here?")
      } else if areDigits(found) {
        doubts.append("its codes are digits: which is which? map: {\"1\": male, …}")
      }
    case .documentType: remark += "; a map gives the codes a meaning"
    default: break
    }
    if takesFirst(column) {
      options.append("first: true")
      doubts.append("a row can have several, the first is taken")
      if source.sniffed.format.name == KofaxXMLSource.format.name, field == .image {
        doubts.append("or make each page a row: rows-are: pages")
      }
    }
    let place = DraftText.yaml(name(column))
    let value = options.isEmpty ? place : "{column: \(place), \(options.joined(separator: ", "))}"
    text.add(
      "      \(field.spelled): \(value)",
      remark,
      decide: doubts.isEmpty ? nil : doubts.joined(separator: "; ")
    )
  }

  /// How the format itself writes a column's dates.
  private func standardOrder(_ column: Int) -> DateOrder? {
    let rule = source.sniffed.format.standardColumns.first { $0.columns == [name(column)] }
    return rule?.dateOrder
  }

  /// ISO 5218, for codes that three rows and more share.
  private func sexCodes(_ found: ColumnStatistics) -> [String] {
    guard areDigits(found) else { return [] }
    let codes: [(String, ValueKind, String)] = [
      ("0", .sexZero, "unknown"), ("1", .sexOne, "male"), ("2", .sexTwo, "female"),
      ("9", .sexNine, "unknown"),
    ]
    return codes.filter { found.count($0.1) >= 3 }.map { "\"\($0.0)\": \($0.2)" }
  }

  private func areDigits(_ found: ColumnStatistics) -> Bool {
    let kinds: [ValueKind] = [.sexZero, .sexOne, .sexTwo, .sexNine]
    return kinds.reduce(0) { $0 + found.count($1) } * 2 > found.filled
  }

  private func writeIgnored(to text: inout DraftText) {
    if case .paths = source.sniffed.format.columns { return }
    let rest = source.guesses.indices.filter {
      source.guesses[$0] == nil && $0 != borrowed && source.columns[$0].mustBeSaid
    }
    let beyond = source.sniffed.settings.ignoredColumns
    guard !rest.isEmpty || !beyond.isEmpty else { return }
    text.add(
      "    ignore:",
      decide:
        "nothing is read from \(counted(UInt64(rest.count + beyond.count), "column")) that init did not"
        + " recognise"
    )
    for column in rest {
      text.add("      \(DraftText.yaml(name(column))): not recognised, look at it", count(column))
    }
    for column in beyond {
      text.add("      \(DraftText.yaml(column.column)): not looked at")
    }
  }

  private func count(_ column: Int) -> String {
    let found = source.statistics.columns[column]
    guard found.filled > 0 else { return "never filled" }
    let different =
      "\(found.distinct.isExact ? "" : "about ")\(grouped(found.distinct.number)) different"
    return found.filled == source.statistics.usable
      ? "always filled, \(different)" : "\(counted(found.filled, "row")) filled, \(different)"
  }
}
