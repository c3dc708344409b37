import RecordModel

/// How two values of a field go together.
enum Level: UInt8, Comparable {
  case conflict = 0
  case neutral, agree

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What speaks for and against one person, in half points.
struct Evidence {
  private var agreements = 0
  private var conflicts = 0

  init() {}

  /// Takes one field's level.
  mutating func take(_ level: Level, weight: Int) {
    switch level {
    case .agree: agreements += weight
    case .conflict: conflicts += weight
    case .neutral: break
    }
  }

  /// How far agreements outweigh conflicts.
  var balance: Int { agreements - conflicts }

  /// Says whether it can be one person: under two full conflicts, and none that is not outweighed.
  var isCompatible: Bool { conflicts == 0 || conflicts < 4 && agreements > conflicts }
}

/// Compares two known birth dates, neither missing.
///
/// Slips of the pen are neutral: day and month swapped, one digit, the wrong century.
func birthPairLevel(_ left: PartialDate, _ right: PartialDate) -> Level {
  if left == right || left.agrees(with: right) { return .agree }
  if isDayMonthSwapped(left, right) || isOneDigitOff(left, right) { return .neutral }
  return isCenturyOff(left, right) ? .neutral : .conflict
}

private func isDayMonthSwapped(_ left: PartialDate, _ right: PartialDate) -> Bool {
  left.year == right.year && left.isComplete && right.isComplete
    && left.day == right.month && left.month == right.day
}

/// Says whether one digit of the eight differs; a part that either does not have is not compared.
private func isOneDigitOff(_ left: PartialDate, _ right: PartialDate) -> Bool {
  var different = digitsOff(left.year, right.year)
  if left.month > 0, right.month > 0 { different += digitsOff(left.month, right.month) }
  if left.day > 0, right.day > 0 { different += digitsOff(left.day, right.day) }
  return different == 1
}

/// Says whether a hundred years, and nothing else that both know, lie between two dates.
private func isCenturyOff(_ left: PartialDate, _ right: PartialDate) -> Bool {
  guard abs(left.year - right.year) == 100 else { return false }
  guard left.month > 0, right.month > 0 else { return true }
  guard left.month == right.month else { return false }
  return left.day == 0 || right.day == 0 || left.day == right.day
}

/// Counts the decimal places at which two numbers that are not negative differ.
private func digitsOff(_ left: Int, _ right: Int) -> Int {
  var (left, right, different) = (left, right, 0)
  while left != right {
    if left % 10 != right % 10 { different += 1 }
    left /= 10
    right /= 10
  }
  return different
}

/// Compares two known SSNs of nine digits; one digit off or two neighbours swapped is neutral.
func ssnPairLevel(_ left: UInt32, _ right: UInt32) -> Level {
  guard left != right else { return .agree }
  var (left, right) = (left, right)
  // Equal digits at the end say nothing more.
  while left % 10 == right % 10 {
    left /= 10
    right /= 10
  }
  if left / 10 == right / 10 { return .neutral }
  let isSwapped = left % 10 == right / 10 % 10 && left / 10 % 10 == right % 10
  return isSwapped && left / 100 == right / 100 ? .neutral : .conflict
}
