import Foundation
import Testing

/// A way to change a published tree, and the code that tells it.
enum TreeDamage: String, CaseIterable {
  case manifestChanged, currentGone, currentAstray, treeGone, strayFile, strayFolder, linkInTree
  case checksumsChanged, space, namesExchanged, unfinishedLine, noTransaction, tooManyEntries
  case otherURL, lineTwice, lostReference, citationTwice, personGone, partGone, partCut

  var code: String {
    switch self {
    case .manifestChanged: "VERIFY-02"
    case .currentGone, .currentAstray: "VERIFY-03"
    case .treeGone: "VERIFY-04"
    case .strayFile, .strayFolder, .linkInTree: "VERIFY-06"
    case .checksumsChanged: "VERIFY-07"
    case .space, .namesExchanged: "VERIFY-08"
    case .unfinishedLine, .noTransaction, .tooManyEntries: "VERIFY-09"
    case .otherURL: "VERIFY-10"
    case .lineTwice: "VERIFY-11"
    case .lostReference: "VERIFY-12"
    case .citationTwice: "VERIFY-14"
    case .personGone: "VERIFY-15"
    case .partGone, .partCut: "VERIFY-16"
    }
  }

  /// What must be said of the place.
  var place: String? {
    switch self {
    case .space, .namesExchanged, .noTransaction, .tooManyEntries, .otherURL, .lostReference:
      "bundles/part-00000.ndjson:1"
    case .lineTwice: "bundles/part-00000.ndjson:2: and bundles/part-00000.ndjson:1"
    case .strayFile: "bundles/part-99999.ndjson"
    case .checksumsChanged: "SHA256SUMS:1"
    default: nil
    }
  }

  /// Does it to the tree of the first run.
  func apply(in workspace: LawWorkspace) throws {
    let files = FileManager.default
    let tree = "out/2026-11-21-n1"
    let file = "\(tree)/bundles/part-00000.ndjson"
    switch self {
    case .manifestChanged: try workspace.replace("\(tree)/manifest.json") { $0 += "\n" }
    case .currentGone: try files.removeItem(at: workspace.file("out/current"))
    case .currentAstray:
      try files.removeItem(at: workspace.file("out/current"))
      try files.createSymbolicLink(
        atPath: workspace.file("out/current").path,
        withDestinationPath: "2026-11-20-n9"
      )
    case .treeGone: try files.removeItem(at: workspace.file(tree))
    case .strayFile: try workspace.write([], to: "\(tree)/bundles/part-99999.ndjson")
    case .strayFolder:
      try files.createDirectory(
        at: workspace.file("\(tree)/more"),
        withIntermediateDirectories: false
      )
    case .linkInTree:
      try files.createSymbolicLink(
        atPath: workspace.file("\(tree)/bundles/more.ndjson").path,
        withDestinationPath: "part-00000.ndjson"
      )
    case .checksumsChanged: try workspace.replace("\(tree)/SHA256SUMS") { $0.removeFirst() }
    case .partGone, .partCut: try damagePart(in: workspace)
    default: try workspace.replace(file) { try changeLines(&$0) }
    }
  }

  private func damagePart(in workspace: LawWorkspace) throws {
    let part = try #require(
      Tree(at: workspace.file("parts")).files.first { $0.content.count > 1 }
    )
    let name = "parts/\(part.name)"
    if self == .partGone { return try FileManager.default.removeItem(at: workspace.file(name)) }
    try workspace.write(Array(part.content.dropLast()), to: name)
  }

  private func changeLines(_ text: inout String) throws {
    var lines = text.split(separator: "\n").map(String.init)
    switch self {
    case .space: lines[0].replace("{\"entry\":", with: "{ \"entry\":")
    case .namesExchanged:
      lines[0].replace(
        "\"resourceType\":\"Bundle\",\"type\":\"transaction\"",
        with: "\"type\":\"transaction\",\"resourceType\":\"Bundle\""
      )
    case .unfinishedLine:
      text.removeLast()
      return
    case .noTransaction: lines[0].replace("\"type\":\"transaction\"", with: "\"type\":\"batch\"")
    case .tooManyEntries: lines[0] = try Self.manyTimes(lines[0])
    case .otherURL: lines[0].replace("\"url\":\"Patient/", with: "\"url\":\"Person/")
    case .lineTwice: lines.insert(lines[0], at: 0)
    case .lostReference: try Self.changeReference(&lines[0])
    case .citationTwice: try Self.doubleCitation(&lines[0])
    case .personGone: lines.removeFirst()
    default: break
    }
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func manyTimes(_ line: String) throws -> String {
    let entries = line.dropFirst("{\"entry\":[".count)
    let end = try #require(entries.range(of: "],\"resourceType\":\"Bundle\""))
    let all = String(entries[..<end.lowerBound])
    let many = Array(repeating: all, count: 101).joined(separator: ",")
    return "{\"entry\":[" + many + entries[end.lowerBound...]
  }

  /// Another last digit.
  private static func changeReference(_ line: inout String) throws {
    let found = try #require(line.firstRange(of: #/"reference":"Patient\/[0-9a-f-]{36}/#))
    let last = line.index(before: found.upperBound)
    line.replaceSubrange(last...last, with: line[last] == "0" ? "1" : "0")
  }

  private static func doubleCitation(_ line: inout String) throws {
    let pattern = #/{"role":"source","what":{"identifier":{"value":"[^"]*"}}}/#
    let found = try #require(line.firstRange(of: pattern))
    line.insert(contentsOf: line[found] + ",", at: found.lowerBound)
  }
}
