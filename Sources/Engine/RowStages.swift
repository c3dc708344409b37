package import RecordModel
import Synchronization

/// Why the row stages of an export could not be finished.
package enum RowStagesError: Error, Sendable {
  case export(ExportError)
  case store(StoreError)
}

/// Takes one export through ingest, normalize and the row rules into a row part.
///
/// The reader cuts blocks on the calling thread; each worker takes a block through all stages; parts
/// are written in the order of the export. Memory is bounded by the blocks in flight.
package struct RowStages<Reader: Source> {
  package let source: Reader
  package let stages: [any RowStage]
  package let farm: Farm
  package let store: any PartStore
  /// Told how many rows have just gone through, from any thread.
  package let progress: @Sendable (_ rows: Int, _ bytes: Int) -> Void

  package init(
    source: Reader,
    stages: [any RowStage],
    farm: Farm,
    store: any PartStore,
    progress: @escaping @Sendable (_ rows: Int, _ bytes: Int) -> Void
  ) {
    self.source = source
    self.stages = stages
    self.farm = farm
    self.store = store
    self.progress = progress
  }

  /// Processes the export; returns the part's name and what it says.
  package func run(
    _ export: ExportFile
  ) throws(RowStagesError) -> (part: ContentDigest, trailer: RowPartTrailer) {
    do {
      let writer = RowPartOutput(try RowPartWriter(store.begin()))
      do {
        let bytes = try process(export, into: writer)
        let part = try writer.finish(bytes: bytes)
        return (part, writer.trailer)
      } catch {
        writer.cancel()
        throw error
      }
    } catch let error as RowStagesError {
      throw error
    } catch let error as ExportError {
      throw .export(error)
    } catch let error as StoreError {
      throw .store(error)
    } catch {
      preconditionFailure("row stages throw export and store errors only")
    }
  }

  private func process(_ export: ExportFile, into writer: RowPartOutput) throws -> ExportBytes {
    let committer = OrderedCommitter<EncodedBatch>()
    let failure = Mutex<RowStagesError?>(nil)
    var outcome: Result<ExportBytes, ExportError> = .success(ExportBytes())
    farm.stream { offer in
      outcome = read(export, offer)
    } _: { (piece: NumberedBlock<Reader.Block>) in
      do {
        try committer.commit(piece.number, try encode(piece.block)) { try writer.append($0) }
        return true
      } catch {
        failure.withLock { $0 = $0 ?? rowStagesError(error) }
        return false
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
    return try outcome.get()
  }

  private func read(
    _ export: ExportFile,
    _ offer: (NumberedBlock<Reader.Block>) -> Bool
  ) -> Result<ExportBytes, ExportError> {
    var number = 0
    return Result { () throws(ExportError) in
      try source.read(export) { block in
        defer { number += 1 }
        return offer(NumberedBlock(number: number, block: block))
      }
    }
  }

  private func encode(_ block: Reader.Block) throws(ExportError) -> EncodedBatch {
    var batch = try source.parse(block)
    for stage in stages { stage.process(&batch) }
    progress(batch.rowCount, batch.cells.count)
    return EncodedBatch(batch)
  }
}

/// A block and its place in the export.
private struct NumberedBlock<Block: Sendable>: Sendable {
  var number: Int
  var block: Block
}

/// The one writer of a part; workers take turns, in order.
private final class RowPartOutput: Sendable {
  private let writer: Mutex<RowPartWriter>

  init(_ writer: sending RowPartWriter) { self.writer = Mutex(writer) }

  var trailer: RowPartTrailer { writer.withLock { $0.trailer } }

  func append(_ batch: EncodedBatch) throws(StoreError) {
    let outcome = writer.withLock { writer in
      Result { () throws(StoreError) in try writer.append(batch) }
    }
    try outcome.get()
  }

  func finish(bytes: ExportBytes) throws(StoreError) -> ContentDigest {
    let outcome = writer.withLock { writer in
      Result { () throws(StoreError) in try writer.finish(bytes: bytes) }
    }
    return try outcome.get()
  }

  func cancel() { writer.withLock { $0.cancel() } }
}

private func rowStagesError(_ error: any Error) -> RowStagesError {
  switch error {
  case let error as RowStagesError: error
  case let error as ExportError: .export(error)
  case let error as StoreError: .store(error)
  default: preconditionFailure("row stages throw export and store errors only")
  }
}
