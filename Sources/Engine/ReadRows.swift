package import RecordModel
import Synchronization

/// What reading one export came to.
package struct RowTally: Sendable, Equatable {
  package var rowsRead: UInt64 = 0
  /// Rows that a written rule leaves out.
  package var ignored: UInt64 = 0
  /// Rows that could not be read, by `RuleCode.rawValue`.
  package var refused = [UInt64](repeating: 0, count: rules)
  package var bytes = ExportBytes()

  private static let rules = (RuleCode.allCases.map { Int($0.rawValue) }.max() ?? 0) + 1

  package init() {}

  /// Counts the rows of a batch as its source made it.
  mutating func count(_ batch: borrowing RecordBatch) {
    rowsRead += UInt64(batch.rowCount)
    for row in 0..<batch.rowCount {
      if batch.refusals[row] != .none {
        refused[Int(batch.refusals[row].rawValue)] += 1
      } else if batch.ignored[row] != 0 {
        ignored += 1
      }
    }
  }

  mutating func add(_ other: Self) {
    rowsRead += other.rowsRead
    ignored += other.ignored
    for rule in refused.indices { refused[rule] += other.refused[rule] }
  }
}

/// Reads one export to cells, keys and digests with its source's own reader, and keeps nothing of it.
///
/// The reader cuts blocks on the calling thread while the workers parse them, as in a run.
package struct ReadRows<Reader: Source> {
  package let source: Reader
  package let farm: Farm
  /// False to leave out keys and digests.
  package let identifies: Bool
  /// Told how many rows and bytes of cells have just been read, from any thread.
  package let progress: @Sendable (_ rows: Int, _ bytes: Int) -> Void

  package init(
    source: Reader,
    farm: Farm,
    identifies: Bool = true,
    progress: @escaping @Sendable (_ rows: Int, _ bytes: Int) -> Void
  ) {
    self.source = source
    self.farm = farm
    self.identifies = identifies
    self.progress = progress
  }

  /// Reads the export to its end.
  package func run(_ export: ExportFile) throws(ExportError) -> RowTally {
    let total = Mutex(RowTally())
    let failure = Mutex<ExportError?>(nil)
    var outcome: Result<ExportBytes, ExportError> = .success(ExportBytes())
    farm.stream { offer in
      outcome = Result { () throws(ExportError) in try source.read(export, emit: offer) }
    } _: { (block: Reader.Block) in
      do throws(ExportError) {
        let batch = identifies ? try source.parse(block) : try source.table(of: block)
        var tally = RowTally()
        tally.count(batch)
        total.withLock { $0.add(tally) }
        progress(batch.rowCount, batch.cells.count)
        return true
      } catch {
        failure.withLock { $0 = $0 ?? error }
        return false
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
    var tally = total.withLock { $0 }
    tally.bytes = try outcome.get()
    return tally
  }
}
