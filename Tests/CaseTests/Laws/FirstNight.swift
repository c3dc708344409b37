import Foundation
import Synchronization

/// What a pipeline published on its first night, run by one worker.
struct FirstNight: Sendable {
  var run: Program.Outcome
  var account: Program.Outcome
  /// The files of `out/current/bundles`.
  var files: Tree
  /// What they say.
  var bundles: PublishedBundles
  /// The tables of `quarantine/`.
  var quarantine: [String]

  /// Runs it once in this process, for all laws.
  static func of(_ pipeline: LawPipeline) throws -> FirstNight {
    try nights.withLock { nights in
      if let night = nights[pipeline.name] { return night }
      let night = try FirstNight(pipeline)
      nights[pipeline.name] = night
      return night
    }
  }

  /// The last line of the first book, by column: what became of all rows.
  var rows: [String: Int] { column(after: "rows", line: "all") }

  /// Rows that count now, over all sources.
  var liveRows: Int {
    let lines = account.stdout.split(separator: "\n").drop { !$0.contains("live before") }
    return lines.dropFirst().prefix { $0.hasPrefix(" ") }
      .reduce(0) { $0 + (Self.number($1.split(separator: " ").last) ?? 0) }
  }

  private func column(after first: String, line: String) -> [String: Int] {
    let lines = account.stdout.split(separator: "\n").map { $0.split(separator: " ") }
    guard let headings = lines.first(where: { $0.contains(first[...]) }),
      let totals = lines.first(where: { $0.first == line[...] }),
      let start = headings.firstIndex(of: first[...])
    else { return [:] }
    var columns: [String: Int] = [:]
    for (heading, total) in zip(headings[start...], totals.dropFirst()) {
      columns[String(heading)] = Self.number(total)
    }
    return columns
  }

  private static func number(_ text: Substring?) -> Int? {
    text.flatMap { Int($0.filter { $0 != "," }) }
  }

  private static let nights = Mutex<[String: FirstNight]>([:])

  private init(_ pipeline: LawPipeline) throws {
    let workspace = try LawWorkspace()
    try workspace.deliver(pipeline.deliveries)
    run = try workspace.run(try pipeline.path(in: workspace), jobs: 1)
    account = try workspace.account()
    files = try workspace.bundles()
    bundles = try PublishedBundles(files)
    quarantine = try Tree(at: workspace.file("quarantine")).files
      .filter { $0.name.hasSuffix(".csv") }.map { String(decoding: $0.content, as: UTF8.self) }
  }
}
