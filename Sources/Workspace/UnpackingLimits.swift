import Glibc
import RecordModel

/// What an archive may grow to: a file of a few kilobytes must not fill the disk or the night.
struct UnpackingLimits: Sendable {
  /// Bytes that may come out of one byte that was delivered.
  ///
  /// Index exports shrink to a twentieth, padded columns and markup to a hundredth at most; a
  /// thousandth, which deflate can reach, is what bombs are made of.
  var bytesPerByte: UInt64 = 200
  /// What may come out of any archive, however small it is.
  var freeBytes: UInt64 = 100_000_000
  /// Entries of a zip, folders included.
  var members: UInt64 = 10_000
  /// Bytes of a name in a zip, folders included.
  var nameBytes = 1_024
  /// What must stay free on the disk while something large is unpacked: the ledger needs room too.
  var spareBytes: UInt64 = 256 << 20
  /// How much is unpacked between two looks at the disk.
  var lookEvery: UInt64 = 64 << 20

  /// The most that may come out of an archive of this size.
  func most(from packed: UInt64) -> UInt64 {
    let (product, overflow) = packed.multipliedReportingOverflow(by: bytesPerByte)
    return (overflow ? UInt64.max : product).addingReportingOverflow(freeBytes).overflow
      ? UInt64.max : product + freeBytes
  }
}

/// Counts what comes out of one archive, and stops it at its limits.
struct UnpackingMeter {
  let limits: UnpackingLimits
  let file: String
  /// The archive's own size.
  let packed: UInt64
  /// A folder of the disk that is unpacked to.
  let folder: String
  private(set) var unpacked: UInt64 = 0
  private var looked: UInt64 = 0

  init(_ limits: UnpackingLimits, file: String, packed: UInt64, folder: String) {
    self.limits = limits
    self.file = file
    self.packed = packed
    self.folder = folder
  }

  /// Notes bytes that came out, before they are written.
  mutating func add(_ count: Int) throws(DeliveryError) {
    unpacked += UInt64(count)
    guard unpacked <= limits.most(from: packed) else { throw .unusable(bomb) }
    guard unpacked - looked >= limits.lookEvery else { return }
    looked = unpacked
    try checkRoom(for: 0)
  }

  /// Says that so many bytes more would leave too little room, before the disk is full.
  func checkRoom(for count: UInt64) throws(DeliveryError) {
    var found = statvfs()
    guard statvfs(folder, &found) == 0 else { return }
    let room = UInt64(found.f_bavail).multipliedReportingOverflow(by: UInt64(found.f_frsize))
    guard !room.overflow, count >= limits.lookEvery || count == 0 else { return }
    let spare = limits.spareBytes
    if room.partialValue < spare || room.partialValue - spare < count {
      throw .store(StoreError(call: "unpack \(file) into", path: folder, code: ENOSPC))
    }
  }

  private var bomb: ExportError {
    .beyondLimit(
      file,
      "has \(packed) bytes and unpacks to more than \(limits.most(from: packed)), which is more than"
        + " \(limits.bytesPerByte) to 1: no index export packs so tightly, so it is damaged or made"
        + " to fill the disk. Nothing of it was taken",
      "If the sender says that it is right, unpack it and deliver what was in it"
    )
  }
}
