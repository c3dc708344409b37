package import RecordModel

/// A file that a person asked for by name.
package enum NewFile {
  /// Writes a new file of mode 0600; a name that is taken, by a link too, is an error (`EEXIST`).
  package static func write(_ bytes: borrowing Span<UInt8>, to path: String) throws(StoreError) {
    let file = try OpenFile.creating(path)
    try file.write(bytes)
    try file.synchronize()
  }
}
