import Digests
import Persons
package import RecordModel
import Synchronization

/// One export that counts: where its rows are kept, and when it was landed.
package struct Delivery: Sendable {
  package var part: RowPart
  package var export: ContentDigest
  /// Index of the source in the byte-sorted list of source names.
  package var source: UInt8
  package var night: UInt16
  package var asOf: PartialDate
  /// Says whether the export is in the published state already.
  package var isPublished: Bool
  /// What it means when a row of the source is in no export of the night.
  package var mode: DeliveryMode
  /// Says whether a person left out another export that came with this one.
  package var hasLeftOut: Bool

  package init(
    part: RowPart,
    export: ContentDigest,
    source: UInt8,
    night: UInt16,
    asOf: PartialDate,
    isPublished: Bool,
    mode: DeliveryMode = .delta,
    hasLeftOut: Bool = false
  ) {
    self.part = part
    self.export = export
    self.source = source
    self.night = night
    self.asOf = asOf
    self.isPublished = isPublished
    self.mode = mode
    self.hasLeftOut = hasLeftOut
  }
}

/// Where a row's record lies: delivery, offset in its part, length.
package struct RecordPlace: Sendable, Equatable {
  package var delivery: UInt32
  package var length: UInt32
  package var offset: UInt64

  package init(delivery: UInt32, length: UInt32, offset: UInt64) {
    self.delivery = delivery
    self.length = length
    self.offset = offset
  }
}

/// Every usable row of every delivery, in the order of deliveries and parts: what linkage will want, and its place.
///
/// Read once from the parts, segment by segment, on all workers.
package struct DeliveredRows: Sendable {
  /// Columns of one segment.
  ///
  /// `columns.nights` and `sources` are left empty: the delivery says them.
  struct Segment: Sendable {
    var delivery: Int
    var columns = LinkInput()
    var offsets: [UInt64] = []
    var lengths: [UInt32] = []
    var ordinals: [UInt64] = []
  }

  package let deliveries: [Delivery]
  let segments: [Segment]
  /// First row number of each segment.
  let firsts: [Int]
  package let count: Int

  /// Reads all parts.
  package init(_ deliveries: [Delivery], workers: some Workers) throws(StoreError) {
    let tasks = deliveries.indices.flatMap { delivery in
      deliveries[delivery].part.trailer.segments.map { (delivery, $0) }
    }
    let results = Mutex<[Result<Segment, StoreError>?]>(Array(repeating: nil, count: tasks.count))
    workers.each(tasks.count) { index in
      let (delivery, place) = tasks[index]
      let segment = Result { () throws(StoreError) in
        try Self.read(place, of: deliveries[delivery], delivery: delivery)
      }
      results.withLock { $0[index] = segment }
    }
    var segments: [Segment] = []
    var firsts: [Int] = []
    var count = 0
    for result in results.withLock({ $0 }) {
      guard let result else { continue }
      let segment = try result.get()
      firsts.append(count)
      count += segment.offsets.count
      segments.append(segment)
    }
    self.deliveries = deliveries
    self.segments = segments
    self.firsts = firsts
    self.count = count
  }

  private static func read(
    _ place: RowPartTrailer.Segment,
    of delivery: Delivery,
    delivery number: Int
  ) throws(StoreError) -> Segment {
    var bytes: [UInt8] = []
    try delivery.part.reader.read(place.start..<place.end, into: &bytes)
    var segment = Segment(delivery: number)
    var scratch: [UInt8] = []
    let span = bytes.span
    var at = 0
    while at < span.count {
      guard let length = RowView.recordLength(span, at: at), let row = RowView(span, at: at) else {
        throw StoreError(call: "read row part", path: delivery.export.hex, code: 0)
      }
      segment.append(row, bytes: span, at: place.start + UInt64(at), length: length, &scratch)
      at += length
    }
    return segment
  }
}

extension DeliveredRows.Segment {
  mutating func append(
    _ row: RowView,
    bytes: borrowing Span<UInt8>,
    at offset: UInt64,
    length: Int,
    _ scratch: inout [UInt8]
  ) {
    columns.keys.append(row.key)
    columns.digests.append(row.digest)
    columns.numbers.append(numberKey(of: row, bytes: bytes, &scratch))
    if row.has(.mergedNumber), row.has(.recordNumber) {
      let number = mergedKey(of: row, bytes: bytes, &scratch)
      columns.merges.append(NumberMerge(row: UInt32(offsets.count), number: number))
    }
    columns.births.append(row.birth.packed)
    columns.ssns.append(row.ssn)
    columns.phones.append(textHash(row.range(.phone), bytes))
    columns.addresses.append(textHash(row.range(.addressFolded), bytes))
    bytes.extracting(row.range(.givenFolded)).withUnsafeBufferPointer { columns.given.append($0) }
    columns.family.appendParts(bytes.extracting(row.range(.family)), folded: bytes.extracting(row.range(.familyFolded)))
    columns.maiden.appendParts(bytes.extracting(row.range(.maiden)), folded: nil)
    columns.middle.appendCapitals(bytes.extracting(row.range(.middle)))
    let generation = Generation(suffix: bytes.extracting(row.range(.suffix)))
    columns.generations.append(generation?.rawValue ?? 0)
    columns.sexes.append(row.sex.rawValue)
    columns.districts.append(districtHash(row.range(.postalCode), bytes))
    columns.houses.append(houseHash(row, bytes))
    columns.services.append(row.service.packed)
    offsets.append(offset)
    lengths.append(UInt32(truncatingIfNeeded: length))
    ordinals.append(row.ordinal)
  }
}

/// Assigner and record number as one key; `.none` without a number.
///
/// SHA-256, because two rows that share this key may become one person.
private func numberKey(
  of row: RowView,
  bytes: borrowing Span<UInt8>,
  _ scratch: inout [UInt8]
) -> Key128 {
  guard row.has(.recordNumber) else { return .none }
  return key(row.range(.assigner), row.range(.recordNumber), bytes, &scratch)
}

/// The number that the row says is the same patient's; its assigner is the row's where it has none.
private func mergedKey(
  of row: RowView,
  bytes: borrowing Span<UInt8>,
  _ scratch: inout [UInt8]
) -> Key128 {
  let assigner = row.range(row.has(.mergedAssigner) ? .mergedAssigner : .assigner)
  return key(assigner, row.range(.mergedNumber), bytes, &scratch)
}

private func key(
  _ assigner: Range<Int>,
  _ number: Range<Int>,
  _ bytes: borrowing Span<UInt8>,
  _ scratch: inout [UInt8]
) -> Key128 {
  scratch.removeAll(keepingCapacity: true)
  scratch.append(UInt8(truncatingIfNeeded: assigner.count))
  scratch.append(UInt8(truncatingIfNeeded: assigner.count >> 8))
  bytes.extracting(assigner).withUnsafeBufferPointer { scratch.append(contentsOf: $0) }
  bytes.extracting(number).withUnsafeBufferPointer {
    scratch.append(contentsOf: $0)
  }
  let words = sha256(scratch.span)
  return Key128(high: words.0, low: words.1)
}

private func textHash(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> UInt64 {
  range.isEmpty ? 0 : stableHash(bytes.extracting(range)) | 1
}

/// The first five characters of a postal code: a district in the US, and enough of one elsewhere.
private func districtHash(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> UInt32 {
  let first = range.lowerBound..<min(range.upperBound, range.lowerBound + 5)
  let hash = textHash(first, bytes)
  return UInt32(truncatingIfNeeded: hash >> 32 ^ hash)
}

/// District and house number; an address without a number in front has none.
private func houseHash(_ row: RowView, _ bytes: borrowing Span<UInt8>) -> UInt32 {
  let address = row.range(.addressFolded)
  var end = address.lowerBound
  while end < address.upperBound, bytes[end] >= UInt8(ascii: "0"), bytes[end] <= UInt8(ascii: "9") {
    end += 1
  }
  let district = districtHash(row.range(.postalCode), bytes)
  guard district != 0, end > address.lowerBound else { return 0 }
  let house = stableHash(bytes.extracting(address.lowerBound..<end), seed: UInt64(district))
  return UInt32(truncatingIfNeeded: house) | 1
}
