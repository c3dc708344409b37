package import Persons
import RecordModel

/// The deterministic rules of the CMS Patient Matching Proposal (v3.4.0), as far as rows have their fields.
///
/// A yardstick beside our linkage, never used to link. Of its 29 rules these can be asked here, a
/// star meaning that the field may differ a little:
/// - 01 given* + family* + birth* + street, at most two differing
/// - 02 given + family* + birth* + phone, at most one
/// - 04 given* + family + birth + SSN last four; 05 given + family* + birth + SSN last four
/// - 11 given + birth + phone; 13 given + phone + SSN last four
/// - 22 the same record number of one assigner
/// - 30 family* + birth + phone: without a given name, so that it joins twins; the proposal knows
///
/// A name may differ by one edit (a swap of neighbours is one) when both have five letters or more, a
/// birth date by a day. Two different generations (Jr, III) forbid a pair by any rule but 22. The other
/// rules ask for e-mail, ITIN, Medicare, legal or insurance numbers. Streets must be equal: linkage has
/// not their letters. Groups are those of rules and of transitivity. Linear but for groups that share a street, phone or name, each of which is
/// compared with `mostDistinct` others at most.
package enum CMSRules {
  /// The most different rows of one group that each row is compared with.
  private static let mostDistinct = 64

  /// What is compared, for people.
  package static let words = [
    "the CMS rules 01, 02, 04, 05, 11, 13, 22 and 30, as far as rows have their fields;"
      + " streets must be equal"
  ]

  /// For each row the first row of its group.
  package static func link(_ input: LinkInput) -> [UInt32] {
    var groups = RowGroups(input.rowCount)
    let rows = RuleRows(input)
    groups.join(KeyGroups(keys: input.numbers))
    for rule in pairRules {
      let blocks = KeyGroups(keys: rows.keys(rule.exact))
      for block in 0..<blocks.count { join(blocks[block], rule, rows, &groups) }
    }
    return groups.firstOfRow
  }

  /// A rule some of whose fields may differ: rows meet by the others.
  private struct PairRule {
    var exact: [RuleField]
    var fuzzy: [RuleField]
    var mostDiffering: Int
  }

  /// With two of three fields differing one is equal, so three meetings find all pairs of rule 01.
  private static let pairRules: [PairRule] = [
    PairRule(exact: [.street, .given], fuzzy: [.family, .birth], mostDiffering: 2),
    PairRule(exact: [.street, .family], fuzzy: [.given, .birth], mostDiffering: 2),
    PairRule(exact: [.street, .birth], fuzzy: [.given, .family], mostDiffering: 2),
    PairRule(exact: [.given, .phone], fuzzy: [.family, .birth], mostDiffering: 1),
    PairRule(exact: [.family, .birth, .lastFour], fuzzy: [.given], mostDiffering: 1),
    PairRule(exact: [.given, .birth, .lastFour], fuzzy: [.family], mostDiffering: 1),
    PairRule(exact: [.birth, .phone], fuzzy: [.family], mostDiffering: 1),
    PairRule(exact: [.given, .birth, .phone], fuzzy: [], mostDiffering: 0),
    PairRule(exact: [.given, .phone, .lastFour], fuzzy: [], mostDiffering: 0),
  ]

  private static func join(
    _ block: ArraySlice<UInt32>,
    _ rule: PairRule,
    _ rows: RuleRows,
    _ groups: inout RowGroups
  ) {
    guard block.count > 1 else { return }
    var distinct: [Int] = []
    for row in block {
      let row = Int(row)
      var isKnown = false
      for other in distinct {
        guard !rows.areOfTwoGenerations(row, other),
          let differing = rows.differing(row, other, rule.fuzzy)
        else { continue }
        if differing <= rule.mostDiffering { groups.join(UInt32(row), UInt32(other)) }
        if differing == 0 {
          isKnown = true
          break
        }
      }
      if !isKnown, distinct.count < mostDistinct { distinct.append(row) }
    }
  }
}
