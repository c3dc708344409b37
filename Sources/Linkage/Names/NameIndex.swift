import Digests
import Persons
import RecordModel

/// Every distinct name of all rows, numbered from 1; 0 is "missing".
///
/// Given, middle, family and maiden names share one numbering, so that a name in the wrong column is the
/// same number. Numbers follow the order of rows and leave the room nowhere.
struct NameIndex: Sendable {
  /// Letters of all names, one after the other.
  private(set) var letters: [UInt8] = []
  /// Where each name ends in `letters`, by number.
  private(set) var ends: [UInt32] = [0]
  private var slots: [UInt32]
  private var hashes: [UInt64] = [0]

  init(expecting count: Int = 1024) {
    var size = 2048
    while size < count * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
  }

  /// The highest number given.
  var last: Int { ends.count - 1 }

  @inline(__always)
  func range(_ number: UInt32) -> Range<Int> {
    Int(ends[Int(number) - 1])..<Int(ends[Int(number)])
  }

  /// The number of a name, a new one if it is new; 0 for an empty name.
  mutating func number(of name: Span<UInt8>) -> UInt32 {
    guard !name.isEmpty else { return 0 }
    let hash = stableHash(name)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let known = slots[slot]
      if hashes[Int(known)] == hash, isSame(known, name) { return known }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = UInt32(truncatingIfNeeded: ends.count)
    name.withUnsafeBufferPointer { letters.append(contentsOf: $0) }
    ends.append(UInt32(truncatingIfNeeded: letters.count))
    hashes.append(hash)
    slots[slot] = number
    if ends.count * 2 > slots.count { grow() }
    return number
  }

  private func isSame(_ number: UInt32, _ name: Span<UInt8>) -> Bool {
    let range = range(number)
    guard range.count == name.count else { return false }
    for index in name.indices where letters[range.lowerBound + index] != name[index] {
      return false
    }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for number in 1..<ends.count {
      var slot = Int(truncatingIfNeeded: hashes[number]) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(truncatingIfNeeded: number)
    }
  }
}

/// The names of rows as numbers: one column for each kind of name.
struct RowNames: Sendable {
  private(set) var index: NameIndex
  private(set) var given: [UInt32] = []
  private(set) var middle: [UInt32] = []
  /// For each row, which of `families` its family and its maiden name are.
  private(set) var family: [UInt32] = []
  private(set) var maiden: [UInt32] = []
  /// The values of each distinct family name: the whole, then its parts if it has several.
  private(set) var families: [[UInt32]] = [[]]

  /// Parts of a double name shorter than this are particles.
  private static let shortestPart = 3

  init(_ input: LinkInput) {
    index = NameIndex(expecting: input.rowCount / 8)
    var written = NameIndex(expecting: input.rowCount / 8)
    let rows = input.rowCount
    given.reserveCapacity(rows)
    middle.reserveCapacity(rows)
    family.reserveCapacity(rows)
    maiden.reserveCapacity(rows)
    let (givens, middles) = (input.given.bytes.span, input.middle.bytes.span)
    let (families, maidens) = (input.family.bytes.span, input.maiden.bytes.span)
    for row in 0..<rows {
      given.append(index.number(of: givens.extracting(input.given.range(row))))
      middle.append(
        index.number(of: middles.extracting(Self.firstWord(middles, input.middle.range(row))))
      )
      family.append(numberOfFamily(families.extracting(input.family.range(row)), &written))
      maiden.append(numberOfFamily(maidens.extracting(input.maiden.range(row)), &written))
    }
  }

  private static func firstWord(_ letters: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    for index in range where letters[index] == 0x20 { return range.lowerBound..<index }
    return range
  }

  private mutating func numberOfFamily(_ name: Span<UInt8>, _ written: inout NameIndex) -> UInt32 {
    let number = written.number(of: name)
    guard Int(number) == families.count else { return number }
    families.append(values(of: name))
    return number
  }

  private mutating func values(of name: Span<UInt8>) -> [UInt32] {
    var whole: [UInt8] = []
    var starts: [Int] = [0]
    for position in name.indices {
      if name[position] == 0x20 { starts.append(whole.count) } else { whole.append(name[position]) }
    }
    var found = [index.number(of: whole.span)]
    guard starts.count > 1 else { return found }
    starts.append(whole.count)
    for part in 1..<starts.count where starts[part] - starts[part - 1] >= Self.shortestPart {
      let number = index.number(of: whole.span.extracting(starts[part - 1]..<starts[part]))
      if !found.contains(number) { found.append(number) }
    }
    return found
  }
}
