package import RecordModel

/// One content of a delivered file: the file itself, what a gzip file holds, or a file in a zip.
package struct DeliveredContent: Sendable, Equatable {
  /// Its name in messages, safe to print: `inbox/film.csv`, `inbox/night.zip!film.csv`.
  package var deliveredAs: String
  /// Its name inside the zip, as it is written there; nil when it is in none.
  package var member: String?
  /// Where its bytes lie: in a part, in the folder it was unpacked to, or where it was delivered.
  package var path: String
  package var digest: ContentDigest
  package var byteCount: UInt64
}

/// What a delivered file turned out to hold.
package struct DeliveredFile: Sendable, Equatable {
  package var packing: Packing
  /// Bytes as delivered, packed.
  package var byteCount: UInt64
  /// In the order in which they lie in a zip.
  package var contents: [DeliveredContent] = []
  /// Files of a zip that nobody takes, safe to print.
  package var untaken: [String] = []
  /// Entries of a zip that are no files anybody sent: folders and notes of a system.
  package var skipped = 0
}

extension DeliveredFile {
  /// Everything in a file that is not landed, ready to be read: `chartlift inspect` and the like.
  ///
  /// A plain file is read where it is. What is packed is unpacked, within the limits, into `folder`,
  /// which the caller makes, private to this user, and removes: the content is an export as the
  /// readers take it, at `path`. All of it is there, and its checksums are right, before this
  /// returns. `number` keeps the contents of several files in one folder apart. `taking` picks the files of a zip by their names. A plain file has the digest zero when
  /// nobody needs it (`hashes`).
  package static func contents(
    of path: String,
    as deliveredAs: String,
    unpackingInto folder: String,
    number first: Int = 0,
    hashes: Bool = true,
    taking: (String) -> Bool = { _ in true }
  ) throws(DeliveryError) -> DeliveredFile {
    let file = try DeliveryError.storing { () throws(StoreError) in
      try OpenFile.readingDelivered(path)
    }
    let unpacking = try Unpacking(file, as: deliveredAs, into: folder)
    guard unpacking.packing != .plain else {
      let digest = try DeliveryError.storing { () throws(StoreError) in
        hashes ? try Landing.digest(of: file) : ContentDigest(words: (0, 0, 0, 0))
      }
      let content = DeliveredContent(
        deliveredAs: deliveredAs,
        member: nil,
        path: path,
        digest: digest,
        byteCount: unpacking.info.byteCount
      )
      return DeliveredFile(packing: .plain, byteCount: content.byteCount, contents: [content])
    }
    var number = 0
    return try unpacking.run(
      taking: { $0.map(taking) ?? true },
      begin: { () throws(StoreError) in try TemporaryFile(in: folder) },
      keep: { (file, _) throws(StoreError) in
        number += 1
        let name = "\(first)-\(number)"
        try file.keep(as: name, in: folder)
        return "\(folder)/\(name)"
      }
    )
  }
}
