import Persons
package import RecordModel

extension DeliveredRows {
  /// The key of a row of one delivery, by its number there; nil for a row that is refused, ignored or
  /// not there.
  package func key(ofRow ordinal: UInt64, delivery: Int) -> RowKey? {
    for segment in segments where segment.delivery == delivery {
      // Rows of a segment come in the order in which they were read.
      guard let index = segment.ordinals.firstIndex(of: ordinal) else { continue }
      return segment.columns.keys[index]
    }
    return nil
  }
}
