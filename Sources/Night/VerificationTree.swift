import CanonicalJSON
import Digests
import Engine
import RecordModel
import Synchronization
import Workspace

/// A published tree as it lies there: every file read, and what the manifest says of each.
struct VerificationTree: Sendable {
  /// What the manifest says of one file.
  struct Listed: Sendable {
    var byteCount: UInt64
    var digest: ContentDigest
    var bundles: UInt64
  }

  let path: String
  private(set) var problems = VerificationProblems()
  /// The manifest; nil when it is gone or no JSON.
  private(set) var manifest: JSONValue?
  /// The files it lists.
  private(set) var listed: [String: Listed] = [:]
  /// The files that were read, by path.
  private(set) var files: [VerificationFile] = []
  /// Files of every kind, and their bytes.
  private(set) var fileCount: UInt64 = 0
  private(set) var byteCount: UInt64 = 0

  /// Reads the tree of a published run.
  init(_ path: String, of run: PublishedRun, farm: Farm) throws(NightError) {
    self.path = path
    let found = try storeCall { () throws(StoreError) in try TreeWalk.all(in: path) }
    try readManifest(run, found)
    try readFiles(found, farm)
    try readChecksums(found)
    checkNames(found)
  }

  // MARK: - Manifest

  private mutating func readManifest(
    _ run: PublishedRun,
    _ found: [TreeWalk.Found]
  ) throws(NightError) {
    guard let bytes = try small("manifest.json", found) else {
      return problems.add(.manifest, "manifest.json: missing")
    }
    let digest = ContentDigest(words: sha256(bytes.span))
    if digest != run.manifest {
      problems.add(.manifest, "manifest.json: SHA-256 is not the one in state.db")
    }
    var tokens = CanonicalTokens()
    do throws(JSONError) {
      try tokens.read(bytes.span)
    } catch {
      problems.add(.manifest, "manifest.json, \(error.message)")
    }
    manifest = try? JSONReader.read(bytes.span)
    if Manifest.publication(bytes.span, tree: run.tree, digest: run.manifest)?.run != run {
      problems.add(.manifest, "manifest.json: names another run or state than state.db")
    }
    for file in manifest?["files"]?.array ?? [] { add(file) }
  }

  private mutating func add(_ file: JSONValue) {
    guard let path = file["path"]?.text, let bytes = file["bytes"]?.integer,
      let digest = file["sha256"]?.text.flatMap(ContentDigest.init(hex:)),
      let bundles = file["bundles"]?.integer, bytes >= 0, bundles >= 0
    else { return problems.add(.manifest, "manifest.json: a file without path, size or digest") }
    listed[path] = Listed(byteCount: UInt64(bytes), digest: digest, bundles: UInt64(bundles))
  }

  // MARK: - Files

  private mutating func readFiles(_ found: [TreeWalk.Found], _ farm: Farm) throws(NightError) {
    let present = found.filter { $0.kind == .file }
    fileCount = UInt64(present.count)
    byteCount = present.reduce(0) { $0 + $1.byteCount }
    let paths = present.map(\.path).filter { $0.hasSuffix(".ndjson") }
    let folder = path
    let outcomes = Mutex<[Result<VerificationFile, StoreError>?]>(
      Array(repeating: nil, count: paths.count)
    )
    farm.each(paths.count) { index in
      let outcome = Result { () throws(StoreError) in
        try Self.read(paths[index], number: index, in: folder)
      }
      outcomes.withLock { $0[index] = outcome }
    }
    for (index, outcome) in outcomes.withLock({ $0 }).enumerated() {
      switch outcome {
      case .success(let file): note(file)
      case .failure(let error) where error.code == 2:  // ENOENT
        problems.add(.fileGone, "\(paths[index]): went away while it was read")
      case .failure(let error):
        problems.add(.fileChanged, "\(paths[index]): \(error.call): \(systemReason(error.code))")
      case nil: break
      }
    }
    for name in listed.keys.sorted() where !present.contains(where: { $0.path == name }) {
      problems.add(.fileGone, name)
    }
  }

  private static func read(
    _ path: String,
    number: Int,
    in folder: String
  ) throws(StoreError) -> VerificationFile {
    let role: VerificationFile.Role = path.hasPrefix("changes/") ? .changes : .bundles
    var file = VerificationFile(path: path, number: number, role: role)
    try StoredFile.readPieces("\(folder)/\(path)") { piece in file.take(piece) }
    file.finish()
    return file
  }

  private mutating func note(_ file: VerificationFile) {
    problems.add(file.problems)
    files.append(file)
    guard let said = listed[file.path] else { return }
    if said.byteCount != file.byteCount {
      problems.add(
        .fileChanged,
        "\(file.path): \(file.byteCount) bytes instead of \(said.byteCount)"
      )
    } else if said.digest != file.digest {
      problems.add(.fileChanged, "\(file.path): SHA-256 differs")
    }
    // Of a file of changes the manifest counts the persons.
    let counted = file.role == .bundles ? file.lines : UInt64(file.persons.count)
    if said.bundles != counted {
      problems.add(.counts, "\(file.path): \(counted) bundles, the manifest says \(said.bundles)")
    }
  }

  /// Nothing may lie in the tree but what the manifest lists, and the folders above it.
  private mutating func checkNames(_ found: [TreeWalk.Found]) {
    for name in found where name.path != "manifest.json" && name.path != "SHA256SUMS" {
      let isKnown =
        switch name.kind {
        case .file: listed[name.path] != nil
        case .folder: listed.keys.contains { $0.hasPrefix(name.path + "/") }
        case .other: false
        }
      if !isKnown { problems.add(.stray, name.isExact ? name.path : "a name that is no UTF-8") }
    }
  }

  // MARK: - SHA256SUMS

  private mutating func readChecksums(_ found: [TreeWalk.Found]) throws(NightError) {
    guard let bytes = try small("SHA256SUMS", found) else {
      return problems.add(.checksums, "SHA256SUMS: missing")
    }
    guard let manifest = try small("manifest.json", found) else { return }
    var sums = listed.map { (path: $0.key, digest: $0.value.digest) }
    sums.append(("manifest.json", ContentDigest(words: sha256(manifest.span))))
    sums.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let expected = Array(sums.map { "\($0.digest.hex)  \($0.path)\n" }.joined().utf8)
    guard bytes != expected else { return }
    let same = zip(bytes, expected).prefix { $0 == $1 }
    let line = same.count { $0.0 == UInt8(ascii: "\n") } + 1
    problems.add(.checksums, "SHA256SUMS:\(line): differs from there on")
  }

  /// A file that is read whole; nil when it is not there.
  private func small(_ name: String, _ found: [TreeWalk.Found]) throws(NightError) -> [UInt8]? {
    guard found.contains(where: { $0.path == name && $0.kind == .file }) else { return nil }
    return try storeCall { () throws(StoreError) in try DurableFile.read("\(path)/\(name)") }
  }
}
