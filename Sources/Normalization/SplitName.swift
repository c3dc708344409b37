import RecordModel

/// The parts of a name as ranges of words: what is family, given, suffix and so on.
struct SplitName {
  var family = 0..<0
  /// The first is the given name, the others the middle name.
  var given = 0..<0
  var prefix = 0..<0
  var maiden = 0..<0
  /// Words that are suffixes, -1 for none; the generational one first.
  var suffix = -1
  var secondSuffix = -1
  /// Says whether anything was told apart.
  var isSplit = false

  init() {}

  /// Splits a combined name.
  init(_ tokens: borrowing NameTokens, order: NameOrder) {
    let all = 0..<tokens.count
    var familyEnd = 0
    while familyEnd < tokens.count, tokens[familyEnd].segment == 0 { familyEnd += 1 }
    // JOHN SMITH, JR is no LAST, FIRST: nothing but suffixes stands behind the comma.
    let isGivenFirst = isSuffixOnly(tokens, familyEnd..<all.upperBound)
    if order == .firstMiddleLast, isGivenFirst {
      splitGivenFirst(tokens, all)
    } else if tokens.segments > 0 {
      splitFamily(tokens, 0..<familyEnd)
      splitGiven(tokens, familyEnd..<all.upperBound)
    } else if order == .lastFirstMiddleNoComma {
      splitFamilyFirst(tokens, all)
    } else {
      splitFamily(tokens, all)
    }
  }

  /// Splits what stands for the family name: `SMITH JR`, `MRS SMITH`, `SMITH NEE JONES`.
  mutating func splitFamily(_ tokens: borrowing NameTokens, _ range: Range<Int>) {
    var range = cutMaiden(tokens, range)
    cutPrefixes(tokens, &range)
    while range.count > 1, isSuffix(tokens, range.upperBound - 1, .anySuffix) {
      range = range.lowerBound..<range.upperBound - 1
    }
    family = range
  }

  /// Splits what stands for the given names: `JOHN A`, `MR JOHN`, `JOHN A JR`, `JR, JOHN`.
  mutating func splitGiven(_ tokens: borrowing NameTokens, _ range: Range<Int>) {
    isSplit = isSplit || !range.isEmpty
    var range = cutMaiden(tokens, range)
    while let first = range.first, isOwnSegment(tokens, first, in: range),
      isSuffix(tokens, first, range.count > 1 ? .anySuffix : [.generational, .credential])
    {
      range = first + 1..<range.upperBound
    }
    cutPrefixes(tokens, &range)
    if range.count == 1, tokens[range.lowerBound].kinds.contains(.prefix) {
      prefix = range
      range = range.upperBound..<range.upperBound
    }
    while range.count > 1 {
      let last = range.upperBound - 1
      let isOwn = isOwnSegment(tokens, last, in: range)
      guard isSuffix(tokens, last, isOwn ? .anySuffix : [.generational, .credential]) else { break }
      range = range.lowerBound..<last
    }
    given = range
  }

  /// `LAST FIRST MIDDLE`: the first word, with its particles, is the family name.
  private mutating func splitFamilyFirst(_ tokens: borrowing NameTokens, _ all: Range<Int>) {
    var rest = all
    cutPrefixes(tokens, &rest)
    guard rest.count > 1 else { return splitFamily(tokens, rest) }
    var end = rest.lowerBound
    while end + 2 < rest.upperBound, isParticle(tokens, end, isFirst: end == rest.lowerBound) {
      end += 1
    }
    family = rest.lowerBound..<end + 1
    var given = end + 1..<rest.upperBound
    if let first = given.first, given.count > 1, isSuffix(tokens, first, .generational) {
      given = first + 1..<given.upperBound
    }
    splitGiven(tokens, given)
  }

  /// `FIRST MIDDLE LAST`: the last word, with the particles before it, is the family name.
  private mutating func splitGivenFirst(_ tokens: borrowing NameTokens, _ all: Range<Int>) {
    var rest = cutMaiden(tokens, all)
    cutPrefixes(tokens, &rest)
    while rest.count > 1 {
      let last = rest.upperBound - 1
      let segment = tokens[last].segment
      let mayBeLate = rest.count > 2 || segment > 0
      guard isSuffix(tokens, last, mayBeLate ? .anySuffix : [.generational, .credential]) else {
        break
      }
      rest = rest.lowerBound..<last
    }
    guard rest.count > 1 else {
      family = rest
      return
    }
    var start = rest.upperBound - 1
    while start - 1 > rest.lowerBound, tokens[start - 1].kinds.contains(.innerParticle) {
      start -= 1
    }
    family = start..<rest.upperBound
    given = rest.lowerBound..<start
    isSplit = true
  }

  /// Cuts `NEE JONES` or `(JONES)` from the end of a part.
  private mutating func cutMaiden(
    _ tokens: borrowing NameTokens,
    _ range: Range<Int>
  ) -> Range<Int> {
    for index in range.dropFirst() {
      let token = tokens[index]
      if token.kinds.contains(.nee), index + 1 < range.upperBound {
        maiden = index + 1..<range.upperBound
      } else if token.isBracketed, token.segment == 0 {
        maiden = index..<range.upperBound
      } else {
        continue
      }
      isSplit = true
      return range.lowerBound..<index
    }
    return range
  }

  private mutating func cutPrefixes(_ tokens: borrowing NameTokens, _ range: inout Range<Int>) {
    var start = range.lowerBound
    while range.upperBound - start > 1, tokens[start].kinds.contains(.prefix) { start += 1 }
    guard start > range.lowerBound else { return }
    prefix = range.lowerBound..<start
    range = start..<range.upperBound
    isSplit = true
  }

  /// Says whether a word is a suffix of these kinds, and then keeps it.
  private mutating func isSuffix(
    _ tokens: borrowing NameTokens,
    _ index: Int,
    _ kinds: NameWordKinds
  ) -> Bool {
    let own = tokens[index].kinds
    guard !own.isDisjoint(with: kinds) else { return false }
    if suffix < 0 {
      suffix = index
    } else if tokens[suffix].kinds.contains(.credential), !own.contains(.credential) {
      secondSuffix = suffix
      suffix = index
    } else {
      secondSuffix = index
    }
    isSplit = true
    return true
  }

  private func isSuffixOnly(_ tokens: borrowing NameTokens, _ range: Range<Int>) -> Bool {
    for index in range where tokens[index].kinds.isDisjoint(with: .anySuffix) { return false }
    return true
  }

  /// Says whether no other word of the range stands between the same commas.
  private func isOwnSegment(
    _ tokens: borrowing NameTokens,
    _ index: Int,
    in range: Range<Int>
  ) -> Bool {
    let segment = tokens[index].segment
    if index > range.lowerBound, tokens[index - 1].segment == segment { return false }
    guard index + 1 < range.upperBound else { return true }
    return tokens[index + 1].segment != segment
  }

  private func isParticle(
    _ tokens: borrowing NameTokens,
    _ index: Int,
    isFirst: Bool
  ) -> Bool {
    tokens[index].kinds.contains(isFirst ? .particle : .innerParticle)
  }
}
