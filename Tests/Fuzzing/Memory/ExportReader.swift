import RecordModel

/// The bytes that the next execution reads, whatever the path: set before each one.
// libFuzzer calls from one thread.
package nonisolated(unsafe) var bytesInMemory: [UInt8] = []

/// Stands in for the reader of files while fuzzing: the same calls, no system calls.
struct ExportReader: ~Copyable {
  private(set) var byteCount: UInt64 = 0
  private(set) var isAtEnd = false

  init(_: ExportFile) throws(ExportError) {}

  /// The end of a buffer, carried over, and up to `count` more bytes: at the end only when fewer came.
  mutating func refill(
    _ bytes: [UInt8],
    from consumed: Int,
    adding count: Int
  ) throws(ExportError) -> [UInt8] {
    let from = Int(byteCount)
    let added = min(count, bytesInMemory.count - from)
    isAtEnd = isAtEnd || added < count
    byteCount += UInt64(added)
    return [UInt8](unsafeUninitializedCapacity: bytes.count - consumed + added) { target, filled in
      let kept = target.update(fromContentsOf: bytes[consumed...])
      _ = target[kept...].update(fromContentsOf: bytesInMemory[from..<from + added])
      filled = target.count
    }
  }
}
