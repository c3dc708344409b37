/// The characters that a message says it is built with, in MSH-1 and MSH-2.
struct HL7Separators: Sendable, Equatable {
  let field: UInt8
  let component: UInt8
  let repetition: UInt8
  /// 0 when the message has none; so has the one below.
  let escape: UInt8
  let subcomponent: UInt8

  /// What nearly every message uses: `|^~\&`.
  static let usual = HL7Separators(
    field: 0x7C,
    component: 0x5E,
    repetition: 0x7E,
    escape: 0x5C,
    subcomponent: 0x26
  )

  private init(
    field: UInt8,
    component: UInt8,
    repetition: UInt8,
    escape: UInt8,
    subcomponent: UInt8
  ) {
    self.field = field
    self.component = component
    self.repetition = repetition
    self.escape = escape
    self.subcomponent = subcomponent
  }

  /// Reads them from an MSH segment (or BHS, FHS); nil when they are not what separators can be.
  init?(header segment: borrowing Span<UInt8>) {
    guard segment.count >= 6, Self.isMark(segment[3]) else { return nil }
    var marks: [UInt8] = [segment[3]]
    var index = 4
    while index < segment.count, segment[index] != segment[3] {
      guard Self.isMark(segment[index]), !marks.contains(segment[index]), marks.count < 6 else {
        return nil
      }
      marks.append(segment[index])
      index += 1
    }
    guard marks.count >= 3 else { return nil }
    field = marks[0]
    component = marks[1]
    repetition = marks[2]
    escape = marks.count > 3 ? marks[3] : 0
    subcomponent = marks.count > 4 ? marks[4] : 0
  }

  /// Says whether a byte can be a separator: visible ASCII that is neither letter nor digit.
  static func isMark(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && byte &- 48 >= 10 && byte &- 65 >= 26 && byte &- 97 >= 26
  }
}
