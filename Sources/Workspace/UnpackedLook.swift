import Glibc
import RecordModel

/// What a delivered file holds, for one look outside of any workspace: packed files are unpacked to a
/// private folder that is gone when this is let go.
///
/// As soon as a content is there it loses its name, so that nothing of it stays on the disk however
/// the program ends.
package final class UnpackedLook: Sendable {
  /// Contents beyond this keep their names: a process may open only so many files.
  private static let mostOpen = 200

  package let file: DeliveredFile
  private let folder: String?
  private let open: [OpenFile]

  /// Looks at a file; a plain one is read where it is, and no folder is made.
  package init(_ path: String, as deliveredAs: String) throws(DeliveryError) {
    guard try Self.isPacked(path) else {
      folder = nil
      open = []
      file = try DeliveredFile.contents(
        of: path,
        as: deliveredAs,
        unpackingInto: "",
        hashes: false
      )
      return
    }
    let folder = try DeliveryError.storing { () throws(StoreError) in try Self.makeFolder() }
    do throws(DeliveryError) {
      var found = try DeliveredFile.contents(
        of: path,
        as: deliveredAs,
        unpackingInto: folder,
        hashes: false
      )
      open = try Self.withoutNames(&found.contents)
      file = found
      self.folder = folder
    } catch {
      _ = try? FileSystem.removeTree(folder)
      throw error
    }
  }

  deinit {
    if let folder { _ = try? FileSystem.removeTree(folder) }
  }

  private static func isPacked(_ path: String) throws(DeliveryError) -> Bool {
    try DeliveryError.storing { () throws(StoreError) in
      var head: [UInt8] = []
      try OpenFile.readingDelivered(path).read(at: 0, count: 4, into: &head)
      return Packing(firstBytes: head.span) != .plain
    }
  }

  private static func makeFolder() throws(StoreError) -> String {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    var name = Array("\(parent.isEmpty ? "/tmp" : parent)/chartlift-XXXXXX".utf8CString)
    _ = try systemCall("mkdtemp", parent) { mkdtemp(&name) == nil ? -1 : 0 }
    return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func withoutNames(
    _ contents: inout [DeliveredContent]
  ) throws(DeliveryError) -> [OpenFile] {
    try DeliveryError.storing { () throws(StoreError) in
      var open: [OpenFile] = []
      for index in contents.indices.prefix(mostOpen) {
        let file = try OpenFile.reading(contents[index].path)
        try FileSystem.remove(contents[index].path)
        contents[index].path = "/proc/self/fd/\(file.descriptor)"
        open.append(file)
      }
      return open
    }
  }
}
