import Digests
package import RecordModel

/// What rows stand on: a reel, a fiche, a box; the most particular one that a row names.
package struct CarrierName: Sendable, Hashable {
  /// Kinds of carrier, in the order in which they are listed.
  package enum Kind: UInt8, Sendable, CaseIterable {
    case reel, fiche, box
    /// A folder in no box.
    case folder
    case none
  }

  package var facility: String
  /// Index of the source in the byte-sorted list of source names.
  package var source: UInt8
  package var kind: Kind
  /// Empty for `none`, and for folders that are counted together.
  package var id: String
  /// The folder in a box, where folders are told apart.
  package var folder: String

  fileprivate init(_ row: RowView, _ bytes: borrowing Span<UInt8>, source: UInt8, folders: Bool) {
    func text(_ value: TextValue, _ bytes: borrowing Span<UInt8>) -> String {
      bytes.extracting(row.range(value)).withUnsafeBufferPointer {
        String(decoding: $0, as: UTF8.self)
      }
    }
    facility = text(.facility, bytes)
    self.source = source
    folder = ""
    if row.has(.reel) {
      (kind, id) = (.reel, text(.reel, bytes))
    } else if row.has(.fiche) {
      (kind, id) = (.fiche, text(.fiche, bytes))
    } else if row.has(.box) {
      (kind, id) = (.box, text(.box, bytes))
      if folders { folder = text(.folder, bytes) }
    } else if row.has(.folder) {
      (kind, id) = (.folder, folders ? text(.folder, bytes) : "")
    } else {
      (kind, id) = (.none, "")
    }
  }
}

/// The rows of every carrier, and the images they name.
package struct CarrierIndex: Sendable {
  /// An image that a row names.
  package struct Image: Sendable {
    /// Index of the delivery.
    package var export: Int
    package var line: UInt32
    package var path: PatientText
  }

  private var numbers: [CarrierName: Int] = [:]
  private var names: [CarrierName] = []
  private var rows: [[CarrierFrames.Row]] = []
  package private(set) var images: [Image] = []
  /// Says whether folders are told apart: their names may be patients' names.
  private let folders: Bool
  private let keepsImages: Bool

  package init(folders: Bool, keepsImages: Bool) {
    self.folders = folders
    self.keepsImages = keepsImages
  }

  /// Adds a stored row.
  package mutating func add(
    _ row: RowView,
    _ bytes: borrowing Span<UInt8>,
    export: Int,
    source: UInt8
  ) {
    let name = CarrierName(row, bytes, source: source, folders: folders)
    let number = numbers[name] ?? names.count
    if number == names.count {
      numbers[name] = number
      names.append(name)
      rows.append([])
    }
    let document = row.range(.documentID)
    rows[number].append(
      CarrierFrames.Row(
        frame: Self.frame(bytes.extracting(row.range(.frame))),
        pages: row.pageCount,
        document: document.isEmpty ? row.key.high : stableHash(bytes.extracting(document)),
        export: export,
        ordinal: row.ordinal,
        line: row.line
      )
    )
    guard keepsImages, row.has(.image) else { return }
    let path = bytes.extracting(row.range(.image)).withUnsafeBufferPointer {
      String(decoding: $0, as: UTF8.self)
    }
    images.append(Image(export: export, line: row.line, path: PatientText(path)))
  }

  /// Every carrier with its frames: by facility, source, kind, then by name.
  package var carriers: [(name: CarrierName, frames: CarrierFrames)] {
    names.indices.sorted { Self.precedes(names[$0], names[$1]) }
      .map { (names[$0], CarrierFrames(rows[$0])) }
  }

  private static func precedes(_ left: CarrierName, _ right: CarrierName) -> Bool {
    if left.facility != right.facility { return isLess(left.facility, right.facility) }
    if left.source != right.source { return left.source < right.source }
    if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
    return left.id == right.id ? isLess(left.folder, right.folder) : isLess(left.id, right.id)
  }

  // By bytes: the order of a locale is another one elsewhere.
  private static func isLess(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// A frame as a number; `0012` is 12.
  static func frame(_ text: borrowing Span<UInt8>) -> CarrierFrames.Row.Frame {
    guard text.count > 0 else { return .missing }
    var number: UInt32 = 0
    for index in text.indices {
      let byte = text[index]
      guard byte >= 0x30, byte <= 0x39 else { return .text }
      let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      let (next, isOver) = tens.addingReportingOverflow(UInt32(byte - 0x30))
      guard !isTooLarge, !isOver else { return .text }
      number = next
    }
    return .number(number)
  }
}
