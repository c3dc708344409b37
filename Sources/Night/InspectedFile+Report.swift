import Ingestion
import Inspection
import RecordModel
import Reporting
import Validation

extension InspectedFile {
  /// What was found, ready to be printed.
  var report: FileInspection {
    var report = FileInspection(
      name: deliveredAs,
      format: sniffed.format.name,
      formatReason: sniffed.likeness.reason
    )
    let text = sniffed.text
    report.encoding = sniffed.encoding.encoding ?? "not known"
    report.isEncodingProved = sniffed.encoding.isProved
    report.encodingReason = sniffed.encoding.reason
    report.strayBytes = text.mark?.hasPrefix("utf-16") == true ? 0 : text.strayBytes
    report.mark = text.mark
    report.feeds = text.feeds
    report.returnFeeds = text.returnFeeds
    report.returns = text.returns
    report.delimiter = sniffed.delimiter
    report.each = sniffed.settings.each
    if let header = sniffed.header {
      report.isHeader = sniffed.settings.hasHeader
      report.isHeaderCertain = header.verdict == .certain
      report.headerReason = header.reason
    }
    report.rows = statistics.rows
    report.usable = statistics.usable
    report.ignored = statistics.ignored
    report.refusals = statistics.refusals.map { rule, rows in
      (rule, RuleCatalogue.rule(rule).sentence, rows)
    }
    report.bytes = bytes
    report.columns = sniffed.columns.indices.map(column)
    report.hasMoreColumns = sniffed.hasMoreColumns
    return report
  }

  private func column(_ index: Int) -> FileInspection.Column {
    let sniffed = sniffed.columns[index]
    let found = statistics.columns[index]
    var column = FileInspection.Column(number: index + 1, name: sniffed.isName ? sniffed.name : nil)
    column.looksLike = guesses[index]?.field
    column.filled = found.filled
    column.distinct = found.distinct.number
    column.isDistinctExact = found.distinct.isExact
    column.lengths = found.filled > 0 ? found.shortest...found.longest : nil
    column.repeats = sniffed.repeats
    // Patterns that one or two rows have would tell of somebody.
    column.patterns = found.patterns.top(5, sharedBy: 3).map {
      FileInspection.Pattern(text: String(decoding: $0.text, as: UTF8.self), rows: $0.count)
    }
    column.otherRows = found.filled - column.patterns.reduce(0) { $0 + $1.rows }
    if found.filled > 0, found.dates * 2 >= found.filled { column.dates = dates(found) }
    column.values = (found.values?.top(5, sharedBy: 1) ?? []).map {
      (PatientText(String(decoding: $0.text, as: UTF8.self)), $0.count)
    }
    return column
  }

  private func dates(_ found: ColumnStatistics) -> FileInspection.Dates {
    var dates = FileInspection.Dates()
    dates.onlyDayFirst = found.count(.dayFirst)
    dates.onlyMonthFirst = found.count(.monthFirst)
    dates.eitherOrder = found.count(.eitherOrder)
    dates.yearFirst = found.count(.yearFirst)
    dates.compact = found.count(.compactDate)
    dates.twoDigitYears = found.count(.twoDigitYear)
    return dates
  }
}
