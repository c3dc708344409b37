import CLibCSV
import Testing

/// What we rely on in libcsv 3.0.3, and what we must not.
struct LibCSVTests {
  /// What libcsv hands out for a text.
  private final class Sink {
    var rows: [[String]] = []
    var row: [String] = []
  }

  private func parse(_ text: String) -> (rows: [[String]], state: Int32, taken: Int) {
    let sink = Sink()
    var parser = csv_parser()
    csv_init(&parser, 0)
    defer { csv_free(&parser) }
    let bytes = Array(text.utf8)
    let taken = csv_parse(
      &parser,
      bytes,
      bytes.count,
      { cell, length, sink in
        guard let cell, let sink else { return }
        let text = String(
          decoding: UnsafeRawBufferPointer(start: cell, count: length),
          as: UTF8.self
        )
        Unmanaged<Sink>.fromOpaque(sink).takeUnretainedValue().row.append(text)
      },
      { _, sink in
        guard let sink else { return }
        let target = Unmanaged<Sink>.fromOpaque(sink).takeUnretainedValue()
        target.rows.append(target.row)
        target.row = []
      },
      Unmanaged.passUnretained(sink).toOpaque()
    )
    return (sink.rows, parser.pstate, taken)
  }

  @Test func `the version is the one whose fields we lean on`() {
    #expect(CSV_MAJOR == 3 && CSV_MINOR == 0 && CSV_RELEASE == 3)
  }

  @Test func `it trims unquoted cells, keeps quoted ones, and ends a row in state 0`() {
    let (rows, state, taken) = parse(" a ,\" b \", \"c\" \t,\td e\t\n")
    #expect(rows == [["a", " b ", "c", "d e"]])
    #expect(state == 0 && taken == 23)
  }

  @Test func `it drops blank lines, so lines are counted by us`() {
    #expect(parse("a\n\n  \n\r\nb\n").rows == [["a"], ["b"]])
  }

  @Test func `a lone quote swallows rows without an error, so rows are framed by us`() {
    let (rows, state, taken) = parse("1,\"x\n2,y\n3,z\n")
    #expect(rows.isEmpty && state != 0 && taken == 13)
  }

  @Test func `a quote behind a closing quote is taken in, so quotes are checked by us`() {
    #expect(parse("\"a\"b\",c\n").rows == [["a\"b", "c"]])
  }
}
