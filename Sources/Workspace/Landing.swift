import Digests
import Glibc
package import RecordModel

/// Takes delivered files into the workspace, so that they can be read again when the inbox is empty.
package struct Landing {
  /// The call that a `StoreError` names when a file changed while it was landed: it may still be
  /// growing.
  ///
  /// Its code is `EBUSY`.
  package static let changedWhileRead = "land (the file changed meanwhile)"

  /// Makes sure that the content of a delivered file is a part, and says which.
  ///
  /// `knownSizes` are the sizes of the exports landed before. A file of another size has new content,
  /// and is hashed while it is copied; one of such a size is read to know it, and copied only when
  /// its content is new. A copy shares blocks with the file where the file system can. A link to a
  /// file is followed.
  package static func land(
    _ path: String,
    in store: FilePartStore,
    knownSizes: Set<UInt64> = []
  ) throws(StoreError) -> (digest: ContentDigest, byteCount: UInt64) {
    try land(OpenFile.readingDelivered(path), in: store, knownSizes)
  }

  /// Makes sure that every content of a delivered file that somebody takes is a part, and says which.
  ///
  /// What is packed is unpacked on the way: a part is the content, and its digest the content's. So a
  /// gzip file of what is known adds nothing. `taking` is asked with the name of each file in a zip,
  /// and with nil for what is in none.
  ///
  /// - Throws: `FILE-02` when the file grows, `FILE-04` to `FILE-06` when it cannot be unpacked.
  package static func receive(
    _ path: String,
    as deliveredAs: String,
    in store: FilePartStore,
    knownSizes: Set<UInt64> = [],
    taking: (String?) -> Bool
  ) throws(DeliveryError) -> DeliveredFile {
    let file = try DeliveryError.storing { () throws(StoreError) in
      try OpenFile.readingDelivered(path)
    }
    guard !file.isBeingWritten else {
      throw .growing(.growing(deliveredAs, "is open for writing in another program"))
    }
    let unpacking = try Unpacking(file, as: deliveredAs, into: store.temporaryFolder)
    guard unpacking.packing == .plain, taking(nil) else {
      return try unpacking.run(
        taking: taking,
        begin: { () throws(StoreError) in try store.temporary() },
        keep: { (content, digest) throws(StoreError) in
          try store.keep(content, as: digest)
          return store.path(of: digest)
        }
      )
    }
    return try plain(file, deliveredAs, in: store, knownSizes)
  }

  private static func plain(
    _ file: OpenFile,
    _ deliveredAs: String,
    in store: FilePartStore,
    _ knownSizes: Set<UInt64>
  ) throws(DeliveryError) -> DeliveredFile {
    let landed: (digest: ContentDigest, byteCount: UInt64)
    do throws(StoreError) {
      landed = try land(file, in: store, knownSizes)
    } catch {
      guard error.call == changedWhileRead else { throw .store(error) }
      throw .growing(.growing(deliveredAs, "changed while it was read"))
    }
    let content = DeliveredContent(
      deliveredAs: deliveredAs,
      member: nil,
      path: store.path(of: landed.digest),
      digest: landed.digest,
      byteCount: landed.byteCount
    )
    return DeliveredFile(packing: .plain, byteCount: landed.byteCount, contents: [content])
  }

  private static func land(
    _ file: OpenFile,
    in store: FilePartStore,
    _ knownSizes: Set<UInt64>
  ) throws(StoreError) -> (digest: ContentDigest, byteCount: UInt64) {
    let before = try file.info()
    guard knownSizes.contains(before.byteCount) else {
      let part = try store.temporary()
      try part.copy(file)
      guard try file.info() == before else { throw changed(file.path) }
      let digest = try part.seal()
      try store.keep(part, as: digest)
      return (digest, before.byteCount)
    }
    let digest = try digest(of: file)
    guard try file.info() == before else { throw changed(file.path) }
    if try store.hasWhole(digest, byteCount: before.byteCount) {
      try store.syncName(of: digest)
    } else {
      try copy(file, expecting: digest, to: store)
    }
    return (digest, before.byteCount)
  }

  /// Copies a file whose content is known to be this.
  static func copy(
    _ file: OpenFile,
    expecting digest: ContentDigest,
    to store: FilePartStore
  ) throws(StoreError) {
    let part = try store.temporary()
    try part.copy(file)
    guard try part.seal() == digest else { throw changed(file.path) }
    try store.keep(part, as: digest)
  }

  /// The SHA-256 of a delivered file as it lies there, packed or not.
  package static func digest(ofDelivered path: String) throws(StoreError) -> ContentDigest {
    try digest(of: OpenFile.readingDelivered(path))
  }

  /// The SHA-256 of a whole file.
  static func digest(of file: OpenFile) throws(StoreError) -> ContentDigest {
    var digester = SHA256Digester()
    try file.readAll { piece in digester.update(piece) }
    return ContentDigest(words: digester.words())
  }

  private static func changed(_ path: String) -> StoreError {
    StoreError(call: changedWhileRead, path: path, code: EBUSY)
  }
}
