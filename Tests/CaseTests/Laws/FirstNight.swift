import Foundation
import Synchronization

/// What a pipeline published on its first night, run by one worker.
struct FirstNight: Sendable {
  var run: Program.Outcome
  var account: Program.Outcome
  var books: LawBooks
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

  private static let nights = Mutex<[String: FirstNight]>([:])

  private init(_ pipeline: LawPipeline) throws {
    let workspace = try LawWorkspace()
    try workspace.deliver(pipeline.deliveries)
    run = try workspace.run(try pipeline.path(in: workspace), jobs: 1)
    account = try workspace.account()
    books = try LawBooks(workspace)
    files = try workspace.bundles()
    bundles = try PublishedBundles(files)
    quarantine = try Tree(at: workspace.file("quarantine")).files
      .filter { $0.name.hasSuffix(".csv") }.map { String(decoding: $0.content, as: UTF8.self) }
  }
}
