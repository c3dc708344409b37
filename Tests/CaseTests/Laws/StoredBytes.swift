import Foundation
import Testing

/// The files that `verify` vouches for, with the bytes they should have.
struct StoredBytes {
  private let folder: URL
  private let files: [(name: String, content: Data)]

  init(_ folder: URL) throws {
    self.folder = folder
    files = try Tree(at: folder).files.filter {
      $0.name.hasPrefix("out/2026-11-21-n1/") || $0.name.hasPrefix("parts/")
    }
    try #require(files.count > 15)
  }

  /// Damages one file, or two; says how.
  func damage(_ numbers: inout SeededNumbers) throws -> String {
    let file = numbers.pick(files.filter { !$0.content.isEmpty })
    let at = numbers.below(file.content.count)
    var content = file.content
    switch numbers.below(5) {
    case 0:
      try FileManager.default.removeItem(at: folder.appending(path: file.name))
      return "\(file.name) removed"
    case 1:
      let other = numbers.pick(files.filter { $0.content != file.content })
      try write(other.content, file.name)
      try write(file.content, other.name)
      return "\(file.name) exchanged with \(other.name)"
    case 2:
      try write(content.prefix(at), file.name)
      return "\(file.name) cut at \(at)"
    case 3:
      content.insert(content[at], at: at)
      try write(content, file.name)
      return "\(file.name) byte \(at) doubled"
    default:
      let bit = numbers.below(8)
      content[at] ^= 1 << UInt8(bit)
      // In place: the other name of the file is damaged too, as by a bad disk.
      try content.write(to: folder.appending(path: file.name))
      return "\(file.name) bit \(bit) of byte \(at)"
    }
  }

  /// Puts back what differs.
  func restore() throws {
    for file in files {
      let now = try? Data(contentsOf: folder.appending(path: file.name))
      if now != file.content { try write(file.content, file.name) }
    }
  }

  private func write(_ content: Data, _ name: String) throws {
    try content.write(to: folder.appending(path: name), options: .atomic)
  }
}
