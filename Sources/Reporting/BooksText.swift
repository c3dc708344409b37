import RecordModel

/// The books as a person reads them: one line an export, one line a source, sums below.
package enum BooksText {
  /// Lines for a terminal, without a line end.
  package static func lines(_ books: Books, run: String) -> [String] {
    var lines = ["Books of run \(run)", ""]
    lines += table(exportRows(books))
    lines += [""] + table(sourceRows(books))
    lines.append("")
    if let cited = books.cited {
      lines.append(
        "Live rows \(grouped(books.live))\(withdrawn(books)), cited by a Provenance \(grouped(cited))"
          + (books.known == cited ? "" : "   NOT EQUAL")
      )
    }
    lines += books.exports.filter { !$0.isBalanced }.map(imbalance)
    lines += books.sources.filter { !$0.isBalanced }.map {
      "NOT BALANCED  source \($0.source): \($0.before) before + \($0.loaded) loaded + \($0.released)"
        + " released - \($0.withdrawn) withdrawn is not \($0.now)"
    }
    lines.append(books.isBalanced ? "Balanced." : "NOT BALANCED.")
    return lines
  }

  private static func withdrawn(_ books: Books) -> String {
    guard books.withdrawn > 0 else { return "" }
    return " + withdrawn rows \(grouped(books.withdrawn)) = known rows \(grouped(books.known))"
  }

  private static func imbalance(_ book: ExportBook) -> String {
    if book.read != book.dispositions.total {
      return "NOT BALANCED  \(book.name): \(book.read) rows read, \(book.dispositions.total)"
        + " with a disposition"
    }
    let parts = book.bytes
    let sum =
      parts.rows + parts.separators + parts.header + parts.blank + parts.damaged
      + parts.ignoredLines + parts.markup
    return "NOT BALANCED  \(book.name): \(parts.fileSize) bytes in the file, \(sum) accounted for"
  }

  private static func exportRows(_ books: Books) -> [[String]] {
    let heads = ["export", "source", "rows"] + Disposition.allCases.map(\.spelled) + ["diff"]
    var rows = [heads]
    for book in books.exports {
      rows.append(
        [book.name, book.source, grouped(book.read)]
          + Disposition.allCases.map { grouped(book.dispositions[$0]) }
          + [difference(book.read, book.dispositions.total)]
      )
    }
    let sums = books.dispositions
    rows.append(
      ["all", "", grouped(books.read)] + Disposition.allCases.map { grouped(sums[$0]) }
        + [difference(books.read, sums.total)]
    )
    return rows
  }

  private static func sourceRows(_ books: Books) -> [[String]] {
    [["source", "live before", "loaded", "released", "withdrawn", "live now"]]
      + books.sources.map {
        [
          $0.source, grouped($0.before), grouped($0.loaded), grouped($0.released),
          grouped($0.withdrawn), grouped($0.now),
        ]
      }
  }

  private static func difference(_ left: UInt64, _ right: UInt64) -> String {
    left == right ? "0" : left > right ? "\(left - right)" : "-\(right - left)"
  }

  /// Columns as wide as their widest cell: the first two to the left, numbers to the right.
  static func table(_ rows: [[String]]) -> [String] {
    guard let first = rows.first else { return [] }
    let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        return isText(column, of: first) ? row[column] + space : space + row[column]
      }
      return " " + cells.joined(separator: "  ")
    }
  }

  private static func isText(_ column: Int, of heads: [String]) -> Bool {
    ["export", "source", "rule", "what is wrong"].contains(heads[column])
  }
}

/// A number with a comma between thousands: `412,806`.
package func grouped(_ number: some BinaryInteger) -> String {
  let digits = String(number)
  var text = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, digit.isNumber, (digits.count - index) % 3 == 0, text != "-" { text.append(",") }
    text.append(digit)
  }
  return text
}

/// A share with two decimals, rounded down unless asked otherwise: `0.29%`.
package func percent(_ part: UInt64, of whole: UInt64, isRoundedUp: Bool = false) -> String {
  guard whole > 0 else { return "0.00%" }
  let hundredths = part.multipliedFullWidth(by: 10_000)
  let (down, rest) = whole.dividingFullWidth(hundredths)
  let share = isRoundedUp && rest > 0 ? down + 1 : down
  let cents = share % 100
  return "\(share / 100).\(cents < 10 ? "0" : "")\(cents)%"
}

/// A number with its noun: `1 row`, `2 rows`.
package func counted(_ number: UInt64, _ noun: String) -> String {
  "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
}

/// A path as a shell takes it for one word: in quotes when it holds more than plain characters.
package func shellWord(_ text: String) -> String {
  let isPlain = text.utf8.allSatisfy { byte in
    switch byte {
    case 48...57, 65...90, 97...122: true  // 0-9 A-Z a-z
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"): true
    default: false
    }
  }
  if isPlain, !text.isEmpty { return text }
  var quoted = "'"
  for character in text { quoted += character == "'" ? "'\\''" : String(character) }
  return quoted + "'"
}
