import Digests
import Persons
import RecordModel

/// The rows of a person by document: one row each, or the pages of one in their order.
///
/// Reused from person to person. Groups come in the order of their first rows, so that a new
/// night's document is the last one.
struct DocumentGroups {
  /// Rows of all groups, one group after the other, pages in order.
  private(set) var rows: [Int32] = []
  private(set) var groups: [Group] = []
  private var pages: [Page] = []

  /// A document, or a row that is none.
  struct Group {
    /// The row that came first: the document's id hangs on it.
    let first: Int32
    let rows: Range<Int>
  }

  /// A page and what it is sorted by: document, then row.
  private struct Page: Comparable {
    let source: UInt8
    let document: UInt64
    let row: Int32

    static func < (left: Self, right: Self) -> Bool {
      (left.source, left.document, left.row) < (right.source, right.document, right.row)
    }
  }

  /// Groups a person's rows; `rowsArePages` is by source.
  mutating func gather(_ person: borrowing PersonInHand, rowsArePages: [Bool]) {
    rows.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
    pages.removeAll(keepingCapacity: true)
    for row in person.rows.indices {
      let source = Int(person.rows[row].source)
      if source < rowsArePages.count, rowsArePages[source], person.has(.documentID, row) {
        pages.append(page(row, of: person))
      } else {
        let index = Int32(truncatingIfNeeded: row)
        groups.append(Group(first: index, rows: rows.count..<rows.count + 1))
        rows.append(index)
      }
    }
    guard !pages.isEmpty else { return }
    gatherPages(person)
    groups.sort { $0.first < $1.first }
  }

  private func page(_ row: Int, of person: borrowing PersonInHand) -> Page {
    let id = person.bytes.span.extracting(person.range(.documentID, row))
    return Page(
      source: person.rows[row].source,
      document: stableHash(id),
      row: Int32(truncatingIfNeeded: row)
    )
  }

  private mutating func gatherPages(_ person: borrowing PersonInHand) {
    pages.sort()
    var start = 0
    while start < pages.count {
      var end = start + 1
      while end < pages.count, isSameDocument(pages[start], pages[end], of: person) { end += 1 }
      append(pages[start..<end], of: person)
      start = end
    }
  }

  private func isSameDocument(
    _ first: Page,
    _ second: Page,
    of person: borrowing PersonInHand
  ) -> Bool {
    first.source == second.source && first.document == second.document
      && person.isSame(.documentID, Int(first.row), Int(second.row))
  }

  private mutating func append(_ pages: ArraySlice<Page>, of person: borrowing PersonInHand) {
    guard let first = pages.first?.row else { return }
    let start = rows.count
    for page in pages { rows.append(page.row) }
    let count = pages.count
    groups.append(Group(first: first, rows: start..<start + count))
    // An insertion sort would be quadratic for a reel of thousands of frames.
    var order = Array(rows[start...])
    order.sort { person.isEarlierPage(Int($0), Int($1)) }
    rows.replaceSubrange(start..., with: order)
  }
}

extension PersonInHand {
  /// Pages by frame, then by image, as a person counts (`9` before `10`), then as they came.
  func isEarlierPage(_ first: Int, _ second: Int) -> Bool {
    for value in [TextValue.box, .folder, .reel, .fiche, .frame, .image] {
      let order = naturalOrder(value, first, second)
      if order != 0 { return order < 0 }
    }
    return first < second
  }

  /// -1, 0 or 1: runs of digits count as numbers, everything else as bytes.
  private func naturalOrder(_ value: TextValue, _ first: Int, _ second: Int) -> Int {
    let bytes = self.bytes.span
    var left = range(value, first)
    var right = range(value, second)
    while let one = left.first, let other = right.first {
      if Self.isDigit(bytes[one]), Self.isDigit(bytes[other]) {
        let order = compareNumbers(&left, &right)
        if order != 0 { return order }
      } else {
        guard bytes[one] == bytes[other] else { return bytes[one] < bytes[other] ? -1 : 1 }
        left.removeFirst()
        right.removeFirst()
      }
    }
    return left.isEmpty == right.isEmpty ? 0 : left.isEmpty ? -1 : 1
  }

  private func compareNumbers(_ left: inout Range<Int>, _ right: inout Range<Int>) -> Int {
    let bytes = self.bytes.span
    let one = takeNumber(&left)
    let other = takeNumber(&right)
    if one.count != other.count { return one.count < other.count ? -1 : 1 }
    for (first, second) in zip(one, other) where bytes[first] != bytes[second] {
      return bytes[first] < bytes[second] ? -1 : 1
    }
    return 0
  }

  /// Takes a run of digits and gives it without its leading zeros.
  private func takeNumber(_ range: inout Range<Int>) -> Range<Int> {
    let bytes = self.bytes.span
    var start = range.lowerBound
    var end = start
    while end < range.upperBound, Self.isDigit(bytes[end]) { end += 1 }
    while start < end, bytes[start] == UInt8(ascii: "0") { start += 1 }
    range = end..<range.upperBound
    return start..<end
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
}
