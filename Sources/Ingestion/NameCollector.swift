import RecordModel

/// The names that records give their values, in the order in which they first occur: bounded.
///
/// A record's names count when the record was taken as a whole: in one that is torn apart, a value may
/// stand where a name should.
struct NameCollector {
  static let most = 4_096
  private static let longest = 200

  /// Names as they stand in records.
  private(set) var names: [FoundName] = []
  private var bytes: [[UInt8]] = []
  private var numbers: [[UInt8]: Int] = [:]
  /// The record at hand: numbers of known names, and names that are new.
  private var known: [Int] = []
  private var new: [[UInt8]] = []
  private var lastRecordOf: [Int] = []
  private var record = 0
  private var guess = 0

  /// Notes a name of the record at hand.
  mutating func add(_ name: borrowing Span<UInt8>) {
    guard name.count > 0, name.count <= Self.longest else { return }
    // Records mostly have the names of the one before in its order.
    if guess < bytes.count, Self.isEqual(bytes[guess], name) {
      known.append(guess)
      guess += 1
      return
    }
    let text = name.withUnsafeBufferPointer { Array($0) }
    if let number = numbers[text] {
      known.append(number)
      guess = number + 1
    } else {
      new.append(text)
    }
  }

  /// Ends a record; `isWhole` says whether it is built as it should be.
  mutating func end(isWhole: Bool) {
    if isWhole {
      record += 1
      for number in known { count(number) }
      for text in new { count(number(of: text)) }
    }
    known.removeAll(keepingCapacity: true)
    new.removeAll(keepingCapacity: true)
    guess = 0
  }

  private mutating func number(of text: [UInt8]) -> Int? {
    if let number = numbers[text] { return number }
    guard bytes.count < Self.most, let name = Self.text(text) else { return nil }
    numbers[text] = bytes.count
    bytes.append(text)
    names.append(FoundName(name))
    lastRecordOf.append(0)
    return bytes.count - 1
  }

  private mutating func count(_ number: Int?) {
    guard let number else { return }
    if lastRecordOf[number] == record { names[number].repeats = true }
    lastRecordOf[number] = record
  }

  /// A name has a letter, and nothing that no line of text shows: what has not may be a value.
  private static func text(_ bytes: [UInt8]) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    let scalars = text.unicodeScalars
    let hasLetter = scalars.contains { $0.properties.isAlphabetic }
    return hasLetter && !scalars.contains { $0.value < 0x20 || $0.value == 0x7F } ? text : nil
  }

  private static func isEqual(_ known: [UInt8], _ name: borrowing Span<UInt8>) -> Bool {
    guard known.count == name.count else { return false }
    for at in known.indices where known[at] != name[at] { return false }
    return true
  }
}
