import RecordModel
import Reporting
import Workspace

/// Books as ledger rows and back.
enum LedgerBooks {
  /// The rows of a run's books.
  static func entries(_ books: Books, run: String) -> [BookEntry] {
    var entries: [BookEntry] = []
    for book in oneAnExport(books.exports) {
      func add(_ name: String, _ rows: UInt64) {
        entries.append(
          BookEntry(run: run, source: book.source, export: book.export, name: name, rows: rows)
        )
      }
      add("read", book.read)
      for disposition in Disposition.allCases {
        add(disposition.spelled, book.dispositions[disposition])
      }
      for (name, path) in byteColumns { add("bytes-" + name, book.bytes[keyPath: path]) }
    }
    for book in books.sources {
      for (name, path) in sourceColumns {
        entries.append(
          BookEntry(
            run: run,
            source: book.source,
            export: nil,
            name: name,
            rows: book[keyPath: path]
          )
        )
      }
    }
    if let cited = books.cited {
      entries.append(BookEntry(run: run, source: "", export: nil, name: "cited", rows: cited))
    }
    return entries
  }

  /// A snapshot may be landed twice before it is published; the ledger keeps one line an export.
  private static func oneAnExport(_ books: [ExportBook]) -> [ExportBook] {
    var merged: [ExportBook] = []
    for book in books {
      let known = merged.firstIndex { $0.export == book.export && $0.source == book.source }
      guard let known else {
        merged.append(book)
        continue
      }
      merged[known].read += book.read
      merged[known].dispositions += book.dispositions
      for (_, path) in byteColumns {
        merged[known].bytes[keyPath: path] += book.bytes[keyPath: path]
      }
    }
    return merged
  }

  /// The books of a run from its rows; landings say under which name and in which night an export came.
  static func books(_ entries: [BookEntry], landings: [LandedExport]) -> Books {
    var books = Books(exports: [], sources: [], cited: nil)
    for entry in entries {
      if let export = entry.export {
        add(entry, export: export, landings: landings, to: &books)
      } else if entry.source.isEmpty {
        books.cited = entry.rows
      } else {
        addSource(entry, to: &books)
      }
    }
    return books
  }

  private static func add(
    _ entry: BookEntry,
    export: ContentDigest,
    landings: [LandedExport],
    to books: inout Books
  ) {
    let index =
      books.exports.firstIndex { $0.export == export && $0.source == entry.source }
      ?? {
        let landing = landings.last { $0.export == export && $0.source == entry.source }
        books.exports.append(
          ExportBook(
            name: landing?.deliveredAs ?? export.hex,
            source: entry.source,
            export: export,
            night: landing?.night ?? 0,
            read: 0,
            dispositions: DispositionCounts(),
            bytes: ExportBytes()
          )
        )
        return books.exports.count - 1
      }()
    if entry.name == "read" {
      books.exports[index].read = entry.rows
    } else if let disposition = Disposition.allCases.first(where: { $0.spelled == entry.name }) {
      books.exports[index].dispositions[disposition] = entry.rows
    } else if let column = byteColumns.first(where: { "bytes-" + $0.name == entry.name }) {
      books.exports[index].bytes[keyPath: column.path] = entry.rows
    }
  }

  private static func addSource(_ entry: BookEntry, to books: inout Books) {
    guard let column = sourceColumns.first(where: { $0.name == entry.name }) else { return }
    if books.sources.last?.source != entry.source {
      books.sources.append(
        SourceBook(
          source: entry.source,
          before: 0,
          loaded: 0,
          released: 0,
          withdrawn: 0,
          now: 0,
          withdrawnNow: 0
        )
      )
    }
    books.sources[books.sources.count - 1][keyPath: column.path] = entry.rows
  }

  private static var byteColumns: [(name: String, path: WritableKeyPath<ExportBytes, UInt64>)] {
    [
      ("file", \.fileSize), ("rows", \.rows), ("separators", \.separators), ("header", \.header),
      ("blank", \.blank), ("damaged", \.damaged), ("ignored", \.ignoredLines), ("markup", \.markup),
    ]
  }

  private static var sourceColumns: [(name: String, path: WritableKeyPath<SourceBook, UInt64>)] {
    [
      ("live-before", \.before), ("loaded", \.loaded), ("released", \.released),
      ("withdrawn", \.withdrawn), ("live-now", \.now), ("withdrawn-now", \.withdrawnNow),
    ]
  }
}
