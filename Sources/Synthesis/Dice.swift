/// A stream of random numbers that is the same on every machine: SplitMix64, in integers only.
///
/// Streams that begin at different seeds have nothing to do with each other, so that everything made
/// up has a stream of its own, and can be made again alone.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// The stream of one thing out of many: a household, a person, a document.
  init(seed: UInt64, of kind: Kind, _ number: UInt64) {
    state = mixed(mixed(seed &+ kind.rawValue &* 0xd6e8_feb8_6659_fd93) &+ number)
  }

  /// What a stream is for.
  enum Kind: UInt64 {
    case household = 1, person, firstPapers, secondPapers, document, correction, order, night
    case nameTail, recordNumbers, images, reissue
  }

  /// Any 64 bits.
  @inline(__always)
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return mixed(state)
  }

  /// A number from 0 to one less than the bound.
  @inline(__always)
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number of a range.
  @inline(__always)
  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// True so many times in ten thousand.
  @inline(__always)
  mutating func chance(_ inTenThousand: Int) -> Bool { below(10_000) < inTenThousand }

  /// One of some items.
  @inline(__always)
  mutating func of<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

  /// Brings items into an order that says nothing.
  mutating func shuffle<Item>(_ items: inout [Item]) {
    for index in items.indices.reversed() where index > 0 {
      items.swapAt(index, below(index + 1))
    }
  }
}

/// The finisher of SplitMix64: every bit of the input may change every bit of the output.
@inline(__always)
func mixed(_ value: UInt64) -> UInt64 {
  var bits = value
  bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
  bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
  return bits ^ bits >> 31
}
