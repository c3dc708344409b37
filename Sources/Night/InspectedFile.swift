import Engine
import Glibc
import Ingestion
import Inspection
import RecordModel
import Reporting
import Synchronization
import Validation

/// One export read from end to end: what was guessed, what was counted.
struct InspectedFile: Sendable {
  let path: String
  let sniffed: SniffedExport
  let statistics: TableStatistics
  let bytes: ExportBytes
  /// One a column.
  let guesses: [FieldGuess?]

  /// Reads a file; nothing is written anywhere.
  init(
    path: String,
    wishes: SniffingWishes,
    keepsValues: Bool,
    farm: Farm
  ) throws(InspectionFailure) {
    let export = try Self.export(at: path)
    do throws(ExportError) {
      sniffed = try SniffedExport(export, wishes: wishes)
      let source = try Formats.source(sniffed.settings, sniffed.layout)
      (statistics, bytes) = try Self.read(
        source,
        export,
        columns: sniffed.columns.count,
        keepsValues,
        farm
      )
    } catch {
      throw InspectionFailure(.inputUnusable, error.message)
    }
    self.path = path
    let statistics = statistics
    let each = sniffed.settings.each
    guesses = FieldGuess.all(
      sniffed.columns.enumerated().map { index, column in
        FieldGuess.Column(
          names: column.isName ? Self.names(of: column.name, each: each) : [],
          statistics: statistics.columns[index]
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

  private static func export(at path: String) throws(InspectionFailure) -> ExportFile {
    var found = stat()
    guard stat(path, &found) == 0 else {
      let isMissing = errno == ENOENT || errno == ENOTDIR
      throw InspectionFailure(
        isMissing ? .inputMissing : errno == EACCES ? .permission : .inputUnusable,
        "FILE-03 \(path): cannot be read (\(systemReason(errno))). Correct the name, or give this"
          + " account access."
      )
    }
    guard found.st_mode & S_IFMT == S_IFREG else {
      throw InspectionFailure(
        .inputUnusable,
        "FILE-12 \(path): is no file but a folder, a pipe or a device. Name files."
      )
    }
    return ExportFile(
      path: path,
      deliveredAs: path.split(separator: "/").last.map(String.init) ?? path,
      digest: ContentDigest(words: (0, 0, 0, 0)),
      byteCount: UInt64(clamping: found.st_size)
    )
  }

  private static func read<Reading: Source>(
    _ source: Reading,
    _ export: ExportFile,
    columns: Int,
    _ keepsValues: Bool,
    _ farm: Farm
  ) throws(ExportError) -> (TableStatistics, ExportBytes) {
    let tables = TableStack(columns: columns, keepsValues: keepsValues)
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
        tables.add(batch)
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

  func add(_ batch: RecordBatch) {
    var table =
      idle.withLock { $0.popLast() }
      ?? TableStatistics(columns: columns, keepsValues: keepsValues)
    table.add(batch)
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

/// Why one of several files could not be inspected.
struct InspectionFailure: Error {
  var kind: NightError.Kind
  var line: String

  init(_ kind: NightError.Kind, _ line: String) {
    self.kind = kind
    self.line = line
  }
}
