import RecordModel

/// Unpacks one delivered file in a stream: what comes out goes to a temporary file at once.
///
/// A content is kept only when it is whole and its checksums are right. Not thread-safe.
struct Unpacking {
  let file: OpenFile
  let packing: Packing
  /// The file as it was before anything was read.
  let info: FileInfo
  private let name: String
  private let folder: String
  private let limits: UnpackingLimits

  /// Looks at the first bytes.
  ///
  /// `folder` is on the disk that is unpacked to.
  init(
    _ file: OpenFile,
    as name: String,
    into folder: String,
    limits: UnpackingLimits = UnpackingLimits()
  ) throws(DeliveryError) {
    self.file = file
    self.name = name
    self.folder = folder
    self.limits = limits
    var head: [UInt8] = []
    info = try DeliveryError.storing { () throws(StoreError) in
      try file.read(at: 0, count: 4, into: &head)
      return try file.info()
    }
    packing = Packing(firstBytes: head.span)
  }

  /// Where a content goes, and under which path it is found afterwards.
  typealias Begin = () throws(StoreError) -> TemporaryFile
  typealias Keep = (TemporaryFile, ContentDigest) throws(StoreError) -> String

  /// Unpacks what is taken; `taking` is asked with nil for a content that is in no zip.
  func run(
    taking: (String?) -> Bool,
    begin: Begin,
    keep: Keep
  ) throws(DeliveryError) -> DeliveredFile {
    guard packing == .zip || taking(nil) else { throw .unusable(noZip) }
    var delivery = DeliveredFile(packing: packing, byteCount: info.byteCount)
    var meter = UnpackingMeter(limits, file: name, packed: info.byteCount, folder: folder)
    if packing == .zip {
      try unpackZip(&delivery, &meter, taking, begin, keep)
    } else {
      let reader = try GzipReader(file, named: name)
      delivery.contents.append(
        try content(nil, name, &meter, begin, keep) { () throws(DeliveryError) in
          try reader.next()
        }
      )
    }
    guard try DeliveryError.storing({ () throws(StoreError) in try file.info() }) == info else {
      throw .growing(.growing(name, "changed while it was read"))
    }
    return delivery
  }

  private func unpackZip(
    _ delivery: inout DeliveredFile,
    _ meter: inout UnpackingMeter,
    _ taking: (String?) -> Bool,
    _ begin: Begin,
    _ keep: Keep
  ) throws(DeliveryError) {
    let list = try ZipList(file, info.byteCount, named: name, limits: limits, taking: taking)
    try meter.checkRoom(for: list.takenBytes)
    delivery.untaken = list.untaken
    delivery.skipped = list.skipped
    let reader = try ZipReader(file, named: name)
    for isTaken in list.isTaken {
      guard let member = try reader.next() else { break }
      guard isTaken else { continue }
      let shown = "\(name)!\(printable(member.name))"
      delivery.contents.append(
        try content(member.name, shown, &meter, begin, keep) { () throws(DeliveryError) in
          try reader.nextBytes(of: shown)
        }
      )
    }
  }

  private func content(
    _ member: String?,
    _ shown: String,
    _ meter: inout UnpackingMeter,
    _ begin: Begin,
    _ keep: Keep,
    next: () throws(DeliveryError) -> [UInt8]
  ) throws(DeliveryError) -> DeliveredContent {
    let target = try DeliveryError.storing(begin)
    defer { target.discard() }
    var head: [UInt8] = []
    while true {
      let piece = try next()
      if head.count < Self.headLength {
        head += piece.prefix(Self.headLength - head.count)
        if head.count == Self.headLength || piece.isEmpty { try refuseArchive(head, shown) }
      }
      if piece.isEmpty { break }
      try meter.add(piece.count)
      try DeliveryError.storing { () throws(StoreError) in try target.append(piece.span) }
    }
    return try DeliveryError.storing { () throws(StoreError) in
      let byteCount = target.byteCount
      let digest = try target.seal()
      return DeliveredContent(
        deliveredAs: shown,
        member: member,
        path: try keep(target, digest),
        digest: digest,
        byteCount: byteCount
      )
    }
  }

  private static let headLength = 512

  /// One layer is unpacked: what is in the next one has no name that a pipeline file could pick.
  private func refuseArchive(_ head: [UInt8], _ shown: String) throws(DeliveryError) {
    guard let kind = Packing.archive(beginning: head.span) else { return }
    throw .unusable(
      .unreadableArchive(
        shown,
        packing == .zip ? "is itself \(kind) inside a zip" : "holds \(kind)",
        "Unpack it once and deliver what was in it"
      )
    )
  }

  private var noZip: ExportError {
    .unreadableArchive(
      name,
      "is no zip file, and 'files:' picks it only by what is in it, behind '!'",
      "Ask for the zip, or take the part from '!' on out of 'files:'"
    )
  }
}
