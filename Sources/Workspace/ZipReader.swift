import CLibArchive
import Glibc
import RecordModel

/// One entry of a zip file.
struct ZipMember {
  enum Kind { case file, folder, other }

  /// As it is written there; only for patterns and, made printable, for messages: never a path.
  var name: String
  var kind: Kind
  var isEncrypted: Bool
  /// Bytes it says it unpacks to.
  var byteCount: UInt64

  /// Its name without the folders before it.
  var lastName: String {
    String(name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? "")
  }

  /// Says whether it is a note that a system left for itself, and no file that anybody sent.
  var isOfTheSystem: Bool {
    name.hasPrefix("__MACOSX/") || [".DS_Store", "Thumbs.db", "desktop.ini"].contains(lastName)
  }
}

/// Reads the entries of a zip file in the order in which they lie, each checked by its checksum.
///
/// Owns all libarchive pointers. Goes by the list at the zip's end, which knows sizes that the
/// entries themselves may leave out. Not thread-safe.
final class ZipReader {
  private let archive: OpaquePointer
  private let file: OpenFile
  private let name: String
  // Names in UTF-8 are otherwise lost in a plain locale.
  private let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
  private let pieceSize = 1 << 18

  init(_ file: OpenFile, named name: String) throws(DeliveryError) {
    self.file = file
    self.name = name
    guard let archive = archive_read_new() else {
      throw .store(StoreError(call: "unpack", path: name, code: ENOMEM))
    }
    self.archive = archive
    archive_read_support_format_zip_seekable(archive)
    guard archive_read_open_fd(archive, file.descriptor, pieceSize) == ARCHIVE_OK else {
      throw .unusable(.damaged(name, "is no zip that can be read"))
    }
  }

  deinit {
    archive_read_free(archive)
    if let locale { freelocale(locale) }
  }

  /// The next entry; nil at the end.
  func next() throws(DeliveryError) -> ZipMember? {
    let before = locale.flatMap { uselocale($0) }
    defer { if let before { uselocale(before) } }
    var entry: OpaquePointer?
    let status = archive_read_next_header(archive, &entry)
    if status == ARCHIVE_EOF { return nil }
    guard status == ARCHIVE_OK, let entry, let written = archive_entry_pathname(entry) else {
      throw .unusable(.damaged(name, "has a list of its files that cannot be read"))
    }
    let kind: ZipMember.Kind =
      switch mode_t(archive_entry_filetype(entry)) {
      case S_IFREG: .file
      // A folder with content would be lost as one.
      case S_IFDIR where archive_entry_size(entry) == 0: .folder
      default: .other
      }
    return ZipMember(
      name: String(cString: written),
      kind: kind,
      isEncrypted: archive_entry_is_encrypted(entry) != 0,
      byteCount: UInt64(clamping: archive_entry_size(entry))
    )
  }

  /// The next bytes of the entry; none at its end.
  func nextBytes(of member: String) throws(DeliveryError) -> [UInt8] {
    var status = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: pieceSize) { target, count in
      repeat {
        status = archive_read_data(archive, target.baseAddress, target.count)
      } while status == Int(ARCHIVE_RETRY)
      count = max(0, status)
    }
    if status >= 0 { return bytes }
    // libarchive's own words may quote the file.
    guard status == Int(ARCHIVE_FAILED) else {
      throw .unusable(
        .damaged(member, "is damaged: it cannot be unpacked, or its checksum is wrong")
      )
    }
    throw .unusable(
      .unreadableArchive(
        member,
        "is packed by a method that is not read here",
        "Ask for a plain zip (deflate), or unpack it and deliver what was in it"
      )
    )
  }
}
