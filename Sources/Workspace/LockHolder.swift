import Glibc
package import RecordModel

/// Who holds the lock of a workspace, found out without touching the lock.
///
/// Taking it, even for an instant, could make a run that starts in that instant end as busy.
package enum LockHolder {
  /// What the holder wrote about itself; nil when nobody holds the lock.
  package static func line(of folder: WorkspaceFolder) throws(StoreError) -> String? {
    let path = folder.file("lock")
    guard let lock = try FileSystem.info(path), lock.isRegular else { return nil }
    let signed = (try? DurableFile.read(path)) ?? []
    let text = signed.prefix { $0 != 0x0A }.prefix(200).filter { (0x20..<0x7F).contains($0) }
    let line = String(decoding: text, as: UTF8.self)
    guard isHeld(lock, signedBy: process(in: line)) else { return nil }
    return line.isEmpty ? "a process that has just begun" : line
  }

  /// Looks in the kernel's list of locks; where there is none, asks whether the signer lives.
  private static func isHeld(_ lock: FileInfo, signedBy process: Int32?) -> Bool {
    guard let locks = try? DurableFile.read("/proc/locks") else {
      guard let process else { return false }
      return kill(process, 0) == 0 || errno == EPERM
    }
    return locks.split(separator: UInt8(ascii: "\n")).contains { line in
      names(lock, signedBy: process, String(decoding: line, as: UTF8.self))
    }
  }

  /// `1: FLOCK  ADVISORY  WRITE 10250 fe:00:16662778 0 EOF`: process, device and file.
  private static func names(_ lock: FileInfo, signedBy process: Int32?, _ line: String) -> Bool {
    let words = line.split(separator: " ")
    guard let kind = words.firstIndex(of: "FLOCK"), words.count > kind + 4,
      words[kind + 2] == "WRITE"
    else { return false }
    let file = words[kind + 4].split(separator: ":")
    guard file.count == 3, UInt64(file[2]) == lock.inode else { return false }
    // Some file systems show another device to `stat` than the kernel lists.
    return number(file[0], file[1]) == lock.device || Int32(words[kind + 3]) == process
  }

  /// A device's two numbers, in hexadecimal, as `stat` gives them in one (glibc's `makedev`).
  private static func number(_ major: Substring, _ minor: Substring) -> UInt64? {
    guard let major = UInt64(major, radix: 16), let minor = UInt64(minor, radix: 16) else {
      return nil
    }
    return (major & 0xFFF) << 8 | (major & ~0xFFF) << 32 | minor & 0xFF | (minor & ~0xFF) << 12
  }

  /// The number in `process 10250, since …`.
  private static func process(in line: String) -> Int32? {
    let words = line.split(separator: " ")
    guard words.count > 1, words[0] == "process" else { return nil }
    return Int32(words[1].prefix { $0.isNumber })
  }
}
