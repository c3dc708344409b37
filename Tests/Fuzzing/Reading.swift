import RecordModel

@testable import Ingestion

/// Everything that came of one export, in one piece, so that two readings can be compared.
struct Reading: Equatable {
  var error: ExportError?
  var book = ExportBytes()
  var cells: [UInt8] = []
  var ends: [Int] = []
  var columnCount = 0
  var starts: [UInt64] = []
  var lengths: [UInt32] = []
  var lines: [UInt32] = []
  var refusals: [RuleCode] = []
  var ignored: [UInt8] = []
  var keys: [RowKey] = []
  var digests: [RowDigest] = []
  var facilities: [[UInt8]] = []

  /// Reads an export and lets `work` at each batch, after the laws of a batch were held to it.
  init(_ source: any Source, _ export: ExportFile, _ work: (inout RecordBatch) -> Void) {
    do throws(ExportError) {
      try gather(source, export, work)
    } catch {
      // What came before a mistake is thrown away with it, and depends on the blocks.
      self = Reading(error)
    }
  }

  private init(_ error: ExportError) { self.error = error }

  private mutating func gather<Reader: Source>(
    _ source: Reader,
    _ export: ExportFile,
    _ work: (inout RecordBatch) -> Void
  ) throws(ExportError) {
    var blocks: [Reader.Block] = []
    book = try source.read(export) { block in
      blocks.append(block)
      return true
    }
    for block in blocks {
      var batch = try source.parse(block)
      hold(batch)
      add(batch)
      work(&batch)
    }
  }

  /// The laws of one batch.
  private func hold(_ batch: RecordBatch) {
    let rows = batch.rowCount
    precondition(batch.firstOrdinal == UInt64(starts.count + 1), "rows are counted on")
    precondition(batch.refusals.count == rows && batch.ignored.count == rows, "one mark a row")
    precondition(batch.keys.count == rows && batch.digests.count == rows, "one key a row")
    precondition(batch.facilityOfRow.count == rows, "one facility a row")
    precondition(batch.places.length.count == rows && batch.places.line.count == rows, "one place")
    precondition(batch.ends.count == rows * batch.columnCount, "every row has every cell")
    precondition(Int(batch.ends.last ?? 0) == batch.cells.count, "every byte is in a cell")
    precondition(zip(batch.ends, batch.ends.dropFirst()).allSatisfy { $0 <= $1 }, "cells in order")
    precondition(batch.facilityOfRow.allSatisfy { $0 < batch.facilities.count }, "a known facility")
    precondition(batch.columnOfField.count == Field.count, "a column or none for every field")
    precondition(batch.columnOfField.allSatisfy { $0 < batch.columnCount }, "a column there is")
    precondition(String(validating: batch.cells, as: UTF8.self) != nil, "cells are UTF-8")
    for row in 0..<rows where batch.refusals[row] != .none {
      let first = row * batch.columnCount
      let before = first == 0 ? 0 : batch.ends[first - 1]
      precondition(
        batch.ends[first..<first + batch.columnCount].allSatisfy { $0 == before },
        "empty"
      )
    }
  }

  private mutating func add(_ batch: RecordBatch) {
    let shift = cells.count
    cells += batch.cells
    for end in batch.ends { ends.append(shift + Int(end)) }
    columnCount = batch.columnCount
    starts += batch.places.start
    lengths += batch.places.length
    lines += batch.places.line
    refusals += batch.refusals
    ignored += batch.ignored
    keys += batch.keys
    digests += batch.digests
    facilities += batch.facilityOfRow.map { batch.facilities[Int($0)] }
  }

  /// The laws of a whole export: every byte is in the book once, every row in its place.
  func hold(size: Int, isLineBased: Bool) {
    if let error {
      precondition(!error.code.isEmpty && !error.problem.isEmpty, "an error says what")
      precondition(
        !error.remedy.isEmpty && error.file == "fuzz",
        "an error says what to do, and where"
      )
      return
    }
    precondition(book.fileSize == UInt64(size), "the whole file was read")
    precondition(book.isBalanced, "every byte is accounted for")
    var (end, line): (UInt64, UInt32) = (0, 1)
    for row in starts.indices {
      precondition(starts[row] >= end, "rows do not overlap")
      precondition(lines[row] >= line, "lines are counted on")
      (end, line) = (starts[row] + UInt64(lengths[row]), lines[row])
    }
    precondition(end <= UInt64(size), "rows lie inside the file")
    guard isLineBased else { return }
    let spans = lengths.reduce(UInt64(0)) { $0 + UInt64($1) }
    precondition(
      spans == book.rows + book.damaged + book.ignoredLines,
      "rows are what the book says"
    )
  }
}
