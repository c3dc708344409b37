import Glibc
package import RecordModel

/// Looks at files of a workspace without changing them.
package enum StoredFile {
  /// Says whether something of this name is there.
  package static func exists(_ path: String) throws(StoreError) -> Bool {
    try FileSystem.info(path) != nil
  }

  /// Says whether a folder, or a link to one, is there.
  package static func isFolder(_ path: String) -> Bool {
    var found = stat()
    return stat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFDIR
  }

  /// The size of a file, or of what a link to it names.
  package static func byteCount(_ path: String) throws(StoreError) -> UInt64 {
    try OpenFile.readingDelivered(path).info().byteCount
  }

  /// Reads a file from begin to end in pieces; memory does not grow with the file.
  package static func readPieces(
    _ path: String,
    _ body: (borrowing Span<UInt8>) throws(StoreError) -> Void
  ) throws(StoreError) {
    try OpenFile.reading(path).readAll(body)
  }
}
