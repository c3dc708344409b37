package import RecordModel

/// Every patient id ever given out, with the row it hangs on.
///
/// Ids are minted once and never derived again.
package struct IdsGivenOut: Sendable {
  /// One id: its anchor row, and when it was given.
  package struct Entry: Sendable, Hashable {
    package var anchor: RowKey
    package var id: Key128
    /// The night the id was first published.
    package var night: UInt16

    package init(anchor: RowKey, id: Key128, night: UInt16) {
      self.anchor = anchor
      self.id = id
      self.night = night
    }
  }

  /// Sorted by anchor; one entry an anchor.
  package private(set) var entries: [Entry]

  package init(entries: [Entry] = []) {
    // New ids come in order of their anchors already; sorting them again is what costs.
    let isOrdered = entries.indices.dropFirst().allSatisfy {
      entries[$0 - 1].anchor < entries[$0].anchor
    }
    self.entries = isOrdered ? entries : entries.sorted { $0.anchor < $1.anchor }
  }

  /// The entry whose anchor is this row, or nil.
  package func entry(anchor: RowKey) -> Entry? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].anchor < anchor { low = middle + 1 } else { high = middle }
    }
    guard low < entries.count, entries[low].anchor == anchor else { return nil }
    return entries[low]
  }
}
