import Digests
import RecordModel
import Synchronization

/// Parts in memory, so that the engine's tests need no disk.
final class MemoryPartStore: PartStore {
  let parts = Mutex<[ContentDigest: [UInt8]]>([:])

  func begin() -> any PartWriter { MemoryPartWriter(self) }

  func open(_ digest: ContentDigest) throws(StoreError) -> any PartReader {
    guard let bytes = parts.withLock({ $0[digest] }) else {
      throw StoreError(call: "open", path: digest.hex, code: 2)
    }
    return MemoryPartReader(bytes: bytes)
  }
}

private final class MemoryPartWriter: PartWriter {
  private let store: MemoryPartStore
  private var bytes: [UInt8] = []

  init(_ store: MemoryPartStore) { self.store = store }

  var byteCount: UInt64 { UInt64(bytes.count) }

  func append(_ more: borrowing Span<UInt8>) {
    more.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  func finish() -> ContentDigest {
    let digest = ContentDigest(words: sha256(bytes.span))
    store.parts.withLock { $0[digest] = bytes }
    return digest
  }

  func cancel() {}
}

private struct MemoryPartReader: PartReader {
  let bytes: [UInt8]

  var byteCount: UInt64 { UInt64(bytes.count) }

  func read(_ range: Range<UInt64>, into buffer: inout [UInt8]) {
    buffer = Array(bytes[Int(range.lowerBound)..<Int(range.upperBound)])
  }
}
