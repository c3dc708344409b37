import Engine
import RecordModel
import Reporting
import Synchronization
import Workspace

/// One file that a run found in the inbox, landed.
struct Arrival: Sendable {
  var sourceIndex: Int
  var deliveredAs: String
  var export: ContentDigest
  var byteCount: UInt64
}

/// What tonight's inbox brought: exports to land, and files that add nothing.
struct Arrivals: Sendable {
  /// Ordered by source, then by content: never by file name.
  var new: [Arrival] = []
  var known: [Arrival] = []
  /// Files whose content a person set aside: not landed, and not known either.
  var setAside: [SetAsideFile] = []
}

extension Workbench {
  /// Finds the files of every source, lands them, and tells new content from known.
  ///
  /// Content that a person set aside stays out until it is restored, in whatever file it comes.
  func receive(_ landed: [LandedExport]) throws(NightError) -> Arrivals {
    let files = try findFiles(landed)
    let arrivals = try land(files, knownSizes: Set(landed.map(\.byteCount)))
    var result = Arrivals()
    for index in sourceNames.indices {
      let ever = landed.filter { $0.source == sourceNames[index] }
      let delivered = result.admit(
        arrivals.filter { $0.sourceIndex == index }.sorted(by: Self.precedes),
        ever
      )
      let before = ever.filter { $0.state != .dropped }
      switch source(index).mode {
      case .delta: result.add(delivered, unlessKnown: Set(before.map(\.export)))
      case .snapshot: result.addSnapshot(delivered, after: before)
      }
    }
    return result
  }

  private static func precedes(_ left: Arrival, _ right: Arrival) -> Bool {
    if left.sourceIndex != right.sourceIndex { return left.sourceIndex < right.sourceIndex }
    return left.export == right.export
      ? left.deliveredAs < right.deliveredAs : left.export < right.export
  }

  /// The files of every source that lie there now, by source and then by name.
  func findFiles(
    _ landed: [LandedExport]
  ) throws(NightError) -> [(source: Int, path: String)] {
    var files: [(source: Int, path: String)] = []
    var missing: [String] = []
    for (index, name) in sourceNames.enumerated() {
      let settings = source(index)
      let found = try storeCall { () throws(StoreError) in
        try FolderListing.listFiles(matching: settings.files, in: place.home.path)
      }
      // A rerun reads what has landed, also when the inbox was emptied since.
      let isEnough = request.isRerun && landed.contains { $0.source == name }
      if found.isEmpty, settings.isRequired, !isEnough {
        missing.append(missingLine(name, settings))
      }
      files += found.map { (index, $0) }
    }
    guard missing.isEmpty else { throw NightError(.inputMissing, missing) }
    return files
  }

  private func missingLine(_ name: String, _ settings: SourceSettings) -> String {
    let place = request.workspace == "." ? "" : " in \(request.workspace)"
    return "FILE-03 \(request.pipelinePath):\(settings.line): no file for the source '\(name)':"
      + " nothing matches \(settings.files.joined(separator: ", "))\(place)."
      + " Put the export there, correct 'files:', or write 'required: false' for this source."
  }

  private func land(
    _ files: [(source: Int, path: String)],
    knownSizes: Set<UInt64>
  ) throws(NightError) -> [Arrival] {
    let results = Mutex<[Result<Arrival, StoreError>?]>(Array(repeating: nil, count: files.count))
    farm.each(files.count) { index in
      let file = files[index]
      let result = Result { () throws(StoreError) in
        let landed = try Landing.land(
          place.home.file(file.path),
          in: store,
          knownSizes: knownSizes
        )
        return Arrival(
          sourceIndex: file.source,
          deliveredAs: file.path,
          export: landed.digest,
          byteCount: landed.byteCount
        )
      }
      results.withLock { $0[index] = result }
    }
    return try storeCall { () throws(StoreError) in
      var arrivals: [Arrival] = []
      for result in results.withLock({ $0 }) {
        if let result { arrivals.append(try result.get()) }
      }
      return arrivals
    }
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
