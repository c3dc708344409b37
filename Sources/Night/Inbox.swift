import RecordModel
import Workspace

/// One delivered file, and which sources take it, whole or in part.
struct InboxFile: Sendable {
  /// A source that takes it; with a member pattern only some files of a zip.
  struct Taker: Sendable {
    var sourceIndex: Int
    var pattern: DeliveryPattern

    /// Says whether it takes a content: nil for what is in no zip.
    func takes(_ member: String?) -> Bool {
      member.map(pattern.takes) ?? (pattern.member == nil)
    }
  }

  /// Relative to the workspace, as the patterns say it.
  var path: String
  var takers: [Taker]

  /// The sources that take a content, each once, in order.
  func sources(taking member: String?) -> [Int] {
    Set(takers.filter { $0.takes(member) }.map(\.sourceIndex)).sorted()
  }
}

/// What lies in the inbox and is meant by the pipeline file; nothing of it was opened.
struct Inbox: Sendable {
  /// Ordered by path.
  var files: [InboxFile] = []
  /// For each source the paths of its delivery manifests.
  var manifests: [[String]] = []
  /// Sources that no file was found for.
  var empty: [Int] = []
  /// What only has the name of an export, a sentence each.
  var notices: [String] = []

  /// Looks for the files of all sources.
  ///
  /// A manifest is no export, whatever pattern matches it.
  init(of sources: [SourceSettings], in home: WorkspaceFolder) throws(StoreError) {
    var takers: [String: [InboxFile.Taker]] = [:]
    var others: [String: String] = [:]
    for source in sources {
      let found = try FolderListing.list(matching: source.manifests, in: home.path)
      manifests.append(found.files)
      for other in found.others { others[other.path] = other.kind }
    }
    let isManifest = Set(manifests.joined())
    for (index, source) in sources.enumerated() {
      var isEmpty = true
      for pattern in Self.patterns(of: source) {
        let found = try FolderListing.list(matching: [pattern.file], in: home.path)
        for other in found.others { others[other.path] = other.kind }
        for path in found.files where !isManifest.contains(path) {
          isEmpty = false
          takers[path, default: []].append(.init(sourceIndex: index, pattern: pattern))
        }
      }
      if isEmpty { empty.append(index) }
    }
    files = takers.map { InboxFile(path: $0.key, takers: $0.value) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    notices = others.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map {
      "FILE-07 \(printable($0.key)): is \($0.value), and no file: it was left alone and not opened."
        + " Deliver the export itself under a name that the pipeline file knows."
    }
  }

  /// A `!` may also be part of a file's own name.
  private static func patterns(of source: SourceSettings) -> [DeliveryPattern] {
    source.files.flatMap { text in
      let divided = DeliveryPattern(text)
      return divided.member == nil ? [divided] : [DeliveryPattern(whole: text), divided]
    }
  }
}
