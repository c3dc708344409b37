import CanonicalJSON
import Digests
import RecordModel
import Workspace

/// The bundles of a published tree as they lie there now, held against what was published.
///
/// The ledger knows the digest of the manifest, and the manifest that of every file.
struct TreeToday: Sendable {
  /// Rows cited by Provenances.
  private(set) var cited: UInt64 = 0
  /// Files that are changed, gone or added, by path.
  private(set) var altered: [String] = []

  /// Reads every bundle file once; nil when the tree is not there.
  init?(_ tree: String, manifest: ContentDigest) throws(NightError) {
    guard (try? StoredFile.exists(tree)) == true else { return nil }
    let listed = Self.listed(in: tree + "/manifest.json", digest: manifest)
    if listed == nil { altered.append("manifest.json") }
    try storeCall { () throws(StoreError) in try look(in: tree, for: listed ?? [:]) }
  }

  private mutating func look(
    in tree: String,
    for listed: [String: ContentDigest]
  ) throws(StoreError) {
    var found: Set<String> = []
    if try StoredFile.exists(tree + "/bundles") {
      for name in try FolderListing.listFiles(matching: ["*.ndjson"], in: tree + "/bundles") {
        let path = "bundles/\(name)"
        found.insert(path)
        let digest = try read(tree + "/" + path)
        if digest != listed[path] { altered.append(path) }
      }
    }
    for path in listed.keys where !found.contains(path) { altered.append(path) }
    altered.sort()
  }

  /// Counts a file's citations and gives its digest.
  private mutating func read(_ path: String) throws(StoreError) -> ContentDigest {
    var counter = CitationCounter()
    var digester = SHA256Digester()
    try StoredFile.readPieces(path) { piece in
      digester.update(piece)
      counter.take(piece)
    }
    cited += counter.count
    return ContentDigest(words: digester.words())
  }

  /// The bundle files that a manifest lists; nil when it is not the manifest that was published.
  private static func listed(in path: String, digest: ContentDigest) -> [String: ContentDigest]? {
    guard let bytes = try? DurableFile.read(path),
      ContentDigest(words: sha256(bytes.span)) == digest,
      let files = (try? JSONReader.read(bytes.span))?["files"]?.array
    else { return nil }
    var listed: [String: ContentDigest] = [:]
    for file in files {
      guard let path = file["path"]?.text, path.hasPrefix("bundles/"),
        let digest = file["sha256"]?.text.flatMap(ContentDigest.init(hex:))
      else { continue }
      listed[path] = digest
    }
    return listed
  }
}

/// Counts citations in bytes that come in pieces.
///
/// Looks for the bytes `"role":"source"`: inside a JSON string the quotes would be escaped, so no
/// patient's text can look like it.
private struct CitationCounter {
  private(set) var count: UInt64 = 0
  private var carried: [UInt8] = []

  private static let mark = Array("\"role\":\"source\"".utf8)

  mutating func take(_ piece: borrowing Span<UInt8>) {
    piece.withUnsafeBufferPointer { carried.append(contentsOf: $0) }
    count += Self.occurrences(in: carried.span)
    carried.removeFirst(max(0, carried.count - Self.mark.count + 1))
  }

  private static func occurrences(in bytes: borrowing Span<UInt8>) -> UInt64 {
    guard bytes.count >= mark.count else { return 0 }
    var found: UInt64 = 0
    // Two bytes tell nearly every place where the mark cannot be.
    for start in 0...(bytes.count - mark.count)
    where bytes[start] == mark[0] && bytes[start + 1] == mark[1] {
      if mark.indices.allSatisfy({ bytes[start + $0] == mark[$0] }) { found += 1 }
    }
    return found
  }
}
