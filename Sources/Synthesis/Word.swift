/// A name of up to 32 bytes, kept in place: making a million rows allocates nothing for names.
struct Word: Equatable, Sendable {
  private var bytes = InlineArray<32, UInt8>(repeating: 0)
  private(set) var count = 0

  init() {}

  init(_ text: some StringProtocol) {
    for byte in text.utf8 { append(byte) }
  }

  var isEmpty: Bool { count == 0 }

  subscript(index: Int) -> UInt8 {
    get { bytes[index] }
    set { bytes[index] = newValue }
  }

  /// Adds a byte; what does not fit is left out, as a narrow field would.
  mutating func append(_ byte: UInt8) {
    guard count < 32 else { return }
    bytes[count] = byte
    count += 1
  }

  mutating func append(_ other: Word) {
    for index in 0..<other.count { append(other[index]) }
  }

  mutating func insert(_ byte: UInt8, at index: Int) {
    guard count < 32 else { return }
    var place = count
    while place > index {
      bytes[place] = bytes[place - 1]
      place -= 1
    }
    bytes[index] = byte
    count += 1
  }

  mutating func remove(at index: Int) {
    for place in index..<(count - 1) { bytes[place] = bytes[place + 1] }
    count -= 1
  }

  /// The first letter alone.
  var initial: Word {
    var word = Word()
    if count > 0 { word.append(bytes[0]) }
    return word
  }

  static func == (left: Word, right: Word) -> Bool {
    guard left.count == right.count else { return false }
    for index in 0..<left.count where left[index] != right[index] { return false }
    return true
  }
}
