import RecordModel

/// What a column of an HL7 v2 source names: a value of the message, and what stands in for it.
///
/// ```
/// PID-5.1            component 1 of field 5; its first subcomponent
/// PID-5.1.2          subcomponent 2
/// PID-7              the whole simple field: component 1, subcomponent 1
/// PID-3[2].1         the second repetition; without brackets the first one counts
/// PID-3(MR).1        the repetition whose kind is MR
/// PID-3(MR?).1       that one, or where there is none the first
/// OBX(2=RP)-5.1      only of OBX segments whose field 2 says RP
/// PID-13.1 or PID-13.12          the first that says anything
/// PID-13.6+PID-13.7              both, with a space between them
/// MRG-1.4 unless PID-3.4         nothing where both say the same
/// ```
/// The kind of a repetition is CX component 5 (PID-2, 3, 4, 18, 21, MRG-1 to 6, PV1-19, 50), XPN 7
/// (PID-5, 6, 9, MRG-7, NK1-2), XAD 7 (PID-11, NK1-4), XTN 2 (PID-13, 14, NK1-5, 6) or XCN 13
/// (PV1-7, 8, 9, 17, TXA-5, 9, 10, 11). Text that has no components (OBX-5 where OBX-2 is TX, FT or
/// ST) is taken whole. `PID-3.1` also means every repetition where the column says `join`.
struct HL7Path: Sendable, Equatable {
  /// Which repetition of a field counts.
  enum Repetition: Sendable, Equatable {
    case first
    /// Counted from 1.
    case number(Int)
    /// The one whose component `at` says `code`; the first one where none does and it need not.
    case kind(code: [UInt8], at: Int, isRequired: Bool)
  }

  /// A field that must say something for its segment to count.
  struct Condition: Sendable, Equatable {
    var field: Int
    var value: [UInt8]
  }

  /// One value of a message.
  struct Place: Sendable, Equatable {
    var segment: HL7SegmentName
    var condition: Condition?
    var field: Int
    var repetition = Repetition.first
    /// 1 when the path names none.
    var component = 1
    var subcomponent = 1
    var namesComponent = false
  }

  /// Tried one after the other; the places of one are put together.
  private(set) var alternatives: [[Place]] = []
  /// A value equal to this one counts as none.
  private(set) var exception: Place?

  /// Reads a path.
  ///
  /// - Throws: What is wrong with it, in words for the pipeline file's author.
  init(_ text: String) throws(HL7PathError) {
    let halves = Self.split(text.trimmed, at: " unless ")
    guard halves.count <= 2 else { throw HL7PathError("'\(text)' says 'unless' twice") }
    if halves.count == 2 { exception = try Self.place(halves[1], in: text) }
    for alternative in Self.split(halves[0], at: " or ") {
      var places: [Place] = []
      for part in alternative.split(separator: "+", omittingEmptySubsequences: false) {
        places.append(try Self.place(String(part), in: text))
      }
      alternatives.append(places)
    }
  }

  /// What is wrong with a column of a pipeline file, or nil.
  static func problem(_ text: String) -> String? {
    do {
      _ = try HL7Path(text)
      return nil
    } catch {
      return error.problem
    }
  }

  // Codes in parentheses hold no words, so that a plain search for the words is enough.
  private static func split(_ text: String, at word: String) -> [String] {
    var parts = [""]
    var rest = text[...]
    while !rest.isEmpty {
      if rest.hasPrefix(word) {
        parts.append("")
        rest = rest.dropFirst(word.count)
      } else {
        parts[parts.count - 1].append(rest.removeFirst())
      }
    }
    return parts
  }

  private static func place(_ written: String, in path: String) throws(HL7PathError) -> Place {
    var text = written.trimmed[...]
    let name = text.prefix(3)
    guard let segment = HL7SegmentName(Array(name.utf8).span) else {
      throw HL7PathError("'\(path)': '\(written.trimmed)' does not begin with a segment's name")
    }
    text = text.dropFirst(3)
    var place = Place(segment: segment, field: 0)
    if text.hasPrefix("(") { place.condition = try condition(&text, in: path) }
    guard text.hasPrefix("-") else {
      throw HL7PathError("'\(path)': behind '\(name)' stands '-' and the field's number")
    }
    text = text.dropFirst()
    place.field = try number(&text, "field", in: path)
    try readRepetition(&text, name, into: &place, in: path)
    if text.hasPrefix(".") {
      text = text.dropFirst()
      place.component = try number(&text, "component", in: path)
      place.namesComponent = true
    }
    if place.namesComponent, text.hasPrefix(".") {
      text = text.dropFirst()
      place.subcomponent = try number(&text, "subcomponent", in: path)
    }
    guard text.isEmpty else { throw HL7PathError("'\(path)': nothing can be made of '\(text)'") }
    return place
  }

  private static func condition(
    _ text: inout Substring,
    in path: String
  ) throws(HL7PathError) -> Condition {
    text = text.dropFirst()
    let field = try number(&text, "field", in: path)
    guard text.hasPrefix("="), let end = text.firstIndex(of: ")") else {
      throw HL7PathError("'\(path)': in the parentheses behind a segment stands (2=RP)")
    }
    let value = text[..<end].dropFirst()
    text = text[text.index(after: end)...]
    return Condition(field: field, value: Array(value.utf8))
  }

  private static func readRepetition(
    _ text: inout Substring,
    _ segment: Substring,
    into place: inout Place,
    in path: String
  ) throws(HL7PathError) {
    if text.hasPrefix("[") {
      text = text.dropFirst()
      place.repetition = .number(try number(&text, "repetition", in: path))
      guard text.hasPrefix("]") else { throw HL7PathError("'\(path)' has a '[' without its ']'") }
      text = text.dropFirst()
    } else if text.hasPrefix("(") {
      guard let end = text.firstIndex(of: ")") else {
        throw HL7PathError("'\(path)' has a '(' without its ')'")
      }
      var code = text[..<end].dropFirst()
      let isRequired = !code.hasSuffix("?")
      if !isRequired { code = code.dropLast() }
      guard !code.isEmpty else { throw HL7PathError("'\(path)': the parentheses are empty") }
      guard let at = kinds["\(segment)-\(place.field)"] else {
        throw HL7PathError(
          "'\(path)': repetitions of \(segment)-\(place.field) have no kind that is known here"
        )
      }
      place.repetition = .kind(code: Array(code.utf8), at: at, isRequired: isRequired)
      text = text[text.index(after: end)...]
    }
  }

  private static func number(
    _ text: inout Substring,
    _ what: String,
    in path: String
  ) throws(HL7PathError) -> Int {
    let digits = text.prefix { "0"..."9" ~= $0 }
    guard let number = Int(digits), (1...999).contains(number) else {
      throw HL7PathError("'\(path)' has no number where its \(what) should stand")
    }
    text = text[digits.endIndex...]
    return number
  }

  /// The component that says of what kind a repetition is.
  private static let kinds: [String: Int] = {
    var kinds: [String: Int] = [:]
    let fields: [(Int, [String])] = [
      (
        5,
        [
          "PID-2", "PID-3", "PID-4", "PID-18", "PID-21", "MRG-1", "MRG-2", "MRG-3", "MRG-4",
          "MRG-5", "MRG-6", "PV1-19", "PV1-50",
        ]
      ), (7, ["PID-5", "PID-6", "PID-9", "MRG-7", "NK1-2", "PID-11", "NK1-4"]),
      (2, ["PID-13", "PID-14", "NK1-5", "NK1-6"]),
      (13, ["PV1-7", "PV1-8", "PV1-9", "PV1-17", "TXA-5", "TXA-9", "TXA-10", "TXA-11"]),
    ]
    for (component, names) in fields { for name in names { kinds[name] = component } }
    return kinds
  }()
}

/// What is wrong with a path, in words.
struct HL7PathError: Error, Sendable, Equatable {
  var problem: String
  init(_ problem: String) { self.problem = problem }
}
