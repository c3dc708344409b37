import Persons
import RecordModel
import Scoring

/// What a file says about who the rows are: one entry a document id.
struct Truth: Sendable {
  static let standardID = "doc_id"
  static let standardPerson = "person_id"
  static let standardRegistration = "identity_id"
  static let household = "household_id"
  static let flags = "flags"

  /// One entry a readable row of the file with an id and a person.
  var ids: [Key128] = []
  var persons: [Key128] = []
  /// `.none` where the row says none; nil where the file has no such column.
  var registrations: [Key128]?
  var households: [Key128]?
  var isTwin: [Bool]?
  var isNamesake: [Bool]?
  /// Rows of the file without id or person, and rows that cannot be read.
  var incomplete = 0
  var damaged = 0
  let file: String
  /// The columns that were taken, as a message names them.
  let columnWords: String
  /// Says whether they were taken by their place for want of a name.
  let isByPlace: Bool

  /// Reads a truth.
  init(_ path: String, _ request: ScoreRequest, workers: some Workers) throws(NightError) {
    let names = [
      request.id ?? Self.standardID, request.person ?? Self.standardPerson,
      request.registration ?? Self.standardRegistration, Self.household, Self.flags,
    ]
    let table = try SideTable(path: path, columns: names, workers: workers)
    var columns = table.columns
    isByPlace =
      request.id == nil && request.person == nil && columns[0] == nil && columns[1] == nil
    if isByPlace, table.columnCount > 1 { (columns[0], columns[1]) = (0, 1) }
    try Self.check(columns, names, request, path)
    file = table.name
    columnWords =
      isByPlace
      ? "id column 1, person column 2"
      : "id '\(names[0])', person '\(names[1])'"
        + (columns[2] == nil ? "" : ", registration '\(names[2])'")
    damaged = table.damaged
    if columns[2] != nil { registrations = [] }
    if columns[3] != nil { households = [] }
    if columns[4] != nil { (isTwin, isNamesake) = ([], []) }
    table.forEachRow { batch, row in add(batch, row, columns) }
  }

  private mutating func add(_ batch: borrowing RecordBatch, _ row: Int, _ columns: [Int?]) {
    let (id, person) = (batch.key(row, columns[0]), batch.key(row, columns[1]))
    guard id != .none, person != .none else {
      incomplete += 1
      return
    }
    ids.append(id)
    persons.append(person)
    registrations?.append(batch.key(row, columns[2]))
    households?.append(batch.key(row, columns[3]))
    guard let flags = columns[4] else { return }
    let words = batch.cell(row, flags).split { !(97...122).contains($0 | 0x20) }
    isTwin?.append(words.contains { $0.elementsEqual("twin".utf8) })
    isNamesake?.append(words.contains { $0.elementsEqual("namesake".utf8) })
  }

  private static func check(
    _ columns: [Int?],
    _ names: [String],
    _ request: ScoreRequest,
    _ path: String
  ) throws(NightError) {
    let options = ["--id", "--person", "--registration"]
    let mustBe = [true, true, request.registration != nil]
    for (index, option) in options.enumerated() where mustBe[index] && columns[index] == nil {
      throw NightError(
        .inputUnusable,
        "SCORE-03 \(path) has no column '\(names[index])'."
          + " Look at its first line, and name the column with \(option) NAME."
      )
    }
  }
}
