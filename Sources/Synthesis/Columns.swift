/// The columns of an index, in their order: the layout that the yardstick and `synthesized.yaml` read.
enum Columns {
  static let names = [
    "doc_id", "facility", "mrn", "patient_name", "last_name", "first_name", "middle_name", "suffix",
    "sex", "dob", "ssn", "phone", "address", "city", "state", "zip", "doc_type", "service_date",
    "box",
    "reel", "frame", "page_count", "image_path",
  ].map { Array($0.utf8) }
}

/// The cells of one row, one after another.
struct RowCells {
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = []

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  mutating func put(_ byte: UInt8) { bytes.append(byte) }
  mutating func put(_ text: [UInt8]) { bytes.append(contentsOf: text) }

  mutating func put(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// A number of so many digits at least.
  mutating func put(_ number: Int, digits: Int = 1) {
    var scale = 1
    for _ in 1..<digits { scale *= 10 }
    while scale <= number / 10 { scale *= 10 }
    while scale > 0 {
      bytes.append(UInt8(truncatingIfNeeded: 48 + number / scale % 10))
      scale /= 10
    }
  }

  /// Ends the cell; what was put since the last one is its content.
  mutating func endCell() { ends.append(bytes.count) }
}
