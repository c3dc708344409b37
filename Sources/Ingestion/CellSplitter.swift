import Glibc

/// Splits a row at its delimiters eight bytes at a time, and gives exactly the cells that libcsv gives.
///
/// Unquoted cells and well-formed quoted ones come out as libcsv's default mode has them: spaces and
/// tabs around an unquoted cell or outside the quotes are dropped where cells are trimmed, a quote inside
/// an unquoted cell is an ordinary character, two quotes inside quotes are one, a line end inside quotes
/// is text. Everything else (text behind a closing quote, an open quote) is not answered: libcsv reads
/// such rows. A test compares the two on random rows.
struct CellSplitter {
  let delimiter: UInt8
  /// Says whether spaces and tabs around a cell are dropped.
  let trims: Bool
  private let pattern: UInt64

  init(delimiter: UInt8, trims: Bool) {
    self.delimiter = delimiter
    self.trims = trims
    pattern = UInt64(delimiter) &* 0x0101_0101_0101_0101
  }

  /// How many bytes may be read behind a row and written behind its cells.
  static let slack = 16

  /// Where cells are written.
  struct Target {
    /// The cells' bytes; has room for the row and `slack` more.
    var cells: UnsafeMutablePointer<UInt8>
    /// Bytes in the arena in front of `cells`: what ends are counted from.
    var used: Int
    var ends: UnsafeMutablePointer<UInt32>
    /// Cells kept; surplus ones are counted and written over.
    var most: Int
  }

  /// Splits a row of `length` bytes; the bytes behind it are readable for `slack` more.
  ///
  /// - Returns: Cells counted and bytes kept; nil when libcsv must read the row.
  @inline(__always)
  func split(
    _ row: UnsafePointer<UInt8>,
    _ length: Int,
    into target: Target
  ) -> (cells: Int, bytes: Int)? {
    var places = BytePlaces(pattern, row, length)
    var at = 0
    var kept = 0
    var count = 0
    while true {
      let cell = target.cells + kept
      var size = 0
      // Spaces, tabs and quotes are the smallest bytes that a row has.
      if row[at] <= 0x22, at < length {
        if trims { while at < length, isSpace(row[at]) { at &+= 1 } }
        if at < length, row[at] == 0x22 {
          guard let found = quoted(row, at, length, cell) else { return nil }
          at = found.end
          size = trims ? trimmed(cell, found.size, true) : found.size
        } else {
          size = plain(row, &at, &places, cell)
          if trims { size = trimmed(cell, size, false) }
        }
      } else {
        size = plain(row, &at, &places, cell)
        if trims, size > 0, row[at &- 1] <= 0x20 { size = trimmed(cell, size, false) }
      }
      if count < target.most {
        kept &+= size
        target.ends[count] = UInt32(truncatingIfNeeded: target.used &+ kept)
      }
      count &+= 1
      guard at < length else { return (count, kept) }
      at &+= 1
    }
  }

  /// Copies an unquoted cell up to its delimiter or the row's end; says how long it is.
  @inline(__always)
  private func plain(
    _ row: UnsafePointer<UInt8>,
    _ at: inout Int,
    _ places: inout BytePlaces,
    _ target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let source = UnsafeRawPointer(row + at)
    let copy = UnsafeMutableRawPointer(target)
    let end = places.next(from: at)
    let size = end &- at
    at = end
    copy.storeBytes(of: source.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
    var copied = 16
    while copied < size {
      let piece = source.loadUnaligned(fromByteOffset: copied, as: SIMD16<UInt8>.self)
      copy.storeBytes(of: piece, toByteOffset: copied, as: SIMD16<UInt8>.self)
      copied &+= 16
    }
    return size
  }

  /// Copies a quoted cell without its quotes; says how long it is, and where the delimiter or row end is.
  private func quoted(
    _ row: UnsafePointer<UInt8>,
    _ open: Int,
    _ length: Int,
    _ target: UnsafeMutablePointer<UInt8>
  ) -> (size: Int, end: Int)? {
    var from = open + 1
    var size = 0
    while true {
      let piece = toQuote(row, from, length, target + size)
      size += piece
      let close = from + piece
      guard close < length else { return nil }
      var after = close + 1
      if after < length, row[after] == 0x22 {
        target[size] = 0x22
        size += 1
        from = after + 1
        continue
      }
      if trims { while after < length, isSpace(row[after]) { after += 1 } }
      guard after == length || row[after] == delimiter else { return nil }
      return (size, after)
    }
  }

  @inline(__always)
  private func toQuote(
    _ row: UnsafePointer<UInt8>,
    _ start: Int,
    _ length: Int,
    _ target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let source = UnsafeRawPointer(row + start)
    let copy = UnsafeMutableRawPointer(target)
    let most = length - start
    var at = 0
    while at < most {
      let word = source.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      copy.storeBytes(of: word, toByteOffset: at, as: UInt64.self)
      let found = Self.zeroBytes(word ^ 0x2222_2222_2222_2222)
      if found != 0 { return min(most, at + found.trailingZeroBitCount >> 3) }
      at += 8
    }
    return max(0, most)
  }

  /// Drops spaces and tabs at the end, and in front too where they were inside quotes.
  @inline(__always)
  private func trimmed(
    _ cell: UnsafeMutablePointer<UInt8>,
    _ size: Int,
    _ isQuoted: Bool
  ) -> Int {
    var kept = size
    while kept > 0, cell[kept - 1] == 0x20 || cell[kept - 1] == 0x09 { kept -= 1 }
    guard isQuoted else { return kept }
    var front = 0
    while front < kept, cell[front] == 0x20 || cell[front] == 0x09 { front += 1 }
    if front > 0 { memmove(cell, cell + front, kept - front) }
    return kept - front
  }

  /// A delimiter is never skipped as a space: tabs may part cells.
  @inline(__always)
  private func isSpace(_ byte: UInt8) -> Bool {
    (byte == 0x20 || byte == 0x09) && byte != delimiter
  }

  /// The high bit of each byte that is zero; exact up to and including the first.
  @inline(__always)
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Says whether every byte is below 0x80.
  var isASCII: Bool {
    let bytes = UnsafeRawBufferPointer(self)
    var high: UInt64 = 0
    var at = 0
    while at + 8 <= bytes.count {
      high |= bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      at += 8
    }
    while at < bytes.count {
      high |= UInt64(bytes[at])
      at += 1
    }
    return high & 0x8080_8080_8080_8080 == 0
  }
}
