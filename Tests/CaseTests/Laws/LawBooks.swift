import Foundation

/// The books as `account --json` tells them, added up here once more.
struct LawBooks: Sendable, Decodable {
  struct Export: Sendable, Decodable {
    var read: Int
    var dispositions: [String: Int]
    /// Bytes of the file by what they are; `file` is all of them.
    var bytes: [String: Int]
  }

  struct Source: Sendable, Decodable {
    var now: Int
  }

  var exports: [Export]
  var sources: [Source]
  var cited: Int?

  init(_ workspace: LawWorkspace) throws {
    let outcome = try Program.run(["account", "--json"], in: workspace.folder)
    let account = try JSONDecoder().decode(Account.self, from: Data(outcome.stdout.utf8))
    self = account.books
  }

  private struct Account: Decodable {
    var books: LawBooks
  }

  /// Rows read in all exports.
  var read: Int { exports.reduce(0) { $0 + $1.read } }

  /// Rows that count now, in all sources.
  var live: Int { sources.reduce(0) { $0 + $1.now } }

  /// Rows of a disposition in all exports.
  func rows(_ disposition: String) -> Int {
    exports.reduce(0) { $0 + ($1.dispositions[disposition] ?? 0) }
  }

  /// Says whether every row and every byte of every export is accounted for.
  var addUp: Bool {
    exports.allSatisfy { export in
      let bytes = export.bytes.reduce(0) { $0 + ($1.key == "file" ? 0 : $1.value) }
      return export.read == export.dispositions.values.reduce(0, +) && export.bytes["file"] == bytes
    }
  }
}
