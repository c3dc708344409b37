import Glibc

/// The plan's names by their bytes.
struct XMLNameTable: ~Copyable {
  private struct Entry {
    var key: UInt64
    var length: Int32
    var number: Int32
    var start: Int
  }

  private let entries: UnsafeMutableBufferPointer<Entry>
  private let text: UnsafeMutablePointer<UInt8>

  init(_ names: [String]) {
    var places = 64
    while places < names.count * 4 { places *= 2 }
    entries = .allocate(capacity: places)
    entries.initialize(repeating: Entry(key: 0, length: -1, number: -1, start: 0))
    let all = names.flatMap { Array($0.utf8) }
    text = .allocate(capacity: max(1, all.count))
    text.initialize(from: all, count: all.count)
    var start = 0
    for (number, name) in names.enumerated() {
      let utf8 = Array(name.utf8)
      let key = utf8.reduce(0) { $0 << 8 | UInt64($1) }
      var place = Self.place(key, utf8.count, places)
      while entries[place].length >= 0 { place = (place + 1) & (places - 1) }
      entries[place] = Entry(
        key: key,
        length: Int32(clamping: utf8.count),
        number: Int32(clamping: number),
        start: start
      )
      start += utf8.count
    }
  }

  deinit {
    entries.deallocate()
    text.deallocate()
  }

  @inline(__always)
  private static func place(_ key: UInt64, _ length: Int, _ places: Int) -> Int {
    let mixed = (key ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 40) & (places - 1)
  }

  /// The number of a name, -1 for one that no path has.
  @inline(__always)
  func number(of name: XMLPlainText.Name) -> Int32 {
    var place = Self.place(name.key, name.length, entries.count)
    while entries[place].length >= 0 {
      let entry = entries[place]
      if entry.key == name.key, Int(entry.length) == name.length,
        name.length <= 8 || memcmp(name.bytes, text + entry.start, name.length) == 0
      {
        return entry.number
      }
      place = (place + 1) & (entries.count - 1)
    }
    return -1
  }
}
