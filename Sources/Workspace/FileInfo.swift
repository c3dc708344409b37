import Glibc

/// What the system knows of a file, as far as we ask.
struct FileInfo: Equatable {
  let isRegular: Bool
  let isFolder: Bool
  let isLink: Bool
  /// The permission bits.
  let mode: UInt32
  let byteCount: UInt64
  /// Names that the file has; 0 when it has been removed.
  let links: UInt64
  let device: UInt64
  let inode: UInt64
  /// Nanoseconds since 1970 of the last change of content, and of anything.
  let modified: Int64
  let changed: Int64

  init(_ found: stat) {
    let kind = found.st_mode & S_IFMT
    isRegular = kind == S_IFREG
    isFolder = kind == S_IFDIR
    isLink = kind == S_IFLNK
    mode = found.st_mode & 0o7777
    byteCount = UInt64(clamping: found.st_size)
    links = UInt64(found.st_nlink)
    device = UInt64(found.st_dev)
    inode = UInt64(found.st_ino)
    modified = Self.nanoseconds(found.st_mtim)
    changed = Self.nanoseconds(found.st_ctim)
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
