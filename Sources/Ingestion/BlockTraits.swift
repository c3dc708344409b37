/// What all rows of a block need not be asked one by one.
struct BlockTraits {
  /// Bytes from 0x80 up.
  let highBytes: Int
  let hasZeros: Bool

  init(_ bytes: borrowing Span<UInt8>) {
    highBytes = bytes.withUnsafeBytes { buffer in
      // Eight bytes at a time: this looks at every byte of every export.
      let words = buffer.count / 8
      var high: UInt64 = 0
      for word in 0..<words {
        high |= buffer.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)
      }
      var count = 0
      // Most exports have none.
      if high & 0x8080_8080_8080_8080 != 0 {
        for word in 0..<words {
          let eight = buffer.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)
          count &+= (eight & 0x8080_8080_8080_8080).nonzeroBitCount
        }
      }
      for index in words * 8..<buffer.count where buffer[index] >= 0x80 { count &+= 1 }
      return count
    }
    var zero = NextByte(0)
    hasZeros = zero.position(from: 0, in: bytes) < bytes.count
  }
}
