import CZlib
import RecordModel

/// Reads what a gzip file holds, one member behind the other, checked by its checksums (RFC 1952).
///
/// Owns all zlib pointers. Not thread-safe.
final class GzipReader {
  private let file: OpenFile
  private let name: String
  // zlib keeps the address, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var input: [UInt8] = []
  private var used = 0
  private var offset: UInt64 = 0
  private var isInMember = false
  private var isAtEnd = false
  private let pieceSize = 1 << 18

  init(_ file: OpenFile, named name: String) throws(DeliveryError) {
    self.file = file
    self.name = name
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let gzipOnly: Int32 = 15 + 16
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(stream, gzipOnly, ZLIB_VERSION, size) == Z_OK else {
      throw .store(StoreError(call: "unpack", path: name, code: 12))
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// The next bytes of the content; none at its end.
  func next() throws(DeliveryError) -> [UInt8] {
    while !isAtEnd {
      if used == input.count { try refill() }
      guard used < input.count else {
        guard !isInMember else { throw .unusable(.damaged(name, "ends in the middle")) }
        isAtEnd = true
        break
      }
      if isInMember {
        let output = try inflateSome()
        if !output.isEmpty { return output }
      } else {
        try beginMember()
      }
    }
    return []
  }

  private func refill() throws(DeliveryError) {
    var piece = take(&input)
    try DeliveryError.storing { () throws(StoreError) in
      try file.read(at: offset, count: pieceSize, into: &piece)
    }
    offset += UInt64(piece.count)
    used = 0
    input = piece
  }

  /// Behind a member comes another, the end, or zeros up to the end, as tapes leave them.
  private func beginMember() throws(DeliveryError) {
    if input[used] == 0, offset > UInt64(input.count) || used > 0 {
      while used < input.count {
        guard input[used] == 0 else { throw foreignBytes }
        used += 1
      }
      return
    }
    guard input[used] == 0x1F else { throw foreignBytes }
    isInMember = true
  }

  private func inflateSome() throws(DeliveryError) -> [UInt8] {
    var status = Z_OK
    let output = [UInt8](unsafeUninitializedCapacity: pieceSize) { target, count in
      input.withUnsafeMutableBufferPointer { source in
        stream.pointee.next_in = source.baseAddress.map { $0 + used }
        stream.pointee.avail_in = UInt32(source.count - used)
        stream.pointee.next_out = target.baseAddress
        stream.pointee.avail_out = UInt32(target.count)
        status = inflate(stream, Z_NO_FLUSH)
        used = source.count - Int(stream.pointee.avail_in)
        count = target.count - Int(stream.pointee.avail_out)
      }
    }
    switch status {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END:
      isInMember = false
      guard inflateReset(stream) == Z_OK else { throw wrong }
    default: throw wrong
    }
    return output
  }

  /// How far it was read, for messages.
  private var place: UInt64 { offset - UInt64(input.count - used) }

  private var wrong: DeliveryError {
    .unusable(
      .damaged(
        name,
        "is damaged near byte \(place): it cannot be unpacked, or its checksum is wrong"
      )
    )
  }

  private var foreignBytes: DeliveryError {
    .unusable(.damaged(name, "has bytes behind its end, at byte \(place), that are no gzip"))
  }
}
