import Foundation
import Testing

/// Ten nights of an invented hospital, each with new, changed, repeated and withdrawn rows.
@Suite(.serialized)
struct TenNightsTests {
  @Test(arguments: ["delta", "snapshot"])
  func
    `books balance every night, all changes applied give the snapshot, and rebuild gives its digest`(
      mode: String
    ) throws
  {
    let workspace = try LawWorkspace()
    let made = try workspace.command(
      ["synthesize", "--records", "240", "--seed", "5", "--nights", "10", "--mode", mode]
        + ["--out", "made"]
    )
    try #require(made.exit == 0, "\(made.stderr)")
    let pipeline = try pipeline(mode, in: workspace)
    var held: [String: Data] = [:]
    var withdrawn = 0
    for night in 1...10 {
      if mode == "snapshot" { try workspace.emptyInbox() }
      try deliver(night, to: workspace)
      let asOf = "2026-11-\(10 + night)"
      let check = try workspace.command(["check", pipeline, "--as-of", asOf])
      let run = try workspace.run(pipeline, asOf: asOf)
      #expect(run.exit == 0, "night \(night): \(run.stderr)")
      let said = check.stderr.firstMatch(of: /State digest ([0-9a-f]{64})/).map { String($0.1) }
      #expect(try workspace.publishedDigest() == said, "night \(night)")
      let account = try workspace.account()
      #expect(account.exit == 0, "night \(night): \(account.stdout)")
      if account.stdout.contains(/\n index +\d+ +\d+ +\d+ +[1-9]/) { withdrawn += 1 }
      try apply(night == 1 ? "bundles" : "changes", of: workspace, to: &held)
      var snapshot: [String: Data] = [:]
      try apply("bundles", of: workspace, to: &snapshot)
      #expect(held == snapshot, "night \(night)")
    }
    #expect(mode == "delta" ? withdrawn == 0 : withdrawn > 0)
    #expect(try workspace.command(["rebuild", "--quiet"]).exit == 0)
    #expect(try workspace.command(["verify"]).exit == 0)
  }

  /// The shipped pipeline in a mode; snapshots may withdraw more than the usual one percent here.
  private func pipeline(_ mode: String, in workspace: LawWorkspace) throws -> String {
    let shipped = LawPipeline.root.appending(path: "Pipelines/synthesized.yaml")
    var text = try String(contentsOf: shipped, encoding: .utf8)
    text.replace("    format: csv\n", with: "    format: csv\n    mode: \(mode)\n")
    if mode == "snapshot" { text.replace("  limits: {", with: "  limits: {withdrawn: 20%, ") }
    try workspace.write(Array(text.utf8), to: "pipeline.yaml")
    return "pipeline.yaml"
  }

  private func deliver(_ night: Int, to workspace: LawWorkspace) throws {
    let folder = workspace.file("made").appending(path: night < 10 ? "night-0\(night)" : "night-10")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder,
      includingPropertiesForKeys: nil
    )
    for file in files where file.pathExtension == "csv" {
      try FileManager.default.copyItem(
        at: file,
        to: workspace.file("inbox/\(file.lastPathComponent)")
      )
    }
  }

  /// Does what a server does with the bundles of a folder: `PUT` and `DELETE`, line by line.
  private func apply(
    _ folder: String,
    of workspace: LawWorkspace,
    to held: inout [String: Data]
  ) throws {
    for file in try Tree(at: workspace.file("out/current/\(folder)")).files {
      for line in file.content.split(separator: UInt8(ascii: "\n")) {
        let bundle = try JSONSerialization.jsonObject(with: line) as? [String: Any]
        for entry in bundle?["entry"] as? [[String: Any]] ?? [] {
          let request = try #require(entry["request"] as? [String: String])
          let url = try #require(request["url"])
          held[url] =
            try request["method"] == "DELETE"
            ? nil
            : JSONSerialization.data(
              withJSONObject: #require(entry["resource"]),
              options: [.sortedKeys]
            )
        }
      }
    }
  }
}
