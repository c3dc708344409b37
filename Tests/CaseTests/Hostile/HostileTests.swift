import Foundation
import Synchronization
import Testing

/// Damaged files, and files made to do harm, through the real program.
///
/// `make hostile` runs the same files, larger, with the release program and asks for time and memory.
@Suite(.serialized)
struct HostileTests {
  static let files =
    HostileLines.all + HostileLineEncodings.all + HostileMarkup.all + HostileMarkupSizes.all
    + HostileMarkupEncodings.all + HostileRecords.all + HostileDocuments.all + HostileArchives.all
    + HostilePlaces.all

  @Test func `there are at least 80 hostile files, each with a name of its own`() {
    #expect(Self.files.count >= 80)
    #expect(Set(Self.files.map(\.name)).count == Self.files.count)
  }

  @Test
  func
    `each is refused or set aside with file, line and remedy; nothing outside the workspace is asked for`()
    throws
  {
    if SystemCalls.strace == nil {
      print(
        "skipped: strace is not installed, so nobody watched which files and sockets were opened"
      )
    }
    for trial in try Self.trials(isTraced: true) {
      for complaint in trial.complaints { Issue.record("\(complaint)") }
    }
  }

  @Test(arguments: [
    "42 openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY) = 3",
    "openat(AT_FDCWD, \"/w/../etc/passwd\", O_RDONLY) = 3",
    "openat(AT_FDCWD, \"../other/inbox/film.csv\", O_RDONLY) = 3",
    "open(\"inbox/../../film.csv\", O_RDONLY) = -1 EACCES (Permission denied)",
    "openat(AT_FDCWD, \"/workspace\", O_RDONLY) = 3",
    "7 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 4",
    "connect(4, {sa_family=AF_INET, sin_port=htons(9)}, 16) = -1 ECONNREFUSED",
  ])
  func `the watch sees what is opened outside the workspace`(call: String) {
    let calls = SystemCalls(lines: ["openat(AT_FDCWD, \"inbox/film.csv\", O_RDONLY) = 3", call])
    #expect(calls.foreign(workspace: URL(filePath: "/w")).count == 1)
  }

  @Test func `the watch sees the real program`() throws {
    guard SystemCalls.strace != nil else { return }
    let calm = HostileFile.csv("calm", .text("MRN,LAST,DOC\n1,ADA,D1\n"), .loaded(1))
    // As if the program were not to open its own workspace.
    let trial = try HostileTrial(calm, isTraced: true, pretends: URL(filePath: "/elsewhere"))
    #expect(trial.complaints.contains { $0.contains("none of its business") })
  }

  @Test func `a file that may not be read is told, with what to do`() throws {
    guard getuid() != 0 else {
      print("skipped: root may read every file")
      return
    }
    let trial = try HostileTrial(HostilePlaces.unreadable, isTraced: false)
    for complaint in trial.complaints { Issue.record("\(complaint)") }
  }

  @Test(.enabled(if: HostileScale.isMeasured))
  func `each costs a second and 64 MiB a megabyte at most`() throws {
    let calm = try HostileTrial(
      .csv("calm", .text("MRN,LAST,DOC\n1,ADA,D1\n"), .loaded(1)),
      isTraced: false
    )
    for trial in try Self.trials(isTraced: false).sorted(by: { $0.cost.seconds > $1.cost.seconds })
    {
      let allowed = max(1, trial.megabytes)
      let more = trial.cost.mebibytes - calm.cost.mebibytes
      print(
        String(
          format: "%7.2f s %7.0f MiB more %9.1f MB  ",
          trial.cost.seconds,
          more,
          trial.megabytes
        ) + trial.file.name
      )
      for complaint in trial.complaints { Issue.record("\(complaint)") }
      #expect(trial.cost.seconds <= calm.cost.seconds + allowed, "\(trial.file.name)")
      #expect(more <= 64 * min(allowed, 4), "\(trial.file.name)")
    }
  }

  /// All files, two at a time.
  private static func trials(isTraced: Bool) throws -> [HostileTrial] {
    let results = Mutex<[Result<HostileTrial, any Error>]>([])
    DispatchQueue.concurrentPerform(iterations: 2) { half in
      for index in files.indices where index % 2 == half {
        let result = Result { try HostileTrial(files[index], isTraced: isTraced) }
        results.withLock { $0.append(result) }
      }
    }
    return try results.withLock { $0 }.map { try $0.get() }
  }
}
