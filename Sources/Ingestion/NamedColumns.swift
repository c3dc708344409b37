import RecordModel

/// The columns of a source whose records name their own values.
///
/// A name stands once, whether mapped or ignored, and has a cell of its own with every value the
/// record gave it, so that a row's digest covers all of them. What each field takes of those values
/// follows in cells behind. Names go by their bytes: their order in the pipeline file means nothing.
struct NamedColumns: Sendable {
  /// What one field takes.
  struct Rule: Sendable {
    var names: [Int]
    /// Put between the values of several names.
    var join: [UInt8]
    /// Put between several values of one name; nil when there may be one only.
    var repeatJoin: [UInt8]?
    var takesFirst: Bool
    /// Says whether an empty part keeps its place: in numbers, where `7//3` is not `7/3`.
    var keepsEmptyParts: Bool
  }

  /// Between the values of one name in the name's own cell: a byte that no index writes.
  static let separator: [UInt8] = [0x1F]

  /// Every name, in the order of its bytes; the first cells of every row.
  let headings: [String]
  let rules: [Rule]
  let columnOfField: [Int16]
  private let names: [[UInt8]]

  /// Cells in every row of a batch.
  var columnCount: Int { names.count + rules.count }
  var nameCount: Int { names.count }

  /// Prepares the columns of a source; `name` gives a column the form that names have in records.
  init(_ settings: SourceSettings, name: (String) -> String) {
    let written = settings.columns.flatMap(\.columns) + settings.ignoredColumns.map(\.column)
    let sorted = Set(written.map { Array(name($0).utf8) })
      .sorted { $0.lexicographicallyPrecedes($1) }
    names = sorted
    headings = sorted.map { String(decoding: $0, as: UTF8.self) }
    var columnOfField = [Int16](repeating: -1, count: Field.count)
    var rules: [Rule] = []
    for rule in settings.columns {
      columnOfField[Int(rule.field.rawValue)] = Int16(
        truncatingIfNeeded: sorted.count + rules.count
      )
      let isNumber = rule.field == .documentID
      rules.append(
        Rule(
          names: rule.columns.compactMap { sorted.firstIndex(of: Array(name($0).utf8)) },
          join: Array((rule.join ?? (isNumber ? "/" : " ")).utf8),
          repeatJoin: rule.join.map { Array($0.utf8) },
          takesFirst: rule.takesFirst,
          keepsEmptyParts: isNumber
        )
      )
    }
    self.rules = rules
    self.columnOfField = columnOfField
  }

  /// The number of a name; nil when the pipeline file says nothing about it.
  func index(of name: borrowing Span<UInt8>) -> Int? {
    var (low, high) = (0, names.count)
    while low < high {
      let middle = (low + high) / 2
      let order = Self.compare(names[middle], name)
      if order == 0 { return middle }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  private static func compare(_ known: [UInt8], _ name: borrowing Span<UInt8>) -> Int {
    for at in 0..<min(known.count, name.count) where known[at] != name[at] {
      return known[at] < name[at] ? -1 : 1
    }
    return known.count - name.count
  }
}
