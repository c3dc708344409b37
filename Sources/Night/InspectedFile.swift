import Engine
import Ingestion
import Inspection
import RecordModel
import Synchronization

/// One export read from end to end: what was guessed, what was counted.
struct InspectedFile: Sendable {
  /// As a person named it.
  var path = ""
  /// Its name inside the zip; nil when it is in none.
  var member: String?
  /// Its name in messages.
  let deliveredAs: String
  let sniffed: SniffedExport
  let statistics: TableStatistics
  let bytes: ExportBytes
  /// One a column.
  let guesses: [FieldGuess?]

  /// Says whether it is lines of text, and nothing more is known.
  var mayBeAnything: Bool { sniffed.likeness.degree == .possible }

  /// Reads a file; nothing is written anywhere.
  init(
    _ export: ExportFile,
    wishes: SniffingWishes,
    keepsValues: Bool,
    farm: Farm
  ) throws(InspectionFailure) {
    do throws(ExportError) {
      sniffed = try SniffedExport(export, wishes: wishes)
      let source = try Formats.source(sniffed.settings, sniffed.layout)
      (statistics, bytes) = try Self.read(source, export, sniffed, keepsValues, farm)
    } catch {
      throw InspectionFailure(.inputUnusable, error.message)
    }
    deliveredAs = export.deliveredAs
    guesses = Self.guesses(sniffed.columns, each: sniffed.settings.each, statistics)
  }

  /// Which field each column most likely is.
  static func guesses(
    _ columns: [SniffedColumn],
    each: String?,
    _ statistics: TableStatistics
  ) -> [FieldGuess?] {
    FieldGuess.all(
      columns.enumerated().map { index, column in
        // Positions and numbers mean nothing.
        let isWord = column.isName && column.name.contains(where: \.isLetter)
        return FieldGuess.Column(
          names: isWord ? names(of: column.name, each: each) : [],
          statistics: statistics.columns[index],
          field: column.field
        )
      }
    )
  }

  /// What a path may be called: with the element around it, and alone.
  static func names(of column: String, each: String?) -> [String] {
    guard let each else { return [column] }
    var around = each.split(separator: "/").map(String.init)
    for part in column.split(separator: "/") where part != "." {
      if part == ".." {
        if around.count > 1 { around.removeLast() }
      } else {
        around.append(part.hasPrefix("@") ? String(part.dropFirst()) : String(part))
      }
    }
    guard let last = around.last else { return [] }
    return around.count > 1 ? [around[around.count - 2] + " " + last, last] : [last]
  }

  private static func read<Reading: Source>(
    _ source: Reading,
    _ export: ExportFile,
    _ sniffed: SniffedExport,
    _ keepsValues: Bool,
    _ farm: Farm
  ) throws(ExportError) -> (TableStatistics, ExportBytes) {
    let tables = TableStack(columns: sniffed.columns.count, keepsValues: keepsValues)
    let damage = Mutex<ExportError?>(nil)
    var book = ExportBytes()
    var failure: ExportError?
    farm.stream { offer in
      do throws(ExportError) {
        book = try source.read(export, emit: offer)
      } catch {
        failure = error
      }
    } _: { (block: Reading.Block) in
      do throws(ExportError) {
        let batch = try source.table(of: block)
        tables.add(batch, at: sniffed.cells(of: batch))
        return true
      } catch {
        damage.withLock { $0 = $0 ?? error }
        return false
      }
    }
    if let failure { throw failure }
    if let damage = damage.withLock({ $0 }) { throw damage }
    return (tables.all(), book)
  }
}

/// Tables that workers take, add to and put back: as many as there are workers, merged at the end.
private final class TableStack: Sendable {
  private let idle = Mutex<[TableStatistics]>([])
  private let columns: Int
  private let keepsValues: Bool

  init(columns: Int, keepsValues: Bool) {
    self.columns = columns
    self.keepsValues = keepsValues
  }

  func add(_ batch: RecordBatch, at places: [Int]) {
    var table =
      idle.withLock { $0.popLast() }
      ?? TableStatistics(columns: columns, keepsValues: keepsValues)
    table.add(batch, at: places)
    let full = table
    idle.withLock { $0.append(full) }
  }

  func all() -> TableStatistics {
    idle.withLock { tables in
      var sum = TableStatistics(columns: columns, keepsValues: keepsValues)
      for table in tables { sum.merge(table) }
      return sum
    }
  }
}
