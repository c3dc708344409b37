import Dispatch
import Foundation

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

  /// Runs the program in a workspace, with an environment that no setting of the caller reaches.
  static func run(_ arguments: [String], in workspace: URL) throws -> Outcome {
    let (output, errors) = try (Capture(), Capture())
    let process = Process()
    process.executableURL = location
    process.arguments = arguments
    process.currentDirectoryURL = workspace
    process.environment = ["SWIFT_BACKTRACE": "enable=no", "PATH": "/usr/bin:/bin", "LC_ALL": "C"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output.handle
    process.standardError = errors.handle
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    if ended.wait(timeout: .now() + .seconds(120)) == .timedOut {
      process.terminate()
      throw ProgramHangs()
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
