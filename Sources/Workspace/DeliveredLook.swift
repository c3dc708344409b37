import CFileSystem
import Glibc
import RecordModel

/// A look at a delivered file, to tell by the next one whether it still grows.
package struct DeliveredLook: Sendable, Equatable {
  package var byteCount: UInt64
  /// Nanoseconds since 1970 of its last change.
  package var modified: Int64
  /// Says whether another program is known to have it open for writing.
  package var isBeingWritten: Bool

  /// Nil when there is no such file, or it cannot be opened.
  package init?(_ path: String) {
    do throws(StoreError) {
      let file = try OpenFile.readingDelivered(path)
      let info = try file.info()
      byteCount = info.byteCount
      modified = info.modified
      isBeingWritten = file.isBeingWritten
    } catch {
      return nil
    }
  }
}

extension OpenFile {
  /// Says whether somebody has the file open for writing, where the system tells.
  ///
  /// A read lease is refused as long as there is a writer. Only local file systems mean that by a
  /// refusal; those over a network refuse whatever they like, so they are not asked. The lease is
  /// given back at once: a writer that comes in between waits for that moment.
  ///
  /// A file that was just closed can be held for an instant by a program that its writer was starting
  /// meanwhile, so a refusal counts when it lasts for a second.
  var isBeingWritten: Bool {
    guard isOnLocalDisk else { return false }
    _ = Self.leaseSignalIsIgnored
    for _ in 0..<25 {
      guard isLeaseRefused else { return false }
      usleep(40_000)
    }
    return true
  }

  private var isLeaseRefused: Bool {
    let setLease: Int32 = 1024  // F_SETLEASE, linux/fcntl.h
    if fcntl(descriptor, setLease, Int32(F_RDLCK)) == 0 {
      _ = fcntl(descriptor, setLease, Int32(F_UNLCK))
      return false
    }
    return errno == EAGAIN
  }

  // The signal of a writer that comes while the lease is held would end the process.
  private static let leaseSignalIsIgnored: Bool = {
    signal(SIGIO, SIG_IGN)
    return true
  }()

  private var isOnLocalDisk: Bool {
    var found = statfs()
    guard fstatfs(descriptor, &found) == 0 else { return false }
    let ext: Int = 0xEF53
    let xfs: Int = 0x5846_5342
    let btrfs: Int = 0x9123_683E
    let memory: Int = 0x0102_1994
    return [ext, xfs, btrfs, memory].contains(Int(found.f_type))
  }
}
