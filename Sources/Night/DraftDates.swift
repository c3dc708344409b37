import Inspection
import RecordModel
import Reporting

/// What the dates of a column say about how they are written.
struct DraftDates {
  let order: DateOrder?
  private let found: ColumnStatistics

  /// `standard` is how the format writes them; it counts where the values do not contradict it.
  init(_ found: ColumnStatistics, standard: DateOrder? = nil) {
    self.found = found
    let (day, month) = (found.count(.dayFirst), found.count(.monthFirst))
    let year = found.count(.yearFirst) + found.count(.compactDate)
    let isStandard =
      standard == .monthDayYear && day == 0 || standard == .dayMonthYear && month == 0
    if isStandard, year == 0 {
      order = standard
    } else if found.dates == 0 {
      order = nil
    } else if year * 10 >= found.dates * 9 {
      order = .yearMonthDay
    } else if month > 0, day * 100 <= month {
      order = .monthDayYear
    } else if day > 0, month * 100 <= day {
      order = .dayMonthYear
    } else {
      order = nil
    }
  }

  /// What a person must decide.
  func doubt(_ field: Field) -> String? {
    var doubts: [String] = []
    if order == nil, found.dates > 0 {
      let choices = "month-day-year or day-month-year"
      doubts.append(
        found.count(.dayFirst) + found.count(.monthFirst) == 0
          ? "every date can be read both ways: written: \(choices)?"
          : "the dates contradict each other: written: \(choices)?"
      )
    }
    if field == .birthDate, found.count(.twoDigitYear) > 0 {
      doubts.append("two-digit-years: which hundred years?")
    }
    return doubts.isEmpty ? nil : doubts.joined(separator: "; ")
  }

  /// The evidence in numbers.
  var remark: String? {
    guard found.dates > 0 else { return nil }
    let (day, month) = (found.count(.dayFirst), found.count(.monthFirst))
    if day + month + found.count(.eitherOrder) == 0 {
      return "\(counted(found.dates, "row")) with the year first"
    }
    return "\(counted(day, "row")) can only be day first, \(grouped(month)) only month first"
  }
}
