/// What all rows of a block need not be asked one by one.
struct BlockTraits {
  /// Bytes from 0x80 up.
  let highBytes: Int
  let hasZeros: Bool

  init(_ bytes: borrowing Span<UInt8>) {
    var high = 0
    for index in bytes.indices { high &+= Int(bytes[index] >> 7) }
    highBytes = high
    var zero = NextByte(0)
    hasZeros = zero.position(from: 0, in: bytes) < bytes.count
  }
}
