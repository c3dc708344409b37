import Digests
import Glibc
package import RecordModel

/// The published trees in `out`, and the link `current` to the one that readers use.
package enum PublishedTrees {
  static let hiddenPrefix = ".chartlift-"
  static let manifestName = "manifest.json"
  static let checksumsName = "SHA256SUMS"

  /// A complete tree that no ledger row names: its run died after the rename and before the row.
  package struct Finished: Sendable, Equatable {
    package let run: String
    package let manifest: [UInt8]
    package let manifestDigest: ContentDigest
  }

  /// Complete trees in `out` of runs that are not published yet, oldest run first.
  ///
  /// The caller adopts them: moves `current`, then records the ledger row. A tree is complete when
  /// its manifest is there and its `SHA256SUMS` vouches for it. Folders that are not named like a
  /// run, and links, are never looked at.
  package static func adoptable(
    in out: String,
    published: [String]
  ) throws(StoreError) -> [Finished] {
    var found: [(name: RunName, tree: Finished)] = []
    for name in try FolderListing.names(out) {
      guard let run = RunName(name), !published.contains(name) else { continue }
      if let tree = try finished(name, in: out) { found.append((run, tree)) }
    }
    return found.sorted { $0.name < $1.name }.map(\.tree)
  }

  /// Removes trees whose building or removing was cut short by a death.
  package static func removeLeftovers(in out: String) throws(StoreError) {
    for name in try FolderListing.names(out) where name.hasPrefix(hiddenPrefix) {
      try removeIfDead("\(out)/\(name)")
    }
  }

  /// Points `current` to a run's tree, in one step and durably.
  package static func moveCurrent(to run: String, in out: String) throws(StoreError) {
    try checkCurrent(in: out)
    let temporary = "\(out)/\(TemporaryFile.nextName())"
    try FileSystem.remove(temporary)
    try FileSystem.symlink(to: run, at: temporary)
    do throws(StoreError) {
      try FileSystem.rename(temporary, to: "\(out)/current")
    } catch {
      // The first error is the one to tell; the link is hidden and goes at the next start.
      _ = try? FileSystem.remove(temporary)
      throw error
    }
    try FileSystem.syncFolder(out)
  }

  /// The run that `current` points to; nil when there is none.
  package static func current(in out: String) throws(StoreError) -> String? {
    try FileSystem.target(of: "\(out)/current")
  }

  /// Removes the link `current`, durably: nothing is published.
  package static func removeCurrent(in out: String) throws(StoreError) {
    try checkCurrent(in: out)
    try FileSystem.remove("\(out)/current")
    try FileSystem.syncFolder(out)
  }

  /// Removes the oldest published trees beyond the newest `count`; says which.
  ///
  /// Never the tree that `current` points to, and none that somebody holds (`TreeHold`). A tree
  /// disappears in one step before its files go. `published` names the runs, oldest first.
  @discardableResult
  package static func prune(
    keeping count: Int,
    published: [String],
    in out: String
  ) throws(StoreError) -> [String] {
    try remove(Array(published.dropLast(max(1, count))), in: out)
  }

  /// Removes these trees, but for the one that `current` points to and those that are held.
  @discardableResult
  package static func remove(
    _ names: [String],
    in out: String
  ) throws(StoreError) -> [String] {
    let current = try current(in: out)
    var removed: [String] = []
    for name in names where name != current {
      guard RunName(name) != nil, try hide(name, in: out) else { continue }
      try FileSystem.removeTree("\(out)/\(hiddenPrefix)removed-\(name)")
      removed.append(name)
    }
    return removed
  }

  /// Refuses a `current` that somebody made, and that is no link.
  static func checkCurrent(in out: String) throws(StoreError) {
    let path = "\(out)/current"
    guard let found = try FileSystem.info(path), !found.isLink else { return }
    throw StoreError(call: "move the link", path: path, code: EEXIST)
  }

  /// Renames a tree to a name that must not exist: not even an empty folder is replaced.
  static func rename(_ from: String, to path: String) throws(StoreError) {
    guard try FileSystem.info(path) == nil else {
      throw StoreError(call: "rename", path: path, code: EEXIST)
    }
    try FileSystem.rename(from, to: path)
  }

  /// Removes a hidden tree unless a living process holds it.
  static func removeIfDead(_ path: String) throws(StoreError) {
    guard let found = try FileSystem.info(path) else { return }
    if found.isFolder {
      let tree = try OpenFile.folder(path)
      guard try tree.take(.exclusive) else { return }
      try FileSystem.removeTree(path)
    } else {
      try FileSystem.remove(path)
    }
  }

  // False when the tree is gone already, or held.
  private static func hide(_ name: String, in out: String) throws(StoreError) -> Bool {
    let path = "\(out)/\(name)"
    guard let found = try FileSystem.info(path), found.isFolder else { return false }
    let tree = try OpenFile.folder(path)
    guard try tree.take(.exclusive) else { return false }
    try rename(path, to: "\(out)/\(hiddenPrefix)removed-\(name)")
    try FileSystem.syncFolder(out)
    return true
  }

  private static func finished(_ name: String, in out: String) throws(StoreError) -> Finished? {
    let tree = "\(out)/\(name)"
    for path in [tree, "\(tree)/\(manifestName)", "\(tree)/\(checksumsName)"] {
      guard let found = try FileSystem.info(path), found.isRegular || path == tree else {
        return nil
      }
    }
    guard try FileSystem.info(tree)?.isFolder == true else { return nil }
    let manifest = try DurableFile.read("\(tree)/\(manifestName)")
    let sums = try DurableFile.read("\(tree)/\(checksumsName)")
    let digest = ContentDigest(words: sha256(manifest.span))
    let line = "\(digest.hex)  \(manifestName)"
    let isVouchedFor = sums.split(separator: UInt8(ascii: "\n")).contains {
      $0.elementsEqual(line.utf8)
    }
    return isVouchedFor ? Finished(run: name, manifest: manifest, manifestDigest: digest) : nil
  }
}

/// Keeps a published tree from being pruned as long as it is held: for `verify`, `trace`, `report`.
package final class TreeHold: Sendable {
  private let tree: OpenFile

  /// Holds a tree.
  ///
  /// One that is being removed, or is gone, is an error.
  package init(_ path: String) throws(StoreError) {
    tree = try OpenFile.folder(path)
    guard try tree.take(.shared) else {
      throw StoreError(call: "hold", path: path, code: EBUSY)
    }
  }
}
