import Foundation

/// A fresh workspace that goes away with its last holder.
final class LawWorkspace: Sendable {
  let folder: URL

  /// A folder whose path has spaces and letters beyond ASCII, as deep as asked for.
  init(under path: String = "a night") throws {
    folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "chartlift-law-\(UUID().uuidString)/\(path)")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "inbox"),
      withIntermediateDirectories: true
    )
  }

  deinit {
    var top = folder
    while !top.lastPathComponent.hasPrefix("chartlift-law-") { top.deleteLastPathComponent() }
    _ = try? FileManager.default.removeItem(at: top)
  }

  func file(_ name: String) -> URL { folder.appending(path: name) }

  func deliver(_ deliveries: [Delivery]) throws {
    for delivery in deliveries { try write(delivery.bytes, to: delivery.name) }
  }

  func emptyInbox() throws {
    for name in names(in: "inbox") {
      try FileManager.default.removeItem(at: file("inbox/\(name)"))
    }
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: file(name), options: .atomic)
  }

  /// Runs a pipeline, on 21 November 2026 unless told otherwise.
  func run(
    _ pipeline: String,
    asOf: String = "2026-11-21",
    jobs: Int = 2,
    environment: [String: String] = ["LC_ALL": "C"]
  ) throws -> Program.Outcome {
    let arguments = ["run", pipeline, "--as-of", asOf, "--jobs", String(jobs)]
    return try Program.run(arguments, in: folder, .init(environment: environment))
  }

  /// Gives any command.
  func command(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run(arguments, in: folder)
  }

  /// The state digest of what is published now.
  func publishedDigest() throws -> String? {
    let manifest = try String(contentsOf: file("out/current/manifest.json"), encoding: .utf8)
    return manifest.firstMatch(of: /"stateDigest":"([0-9a-f]{64})"/).map { String($0.1) }
  }

  func account() throws -> Program.Outcome { try Program.run(["account"], in: folder) }

  /// What readers see.
  func bundles() throws -> Tree { try Tree(at: file("out/current/bundles")) }

  /// Names in a folder, sorted; none when it is not there.
  func names(in folder: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: file(folder).path)
    return (names ?? []).sorted()
  }
}
