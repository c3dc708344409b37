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

/// What tonight's inbox brought: new exports, and files whose content is known already.
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
    var seen: Set<SourceAndExport> = []
    var refused: [SourceAndExport: String] = [:]
    for export in landed {
      guard let source = sourceNames.firstIndex(of: export.source) else { continue }
      let content = SourceAndExport(source: source, export: export.export)
      if let when = export.setAside { refused[content] = when } else { seen.insert(content) }
    }
    var result = Arrivals()
    for arrival in arrivals.sorted(by: Self.precedes) {
      let content = SourceAndExport(source: arrival.sourceIndex, export: arrival.export)
      if let when = refused[content] {
        result.setAside.append(SetAsideFile(name: arrival.deliveredAs, when: when))
        continue
      }
      let isNew = seen.insert(content).inserted
      if isNew { result.new.append(arrival) } else { result.known.append(arrival) }
    }
    return result
  }

  private static func precedes(_ left: Arrival, _ right: Arrival) -> Bool {
    if left.sourceIndex != right.sourceIndex { return left.sourceIndex < right.sourceIndex }
    return left.export == right.export
      ? left.deliveredAs < right.deliveredAs : left.export < right.export
  }

  private func findFiles(
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

private struct SourceAndExport: Hashable {
  var source: Int
  var export: ContentDigest
}
