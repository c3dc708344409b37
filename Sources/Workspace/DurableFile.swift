package import RecordModel

/// Small files that are whole and durable, or not there at all.
package enum DurableFile {
  /// Writes a file of mode 0600 and gives it its name in one step.
  ///
  /// Readers see the old content or the new, never a part. When this returns, the content and the
  /// name survive a power cut. On any error the name is as it was and nothing is left behind.
  package static func write(_ bytes: borrowing Span<UInt8>, to path: String) throws(StoreError) {
    let (folder, name) = try split(path)
    let file = try TemporaryFile(in: folder)
    try file.append(bytes)
    try file.keep(as: name, in: folder)
  }

  /// The content of a regular file of ours; a link in its place is an error.
  package static func read(_ path: String) throws(StoreError) -> [UInt8] {
    let file = try OpenFile.reading(path)
    var content: [UInt8] = []
    content.reserveCapacity(Int(clamping: min(try file.info().byteCount, 1 << 30)))
    try file.readAll { piece in piece.withUnsafeBufferPointer { content.append(contentsOf: $0) } }
    return content
  }

  /// Makes the names in a folder durable.
  package static func syncFolder(_ path: String) throws(StoreError) {
    try FileSystem.syncFolder(path)
  }

  private static func split(_ path: String) throws(StoreError) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else {
      try FileSystem.checkName(path)
      return (".", path)
    }
    let name = String(path[path.index(after: slash)...])
    try FileSystem.checkName(name)
    return (slash == path.startIndex ? "/" : String(path[..<slash]), name)
  }
}
