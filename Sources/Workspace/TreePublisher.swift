import Digests
import Glibc
package import RecordModel

/// One file of a published tree.
package struct PublishedFile: Sendable, Equatable {
  /// Relative to the tree.
  package let path: String
  package let digest: ContentDigest
  package let byteCount: UInt64
}

/// Builds one tree of published files out of sight and shows it in one step.
///
/// Everything is made in `out/.chartlift-<run>/`, folders 0700 and files 0600. `finish` renames that
/// folder to `out/<run>`: a reader sees all of it or nothing. A tree that is let go unfinished is
/// removed; after a kill, `PublishedTrees.removeLeftovers` does it. Not thread-safe.
package final class TreePublisher {
  /// What has been added, in the order it was added.
  package private(set) var files: [PublishedFile] = []

  private let out: String
  private let run: String
  private let store: FilePartStore
  private let tree: OpenFile
  /// Relative paths of all folders made, each after the one it lies in.
  private var folders: [String] = []
  private var isPending = true

  /// Begins the tree of a run.
  ///
  /// A name in the way (the run's own, or a `current` that is no link) is an error before any work.
  package init(out: String, run: String, store: FilePartStore) throws(StoreError) {
    try FileSystem.checkName(run)
    if try FileSystem.makeFolder(out) { try FileSystem.syncFolder("\(out)/..") }
    guard try FileSystem.info("\(out)/\(run)") == nil else {
      throw StoreError(call: "publish to", path: "\(out)/\(run)", code: EEXIST)
    }
    try PublishedTrees.checkCurrent(in: out)
    self.out = out
    self.run = run
    self.store = store
    tree = try Self.makeTree("\(out)/\(PublishedTrees.hiddenPrefix)\(run)")
  }

  deinit { abandon() }

  /// Adds a part under a path of the tree: a second name of the same file, or a copy where the tree
  /// lies on another file system.
  ///
  /// The part is durable, so nothing is written or hashed again.
  @discardableResult
  package func addPart(
    _ digest: ContentDigest,
    as path: String
  ) throws(StoreError) -> PublishedFile {
    let target = try prepare(path)
    let part = store.path(of: digest)
    guard let found = try FileSystem.info(part), found.isRegular else {
      throw StoreError(call: "publish the part", path: part, code: ENOENT)
    }
    do throws(StoreError) {
      try FileSystem.link(part, to: target)
    } catch {
      // Another file system, one without second names, or a file with all the names it can have.
      guard [EXDEV, EPERM, ENOTSUP, EMLINK].contains(error.code) else { throw error }
      try copy(part, digest, to: target)
    }
    return note(PublishedFile(path: path, digest: digest, byteCount: found.byteCount))
  }

  /// Adds a small file.
  @discardableResult
  package func addFile(
    _ bytes: borrowing Span<UInt8>,
    as path: String
  ) throws(StoreError) -> PublishedFile {
    let file = try OpenFile.creating(try prepare(path))
    try file.write(bytes)
    try file.synchronize()
    let digest = ContentDigest(words: sha256(bytes))
    return note(PublishedFile(path: path, digest: digest, byteCount: UInt64(bytes.count)))
  }

  /// Completes the tree and shows it: `SHA256SUMS`, `manifest.json`, fsync, rename to `out/<run>`,
  /// fsync, and `out/current` moves.
  ///
  /// Gives the digest of the manifest. An error before the rename leaves nothing under the run's
  /// name; after it, the tree is complete and the next start adopts it.
  @discardableResult
  package func finish(manifest: borrowing Span<UInt8>) throws(StoreError) -> ContentDigest {
    let digest = ContentDigest(words: sha256(manifest))
    let sums = checksums(manifest: digest)
    try addFile(sums.span, as: PublishedTrees.checksumsName)
    try addFile(manifest, as: PublishedTrees.manifestName)
    for folder in folders.reversed() { try FileSystem.syncFolder("\(tree.path)/\(folder)") }
    try FileSystem.syncFolder(tree.path)
    try PublishedTrees.rename(tree.path, to: "\(out)/\(run)")
    isPending = false
    try FileSystem.syncFolder(out)
    try PublishedTrees.moveCurrent(to: run, in: out)
    return digest
  }

  /// Removes what has been built.
  package func abandon() {
    guard isPending else { return }
    isPending = false
    // What cannot be removed now is hidden, and removed at the next start.
    _ = try? FileSystem.removeTree(tree.path)
  }

  // `sha256sum -c SHA256SUMS` reads this.
  private func checksums(manifest: ContentDigest) -> [UInt8] {
    let last = PublishedFile(path: PublishedTrees.manifestName, digest: manifest, byteCount: 0)
    let sorted = (files + [last]).sorted {
      $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
    }
    return Array(sorted.map { "\($0.digest.hex)  \($0.path)\n" }.joined().utf8)
  }

  private func note(_ file: PublishedFile) -> PublishedFile {
    files.append(file)
    return file
  }

  private func copy(
    _ part: String,
    _ digest: ContentDigest,
    to target: String
  ) throws(StoreError) {
    let slash = target.lastIndex(of: "/") ?? target.startIndex
    let folder = String(target[..<slash])
    let file = try TemporaryFile(in: folder)
    try file.copy(try OpenFile.reading(part))
    guard try file.seal() == digest else {
      throw StoreError(call: "publish the damaged part", path: part, code: EBADMSG)
    }
    try file.keep(as: String(target[target.index(after: slash)...]), in: folder)
  }

  // Makes the folders above a path; refuses a path that could lead out of the tree.
  private func prepare(_ path: String) throws(StoreError) -> String {
    let components = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    for component in components { try FileSystem.checkName(component) }
    for depth in components.indices.dropFirst() {
      let folder = components[..<depth].joined(separator: "/")
      if try FileSystem.makeFolder("\(tree.path)/\(folder)") { folders.append(folder) }
    }
    return "\(tree.path)/\(path)"
  }

  // Locked as long as it is built, so that another process does not take it for a dead one's.
  private static func makeTree(_ path: String) throws(StoreError) -> OpenFile {
    try PublishedTrees.removeIfDead(path)
    _ = try systemCall("mkdir", path) { Int(mkdir(path, 0o700)) }
    let tree = try OpenFile.folder(path)
    guard try tree.take(.shared) else {
      throw StoreError(call: "publish to", path: path, code: EBUSY)
    }
    return tree
  }
}
