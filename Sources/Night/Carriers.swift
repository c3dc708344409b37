import Engine
import RecordModel
import Workspace

/// What the index says about every reel, fiche and box, and about the images: a finding aid.
///
/// Counted are the live rows of the published state; while nothing is published, those of the landings
/// that wait. Refused rows are in no carrier. Changes nothing.
package struct Carriers: Sendable {
  /// How one carrier stands.
  struct Line: Sendable {
    var name: CarrierName
    var source: String
    var frames: CarrierFrames
  }

  /// What was found below the image folder.
  struct Images: Sendable {
    var folder: String
    var matching: ImageMatching
    /// Where rows without a file stand: export and line.
    var rowsWithoutFile: [String]
    var filesWithoutRow: [PatientText]
    var files: Int
    /// Names that are no UTF-8, and things that are no files.
    var others: Int
  }

  let lines: [Line]
  let images: Images?
  /// Names of the exports, by the number that disorders name them by.
  let exports: [String]
  let rows: UInt64
  let refused: UInt64
  let arePublished: Bool

  /// - Parameters:
  ///   - pipeline: the pipeline file; that of the last published run when nil.
  ///   - workspace: the workspace folder.
  ///   - imageFolder: the folder that image paths of the index lie in.
  ///   - tellsFolders: lists folders of boxes one by one: their names may be patients' names.
  ///   - jobs: workers at once.
  /// - Throws: `WORK-02` when nothing has been run, `IMG-03` when there is no such folder.
  package init(
    pipeline: String?,
    workspace: String,
    imageFolder: String?,
    tellsFolders: Bool,
    jobs: Int
  ) throws(NightError) {
    var found: [TreeWalk.Found]?
    if let imageFolder { found = try Self.files(in: imageFolder) }
    let files = found
    self = try withWorkspaceAsKept(workspace, pipeline: pipeline, jobs: jobs) {
      (bench) throws(NightError) in
      try Self(bench, imageFolder: imageFolder, files: files, tellsFolders: tellsFolders)
    }
  }

  private init(
    _ bench: Workbench,
    imageFolder: String?,
    files: [TreeWalk.Found]?,
    tellsFolders: Bool
  ) throws(NightError) {
    let (landings, arePublished) = try bench.countingLandings()
    let layouts = try bench.layouts(for: [], beside: landings)
    let rows = try bench.rows(of: landings, layouts: layouts)
    var index = CarrierIndex(folders: tellsFolders, keepsImages: files != nil)
    self.rows = try bench.readLiveRows(rows) { row, bytes, delivery in
      index.add(row, bytes, export: delivery, source: UInt8(clamping: rows[delivery].sourceIndex))
    }
    refused = rows.reduce(0) { $0 + UInt64($1.trailer.refused.count) }
    exports = rows.map(\.deliveredAs)
    lines = index.carriers.map { name, frames in
      Line(name: name, source: bench.sourceNames[Int(name.source)], frames: frames)
    }
    self.arePublished = arePublished
    images = files.map { Self.matched(index.images, $0, imageFolder ?? "", rows) }
  }

  private static func matched(
    _ images: [CarrierIndex.Image],
    _ found: [TreeWalk.Found],
    _ folder: String,
    _ rows: [RowsOfLanding]
  ) -> Images {
    let files = found.filter { $0.kind == .file && $0.isExact }.map(\.path)
    let matching = ImageMatching(rows: images.map(\.path.revealed), files: files)
    return Images(
      folder: folder,
      matching: matching,
      rowsWithoutFile: matching.rowsWithoutFile.map {
        "\(rows[images[$0].export].deliveredAs):\(images[$0].line)"
      },
      filesWithoutRow: matching.filesWithoutRow.map { PatientText(files[$0]) },
      files: files.count,
      others: found.count { !$0.isExact || $0.kind == .other }
    )
  }

  private static func files(in folder: String) throws(NightError) -> [TreeWalk.Found] {
    guard StoredFile.isFolder(folder) else {
      throw NightError(
        .inputMissing,
        "IMG-03 there is no folder \(folder). Give the folder that the images of the index lie in."
      )
    }
    // A link to a folder is followed here, and nowhere below it.
    return try storeCall { () throws(StoreError) in try TreeWalk.all(in: folder + "/.") }
  }
}

extension Workbench {
  /// Hands over every live row with the bytes it is decoded from and its delivery, in the order of
  /// exports and places; says how many.
  func readLiveRows(
    _ rows: [RowsOfLanding],
    _ take: (RowView, borrowing Span<UInt8>, Int) -> Void
  ) throws(NightError) -> UInt64 {
    try storeCall { () throws(StoreError) in
      let delivered = try DeliveredRows(rows.map(\.delivery), workers: farm)
      let accounted = accountRows(delivered, sourceCount: sourceNames.count, workers: farm)
      var live = accounted.places.indices.filter { !accounted.isWithdrawn[$0] }
        .map { accounted.places[$0] }
      live.sort { left, right in
        left.delivery == right.delivery
          ? left.offset < right.offset : left.delivery < right.delivery
      }
      var bytes: [UInt8] = []
      for place in live {
        let reader = rows[Int(place.delivery)].part.reader
        try reader.read(place.offset..<place.offset + UInt64(place.length), into: &bytes)
        guard let row = RowView(bytes.span, at: 0) else {
          throw StoreError(
            call: "read row part",
            path: rows[Int(place.delivery)].export.hex,
            code: 0
          )
        }
        take(row, bytes.span, Int(place.delivery))
      }
      return UInt64(live.count)
    }
  }
}
