import Digests
package import RecordModel

/// The ids of a site's resources: UUIDv5 over text that anybody can write down again.
///
/// `Patient|` and 32 hexadecimal digits of the anchor row key, in the site's namespace, is what
/// every UUID tool turns into the same id. Rows never share a key, so no two people ever share the
/// id of a document, an encounter or a condition, whatever their record numbers are.
package enum SiteIds {
  package typealias Namespace = (UInt64, UInt64)

  /// The namespace for URLs of RFC 9562, section 6.6.
  private static let urls: Namespace = (0x6BA7_B811_9DAD_11D1, 0x80B4_00C0_4FD4_30C8)

  /// The namespace of a site: UUIDv5 of its URI among URLs.
  package static func namespace(site: String) -> Namespace {
    uuidVersion5(namespace: urls, name: Array(site.utf8).span)
  }

  /// A person's id, given out once for the first row of all.
  package static func patient(namespace: Namespace, anchor: RowKey) -> Key128 {
    id("Patient|", anchor, in: namespace)
  }

  /// A facility's id, by its code as written.
  package static func organization(namespace: Namespace, facility: some Sequence<UInt8>) -> Key128 {
    id(of: Array("Organization|".utf8) + facility, in: namespace)
  }

  /// A document's id, by its row; of several pages, by the one that came first.
  package static func document(namespace: Namespace, row: RowKey) -> Key128 {
    id("DocumentReference|", row, in: namespace)
  }

  /// A condition's id, by the row that codes it.
  package static func condition(namespace: Namespace, row: RowKey) -> Key128 {
    id("Condition|", row, in: namespace)
  }

  /// A procedure's id, by the row that codes it.
  package static func procedure(namespace: Namespace, row: RowKey) -> Key128 {
    id("Procedure|", row, in: namespace)
  }

  /// The id of what cites a person's rows; `part` counts from 0.
  package static func provenance(namespace: Namespace, patient: Key128, part: Int = 0) -> Key128 {
    guard part > 0 else { return id("Provenance|", patient, in: namespace) }
    return id(of: Array("Provenance|\(patient.hex)|\(part)".utf8), in: namespace)
  }

  /// The id of an encounter, by its number as written and its registration.
  ///
  /// The registration is the person's first row under the same record number; without a number the
  /// row itself. Two people under one number therefore never share an encounter.
  package static func encounter(
    namespace: Namespace,
    registration: RowKey,
    number: some Sequence<UInt8>
  ) -> Key128 {
    id(of: Array("Encounter|\(registration.hex)|".utf8) + number, in: namespace)
  }

  private static func id(
    _ prefix: StaticString,
    _ key: Key128,
    in namespace: Namespace
  ) -> Key128 {
    let length = prefix.utf8CodeUnitCount
    let words = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { name in
      for index in 0..<length { name[index] = prefix.utf8Start[index] }
      if let start = name.baseAddress { HexDigits(key).write(to: start + length) }
      return uuidVersion5(
        namespace: namespace,
        name: UnsafeBufferPointer(rebasing: name[..<(length + 32)]).span
      )
    }
    return Key128(high: words.0, low: words.1)
  }

  private static func id(of name: [UInt8], in namespace: Namespace) -> Key128 {
    let words = uuidVersion5(namespace: namespace, name: name.span)
    return Key128(high: words.0, low: words.1)
  }
}
