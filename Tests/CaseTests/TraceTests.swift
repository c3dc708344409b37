import Foundation
import Testing

/// `trace` gives back what was delivered, byte for byte, and to nobody but a person.
struct TraceTests {
  private static func workspace() throws -> URL {
    let testCase = try #require(Case.all.first { $0.name == "trace-a-row" })
    let workspace = try testCase.makeWorkspace()
    let run = ["run", "pipeline.yaml", "--as-of", "2026-11-21", "--quiet", "--no-color"]
    #expect(try Program.run(run, in: workspace).exit == 0)
    return workspace
  }

  @Test(arguments: ["inbox/film.csv", "inbox/fiche.xml"])
  func `the bytes of every row are those of the export at its place`(export: String) throws {
    let workspace = try Self.workspace()
    defer { try? FileManager.default.removeItem(at: workspace) }
    let delivered = [UInt8](try Data(contentsOf: workspace.appending(path: export)))
    var places: [Range<Int>] = []
    while true {
      let raw = "row-\(places.count)"
      let named = ["trace", "\(export):\(places.count + 1)", "--raw", raw]
      let traced = try Program.run(named, in: workspace)
      guard traced.exit == 0 else {
        #expect(traced.exit == 66)
        break
      }
      let match = try #require(traced.stdout.firstMatch(of: #/bytes +(\d+)\.\.<(\d+)/#))
      let (start, end) = (try #require(Int(match.1)), try #require(Int(match.2)))
      let original = try Data(contentsOf: workspace.appending(path: raw))
      #expect([UInt8](original) == Array(delivered[start..<end]), "row \(places.count + 1)")
      #expect(start >= places.last?.upperBound ?? 0)
      places.append(start..<end)
    }
    // Whatever lies between the rows is line ends, blank lines, a header or markup.
    #expect(places.count == (export.hasSuffix("csv") ? 5 : 3))
  }

  @Test func `the original is shown on a terminal only, with control characters written out`()
    throws
  {
    let script = "/usr/bin/script"
    guard FileManager.default.isExecutableFile(atPath: script) else { return }
    let workspace = try Self.workspace()
    defer { try? FileManager.default.removeItem(at: workspace) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: script)
    process.arguments = [
      "-qec", "'\(Program.location.path)' trace film.csv:3 --show-values", "/dev/null",
    ]
    process.currentDirectoryURL = workspace
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    try process.run()
    let shown = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let text = String(decoding: shown, as: UTF8.self)
    #expect(process.terminationStatus == 0)
    #expect(text.contains(#"OSTERLUND,\x0D"#) && text.contains("1944-13-19"), "\(text)")
  }
}
