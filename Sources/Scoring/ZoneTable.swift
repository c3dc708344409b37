/// What two records are to each other, by linkage or by a person's label.
package enum PairZone: Int, CaseIterable, Sendable {
  /// One person.
  case match = 0
  /// A person should look.
  case possible
  /// Two people.
  case not
}

/// Labelled pairs against what linkage made of them.
///
/// Whoever labels pairs picks them one by one: they are taken for independent.
package struct ZoneTable: Sendable, Equatable {
  /// Pairs by label, then by zone of the result.
  private var counts = [UInt64](repeating: 0, count: 9)

  package init() {}

  package mutating func add(label: PairZone, zone: PairZone) {
    counts[label.rawValue * 3 + zone.rawValue] += 1
  }

  package func count(label: PairZone, zone: PairZone) -> UInt64 {
    counts[label.rawValue * 3 + zone.rawValue]
  }

  package var pairs: UInt64 { counts.reduce(0, +) }

  /// Pairs whose zone is their label, of all.
  package var accuracy: Share {
    Share(PairZone.allCases.reduce(0) { $0 + count(label: $1, zone: $1) }, of: pairs)
  }

  /// Of the pairs of a zone those with that label.
  package func precision(_ zone: PairZone) -> Share {
    let all = PairZone.allCases.reduce(0) { $0 + count(label: $1, zone: zone) }
    return Share(count(label: zone, zone: zone), of: all)
  }

  /// Of the pairs with a label those in that zone.
  package func recall(_ label: PairZone) -> Share {
    let all = PairZone.allCases.reduce(0) { $0 + count(label: label, zone: $1) }
    return Share(count(label: label, zone: label), of: all)
  }
}
