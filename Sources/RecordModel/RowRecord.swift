/// A usable row as parts keep it: a fixed head, then only the text values it has.
///
/// Layout, little-endian: total length u32 · row key 16 · row digest 16 · place start u64, length u32,
/// line u32, ordinal u64 · four dates u32 · SSN u32 · pages u32 · sex u8 · number of texts u8 · then for
/// each text, by ascending tag: tag u8, length u16, bytes.
package enum RowRecord {
  /// Bytes before the first text value.
  package static let headLength = 4 + 16 + 16 + 8 + 4 + 4 + 8 + 16 + 4 + 4 + 1 + 1
}

/// One stored row, decoded in place: where its values lie in a buffer that the caller keeps.
///
/// Costs no allocation; a text value is a range of the buffer. Made for one row after another.
package struct RowView: Sendable {
  package private(set) var key = RowKey.none
  package private(set) var digest = RowDigest.none
  package private(set) var start: UInt64 = 0
  package private(set) var length: UInt32 = 0
  package private(set) var line: UInt32 = 0
  package private(set) var ordinal: UInt64 = 0
  package private(set) var birth = PartialDate.missing
  package private(set) var death = PartialDate.missing
  package private(set) var service = PartialDate.missing
  package private(set) var scan = PartialDate.missing
  package private(set) var ssn: UInt32 = 0
  package private(set) var pageCount: UInt32 = 0
  package private(set) var sex = Sex.missing
  /// Offset and length of each text value in the buffer; length 0 when missing.
  private var offsets: InlineArray<37, UInt32> = .init(repeating: 0)
  private var lengths: InlineArray<37, UInt16> = .init(repeating: 0)

  /// Decodes the record at an offset of a buffer.
  ///
  /// - Returns: nil when the bytes are no record: a damaged part.
  package init?(_ buffer: borrowing Span<UInt8>, at offset: Int) {
    guard let total = Self.recordLength(buffer, at: offset), total >= RowRecord.headLength,
      offset + total <= buffer.count
    else { return nil }
    var cursor = Cursor(at: offset + 4)
    key = cursor.key(buffer)
    digest = cursor.key(buffer)
    start = cursor.integer(buffer)
    length = cursor.integer(buffer)
    line = cursor.integer(buffer)
    ordinal = cursor.integer(buffer)
    birth = PartialDate(packed: cursor.integer(buffer))
    death = PartialDate(packed: cursor.integer(buffer))
    service = PartialDate(packed: cursor.integer(buffer))
    scan = PartialDate(packed: cursor.integer(buffer))
    ssn = cursor.integer(buffer)
    pageCount = cursor.integer(buffer)
    guard let sex = Sex(rawValue: cursor.integer(buffer)) else { return nil }
    self.sex = sex
    guard readTexts(buffer, &cursor, end: offset + total) else { return nil }
  }

  /// The length of the record at an offset, or nil when the buffer ends before it is told.
  package static func recordLength(_ buffer: borrowing Span<UInt8>, at offset: Int) -> Int? {
    guard offset >= 0, offset + 4 <= buffer.count else { return nil }
    var cursor = Cursor(at: offset)
    let length: UInt32 = cursor.integer(buffer)
    return Int(length)
  }

  /// The range of a text value in the buffer; empty when missing.
  @inline(__always)
  package func range(_ value: TextValue) -> Range<Int> {
    let start = Int(offsets[Int(value.rawValue)])
    return start..<start + Int(lengths[Int(value.rawValue)])
  }

  @inline(__always)
  package func has(_ value: TextValue) -> Bool { lengths[Int(value.rawValue)] != 0 }

  /// Appends where every text value lies, by tag: offset in the upper, length in the lower half.
  ///
  /// One call a row for rooms that need many values: calls between rooms are not inlined.
  package func appendRanges(to ranges: inout [UInt64]) {
    ranges.append(addingCapacity: TextValue.count) { places in
      for tag in 0..<TextValue.count {
        places.append(UInt64(offsets[tag]) << 32 | UInt64(lengths[tag]))
      }
    }
  }

  /// One of the row's dates.
  package func date(_ value: DateValue) -> PartialDate {
    switch value {
    case .birth: birth
    case .death: death
    case .service: service
    case .scan: scan
    }
  }

  private mutating func readTexts(
    _ buffer: borrowing Span<UInt8>,
    _ cursor: inout Cursor,
    end: Int
  ) -> Bool {
    let count: UInt8 = cursor.integer(buffer)
    for _ in 0..<count {
      guard cursor.offset + 3 <= end else { return false }
      let tag: UInt8 = cursor.integer(buffer)
      let length: UInt16 = cursor.integer(buffer)
      guard tag < TextValue.count, cursor.offset + Int(length) <= end else { return false }
      offsets[Int(tag)] = UInt32(truncatingIfNeeded: cursor.offset)
      lengths[Int(tag)] = length
      cursor.offset += Int(length)
    }
    return cursor.offset == end
  }
}

/// Reads little-endian integers one after the other.
package struct Cursor {
  package var offset: Int

  @inlinable
  package init(at offset: Int) { self.offset = offset }

  /// The next integer.
  ///
  /// The caller has checked that the buffer holds it.
  @inlinable
  package mutating func integer<Value: FixedWidthInteger>(_ buffer: borrowing Span<UInt8>) -> Value
  {
    let width = MemoryLayout<Value>.size
    let value = buffer.extracting(offset..<offset + width).withUnsafeBytes {
      $0.loadUnaligned(as: Value.self)
    }
    offset += width
    return Value(littleEndian: value)
  }

  @inlinable
  package mutating func key(_ buffer: borrowing Span<UInt8>) -> Key128 {
    let high: UInt64 = integer(buffer)
    let low: UInt64 = integer(buffer)
    return Key128(high: high, low: low)
  }
}
