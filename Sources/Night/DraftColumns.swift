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
    let hasDocuments = source.guesses.contains { $0?.field.isOfDocument == true }
    let isWithout = hasDocuments && source.column(of: .documentID) == nil
    let parts = [Field.reel, .fiche, .box, .folder].compactMap(source.column)
    let frame = source.column(of: .frame)
    let canCompose = isWithout && !parts.isEmpty && frame != nil
    text.add(
      "    columns:",
      decide: isWithout && !canCompose
        ? "no column is the document's number; without, a corrected row is a new document" : nil
    )
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

  private func name(_ column: Int) -> String { source.sniffed.columns[column].name }

  private func writeFacility(to text: inout DraftText, _ facility: String?) {
    if let column = source.column(of: .facility) {
      text.add("    facility: {column: \(DraftText.yaml(name(column)))}", count(column))
    } else if let facility {
      text.add("    facility: \(DraftText.yaml(facility))", "whose record numbers these are")
    } else {
      text.add(
        "    facility: \(PipelineSettings.undecidedFacility)",
        decide: "whose record numbers these are; part of every patient's id"
      )
    }
  }

  /// A pipeline must say who the patient is: where nothing tells, a person has to.
  private func writePatient(to text: inout DraftText) {
    let who: [Field] = [.recordNumber, .name, .familyName, .ssn]
    guard !who.contains(where: { source.column(of: $0) != nil }) else { return }
    let free = source.guesses.indices.first { source.guesses[$0] == nil } ?? 0
    guard source.guesses.indices.contains(free) else { return }
    text.add(
      "      record-number: \(DraftText.yaml(name(free)))",
      decide: "no column tells who the patient is; this one is only the first that is free"
    )
  }

  private var borrowed: Int? {
    let who: [Field] = [.recordNumber, .name, .familyName, .ssn]
    guard !who.contains(where: { source.column(of: $0) != nil }) else { return nil }
    return source.guesses.indices.first { source.guesses[$0] == nil }
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
      let order = DraftDates(found)
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
    if source.sniffed.columns[column].repeats, source.sniffed.format.hasRepeats {
      options.append("first: true")
      doubts.append("a row can have several, the first is taken")
    }
    let place = DraftText.yaml(name(column))
    let value = options.isEmpty ? place : "{column: \(place), \(options.joined(separator: ", "))}"
    text.add(
      "      \(field.spelled): \(value)",
      remark,
      decide: doubts.isEmpty ? nil : doubts.joined(separator: "; ")
    )
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
    let rest = source.guesses.indices.filter { source.guesses[$0] == nil && $0 != borrowed }
    guard !rest.isEmpty else { return }
    text.add(
      "    ignore:",
      decide: "nothing is read from \(counted(UInt64(rest.count), "column")) that init did not"
        + " recognise"
    )
    for column in rest {
      text.add("      \(DraftText.yaml(name(column))): not recognised, look at it", count(column))
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

/// What the dates of a column say about how they are written.
struct DraftDates {
  let order: DateOrder?
  private let found: ColumnStatistics

  init(_ found: ColumnStatistics) {
    self.found = found
    let (day, month) = (found.count(.dayFirst), found.count(.monthFirst))
    let year = found.count(.yearFirst) + found.count(.compactDate)
    if found.dates == 0 {
      order = nil
    } else if year * 10 >= found.dates * 9 {
      order = .yearMonthDay
    } else if month > 0, day * 100 <= month {
      order = .monthDayYear
    } else if day > 0, month * 100 <= day {
      order = .dayMonthYear
    } else {
      order = nil
    }
  }

  /// What a person must decide.
  func doubt(_ field: Field) -> String? {
    var doubts: [String] = []
    if order == nil, found.dates > 0 {
      let choices = "month-day-year or day-month-year"
      doubts.append(
        found.count(.dayFirst) + found.count(.monthFirst) == 0
          ? "every date can be read both ways: written: \(choices)?"
          : "the dates contradict each other: written: \(choices)?"
      )
    }
    if field == .birthDate, found.count(.twoDigitYear) > 0 {
      doubts.append("two-digit-years: which hundred years?")
    }
    return doubts.isEmpty ? nil : doubts.joined(separator: "; ")
  }

  /// The evidence in numbers.
  var remark: String? {
    guard found.dates > 0 else { return nil }
    let (day, month) = (found.count(.dayFirst), found.count(.monthFirst))
    if day + month + found.count(.eitherOrder) == 0 {
      return "\(counted(found.dates, "row")) with the year first"
    }
    return "\(counted(day, "row")) can only be day first, \(grouped(month)) only month first"
  }
}
