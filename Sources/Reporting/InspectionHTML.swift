import RecordModel

/// What `inspect` found, as one page: no script, nothing loaded, readable in the dark and on paper.
package enum InspectionHTML {
  /// The whole page in UTF-8; never a value.
  package static func bytes(
    _ files: [FileInspection],
    _ differences: [InspectionDifference]
  ) -> [UInt8] {
    var page = Page()
    page.add(head)
    page.add("<header><h1>What the exports are made of</h1><p class=m>")
    page.text(
      "\(counted(UInt64(files.count), "file")). Counts and patterns only: digit 9, capital A,"
    )
    page.text(" other letter a, the end of a long run …; patterns that fewer than 3 rows share are")
    page.text(" counted as other.")
    page.add("</p></header><main>")
    for file in files { add(file, to: &page) }
    for difference in differences { add(difference, to: &page) }
    page.add(
      "</main><footer class=m>No value of a patient is shown in this file. It loads nothing "
    )
    page.add("from the network.</footer></body></html>\n")
    return page.bytes
  }

  private struct Page {
    private(set) var bytes: [UInt8] = []

    /// Markup of ours.
    mutating func add(_ markup: String) { bytes += markup.utf8 }

    /// Text of anybody.
    mutating func text(_ text: String) {
      for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "<"): bytes += "&lt;".utf8
        case UInt8(ascii: ">"): bytes += "&gt;".utf8
        case UInt8(ascii: "&"): bytes += "&amp;".utf8
        case UInt8(ascii: "\""): bytes += "&quot;".utf8
        default: bytes.append(byte)
        }
      }
    }

    mutating func cell(_ text: String, isNumber: Bool = false) {
      add(isNumber ? "<td class=n>" : "<td>")
      self.text(text)
      add("</td>")
    }
  }

  private static func add(_ file: FileInspection, to page: inout Page) {
    page.add("<section><h2>")
    page.text(InspectionText.shown(file.name))
    page.add("</h2><div class=k><div>Rows<b>")
    page.text(grouped(file.rows))
    page.add("</b></div><div>Refused<b>")
    page.text(grouped(file.refusals.reduce(0) { $0 + $1.rows }))
    page.add("</b></div><div>Columns<b>")
    page.text(grouped(file.columns.count))
    page.add("</b></div><div>Bytes<b>")
    page.text(grouped(file.bytes.fileSize))
    page.add("</b></div></div><dl>")
    for (title, sentence) in InspectionWords.facts(file) {
      page.add("<dt>\(title)</dt><dd>")
      page.text(sentence)
      page.add("</dd>")
    }
    page.add("</dl><div class=w><table><thead><tr><th class=n>#</th><th>column</th>")
    page.add("<th class=f>filled</th><th class=n>distinct</th><th class=n>length</th>")
    page.add("<th>looks like</th><th>patterns (rows)</th></tr></thead><tbody>")
    for column in file.columns { add(column, of: file, to: &page) }
    page.add("</tbody></table></div>")
    if file.hasMoreColumns { page.add("<p class=m>There are more columns.</p>") }
    page.add("</section>")
  }

  private static func add(
    _ column: FileInspection.Column,
    of file: FileInspection,
    to page: inout Page
  ) {
    page.add("<tr>")
    page.cell(String(column.number), isNumber: true)
    page.cell(column.name.map(InspectionText.shown) ?? "–")
    page.add("<td class=f><span class=b><i style=\"width:\(percent(column, file))%\"></i></span> ")
    page.text(InspectionWords.share(column.filled, of: file.usable))
    page.add("</td>")
    page.cell(InspectionWords.distinct(column), isNumber: true)
    page.cell(InspectionWords.lengths(column), isNumber: true)
    page.cell(column.looksLike?.spelled ?? "")
    page.add("<td>")
    for pattern in column.patterns {
      page.add("<span class=p><code>")
      page.text(pattern.text)
      page.add("</code> <span class=m>\(grouped(pattern.rows))</span></span> ")
    }
    if column.otherRows > 0 {
      page.add("<span class=m>other \(grouped(column.otherRows))</span>")
    }
    if let dates = column.dates {
      page.add("<div class=m>")
      page.text(InspectionWords.dates(dates))
      page.add("</div>")
    }
    if column.repeats { page.add("<div class=m>a row can have several</div>") }
    page.add("</td></tr>")
  }

  private static func percent(_ column: FileInspection.Column, _ file: FileInspection) -> UInt64 {
    guard file.usable > 0, column.filled <= file.usable else { return 0 }
    let hundred = column.filled.multipliedFullWidth(by: 100)
    guard column.filled < file.usable else { return 100 }
    return file.usable.dividingFullWidth(hundred).quotient
  }

  private static func add(_ difference: InspectionDifference, to page: inout Page) {
    page.add("<section><h2>")
    page.text(InspectionText.shown(difference.file))
    page.add(" <span class=m>beside</span> ")
    page.text(InspectionText.shown(difference.other))
    page.add("</h2><dl>")
    for (title, names) in [("lacks", difference.lacks), ("has besides", difference.hasBesides)]
    where !names.isEmpty {
      page.add("<dt>\(title)</dt><dd>")
      page.text(names.map(InspectionText.shown).joined(separator: ", "))
      page.add("</dd>")
    }
    page.add("</dl></section>")
  }

  private static let head = """
    <!doctype html><html lang="en"><head><meta charset="utf-8">\
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
    base-uri 'none'; form-action 'none'"><meta name="referrer" content="no-referrer">\
    <meta name="viewport" content="width=device-width"><title>chartlift inspect</title><style>
    :root{color-scheme:light dark;--bg:#fff;--fg:#1c2430;--mut:#5b6675;--line:#d8dee6;--soft:#f4f6f9;\
    --acc:#1f5fbf}
    @media(prefers-color-scheme:dark){:root{--bg:#12161c;--fg:#e6eaf0;--mut:#9aa6b5;--line:#2c3541;\
    --soft:#1a2029;--acc:#82b1ff}}
    @media print{:root{color-scheme:light;--bg:#fff;--fg:#000;--mut:#444;--line:#bbb;--soft:#fff;\
    --acc:#444}section{break-inside:auto}tr{break-inside:avoid}thead{display:table-header-group}\
    .b i{print-color-adjust:exact}}
    *{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--fg);\
    font:15px/1.45 system-ui,"Segoe UI",sans-serif}
    header,main,footer{max-width:1180px;margin:auto;padding:16px 24px}h1{font-size:22px;margin:0}
    h2{font-size:16px;margin:28px 0 8px;overflow-wrap:anywhere}.m{color:var(--mut)}.w{overflow-x:auto}
    table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:6px 10px;\
    border-bottom:1px solid var(--line);vertical-align:top}th{font-weight:600;color:var(--mut);\
    font-size:13px}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
    .f{white-space:nowrap}.p{display:inline-block;margin-right:14px}.b{display:inline-block;width:60px;height:8px;border:1px solid var(--line);\
    border-radius:2px;background:var(--soft)}.b i{display:block;height:100%;background:var(--acc)}
    .k{display:grid;grid-template-columns:repeat(4,1fr);gap:12px}.k div{background:var(--soft);\
    border:1px solid var(--line);padding:10px 12px;border-radius:6px}.k b{display:block;font-size:22px;\
    font-variant-numeric:tabular-nums}
    dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 14px;margin:12px 0}\
    dt{color:var(--mut)}dd{margin:0;overflow-wrap:anywhere}
    code{font:13px ui-monospace,monospace;background:var(--soft);padding:0 4px;border-radius:3px;\
    white-space:pre-wrap;overflow-wrap:anywhere}
    </style></head><body>
    """
}
