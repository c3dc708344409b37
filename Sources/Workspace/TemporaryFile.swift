import Digests
import Glibc
import RecordModel
import Synchronization

/// A file in the making: hashed while it is written, and given its name only when it is whole and durable.
///
/// Its process holds a lock on it, so that a sweep removes it exactly when that process has died.
/// It is removed when it is let go, or a call fails, before `keep`. Not thread-safe.
final class TemporaryFile {
  let path: String
  private(set) var byteCount: UInt64 = 0
  // Nil once the file has its name or is forgotten: an open file without a name still takes space.
  private var file: OpenFile?
  private var digester = SHA256Digester()
  private var buffer: [UInt8] = []

  /// Makes an empty file of mode 0600 in a folder.
  init(in folder: String) throws(StoreError) {
    let file = try Self.create(in: folder)
    path = file.path
    self.file = file
  }

  deinit { discard() }

  /// Appends bytes.
  func append(_ bytes: borrowing Span<UInt8>) throws(StoreError) {
    byteCount += UInt64(bytes.count)
    if bytes.count >= pieceSize {
      try flush()
      return try write(bytes)
    }
    if buffer.count + bytes.count > pieceSize { try flush() }
    if buffer.capacity == 0 { buffer.reserveCapacity(pieceSize) }
    bytes.withUnsafeBufferPointer { buffer.append(contentsOf: $0) }
  }

  /// Takes the content of another file: by sharing its blocks where the file system can, else by copying.
  ///
  /// Either way the digest is that of the bytes that are now here.
  func copy(_ other: OpenFile) throws(StoreError) {
    let file = try pending()
    guard byteCount == 0, file.clone(other) else {
      return try other.readAll { (piece) throws(StoreError) in try append(piece) }
    }
    try file.readAll { (piece) throws(StoreError) in
      digester.update(piece)
      byteCount += UInt64(piece.count)
    }
  }

  /// Hands everything to the system and says what the content is.
  func seal() throws(StoreError) -> ContentDigest {
    try flush()
    return ContentDigest(words: digester.words())
  }

  /// Makes the file durable under its name: fsync, rename, fsync of the folder.
  ///
  /// A link in the way is refused (`ELOOP`): it is none of ours.
  func keep(as name: String, in folder: String) throws(StoreError) {
    try orDiscard { () throws(StoreError) in
      try flush()
      try pending().synchronize()
      let target = "\(folder)/\(name)"
      if try FileSystem.info(target)?.isLink == true {
        throw StoreError(call: "rename", path: target, code: ELOOP)
      }
      try FileSystem.rename(path, to: target)
      file = nil
      try FileSystem.syncFolder(folder)
    }
  }

  /// Forgets the file.
  func discard() {
    guard file != nil else { return }
    file = nil
    unlink(path)
  }

  private func flush() throws(StoreError) {
    guard !buffer.isEmpty else { return }
    var pending = take(&buffer)
    try write(pending.span)
    pending.removeAll(keepingCapacity: true)
    buffer = pending
  }

  private func write(_ bytes: borrowing Span<UInt8>) throws(StoreError) {
    do throws(StoreError) {
      try pending().write(bytes)
    } catch {
      discard()
      throw error
    }
    digester.update(bytes)
  }

  private func pending() throws(StoreError) -> OpenFile {
    guard let file else { throw StoreError(call: "write", path: path, code: EBADF) }
    return file
  }

  private func orDiscard(_ body: () throws(StoreError) -> Void) throws(StoreError) {
    do throws(StoreError) {
      try body()
    } catch {
      discard()
      throw error
    }
  }
}

extension TemporaryFile {
  private static let count = Atomic<UInt64>(0)

  /// A name that no other temporary of this process has.
  static func nextName() -> String {
    let number = count.add(1, ordering: .relaxed).newValue
    return ".chartlift-\(getpid())-\(number).tmp"
  }

  /// Says whether a name is one that `nextName` gives: nothing else is ever swept.
  static func isName(_ name: String) -> Bool {
    FilePattern.matches(name, ".chartlift-[0-9]*-[0-9]*.tmp")
  }

  // Between its making and its locking a sweep may take the file for a dead one: then make another.
  private static func create(in folder: String) throws(StoreError) -> OpenFile {
    while true {
      do throws(StoreError) {
        let file = try OpenFile.creating("\(folder)/\(nextName())")
        if try file.take(.exclusive), try file.info().links == 1 { return file }
      } catch {
        // The same process number in another container.
        guard error.code == EEXIST else { throw error }
      }
    }
  }

  /// Removes a temporary whose process has died, and says whether it did.
  @discardableResult
  static func sweep(_ path: String) throws(StoreError) -> Bool {
    do throws(StoreError) {
      guard try OpenFile.reading(path).take(.exclusive) else { return false }
    } catch {
      // It got its name, or its process removed it, since the folder was listed.
      if error.code == ENOENT { return false }
      throw error
    }
    try FileSystem.remove(path)
    return true
  }
}
