import RecordModel

/// The types of resource that are published.
enum PublishedType: UInt8, CaseIterable, Sendable {
  case organization, patient, provenance, encounter, document, condition, procedure

  /// As FHIR and the manifest's counts spell it.
  var name: StaticString {
    switch self {
    case .organization: "Organization"
    case .patient: "Patient"
    case .provenance: "Provenance"
    case .encounter: "Encounter"
    case .document: "DocumentReference"
    case .condition: "Condition"
    case .procedure: "Procedure"
    }
  }

  /// The type with this name, if it is one of ours.
  init?(_ text: borrowing Span<UInt8>) {
    for type in Self.allCases where isSame(text, type.name) {
      self = type
      return
    }
    return nil
  }
}

/// A key of a type, and the file and line it stands in; ordered by key and type first.
///
/// 24 bytes: there is one for every resource and every cited row of a tree.
struct PlacedKey: Sendable, Comparable {
  let key: Key128
  private let place: UInt64

  init(_ key: Key128, _ type: PublishedType, file: Int, line: UInt64) {
    self.key = key
    place =
      UInt64(type.rawValue) << 60 | UInt64(truncatingIfNeeded: file & 0xF_FFFF) << 40
      | (line & 0xFF_FFFF_FFFF)
  }

  var type: PublishedType? { PublishedType(rawValue: UInt8(truncatingIfNeeded: place >> 60)) }
  var file: Int { Int(truncatingIfNeeded: place >> 40) & 0xF_FFFF }
  var line: UInt64 { place & 0xFF_FFFF_FFFF }

  /// Says whether it is the same resource, wherever it stands.
  func isSameResource(as other: Self) -> Bool {
    key == other.key && place >> 60 == other.place >> 60
  }

  static func < (left: Self, right: Self) -> Bool {
    left.key == right.key ? left.place < right.place : left.key < right.key
  }
}

extension [PlacedKey] {
  /// Says whether the sorted keys hold this resource.
  func holds(_ wanted: PlacedKey) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if self[middle].isSameResource(as: wanted) { return true }
      if self[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return false
  }

  /// The sorted keys whose first byte is this one.
  func startingWith(_ byte: Int) -> ArraySlice<PlacedKey> {
    self[
      firstIndex(
        from: UInt64(byte) << 56
      )..<(byte == 255 ? count : firstIndex(from: UInt64(byte + 1) << 56))
    ]
  }

  private func firstIndex(from high: UInt64) -> Int {
    var (low, end) = (0, count)
    while low < end {
      let middle = low + (end - low) / 2
      if self[middle].key.high < high { low = middle + 1 } else { end = middle }
    }
    return low
  }
}

/// Says whether bytes are this plain text.
func isSame(_ bytes: borrowing Span<UInt8>, _ text: StaticString) -> Bool {
  guard bytes.count == text.utf8CodeUnitCount else { return false }
  for index in bytes.indices where bytes[index] != text.utf8Start[index] { return false }
  return true
}
