package import RecordModel

/// Everything below a folder, without following links.
package enum TreeWalk {
  /// What lies under one name.
  package struct Found: Sendable, Equatable {
    /// Relative to the folder that was walked.
    package var path: String
    package var kind: Kind
    package var byteCount: UInt64
    /// The same for two names of one file.
    package var identity: Identity
    /// False when the name is no UTF-8, so that no path can say it.
    package var isExact: Bool
  }

  /// A regular file, a folder, or something that has no business in a workspace.
  package enum Kind: Sendable { case file, folder, other }

  /// Which file of the system it is.
  package struct Identity: Sendable, Hashable {
    package var device: UInt64
    package var inode: UInt64
  }

  /// Files, folders and the rest, ordered by the bytes of their paths' components.
  ///
  /// A folder comes before what lies in it. What goes away while we look is left out; a folder that is
  /// not there holds nothing.
  package static func all(in folder: String) throws(StoreError) -> [Found] {
    var found: [Found] = []
    guard try FileSystem.info(folder)?.isFolder == true else { return [] }
    try collect(folder, prefix: "", into: &found)
    return found
  }

  private static func collect(
    _ folder: String,
    prefix: String,
    into found: inout [Found]
  ) throws(StoreError) {
    for entry in try entries(folder) {
      let path = prefix + entry.name
      guard entry.isExact else {
        found.append(other(path))
        continue
      }
      guard let info = try FileSystem.info("\(folder)/\(entry.name)") else { continue }
      found.append(
        Found(
          path: path,
          kind: info.isRegular ? .file : info.isFolder ? .folder : .other,
          byteCount: info.isRegular ? info.byteCount : 0,
          identity: Identity(device: info.device, inode: info.inode),
          isExact: true
        )
      )
      if info.isFolder {
        try collect("\(folder)/\(entry.name)", prefix: path + "/", into: &found)
      }
    }
  }

  private static func other(_ path: String) -> Found {
    Found(
      path: path,
      kind: .other,
      byteCount: 0,
      identity: Identity(device: 0, inode: 0),
      isExact: false
    )
  }

  private static func entries(_ folder: String) throws(StoreError) -> [FolderListing.Entry] {
    do throws(StoreError) {
      return try FolderListing.entries(folder)
    } catch {
      guard try FileSystem.info(folder) == nil else { throw error }
      return []
    }
  }
}
