import Foundation

@testable import Synthesis

/// A delivery made into a folder of its own, which goes when this goes.
final class Made {
  let folder: URL
  let order: SyntheticOrder
  let files: [SyntheticDelivery.File]

  init(
    records: Int,
    seed: UInt64,
    form: ExportForm = .csv,
    nights: Int? = nil,
    mode: SyntheticOrder.Mode = .delta
  ) throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "synthesis-\(UUID().uuidString)"
    )
    order = SyntheticOrder(
      records: records,
      seed: seed,
      folder: folder.path,
      form: form,
      nights: nights,
      mode: mode
    )
    files = try SyntheticDelivery.write(order)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The lines of a file, without its heading.
  func lines(_ name: String) throws -> [String] {
    let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map(String.init)
  }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: folder.appending(path: name)) }

  /// The rows of a file by column, in their order.
  func rows(_ name: String = "index.csv") throws -> [[String: String]] {
    let names = Columns.names.map { String(decoding: $0, as: UTF8.self) }
    return try lines(name).map { line in
      Dictionary(uniqueKeysWithValues: zip(names, Self.cells(line)))
    }
  }

  /// The truth by document.
  func truth() throws -> [String: Truth] {
    let all = try lines("truth.csv").map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return (
        cells[0], Truth(person: cells[1], identity: cells[2], kind: cells[3], household: cells[4])
      )
    }
    return Dictionary(uniqueKeysWithValues: all)
  }

  struct Truth {
    var person: String
    var identity: String
    var kind: String
    var household: String
  }

  // Quotes stand only around whole cells, and none within.
  private static func cells(_ line: String) -> [String] {
    var (cells, cell, isQuoted): ([String], String, Bool) = ([], "", false)
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        cells.append(cell)
        cell = ""
      } else {
        cell.append(character)
      }
    }
    return cells + [cell]
  }
}

extension Dictionary where Key == String, Value == String {
  func cell(_ name: String) -> String { self[name] ?? "" }
  func digits(_ name: String) -> String { cell(name).filter(\.isNumber) }
}
