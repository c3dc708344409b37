/// What each night brings: the whole index on the first, a few rows in a hundred on the others.
package struct Nights {
  package private(set) var index: SyntheticIndex
  /// The night that was made last, from 1.
  private(set) var night = 1
  private var corrections: [UInt8]
  private var isWithdrawn: [Bool]
  private var lastTouched: [UInt8]
  private let firstCount: Int

  package init(_ index: SyntheticIndex) {
    self.index = index
    firstCount = index.count
    corrections = Array(repeating: 0, count: index.count)
    isWithdrawn = Array(repeating: false, count: index.count)
    lastTouched = Array(repeating: 1, count: index.count)
  }

  /// The documents that the night brings, in the order of its file.
  private(set) var brought: [Int] = []

  func corrections(of document: Int) -> Int { Int(corrections[document]) }

  /// The documents that are in force after the night, in the order of a whole index.
  var inForce: some Sequence<Int> {
    isWithdrawn.indices.lazy.filter { [isWithdrawn] in !isWithdrawn[$0] }
  }

  /// Goes on to the next night.
  mutating func advance() {
    night += 1
    brought.removeAll()
    var dice = Dice(seed: index.town.seed, of: .night, UInt64(night))
    withdraw(share(20...50, &dice), &dice)
    change(share(60...120, &dice), &dice)
    repeatRows(share(40...100, &dice), &dice)
    addNew(share(100...180, &dice), &dice)
    dice.shuffle(&brought)
  }

  // So many of ten thousand rows of the first night, but at least one.
  private func share(_ inTenThousand: ClosedRange<Int>, _ dice: inout Dice) -> Int {
    max(1, firstCount * dice.within(inTenThousand) / 10_000)
  }

  private mutating func withdraw(_ count: Int, _ dice: inout Dice) {
    for _ in 0..<count {
      guard let document = pick(&dice) else { return }
      isWithdrawn[document] = true
    }
  }

  private mutating func change(_ count: Int, _ dice: inout Dice) {
    for _ in 0..<count {
      guard let document = pick(&dice) else { return }
      corrections[document] += 1
      brought.append(document)
    }
  }

  private mutating func repeatRows(_ count: Int, _ dice: inout Dice) {
    for _ in 0..<count {
      guard let document = pick(&dice) else { return }
      brought.append(document)
    }
  }

  // Two of three new documents are of people nobody knew; the others of registrations that are known.
  private mutating func addNew(_ count: Int, _ dice: inout Dice) {
    let start = index.count
    var known: [RegistrationPlace] = []
    for _ in 0..<(count / 3) { known.append(index.documents[dice.below(start)]) }
    index.add(fromNewHouseholds: count - known.count, and: known, &dice)
    corrections += repeatElement(0, count: count)
    isWithdrawn += repeatElement(false, count: count)
    lastTouched += repeatElement(UInt8(night), count: count)
    brought += start..<index.count
  }

  // A document in force that this night has not touched; nil when there is hardly one left.
  private mutating func pick(_ dice: inout Dice) -> Int? {
    for _ in 0..<100 {
      let document = dice.below(index.count)
      if isWithdrawn[document] || Int(lastTouched[document]) == night { continue }
      if corrections[document] == .max { continue }
      lastTouched[document] = UInt8(night)
      return document
    }
    return nil
  }
}
