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
    let file = try OpenFile.readingDelivered(path)
    let before = try file.info()
    guard knownSizes.contains(before.byteCount) else {
      let part = try store.temporary()
      try part.copy(file)
      guard try file.info() == before else { throw changed(path) }
      let digest = try part.seal()
      try store.keep(part, as: digest)
      return (digest, before.byteCount)
    }
    let digest = try digest(of: file)
    guard try file.info() == before else { throw changed(path) }
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
