import Foundation
import Testing

/// Promise 1: whoever takes a row out of a published tree, or puts one in, is found out.
@Suite(.serialized)
struct AccountTests {
  @Test func `account fails when a published tree is not what was published, and says which file`()
    throws
  {
    let workspace = try LawWorkspace()
    try workspace.deliver(LawPipeline.invented.deliveries)
    #expect(try workspace.run(try LawPipeline.invented.path(in: workspace)).exit == 0)
    #expect(try workspace.account().exit == 0)
    for tampering in Tampering.allCases {
      let file = workspace.file("out/current/bundles/\(tampering.file)")
      let published = try Data(contentsOf: file)
      try tampering.apply(to: published, at: file)
      let account = try workspace.account()
      #expect(account.exit == 76, "\(tampering): exit \(account.exit)")
      let saysWhich = account.stdout.contains("NOT BALANCED  bundles/\(tampering.file)")
      #expect(saysWhich, "\(tampering)")
      try published.write(to: file, options: .atomic)
      #expect(try workspace.account().exit == 0, "after \(tampering) was put right")
    }
  }

  @Test func `account fails when a file is added, the manifest is changed or the tree is gone`()
    throws
  {
    let workspace = try LawWorkspace()
    try workspace.deliver(LawPipeline.invented.deliveries)
    #expect(try workspace.run(try LawPipeline.invented.path(in: workspace)).exit == 0)
    let tree = workspace.file("out/2026-11-21-n1")
    let added = tree.appending(path: "bundles/part-00009.ndjson")
    try Data().write(to: added)
    #expect(try workspace.account().exit == 76)
    try FileManager.default.removeItem(at: added)
    #expect(try workspace.account().exit == 0)

    let manifest = tree.appending(path: "manifest.json")
    let bytes = try Data(contentsOf: manifest)
    try (bytes + Data("\n".utf8)).write(to: manifest, options: .atomic)
    #expect(try workspace.account().exit == 76)
    try bytes.write(to: manifest, options: .atomic)
    #expect(try workspace.account().exit == 0)

    try FileManager.default.removeItem(at: tree)
    #expect(try workspace.account().exit == 76)
  }
}

/// A way to change a published file; what is written is a new file, since parts share their bytes with it.
private enum Tampering: CaseIterable {
  case citationRemoved, citationDoubled, citationsSwapped, lineRemoved, lineDoubled
  case organizationsRemoved, byteChanged, fileRemoved

  var file: String {
    self == .organizationsRemoved ? "organizations.ndjson" : "part-00000.ndjson"
  }

  func apply(to published: Data, at file: URL) throws {
    guard self != .fileRemoved else { return try FileManager.default.removeItem(at: file) }
    var lines = String(decoding: published, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    switch self {
    case .citationRemoved: try change(&lines) { citation, _ in (citation, "") }
    case .citationDoubled: try change(&lines) { citation, _ in (citation, citation + citation) }
    // The count stays the same: one row is cited twice, another not at all.
    case .citationsSwapped: try change(&lines) { citation, next in (next, citation) }
    case .lineRemoved: lines.removeFirst()
    case .lineDoubled: lines.insert(lines[0], at: 0)
    case .organizationsRemoved: lines = []
    case .byteChanged: lines[0] = lines[0].replacing(" ", with: "_", maxReplacements: 1)
    case .fileRemoved: break
    }
    let changed = Data(lines.joined(separator: "\n").utf8)
    try #require(changed != published)
    try changed.write(to: file, options: .atomic)
  }

  /// Changes the first citation that another one follows.
  private func change(
    _ lines: inout [String],
    _ edit: (_ citation: String, _ next: String) -> (old: String, new: String)
  ) throws {
    let pattern =
      #/({"role":"source","what":{"identifier":{"value":"[^"]*"}}},)({[^{]*{[^{]*{[^}]*}}})/#
    for index in lines.indices {
      guard let found = lines[index].firstMatch(of: pattern) else { continue }
      let (old, new) = edit(String(found.1), String(found.2) + ",")
      return lines[index].replace(old.dropLast(), with: new.dropLast(), maxReplacements: 1)
    }
    throw NoSuchCitation()
  }
}

private struct NoSuchCitation: Error {}
