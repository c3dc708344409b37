import RecordModel

/// The record at the end of a zip file that says where its list of entries is and how many it has.
///
/// libarchive is content with less: two zips behind each other, or a list with an entry lost, would
/// give it fewer files and no error.
struct ZipEnd {
  private(set) var entries: UInt64 = 0

  private static let endLength = 22
  private static let longLength = 56
  private static let locatorLength = 20
  private static let mostComment = 65_535

  /// Finds the record and holds it against the file.
  init(_ file: OpenFile, byteCount: UInt64, named name: String) throws(DeliveryError) {
    let window = Int(clamping: min(byteCount, UInt64(Self.endLength + Self.mostComment)))
    let start = byteCount - UInt64(window)
    let bytes = try Self.read(file, at: start, count: window)
    guard let place = Self.place(of: bytes) else {
      throw .unusable(.damaged(name, "has no list of its files at its end"))
    }
    let listEnd = try readCounts(bytes, place, start + UInt64(place), file, name)
    guard listEnd else {
      throw .unusable(
        .damaged(name, "has a list of its files that does not fit the bytes before it")
      )
    }
  }

  /// Says whether the list ends where this record, or its long form, begins.
  private mutating func readCounts(
    _ bytes: [UInt8],
    _ place: Int,
    _ position: UInt64,
    _ file: OpenFile,
    _ name: String
  ) throws(DeliveryError) -> Bool {
    let disks = Self.number(bytes, place + 4, 2) | Self.number(bytes, place + 6, 2)
    entries = Self.number(bytes, place + 10, 2)
    let size = Self.number(bytes, place + 12, 4)
    let offset = Self.number(bytes, place + 16, 4)
    let isLong = entries == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF
    if isLong, let ends = try readLongCounts(before: position, file) { return ends }
    guard disks == 0 else {
      throw .unusable(
        .unreadableArchive(
          name,
          "is one part of a zip that was split over several files",
          "Join the parts, or ask for one zip"
        )
      )
    }
    return offset + size == position
  }

  private mutating func readLongCounts(
    before position: UInt64,
    _ file: OpenFile
  ) throws(DeliveryError) -> Bool? {
    guard position >= UInt64(Self.locatorLength + Self.longLength) else { return nil }
    let locator = try Self.read(
      file,
      at: position - UInt64(Self.locatorLength),
      count: Self.locatorLength
    )
    guard locator.starts(with: [0x50, 0x4B, 0x06, 0x07]) else { return nil }
    let place = Self.number(locator, 8, 8)
    guard place <= position - UInt64(Self.locatorLength + Self.longLength) else { return false }
    let long = try Self.read(file, at: place, count: Self.longLength)
    guard long.count == Self.longLength, long.starts(with: [0x50, 0x4B, 0x06, 0x06]) else {
      return false
    }
    entries = Self.number(long, 32, 8)
    let (end, overflow) = Self.number(long, 40, 8)
      .addingReportingOverflow(Self.number(long, 48, 8))
    return !overflow && end == place
  }

  /// The last place where the record fits with its comment up to the end of the file.
  private static func place(of bytes: [UInt8]) -> Int? {
    guard bytes.count >= endLength else { return nil }
    return (0...(bytes.count - endLength)).reversed().first { place in
      bytes[place] == 0x50 && bytes[place + 1] == 0x4B && bytes[place + 2] == 0x05
        && bytes[place + 3] == 0x06
        && place + endLength + Int(number(bytes, place + 20, 2)) == bytes.count
    }
  }

  private static func read(
    _ file: OpenFile,
    at offset: UInt64,
    count: Int
  ) throws(DeliveryError) -> [UInt8] {
    var bytes: [UInt8] = []
    try DeliveryError.storing { () throws(StoreError) in
      try file.read(at: offset, count: count, into: &bytes)
    }
    return bytes
  }

  private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> UInt64 {
    (0..<count).reversed().reduce(0) { $0 << 8 | UInt64(bytes[place + $1]) }
  }
}
