import Foundation

/// The files and servers that a process asked for, as strace saw them.
struct SystemCalls {
  /// What the program may open besides its workspace: itself, libraries, and what the system says of itself.
  private static let allowed = [
    "/lib/", "/lib64/", "/usr/lib/", "/usr/local/lib/", "/usr/share/zoneinfo/",
    "/usr/share/locale/",
    "/etc/ld.so.", "/etc/localtime", "/etc/timezone", "/etc/locale.alias", "/proc/self/",
    "/proc/sys/",
    "/proc/stat", "/proc/meminfo", "/proc/cpuinfo", "/sys/devices/system/cpu", "/sys/fs/cgroup/",
    "/dev/null", "/dev/urandom", "/dev/tty", "/usr/share/icu/",
  ]
  private let log: String

  init(log: URL) throws { self.log = String(decoding: try Data(contentsOf: log), as: UTF8.self) }

  init(lines: [String]) { log = lines.joined(separator: "\n") }

  /// Where strace is, or nil.
  static let strace = ["/usr/bin/strace", "/usr/local/bin/strace"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// What was opened outside the workspace and the list, and every call to the network.
  func foreign(workspace: URL) -> [String] {
    let own = Program.location.deletingLastPathComponent().deletingLastPathComponent().path
    let allowed = Self.allowed + [workspace.path + "/", workspace.path + ".", own] + Self.toolchain
    return log.split(separator: "\n").compactMap { line in
      let call = line.drop { $0.isNumber || $0 == " " }
      if call.hasPrefix("socket(") || call.hasPrefix("connect(") { return String(call) }
      guard call.hasPrefix("open"), !call.contains("ENOENT"),
        let path = call.split(separator: "\"", maxSplits: 2).dropFirst().first
      else { return nil }
      let place = URL(filePath: String(path), relativeTo: workspace.appending(path: ""))
        .standardizedFileURL.path
      let isKnown = place == workspace.path || allowed.contains { place.hasPrefix($0) }
      return isKnown ? nil : String(call)
    }
  }

  /// Where the program's libraries lie: those of a toolchain need not be part of the system.
  private static let toolchain: [String] = {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/ldd")
    process.arguments = [Program.location.path]
    process.standardOutput = output
    guard (try? process.run()) != nil else { return [] }
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    // libswiftCore.so => /opt/swift/usr/lib/swift/linux/libswiftCore.so (0x00007f5c8a400000)
    return Set(
      said.split(separator: "\n").compactMap { line in
        line.split(separator: " ").first { $0.hasPrefix("/") }
          .map { URL(filePath: String($0)).deletingLastPathComponent().path + "/" }
      }
    ).sorted()
  }()
}
