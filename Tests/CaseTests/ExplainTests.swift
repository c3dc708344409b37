import Foundation
import Testing

/// `explain` shows what rows say on a terminal and when asked to, else nothing of it.
struct ExplainTests {
  @Test(arguments: [["film:D-1", "film:D-2"], ["film:D-1"]])
  func `values are shown on a terminal only, for two as for one`(names: [String]) throws {
    let script = "/usr/bin/script"
    guard FileManager.default.isExecutableFile(atPath: script) else { return }
    let testCase = try #require(Case.all.first { $0.name == "explain-twins" })
    let workspace = try testCase.makeWorkspace()
    defer { try? FileManager.default.removeItem(at: workspace) }
    let run = ["run", "pipeline.yaml", "--as-of", "2026-11-21", "--quiet", "--no-color"]
    #expect(try Program.run(run, in: workspace).exit == 0)
    let hidden = try Program.run(["explain"] + names, in: workspace)
    #expect(hidden.exit == 0 && !hidden.stdout.contains("TOLLIVANTE"))
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: script)
    let command = "'\(Program.location.path)' explain \(names.joined(separator: " ")) --show-values"
    process.arguments = ["-qec", command, "/dev/null"]
    process.currentDirectoryURL = workspace
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    try process.run()
    let shown = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let text = String(decoding: shown, as: UTF8.self)
    #expect(process.terminationStatus == 0)
    #expect(text.contains("TOLLIVANTE") && text.contains("1960-01-15"), "\(names.count) names")
  }
}
