import Engine
import Ingestion
import RecordModel
import Reporting
import Workspace

/// What a manifest says of the rows of a delivered file.
struct RowClaim: Sendable {
  var file: String
  var rows: UInt64
  /// `inbox/film_manifest.csv:2`.
  var place: String
}

/// Holds tonight's files against their delivery manifests.
///
/// What can be told by names and sizes is told before anything is copied; the checksums when the
/// files have been read.
struct DeliveryCheck {
  private struct Claim {
    var entry: ManifestEntry
    var manifest: String
    /// The file in the inbox that it speaks of; nil when no source takes it.
    var file: String?

    var place: String { "\(printable(manifest)):\(entry.line)" }
  }

  private let sources: [SourceSettings]
  private let home: WorkspaceFolder
  private let isRerun: Bool
  private let landed: Set<ContentDigest>
  private var claims: [Claim] = []
  /// Sources with a 'manifest:' of which none was found.
  private var unsaid: [Int] = []
  /// Files that no manifest of their source names, with the source.
  private var unnamed: [(file: String, source: Int)] = []
  private var missing: [String] = []
  private var unusable: [String] = []

  private(set) var notices: [String] = []
  private(set) var checked: [DeliveryReport.CheckedManifest] = []

  /// Reads the manifests and looks whether the files are there in their sizes.
  init(
    _ inbox: Inbox,
    _ sources: [SourceSettings],
    _ home: WorkspaceFolder,
    _ request: RunRequest,
    _ landed: [LandedExport]
  ) throws(NightError) {
    self.sources = sources
    self.home = home
    isRerun = request.isRerun
    self.landed = Set(landed.map(\.export))
    guard request.checksManifests else { return }
    for index in sources.indices where !sources[index].manifests.isEmpty {
      try read(of: index, inbox)
    }
    for claim in claims { checkSize(claim) }
    try throwProblems()
  }

  private mutating func read(of index: Int, _ inbox: Inbox) throws(NightError) {
    guard !inbox.manifests[index].isEmpty else {
      unsaid.append(index)
      return
    }
    let files = Set(inbox.files.map(\.path))
    var named: Set<String> = []
    for path in inbox.manifests[index] {
      guard let manifest = try manifest(path) else { continue }
      for entry in manifest.entries {
        let file = Self.candidates(entry, path).first(where: files.contains)
        if let file { named.insert(file) }
        claims.append(Claim(entry: entry, manifest: path, file: file))
      }
      if !checked.contains(where: { $0.name == path }) { note(manifest) }
    }
    for file in inbox.files where !named.contains(file.path) {
      if file.takers.contains(where: { $0.sourceIndex == index }) {
        unnamed.append((file.path, index))
      }
    }
  }

  private mutating func note(_ manifest: DeliveryManifest) {
    checked.append(
      .init(name: manifest.path, digest: manifest.digest.hex, files: manifest.entries.count)
    )
    guard !manifest.otherColumns.isEmpty else { return }
    let numbers = manifest.otherColumns.map(String.init).joined(separator: ", ")
    notices.append(
      "FILE-11 \(printable(manifest.path)): column \(numbers) is none of file, bytes, sha256, rows,"
        + " and nothing was held against it."
    )
  }

  private mutating func manifest(_ path: String) throws(NightError) -> DeliveryManifest? {
    let found = try storeCall { () throws(StoreError) in
      try DeliveredText.bytes(of: home.file(path), most: DeliveryManifest.mostBytes)
    }
    do throws(DeliveryManifest.Problem) {
      guard let found else {
        throw DeliveryManifest.Problem(line: 0, sentence: "has more than 16 MiB")
      }
      return try DeliveryManifest(found, path: path)
    } catch {
      let place = printable(path) + (error.line > 0 ? ":\(error.line)" : "")
      unusable.append(
        "FILE-11 \(place): the delivery manifest \(error.sentence)."
          + " Ask for it again; without one, take 'manifest:' out of the pipeline file."
      )
      return nil
    }
  }

  /// A name is meant from the manifest's folder, or from the workspace.
  private static func candidates(_ entry: ManifestEntry, _ manifest: String) -> [String] {
    guard let slash = manifest.lastIndex(of: "/") else { return [entry.file] }
    return [String(manifest[...slash]) + entry.file, entry.file]
  }

  private mutating func checkSize(_ claim: Claim) {
    guard let file = claim.file else { return checkAbsence(claim) }
    guard let said = claim.entry.byteCount, let look = DeliveredLook(home.file(file)),
      look.byteCount != said
    else { return }
    let why =
      look.byteCount < said
      ? "it looks cut off in transfer, or is not complete yet" : "it is another file than was meant"
    unusable.append(
      "FILE-12 \(printable(file)): \(claim.place) says \(said) bytes, and it has"
        + " \(look.byteCount): \(why). Deliver it again, or its manifest."
    )
  }

  private mutating func checkAbsence(_ claim: Claim) {
    let name = printable(Self.candidates(claim.entry, claim.manifest)[0])
    let isThere = Self.candidates(claim.entry, claim.manifest).contains {
      (try? StoredFile.exists(home.file($0))) ?? false
    }
    if isThere {
      notices.append(
        "FILE-12 \(name): \(claim.place) names it, and no source takes it."
          + " Name it in 'files:' of a source, if it is an export."
      )
    } else if !isRerun, !(claim.entry.digest.map(landed.contains) ?? false) {
      missing.append(
        "FILE-12 \(name): \(claim.place) names it, and it is not there."
          + " Deliver it, or a manifest without it."
      )
    }
  }

  private func throwProblems() throws(NightError) {
    guard unusable.isEmpty else { throw NightError(.inputUnusable, unusable + missing) }
    guard missing.isEmpty else { throw NightError(.inputMissing, missing) }
  }

  /// Looks at checksums, and at files that no manifest speaks of, when all files have been read.
  mutating func finish(
    _ inbox: Inbox,
    _ deliveries: [DeliveredFile],
    _ arrivals: Arrivals
  ) throws(NightError) {
    for (file, delivery) in zip(inbox.files, deliveries) {
      for claim in claims where claim.file == file.path {
        try checkDigest(claim, delivery, file.path)
      }
    }
    for (file, index) in unnamed {
      // What is known already adds nothing, unless its being there says that rows are still there.
      let counts =
        sources[index].mode == .snapshot
        || arrivals.new.contains { $0.file == file && $0.sourceIndex == index }
      guard counts else { continue }
      unusable.append(
        "FILE-12 \(printable(file)): no delivery manifest of the source '\(sources[index].name)' names"
          + " it. Take it away, or ask for a manifest with it."
      )
    }
    for index in unsaid where arrivals.new.contains(where: { $0.sourceIndex == index }) {
      missing.append(
        "FILE-10 \(sources[index].place(ofLine: sources[index].line)): no delivery manifest for the"
          + " source '\(sources[index].name)': nothing matches"
          + " \(sources[index].manifests.joined(separator: ", ")). Put it beside the files, or take"
          + " 'manifest:' out of the pipeline file."
      )
    }
    try throwProblems()
  }

  private mutating func checkDigest(
    _ claim: Claim,
    _ delivery: DeliveredFile,
    _ file: String
  ) throws(NightError) {
    guard let said = claim.entry.digest else { return }
    let found: ContentDigest
    if delivery.packing == .plain, let content = delivery.contents.first {
      found = content.digest
    } else {
      found = try storeCall { () throws(StoreError) in
        try Landing.digest(ofDelivered: home.file(file))
      }
    }
    guard found != said else { return }
    unusable.append(
      "FILE-12 \(printable(file)): \(claim.place) says SHA-256 \(said.hex.prefix(12))…, and it has"
        + " \(found.hex.prefix(12))…: it was changed in transfer, or is another file than was meant."
        + " Deliver it again, or its manifest."
    )
  }

  /// What is left to check when the rows are read.
  var claimedRows: [RowClaim] {
    claims.compactMap { claim in
      guard let file = claim.file, let rows = claim.entry.rows else { return nil }
      return RowClaim(file: file, rows: rows, place: claim.place)
    }
  }
}

extension Workbench {
  /// Holds the rows that were read against what delivery manifests say.
  ///
  /// Header, blank and ignored lines are no rows; refused rows are.
  func checkRows(of arrivals: Arrivals, _ rows: [RowsOfLanding]) throws(NightError) {
    var problems: [String] = []
    for claim in arrivals.claimedRows {
      guard let count = rowCount(of: claim.file, arrivals, rows), count != claim.rows else {
        continue
      }
      problems.append(
        "FILE-12 \(printable(claim.file)): \(claim.place) says \(claim.rows) rows, and \(count) were"
          + " read: \(count < claim.rows ? "it is cut short, or a part was left out" : "a quote or a line end is out of place, or it is another file")."
          + " Nothing was published. Deliver it again, or its manifest."
      )
    }
    guard problems.isEmpty else { throw NightError(.inputUnusable, problems) }
  }

  /// The rows in a delivered file, of a zip in all of its files that are taken; nil when some of it
  /// was not read.
  private func rowCount(
    of file: String,
    _ arrivals: Arrivals,
    _ rows: [RowsOfLanding]
  ) -> UInt64? {
    var counts: [String: UInt64] = [:]
    for arrival in arrivals.all where arrival.file == file {
      let read = rows.last {
        $0.export == arrival.export && $0.sourceIndex == arrival.sourceIndex
      }
      guard let read else { return nil }
      let count =
        read.trailer.rowsRead - min(read.trailer.rowsRead, read.trailer.ignored.reduce(0, +))
      counts[arrival.deliveredAs] = count
    }
    return counts.isEmpty ? nil : counts.values.reduce(0, +)
  }

  /// Exports of tonight that look cut short, though every row of them could be read.
  func cutShort(_ rows: [RowsOfLanding], new arrivals: [Arrival]) -> [String] {
    arrivals.flatMap { arrival -> [String] in
      let ofSource = rows.filter { $0.sourceIndex == arrival.sourceIndex }
      // A snapshot says it in its own words, and withdraws nothing.
      guard source(arrival.sourceIndex).mode == .delta,
        let trailer = ofSource.last(where: { $0.export == arrival.export })?.trailer
      else { return [] }
      let others = ofSource.filter { $0.export != arrival.export }
      var lines: [String] = []
      // Interfaces leave out the CR behind the last segment of an HL7 file: it says nothing there.
      let endsByLineEnd = source(arrival.sourceIndex).format != HL7Source.format.name
      if endsByLineEnd, trailer.bytes.endsWithoutLineEnd {
        lines.append(
          "FILE-13 \(arrival.deliveredAs): does not end with a line end, and may be cut short in its"
            + " last row. Compare its size with the sender's."
        )
      }
      let hasTrailer = { (trailer: RowPartTrailer) in trailer.ignored.contains { $0 > 0 } }
      if !hasTrailer(trailer), !others.isEmpty, others.allSatisfy({ hasTrailer($0.trailer) }) {
        lines.append(
          "FILE-13 \(arrival.deliveredAs): has none of the lines that 'ignore-lines' leaves out, and"
            + " every other export of the source has: it may be cut short. Compare its size with the"
            + " sender's."
        )
      }
      return lines
    }
  }
}
