import Foundation

/// One line of a case's `command` file.
///
///     expect-exit 1 chartlift run pipeline.yaml --as-of 2026-11-21
///     copy night-2/film_2.csv inbox/film_2.csv
///     remove inbox/film_1.csv
///     present out/current/manifest.json
///     absent out/current
///     same one/out/current/bundles two/out/current/bundles
///     flip out/current/bundles/part-00000.ndjson 100
///     erase out/current/SHA256SUMS \S+\s+bundles/part-00000\.ndjson\n
///
/// Words are separated by spaces; there is no quoting. Paths are relative to the workspace. `flip`
/// turns the lowest bit of the byte at an offset, `erase` takes out every match of a pattern; both
/// write a new file, since a published one shares its bytes with a part.
enum CaseStep: Sendable {
  case run(exit: Int32, arguments: [String])
  case copy(from: String, to: String)
  case remove(String)
  case present(String)
  case absent(String)
  case same(String, String)
  case flip(String, offset: Int)
  case erase(String, pattern: String)

  init(line: String) throws {
    let words = line.split(separator: " ").map(String.init)
    switch (words.first, words.count) {
    case ("expect-exit", 3...) where words[2] == "chartlift":
      guard let code = Int32(words[1]) else { throw CaseMistake(line: line) }
      self = .run(exit: code, arguments: Array(words[3...]))
    case ("copy", 3): self = .copy(from: words[1], to: words[2])
    case ("remove", 2): self = .remove(words[1])
    case ("present", 2): self = .present(words[1])
    case ("absent", 2): self = .absent(words[1])
    case ("same", 3): self = .same(words[1], words[2])
    case ("flip", 3):
      guard let offset = Int(words[2]) else { throw CaseMistake(line: line) }
      self = .flip(words[1], offset: offset)
    case ("erase", 3): self = .erase(words[1], pattern: words[2])
    default: throw CaseMistake(line: line)
    }
  }
}

/// A line of a `command` file that says nothing we know.
struct CaseMistake: Error, CustomStringConvertible {
  let line: String
  var description: String { "no such step in a 'command' file: \(line)" }
}
