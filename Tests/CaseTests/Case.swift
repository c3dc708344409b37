import Foundation

/// One folder of `Fixtures/cases`: exports, a pipeline, the commands to give and what must come of it.
///
/// `case.md` says in a sentence what is shown. `command` holds one step a line (see `CaseStep`).
/// Everything else but `expected/` is copied to a fresh workspace.
struct Case: Sendable {
  let folder: URL

  var name: String { folder.lastPathComponent }
  var expected: URL { folder.appending(path: "expected") }

  /// The steps of the case, in order.
  func steps() throws -> [CaseStep] {
    let text = try String(contentsOf: folder.appending(path: "command"), encoding: .utf8)
    return try text.split(separator: "\n", omittingEmptySubsequences: true)
      .filter { !$0.hasPrefix("#") }
      .map { try CaseStep(line: String($0)) }
  }

  /// Copies the inputs of the case to a new folder that the caller removes.
  func makeWorkspace() throws -> URL {
    let files = FileManager.default
    let workspace = files.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "chartlift-case-\(name)-\(UUID().uuidString)")
    try files.createDirectory(at: workspace, withIntermediateDirectories: true)
    for entry in try files.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    where !["case.md", "command", "expected"].contains(entry.lastPathComponent) {
      try files.copyItem(at: entry, to: workspace.appending(path: entry.lastPathComponent))
    }
    return workspace
  }

  /// All cases, by name.
  static let all: [Case] = {
    let entries = try? FileManager.default.contentsOfDirectory(
      at: root,
      includingPropertiesForKeys: [.isDirectoryKey]
    )
    return (entries ?? []).filter(\.hasDirectoryPath).map(Case.init(folder:))
      .sorted { $0.name < $1.name }
  }()

  /// Words of patients in the cases: none may reach the terminal or a report.
  static func privateWords() throws -> [String] {
    try String(contentsOf: root.appending(path: "private-words"), encoding: .utf8)
      .split(separator: "\n").map { $0.uppercased() }
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Fixtures/cases").standardizedFileURL
}
