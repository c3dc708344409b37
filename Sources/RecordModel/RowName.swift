/// How a row is named.
package enum RowName: Sendable, Equatable {
  /// Rows are counted from 1.
  case ordinal(UInt64)
  /// The row that begins in this line, or runs over it.
  case line(UInt64)
}
