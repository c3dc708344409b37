/// One field and the column that says it.
package struct ColumnRule: Sendable, Equatable {
  package var field: Field
  /// Headings (delimited), column numbers from 1 (no header), or paths (XML).
  ///
  /// Several are joined.
  package var columns: [String]
  /// Put between several columns, or several matches of one XML path.
  package var join: String?
  /// XML: take the first of several matches.
  package var takesFirst: Bool
  /// Says whether the column may be absent from an export.
  package var isOptional: Bool
  /// Record numbers: who gives them; nil for the facility.
  package var assigner: String?
  /// Names: the order the parts are written in.
  package var nameOrder: NameOrder
  /// Dates: the order of day, month and year; nil to decide by the column's own evidence.
  package var dateOrder: DateOrder?
  /// Dates: the years that two digits may mean; nil for the hundred years up to the as-of date.
  package var twoDigitYears: ClosedRange<Int>?
  /// Codes as written, and what they mean.
  ///
  /// Sorted by the written code.
  package var map: [MappedCode]
  /// Line in the pipeline file, for messages.
  package var line: Int

  package init(field: Field, columns: [String]) {
    self.field = field
    self.columns = columns
    join = nil
    takesFirst = false
    isOptional = false
    assigner = nil
    nameOrder = .lastFirstMiddle
    dateOrder = nil
    twoDigitYears = nil
    map = []
    line = 0
  }
}

extension ColumnRule {
  /// Put between several columns.
  package var joinOfColumns: String {
    if let join { return join }
    switch field {
    case .documentID: return "/"
    case .mergedRecordNumber: return "^"
    default: return " "
    }
  }

  /// Says whether an empty column keeps its place: in numbers, where `7//3` is not `7/3`.
  package var keepsEmptyParts: Bool { field == .documentID || field == .mergedRecordNumber }
}

/// A written code and its meaning; `system` is set when a map file names one.
package struct MappedCode: Sendable, Equatable {
  package var written: String
  package var meaning: String
  package var system: String?

  package init(written: String, meaning: String, system: String? = nil) {
    self.written = written
    self.meaning = meaning
    self.system = system
  }
}

/// How a combined name is written.
package enum NameOrder: String, CaseIterable, Sendable {
  case lastFirstMiddle = "LAST, FIRST MIDDLE"
  case lastFirstMiddleNoComma = "LAST FIRST MIDDLE"
  case firstMiddleLast = "FIRST MIDDLE LAST"
}

/// The order in which a date's numbers are written.
package enum DateOrder: String, CaseIterable, Sendable {
  case yearMonthDay = "year-month-day"
  case monthDayYear = "month-day-year"
  case dayMonthYear = "day-month-year"
}
