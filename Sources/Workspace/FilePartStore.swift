import Digests
import Glibc
package import RecordModel

/// Parts as files: `parts/ab/<sha256>`, each written once and never changed.
///
/// Any number of threads may write and read at once. A part has its name only when it is whole and
/// durable; two equal parts are one file.
package final class FilePartStore: PartStore, Sendable {
  private let folder: WorkspaceFolder
  /// Parts that are read and never written: the workspace's own, when this store is a dry run's.
  private let base: FilePartStore?
  /// Says whether a part that is there already is read before it is taken for whole.
  private let rereads: Bool

  package init(
    _ folder: WorkspaceFolder,
    over base: FilePartStore? = nil,
    rereading rereads: Bool = false
  ) {
    self.folder = folder
    self.base = base
    self.rereads = rereads
  }

  /// Where the part lies, or would.
  package func path(of digest: ContentDigest) -> String {
    let own = ownPath(of: digest)
    guard let base, !Self.isRegular(own) else { return own }
    return base.path(of: digest)
  }

  private func ownPath(of digest: ContentDigest) -> String {
    let hex = digest.hex
    return "\(directory(of: hex))/\(hex)"
  }

  private static func isRegular(_ path: String) -> Bool {
    let found = try? FileSystem.info(path)
    return found?.isRegular == true
  }

  /// Says whether the part is there.
  ///
  /// Its bytes are not read.
  package func has(_ digest: ContentDigest) -> Bool {
    Self.isRegular(path(of: digest))
  }

  package func begin() throws(StoreError) -> any PartWriter {
    FilePartWriter(try temporary(), self)
  }

  /// Begins a part of which only the name and the size are wanted: its bytes are not kept.
  package func beginUnkept() -> any PartWriter { UnkeptPartWriter() }

  package func open(_ digest: ContentDigest) throws(StoreError) -> any PartReader {
    try FilePartReader(path(of: digest))
  }

  /// Reads the whole part and says whether its bytes are still those it is named after.
  package func verify(_ digest: ContentDigest) throws(StoreError) -> Bool {
    try Landing.digest(of: OpenFile.reading(path(of: digest))) == digest
  }

  /// Where parts are made.
  var temporaryFolder: String { folder.file("tmp") }

  func temporary() throws(StoreError) -> TemporaryFile {
    try TemporaryFile(in: temporaryFolder)
  }

  /// Names a finished file by its content; an equal part that is already there stays, and ours goes.
  func keep(_ file: TemporaryFile, as digest: ContentDigest) throws(StoreError) {
    let directory = directory(of: digest.hex)
    guard try hasWhole(digest, byteCount: file.byteCount) else {
      return try file.keep(as: digest.hex, in: directory)
    }
    file.discard()
    // Whoever wrote it may have died between the rename and this.
    try FileSystem.syncFolder(directory)
  }

  /// Says whether a part of this size is there: one that was cut short by hand is replaced.
  func hasWhole(_ digest: ContentDigest, byteCount: UInt64) throws(StoreError) -> Bool {
    guard let found = try FileSystem.info(ownPath(of: digest)) else { return false }
    guard found.isRegular, found.byteCount == byteCount else { return false }
    return rereads ? try verify(digest) : true
  }

  /// Makes the name of a part that is already there durable.
  func syncName(of digest: ContentDigest) throws(StoreError) {
    try FileSystem.syncFolder(directory(of: digest.hex))
  }

  private func directory(of hex: String) -> String { folder.file("parts/\(hex.prefix(2))") }
}

/// Writes one part; removed when it is let go before `finish`.
///
/// Not thread-safe.
private final class FilePartWriter: PartWriter {
  private let file: TemporaryFile
  private let store: FilePartStore

  init(_ file: TemporaryFile, _ store: FilePartStore) {
    self.file = file
    self.store = store
  }

  var byteCount: UInt64 { file.byteCount }

  func append(_ bytes: borrowing Span<UInt8>) throws(StoreError) { try file.append(bytes) }

  func finish() throws(StoreError) -> ContentDigest {
    let digest = try file.seal()
    try store.keep(file, as: digest)
    return digest
  }

  func cancel() { file.discard() }
}

/// Finds a part's name without keeping it.
private final class UnkeptPartWriter: PartWriter {
  private(set) var byteCount: UInt64 = 0
  private var digester = SHA256Digester()

  func append(_ bytes: borrowing Span<UInt8>) throws(StoreError) {
    byteCount += UInt64(bytes.count)
    digester.update(bytes)
  }

  func finish() throws(StoreError) -> ContentDigest { ContentDigest(words: digester.words()) }

  func cancel() {}
}

/// Reads one part at any offset, on any thread.
private final class FilePartReader: PartReader, Sendable {
  let byteCount: UInt64
  private let file: OpenFile

  init(_ path: String) throws(StoreError) {
    file = try OpenFile.reading(path)
    byteCount = try file.info().byteCount
  }

  /// Every byte of the range, or an error: a part that has become shorter is damaged.
  func read(_ range: Range<UInt64>, into buffer: inout [UInt8]) throws(StoreError) {
    guard range.upperBound <= byteCount else {
      throw StoreError(call: "read beyond the end of", path: file.path, code: EINVAL)
    }
    buffer.removeAll(keepingCapacity: true)
    try append(range, to: &buffer)
  }

  func append(_ range: Range<UInt64>, to buffer: inout [UInt8]) throws(StoreError) {
    let start = buffer.count
    try file.append(at: range.lowerBound, count: range.count, to: &buffer)
    guard buffer.count - start == range.count else {
      throw StoreError(call: "read all of", path: file.path, code: EIO)
    }
  }
}
