/// Batches and files of batches, as their headers and trailers say them.
struct HL7Batches {
  /// Since the last batch header or trailer.
  var messages = 0
  private var batches = 0
  private var hasOpenBatch = false
  private var hasOpenFile = false

  var isAnyOpen: Bool { hasOpenBatch || hasOpenFile }

  func isOpen(_ isBatch: Bool) -> Bool { isBatch ? hasOpenBatch : hasOpenFile }

  mutating func open(_ isBatch: Bool) {
    if isBatch {
      hasOpenBatch = true
    } else {
      hasOpenFile = true
      batches = 0
    }
    messages = 0
  }

  /// Ends a batch or file; says whether the count in its trailer, if there is one, is right.
  mutating func close(_ isBatch: Bool, trailer: Span<UInt8>) -> Bool {
    let counted = isBatch ? messages : batches
    if isBatch {
      batches += 1
      messages = 0
      hasOpenBatch = false
    } else {
      hasOpenFile = false
    }
    guard let said = Self.count(in: trailer) else { return true }
    return said == counted
  }

  /// Field 1 of a trailer; nil when it says nothing, -1 when it says no number.
  private static func count(in trailer: Span<UInt8>) -> Int? {
    guard trailer.count > 4 else { return nil }
    var count = 0
    var index = 4
    while index < trailer.count, trailer[index] != trailer[3] {
      guard trailer[index] &- 48 < 10, count < 1_000_000_000 else { return -1 }
      count = count * 10 + Int(trailer[index] - 48)
      index += 1
    }
    return index == 4 ? nil : count
  }
}
