import CanonicalJSON
import RecordModel

/// What `inspect` found, as canonical JSON: the same for one worker or many, and never a value.
package enum InspectionJSON {
  /// One object with `differences` and `files`, without a line end.
  package static func bytes(
    _ files: [FileInspection],
    _ differences: [InspectionDifference]
  ) -> [UInt8] {
    var json = CanonicalJSONWriter()
    json.beginObject()
    json.name("differences")
    json.beginArray()
    for difference in differences { write(difference, to: &json) }
    json.endArray()
    json.name("files")
    json.beginArray()
    for file in files { write(file, to: &json) }
    json.endArray()
    json.endObject()
    return json.bytes
  }

  private static func write(_ difference: InspectionDifference, to json: inout CanonicalJSONWriter)
  {
    json.beginObject()
    json.name("besideFile")
    json.string(difference.other)
    json.name("file")
    json.string(difference.file)
    json.name("hasBesides")
    json.beginArray()
    for name in difference.hasBesides { json.string(name) }
    json.endArray()
    json.name("lacks")
    json.beginArray()
    for name in difference.lacks { json.string(name) }
    json.endArray()
    json.endObject()
  }

  private static func write(_ file: FileInspection, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    json.name("bytes")
    write(file.bytes, to: &json)
    json.name("columns")
    json.beginArray()
    for column in file.columns { write(column, to: &json) }
    json.endArray()
    if let delimiter = file.delimiter { text("delimiter", delimiter, &json) }
    if let each = file.each { text("each", each, &json) }
    text("encoding", file.encoding, &json)
    json.name("encodingIsProved")
    json.boolean(file.isEncodingProved)
    text("encodingReason", file.encodingReason, &json)
    text("file", file.name, &json)
    text("format", file.format, &json)
    text("formatReason", file.formatReason, &json)
    json.name("hasMoreColumns")
    json.boolean(file.hasMoreColumns)
    if let isHeader = file.isHeader {
      json.name("header")
      json.boolean(isHeader)
      json.name("headerIsCertain")
      json.boolean(file.isHeaderCertain)
      text("headerReason", file.headerReason ?? "", &json)
    }
    number("ignored", file.ignored, &json)
    json.name("lineEnds")
    json.beginObject()
    number("cr", file.returns, &json)
    number("crlf", file.returnFeeds, &json)
    number("lf", file.feeds, &json)
    json.endObject()
    if let mark = file.mark { text("mark", mark, &json) }
    json.name("refusals")
    json.beginArray()
    for refusal in file.refusals {
      json.beginObject()
      number("rows", refusal.rows, &json)
      text("rule", refusal.rule.spelled, &json)
      text("sentence", refusal.sentence, &json)
      json.endObject()
    }
    json.endArray()
    number("rows", file.rows, &json)
    number("strayBytes", file.strayBytes, &json)
    number("usable", file.usable, &json)
    json.endObject()
  }

  private static func write(_ book: ExportBytes, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    json.name("balanced")
    json.boolean(book.isBalanced)
    number("blank", book.blank, &json)
    number("blankLines", book.blankLines, &json)
    number("damaged", book.damaged, &json)
    number("fileSize", book.fileSize, &json)
    number("header", book.header, &json)
    number("ignoredLines", book.ignoredLines, &json)
    number("markup", book.markup, &json)
    number("rows", book.rows, &json)
    number("separators", book.separators, &json)
    json.endObject()
  }

  private static func write(_ column: FileInspection.Column, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    if let dates = column.dates {
      json.name("dates")
      json.beginObject()
      number("eightDigits", dates.compact, &json)
      number("eitherOrder", dates.eitherOrder, &json)
      number("onlyDayFirst", dates.onlyDayFirst, &json)
      number("onlyMonthFirst", dates.onlyMonthFirst, &json)
      number("twoDigitYears", dates.twoDigitYears, &json)
      number("yearFirst", dates.yearFirst, &json)
      json.endObject()
    }
    number("distinct", column.distinct, &json)
    json.name("distinctIsExact")
    json.boolean(column.isDistinctExact)
    number("filled", column.filled, &json)
    if let lengths = column.lengths {
      number("longest", lengths.upperBound, &json)
    }
    if let field = column.looksLike { text("looksLike", field.spelled, &json) }
    if let name = column.name { text("name", name, &json) }
    number("number", column.number, &json)
    number("otherRows", column.otherRows, &json)
    json.name("patterns")
    json.beginArray()
    for pattern in column.patterns {
      json.beginObject()
      text("pattern", pattern.text, &json)
      number("rows", pattern.rows, &json)
      json.endObject()
    }
    json.endArray()
    json.name("repeats")
    json.boolean(column.repeats)
    if let lengths = column.lengths {
      number("shortest", lengths.lowerBound, &json)
    }
    json.endObject()
  }

  private static func text(
    _ name: StaticString,
    _ text: String,
    _ json: inout CanonicalJSONWriter
  ) {
    json.name(name)
    json.string(text)
  }

  private static func number(
    _ name: StaticString,
    _ number: some BinaryInteger,
    _ json: inout CanonicalJSONWriter
  ) {
    json.name(name)
    json.integer(number)
  }
}
