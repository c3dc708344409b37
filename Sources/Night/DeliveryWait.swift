import RecordModel
import Workspace

/// Waits, before a run begins, for a delivery that is not complete: files that grow, or are missing.
///
/// Looks about once a second, takes no lock, and opens nothing but regular files.
struct DeliveryWait {
  /// A file that stayed as it is for so long is taken to be complete.
  private static let restSeconds = 3.0

  /// What the looks at one file have shown.
  private struct Watched {
    var look: DeliveredLook
    var since: Double
    var firstBytes: UInt64
    var hasChanged = false
  }

  private let request: RunRequest
  private let sources: [SourceSettings]
  private let home: WorkspaceFolder
  private let observer: any NightObserver

  init(
    _ request: RunRequest,
    _ settings: PipelineSettings,
    home: WorkspaceFolder,
    _ observer: any NightObserver
  ) {
    self.request = request
    sources = settings.sources.sorted {
      $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
    self.home = home
    self.observer = observer
  }

  /// Returns when the delivery is complete, or when a file is still missing after the time allowed:
  /// the run itself says which.
  ///
  /// - Throws: `FILE-02` when a file still grows after the time allowed.
  func wait() throws(NightError) {
    guard let patience = request.waitSeconds else { return }
    let began = Clock.seconds()
    var watched: [String: Watched] = [:]
    var isTold = false
    while true {
      let inbox = try storeCall { () throws(StoreError) in try Inbox(of: sources, in: home) }
      let restless = look(at: inbox, &watched)
      let absent = absent(inbox)
      if restless.isEmpty, absent.isEmpty { return }
      let left = Double(patience) - (Clock.seconds() - began)
      guard left > 0 else { return try giveUp(restless, watched, patience) }
      // A file that only came a moment ago is watched without a word.
      let growing = restless.filter { watched[$0].map(Self.isGrowing) ?? false }
      if !isTold, !(absent + growing).isEmpty {
        isTold = true
        let names = absent + growing.map { "\(printable($0)) (not complete yet)" }
        observer.observe(.waiting(for: names, seconds: patience))
      }
      Clock.pause(seconds: min(1, left))
    }
  }

  /// Files that have not been at rest for long enough, ordered by path.
  private func look(at inbox: Inbox, _ watched: inout [String: Watched]) -> [String] {
    let now = Clock.seconds()
    var restless: [String] = []
    for path in inbox.files.map(\.path) + Set(inbox.manifests.joined()).sorted() {
      guard let look = DeliveredLook(home.file(path)) else { continue }
      let age = Double(Clock.nanosecondsSince1970() &- look.modified) / 1_000_000_000
      guard var before = watched[path] else {
        // What was written long ago needs no second look.
        let since = age >= Self.restSeconds ? now - Self.restSeconds : now
        watched[path] = Watched(look: look, since: since, firstBytes: look.byteCount)
        if look.isBeingWritten || age < Self.restSeconds { restless.append(path) }
        continue
      }
      if look != before.look {
        before.hasChanged = true
        before.since = now
        before.look = look
        watched[path] = before
      }
      if look.isBeingWritten || now - before.since < Self.restSeconds { restless.append(path) }
    }
    return restless
  }

  private static func isGrowing(_ file: Watched) -> Bool {
    file.hasChanged || file.look.isBeingWritten
  }

  /// What a run would miss, in words.
  private func absent(_ inbox: Inbox) -> [String] {
    let files = inbox.empty.filter { sources[$0].isRequired }.map { index in
      "the source '\(sources[index].name)' (\(sources[index].files.joined(separator: ", ")))"
    }
    let manifests = sources.indices.filter { index in
      !sources[index].manifests.isEmpty && inbox.manifests[index].isEmpty
        && !inbox.empty.contains(index)
    }
    .map { index in
      "the manifest of '\(sources[index].name)' (\(sources[index].manifests.joined(separator: ", ")))"
    }
    return files + manifests
  }

  /// What did not change while it was watched is complete as far as anybody can tell.
  private func giveUp(
    _ restless: [String],
    _ watched: [String: Watched],
    _ patience: Int
  ) throws(NightError) {
    let waited = WaitDuration(seconds: patience).text
    let lines = restless.compactMap { path -> String? in
      guard let file = watched[path], Self.isGrowing(file) else { return nil }
      let evidence =
        file.look.byteCount > file.firstBytes
        ? "grew by \(file.look.byteCount - file.firstBytes) bytes while it was waited for"
        : file.hasChanged
          ? "changed while it was waited for" : "is open for writing in another program"
      return "FILE-02 \(printable(path)): \(evidence) (--wait \(waited)), and is not complete yet."
        + " Nothing of it was taken, and what was published before is untouched."
        + " Run again when it is complete, or wait for longer."
    }
    guard lines.isEmpty else { throw NightError(.busy, lines) }
  }
}

/// How long somebody waits, as it is typed: `90s`, `30m`, `2h`.
package struct WaitDuration: Sendable, Equatable {
  package let seconds: Int

  package init(seconds: Int) { self.seconds = seconds }

  /// Reads a whole number with `s`, `m` or `h` behind it, up to 48 hours; nil for anything else.
  package init?(_ text: String) {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600]
    let digits = text.dropLast()
    guard let unit = text.last.flatMap({ units[$0] }), !digits.isEmpty, digits.utf8.count <= 6,
      digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits),
      number * unit <= 48 * 3_600
    else { return nil }
    seconds = number * unit
  }

  /// As it is typed.
  package var text: String {
    if seconds >= 3_600, seconds % 3_600 == 0 { return "\(seconds / 3_600)h" }
    if seconds >= 60, seconds % 60 == 0 { return "\(seconds / 60)m" }
    return "\(seconds)s"
  }
}
