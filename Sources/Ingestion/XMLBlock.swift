import RecordModel

/// About 4 MB of row elements, as cells: what one worker turns into a batch.
package struct XMLBlock: Sendable {
  var cells: [UInt8] = []
  var ends: [UInt32] = []
  var places = PlaceColumns()
  var refusals: [RuleCode] = []
  var notes = FindingColumns()
  var firstOrdinal: UInt64

  init(firstOrdinal: UInt64) { self.firstOrdinal = firstOrdinal }
}
