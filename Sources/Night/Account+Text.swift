import CanonicalJSON
import Reporting

extension Account {
  /// The books as lines for a terminal.
  package var lines: [String] {
    var lines = BooksText.lines(books, run: run)
    if let citedInTree, citedInTree != books.cited {
      lines.append(
        "NOT BALANCED  the tree as it lies there cites \(grouped(citedInTree)) rows, the books say"
          + " \(grouped(books.cited ?? 0)). Files were changed after publishing: publish again or"
          + " restore them."
      )
    }
    for path in alteredFiles {
      lines.append(
        "NOT BALANCED  \(path) is not the file that was published: it was changed, removed or added"
          + " later. Publish again or restore it."
      )
    }
    return lines
  }

  /// The books in canonical JSON.
  package var json: [UInt8] {
    var json = CanonicalJSONWriter()
    json.beginObject()
    json.name("altered")
    json.beginArray()
    for path in alteredFiles { json.string(path) }
    json.endArray()
    json.name("books")
    ReportJSON.write(books, to: &json)
    if let citedInTree {
      json.name("citedInTree")
      json.integer(citedInTree)
    }
    json.name("run")
    json.string(run)
    json.endObject()
    return json.bytes
  }
}
