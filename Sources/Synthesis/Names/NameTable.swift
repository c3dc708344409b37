import CensusNames

/// Names with their weights, and the draw among them.
struct NameTable: Sendable {
  let words: [Word]
  private let slots: WeightedDraw

  init(_ weighted: [(word: Word, weight: Int)], bits: Int) {
    words = weighted.map(\.word)
    slots = WeightedDraw(weighted.map(\.weight), bits: bits)
  }

  @inline(__always)
  func draw(_ dice: inout Dice) -> Int { slots.draw(&dice) }

  /// Reads a list in which a number is the weight of the names after it.
  static func read(_ list: String) -> [(word: Word, weight: Int)] {
    var (names, weight): ([(word: Word, weight: Int)], Int) = ([], 1)
    for item in list.split(whereSeparator: \.isWhitespace) {
      if let number = Int(item) {
        weight = number
      } else {
        names.append((Word(item), weight))
      }
    }
    return names
  }

  /// Family names: 4,000 common ones, and 25,000 made-up ones in the place of the rare.
  static func surnames() -> NameTable {
    let common = read(CommonSurnames.list) + read(LessCommonSurnames.list)
    let shares = common.reduce(0) { $0 + $1.weight }
    // In hundred-thousandths, as the lists are: the rest of the population has the rare names.
    let tail = RareSurnames.names(weighing: 100_000 - shares)
    return NameTable(common.map { ($0.word, $0.weight * RareSurnames.scale) } + tail, bits: 18)
  }
}
