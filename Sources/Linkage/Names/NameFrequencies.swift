import CensusNames

/// How rare names are, in milli-bits: 1000 times minus the binary logarithm of a name's share.
struct NameFrequencies: Sendable, Equatable {
  var given: [String: Int32]
  var family: [String: Int32]
  /// Of a name that is not listed.
  var otherGiven: Int32
  var otherFamily: Int32

  /// The names of the US in 1990 (Census Bureau, public domain); a name not listed is taken for more
  /// common than it is, so that it never proves much.
  static let census: NameFrequencies = {
    // The lists of men and of women each add up to nearly 100,000.
    let men = read(GivenNames.male, of: 200_000)
    let women = read(GivenNames.female, of: 200_000)
    let surnames = read(CommonSurnames.list, of: 100_000)
      .merging(read(LessCommonSurnames.list, of: 100_000)) { min($0, $1) }
    return NameFrequencies(
      // A name of both men and women is as common as the more common of the two.
      given: men.merging(women) { min($0, $1) },
      family: surnames,
      otherGiven: 14_000,
      otherFamily: 15_000
    )
  }()

  /// Reads a list in which a number is the weight of the names after it.
  private static func read(_ list: String, of total: Int) -> [String: Int32] {
    var names: [String: Int32] = [:]
    var rarity: Int32 = 0
    for item in list.split(whereSeparator: \.isWhitespace) {
      if let weight = Int(item) {
        rarity = MilliBits.log2(over: total, under: max(1, weight))
      } else {
        names[String(item)] = rarity
      }
    }
    return names
  }
}
