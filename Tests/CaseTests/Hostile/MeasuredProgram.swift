import Foundation
import Glibc

/// A run of the real program that also says what it cost: processor time and memory.
struct MeasuredProgram {
  /// What a run left behind.
  struct Outcome {
    var exit: Int32 = 0
    var stdout = ""
    var stderr = ""
    /// Of the program alone; user and system time together.
    var seconds = 0.0
    /// The most memory the program had at one moment, as last seen before it ended.
    var mebibytes = 0.0
  }

  let workspace: URL
  let environment = ["LC_ALL=C", "SWIFT_BACKTRACE=enable=no", "PATH=/usr/bin:/bin"]

  /// Runs a command and waits for it; its output goes to files, since pipes fill up.
  func run(_ words: [String], patience: Double = 120) throws -> Outcome {
    let output = workspace.path + ".stdout"
    let errors = workspace.path + ".stderr"
    defer { for path in [output, errors] { unlink(path) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var child: pid_t = 0
    // The shell becomes the program: what it costs is counted, and is next to nothing.
    let shell = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", workspace.path] + words
    let code = withCStrings(shell) { words in
      withCStrings(environment) { posix_spawn(&child, "/bin/sh", &actions, nil, words, $0) }
    }
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EINVAL) }
    var outcome = try wait(for: child, until: Date.now + patience)
    outcome.stdout = String(decoding: try Data(contentsOf: URL(filePath: output)), as: UTF8.self)
    outcome.stderr = String(decoding: try Data(contentsOf: URL(filePath: errors)), as: UTF8.self)
    return outcome
  }

  private func wait(for child: pid_t, until latest: Date) throws -> Outcome {
    var outcome = Outcome()
    var status: Int32 = 0
    var usage = rusage()
    while wait4(child, &status, WNOHANG, &usage) == 0 {
      // `ru_maxrss` would count what this process has: a child begins as its copy.
      outcome.mebibytes = max(outcome.mebibytes, Self.highWater(of: child))
      guard Date.now < latest else {
        kill(child, SIGKILL)
        waitpid(child, &status, 0)
        throw ProgramHangs()
      }
      usleep(2_000)
    }
    let signal = status & 0x7F
    outcome.exit = signal == 0 ? status >> 8 & 0xFF : -signal
    outcome.seconds = [usage.ru_utime, usage.ru_stime]
      .reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
    return outcome
  }

  private static func highWater(of process: pid_t) -> Double {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kibibytes = line.split(separator: " ").dropFirst().first.flatMap({ Double($0) })
    else { return 0 }
    return kibibytes / 1024
  }
}

private func withCStrings<Result>(
  _ words: [String],
  _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let copies = words.map { strdup($0) } + [nil]
  defer { for copy in copies { free(copy) } }
  return body(copies)
}
