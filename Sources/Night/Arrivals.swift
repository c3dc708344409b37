import Engine
import RecordModel
import Reporting
import Synchronization
import Workspace

/// One file that a run found in the inbox, landed.
struct Arrival: Sendable, Hashable {
  var sourceIndex: Int
  var deliveredAs: String
  var export: ContentDigest
  var byteCount: UInt64
  /// The delivered file that it is, or is in.
  var file = ""
}

/// What tonight's inbox brought: exports to land, and files that add nothing.
struct Arrivals: Sendable {
  /// Ordered by source, then by content: never by file name.
  var new: [Arrival] = []
  var known: [Arrival] = []
  /// Files whose content a person set aside: not landed, and not known either.
  var setAside: [SetAsideFile] = []
  /// Every content of every file, ordered like the others: new, known and set aside.
  var all: [Arrival] = []
  /// What delivery manifests say of the rows, to be held against what is read.
  var claimedRows: [RowClaim] = []
  var delivery = DeliveryReport()
}

extension Workbench {
  /// Finds the files of every source, lands them, and tells new content from known.
  ///
  /// Content that a person set aside stays out until it is restored, in whatever file it comes.
  func receive(_ landed: [LandedExport]) throws(NightError) -> Arrivals {
    let sources = sourceNames.indices.map(source)
    let inbox = try inbox()
    try requireFiles(inbox, landed)
    var check = try DeliveryCheck(inbox, sources, place.home, request, landed)
    let deliveries = try land(inbox.files, knownSizes: Set(landed.map(\.byteCount)))
    var result = Arrivals()
    result.all = Self.arrivals(inbox.files, deliveries).sorted(by: Self.precedes)
    result.delivery.notices =
      inbox.notices + zip(inbox.files, deliveries).flatMap(Self.notices)
    for index in sourceNames.indices {
      let ever = landed.filter { $0.source == sourceNames[index] }
      let delivered = result.admit(
        result.all.filter { $0.sourceIndex == index },
        ever
      )
      let before = ever.filter { $0.state != .dropped }
      switch source(index).mode {
      case .delta: result.add(delivered, unlessKnown: Set(before.map(\.export)))
      case .snapshot: result.addSnapshot(delivered, after: before)
      }
      result.noteRepeats(delivered, before)
    }
    try check.finish(inbox, deliveries, result)
    result.delivery.notices += check.notices
    result.delivery.manifests = check.checked
    result.claimedRows = check.claimedRows
    return result
  }

  private static func precedes(_ left: Arrival, _ right: Arrival) -> Bool {
    if left.sourceIndex != right.sourceIndex { return left.sourceIndex < right.sourceIndex }
    return left.export == right.export
      ? left.deliveredAs < right.deliveredAs : left.export < right.export
  }

  /// What lies in the inbox; nothing is opened.
  func inbox() throws(NightError) -> Inbox {
    try storeCall { () throws(StoreError) in
      try Inbox(of: sourceNames.indices.map(source), in: place.home)
    }
  }

  func requireFiles(_ inbox: Inbox, _ landed: [LandedExport]) throws(NightError) {
    let missing = inbox.empty.filter { index in
      // A rerun reads what has landed, also when the inbox was emptied since.
      let isEnough = request.isRerun && landed.contains { $0.source == sourceNames[index] }
      return source(index).isRequired && !isEnough
    }
    guard !missing.isEmpty else { return }
    let lines = missing.map { missingLine(sourceNames[$0], source($0)) }
    throw NightError(.inputMissing, lines + inbox.notices)
  }

  private func missingLine(_ name: String, _ settings: SourceSettings) -> String {
    let place = request.workspace == "." ? "" : " in \(request.workspace)"
    return "FILE-03 \(request.pipelinePath):\(settings.line): no file for the source '\(name)':"
      + " nothing matches \(settings.files.joined(separator: ", "))\(place)."
      + " Put the export there, correct 'files:', or write 'required: false' for this source."
  }

  private func land(
    _ files: [InboxFile],
    knownSizes: Set<UInt64>
  ) throws(NightError) -> [DeliveredFile] {
    let results = Mutex<[Result<DeliveredFile, DeliveryError>?]>(
      Array(repeating: nil, count: files.count)
    )
    farm.each(files.count) { index in
      let file = files[index]
      let result = Result { () throws(DeliveryError) in
        try Landing.receive(
          place.home.file(file.path),
          as: printable(file.path),
          in: store,
          knownSizes: knownSizes,
          taking: { !file.sources(taking: $0).isEmpty }
        )
      }
      results.withLock { $0[index] = result }
    }
    return try Self.allLanded(results.withLock { $0 })
  }

  /// All files that cannot be used are told at once; a growing one may be fine in a minute.
  static func allLanded(
    _ results: [Result<DeliveredFile, DeliveryError>?]
  ) throws(NightError) -> [DeliveredFile] {
    var deliveries: [DeliveredFile] = []
    var unusable: [String] = []
    var growing: [String] = []
    for result in results {
      switch result {
      case .success(let delivery): deliveries.append(delivery)
      case .failure(.unusable(let error)): unusable.append(error.message)
      case .failure(.growing(let error)): growing.append(error.message)
      case .failure(.store(let error)): throw NightError(error)
      case nil: break
      }
    }
    guard unusable.isEmpty else { throw NightError(.inputUnusable, unusable + growing) }
    guard growing.isEmpty else { throw NightError(.busy, growing) }
    return deliveries
  }

  /// Every content once for each source that takes it.
  static func contents(
    _ files: [InboxFile],
    _ deliveries: [DeliveredFile]
  ) -> [(source: Int, content: DeliveredContent, file: String)] {
    zip(files, deliveries).flatMap { file, delivery in
      delivery.contents.flatMap { content in
        file.sources(taking: content.member).map { ($0, content, file.path) }
      }
    }
  }

  private static func arrivals(_ files: [InboxFile], _ deliveries: [DeliveredFile]) -> [Arrival] {
    contents(files, deliveries).map { source, content, file in
      Arrival(
        sourceIndex: source,
        deliveredAs: content.deliveredAs,
        export: content.digest,
        byteCount: content.byteCount,
        file: file
      )
    }
  }

  /// What is in a zip and was not taken.
  private static func notices(_ file: InboxFile, _ delivery: DeliveredFile) -> [String] {
    var notices: [String] = []
    let name = printable(file.path)
    if !delivery.untaken.isEmpty {
      let shown = delivery.untaken.prefix(5).joined(separator: ", ")
      let more = delivery.untaken.count - 5
      notices.append(
        "FILE-08 \(name): \(delivery.untaken.count) of its files \(delivery.untaken.count == 1 ? "is" : "are")"
          + " taken by no source: \(shown)\(more > 0 ? " and \(more) more" : "")."
          + " Name them behind '!' in 'files:' of a source, if they are exports."
      )
    }
    if delivery.skipped > 0 {
      notices.append(
        "FILE-08 \(name): \(delivery.skipped) entries that are folders or notes of a system"
          + " (__MACOSX, .DS_Store) were passed over."
      )
    }
    return notices
  }
}

extension Arrivals {
  /// The files of a source without those whose content a person set aside.
  fileprivate mutating func admit(_ delivered: [Arrival], _ ever: [LandedExport]) -> [Arrival] {
    delivered.filter { arrival in
      // The last word counts: what was set aside may have been restored, or the other way round.
      guard let when = ever.last(where: { $0.export == arrival.export })?.setAside else {
        return true
      }
      setAside.append(SetAsideFile(name: arrival.deliveredAs, when: when))
      return false
    }
  }

  /// Takes the files of a source in order: of each content one, and none that is known.
  fileprivate mutating func add(
    _ delivered: [Arrival],
    unlessKnown landed: Set<ContentDigest>
  ) {
    var seen = landed
    for arrival in delivered {
      if seen.insert(arrival.export).inserted { new.append(arrival) } else { known.append(arrival) }
    }
  }

  /// Says which files of tonight hold the same.
  fileprivate mutating func noteRepeats(_ delivered: [Arrival], _ before: [LandedExport]) {
    let earlier = Set(before.map(\.export))
    var first: [ContentDigest: String] = [:]
    for arrival in delivered where !earlier.contains(arrival.export) {
      guard let other = first[arrival.export] else {
        first[arrival.export] = arrival.deliveredAs
        continue
      }
      delivery.notices.append(
        "FILE-09 \(arrival.deliveredAs): holds what \(other) holds, byte for byte, and adds nothing."
          + " Ask whether another export was meant to come."
      )
    }
  }

  /// Takes all files of a snapshot source, known ones included, unless they are what came last.
  ///
  /// An older set is landed again: what came between does not hold any more.
  fileprivate mutating func addSnapshot(_ delivered: [Arrival], after landed: [LandedExport]) {
    let last = landed.map(\.night).max()
    let newest = landed.filter { $0.night == last }
    let isSame =
      newest.allSatisfy { $0.mode == .snapshot }
      && Set(newest.map(\.export)) == Set(delivered.map(\.export))
    add(delivered, unlessKnown: isSame ? Set(newest.map(\.export)) : [])
  }
}
