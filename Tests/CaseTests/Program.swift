import Dispatch
import Foundation
import Glibc

/// The real program, as built beside these tests.
enum Program {
  /// What a run left behind.
  struct Outcome {
    var exit: Int32
    var stdout: String
    var stderr: String
  }

  /// Where the program is: `CHARTLIFT_PROGRAM`, else the folder of the test bundle.
  static let location: URL = {
    if let given = ProcessInfo.processInfo.environment["CHARTLIFT_PROGRAM"] {
      return URL(filePath: given)
    }
    return URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "chartlift")
  }()

  /// What the program is told besides its arguments.
  struct Surroundings: Sendable {
    var environment = ["LC_ALL": "C"]
    /// The size in blocks of 512 bytes that no file may pass, as on a full disk; nil for no limit.
    var fileBlocks: Int?
    /// Ends the program without warning after so many milliseconds; nil for never.
    var killedAfter: Int?
  }

  /// Runs the program in a workspace, with an environment that no setting of the caller reaches.
  static func run(
    _ arguments: [String],
    in workspace: URL,
    _ surroundings: Surroundings = Surroundings()
  ) throws -> Outcome {
    let (output, errors) = try (Capture(), Capture())
    let process = Process()
    process.executableURL = location
    process.arguments = arguments
    if let blocks = surroundings.fileBlocks {
      process.executableURL = URL(filePath: "/bin/sh")
      let command = "ulimit -f \(blocks); exec \"$@\""
      process.arguments = ["-c", command, "sh", location.path] + arguments
    }
    process.currentDirectoryURL = workspace
    process.environment = ["SWIFT_BACKTRACE": "enable=no", "PATH": "/usr/bin:/bin"]
      .merging(surroundings.environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output.handle
    process.standardError = errors.handle
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    let patience = surroundings.killedAfter.map(DispatchTimeInterval.milliseconds) ?? .seconds(120)
    if ended.wait(timeout: .now() + patience) == .timedOut {
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
      if surroundings.killedAfter == nil { throw ProgramHangs() }
    }
    let signal = process.terminationReason == .uncaughtSignal
    return Outcome(
      exit: signal ? -process.terminationStatus : process.terminationStatus,
      stdout: try output.text(hiding: workspace),
      stderr: try errors.text(hiding: workspace)
    )
  }
}

/// The program did not end in two minutes.
struct ProgramHangs: Error {}

/// A file that takes what a process prints; pipes would fill up.
private struct Capture {
  private let file: URL
  let handle: FileHandle

  init() throws {
    file = FileManager.default.temporaryDirectory.appending(path: "chartlift-\(UUID().uuidString)")
    _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    handle = try FileHandle(forWritingTo: file)
  }

  /// What was printed, with the workspace's path, which differs from run to run, written `WORKSPACE`.
  func text(hiding workspace: URL) throws -> String {
    defer { try? FileManager.default.removeItem(at: file) }
    try handle.close()
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
      .replacingOccurrences(of: workspace.path, with: "WORKSPACE")
  }
}
