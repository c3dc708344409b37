package import RecordModel

/// What to make: how many rows, from which seed, in which form, for how many nights.
package struct SyntheticOrder: Sendable {
  /// What the file of a later night holds.
  package enum Mode: String, CaseIterable, Sendable {
    /// New, corrected and repeated rows only.
    case delta
    /// The whole index as it stands: a withdrawn row is not in it.
    case snapshot
  }

  package var records: Int
  package var seed: UInt64
  package var folder: String
  package var form: ExportForm
  /// Nil for one index without nights.
  package var nights: Int?
  package var mode: Mode

  package init(
    records: Int,
    seed: UInt64,
    folder: String,
    form: ExportForm = .csv,
    nights: Int? = nil,
    mode: Mode = .delta
  ) {
    (self.records, self.seed, self.folder) = (records, seed, folder)
    (self.form, self.nights, self.mode) = (form, nights, mode)
  }

  /// Most rows of an index.
  package static let mostRecords = 100_000_000
  /// Most nights: their numbers have two digits.
  package static let mostNights = 99

  /// The folder and name of a night's file, relative to the folder of the delivery.
  func exportName(night: Int) -> (folder: String, name: String) {
    guard nights != nil else { return (folder, "index.\(form.rawValue)") }
    let number = night < 10 ? "0\(night)" : "\(night)"
    return ("\(folder)/night-\(number)", "index-\(number).\(form.rawValue)")
  }

  var truthName: String { "truth.csv" }
}

/// Why nothing was made.
package enum SyntheticError: Error, Sendable {
  /// A file that would be written is there already.
  case wouldReplace(String)
  case store(StoreError)
}

/// Writes a made-up index, night by night, and its truth.
///
/// Every file gets its name when all of them are written; on an error there is none.
package struct SyntheticDelivery {
  /// A file that was written.
  package struct File: Sendable, Equatable {
    package var path: String
    package var rows: Int
  }

  private let order: SyntheticOrder
  private var nights: Nights
  private var rows = DocumentRows()
  private var files: [(file: SyntheticFile, folder: String)] = []
  private var written: [File] = []
  private var madeFolders: [String] = []

  private init(_ order: SyntheticOrder) {
    self.order = order
    nights = Nights(SyntheticIndex(records: order.records, seed: order.seed))
  }

  /// Writes everything that was ordered; says what was written.
  package static func write(_ order: SyntheticOrder) throws(SyntheticError) -> [File] {
    try refuseToReplace(order)
    var made: [String] = []
    do throws(StoreError) {
      if try SyntheticFolder.make(order.folder) { made.append(order.folder) }
      var delivery = SyntheticDelivery(order)
      defer { made += delivery.madeFolders }
      return try delivery.write()
    } catch {
      for folder in made.reversed() { SyntheticFolder.removeEmpty(folder) }
      throw .store(error)
    }
  }

  private static func refuseToReplace(_ order: SyntheticOrder) throws(SyntheticError) {
    for night in 1...(order.nights ?? 1) {
      let place = order.exportName(night: night)
      let path = "\(place.folder)/\(place.name)"
      if SyntheticFolder.holds(path) { throw .wouldReplace(path) }
    }
    let truth = "\(order.folder)/\(order.truthName)"
    if SyntheticFolder.holds(truth) { throw .wouldReplace(truth) }
  }

  private mutating func write() throws(StoreError) -> [File] {
    try writeExport(of: 0..<nights.index.count)
    for _ in 1..<(order.nights ?? 1) {
      nights.advance()
      switch order.mode {
      case .delta: try writeExport(of: nights.brought)
      case .snapshot: try writeExport(of: nights.inForce)
      }
    }
    try writeTruth()
    for (file, _) in files { try file.keep() }
    for (_, folder) in files { try SyntheticFolder.synchronize(folder) }
    return written
  }

  private mutating func writeExport(of documents: some Sequence<Int>) throws(StoreError) {
    let (folder, name) = order.exportName(night: nights.night)
    if order.nights != nil, try SyntheticFolder.make(folder) { madeFolders.append(folder) }
    let file = try SyntheticFile(folder: folder, name: name)
    try file.append { $0 += order.form.opening }
    var count = 0
    for document in documents {
      try file.append {
        rows.append(
          document,
          of: nights.index,
          corrections: nights.corrections(of: document),
          as: order.form,
          to: &$0
        )
      }
      count += 1
    }
    try file.append { $0 += order.form.closing }
    try finish(file, rows: count, in: folder)
  }

  private mutating func writeTruth() throws(StoreError) {
    let file = try SyntheticFile(folder: order.folder, name: order.truthName)
    try file.append { $0 += DocumentRows.truthHeading }
    for document in 0..<nights.index.count {
      try file.append { rows.appendTruth(document, of: nights.index, to: &$0) }
    }
    try finish(file, rows: nights.index.count, in: order.folder)
  }

  private mutating func finish(
    _ file: SyntheticFile,
    rows: Int,
    in folder: String
  ) throws(StoreError) {
    try file.finish()
    files.append((file, folder))
    written.append(File(path: file.path, rows: rows))
  }
}
