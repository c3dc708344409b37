import RecordModel

/// What was done to the cells of one field: `absent` until something else is said.
struct RuleColumn {
  private(set) var bytes: [UInt8]

  init(rows: Int) { bytes = Array(repeating: NormalizationRule.absent.rawValue, count: rows) }

  subscript(_ row: Int) -> NormalizationRule {
    @inline(__always) get { NormalizationRule(rawValue: bytes[row]) ?? .absent }
    @inline(__always) set { bytes[row] = newValue.rawValue }
  }
}
