import Workspace

/// Patterns and names for the files of a source.
enum DraftFiles {
  /// A source's name by the part that its files' names share.
  static func name(of paths: [String]) -> String {
    let names = paths.map(lastComponent).map {
      $0.lowercased().hasSuffix(".gz") ? String($0.dropLast(3)) : $0
    }
    let stem: String
    if names.count == 1 {
      let (front, _) = split(names[0])
      stem = front
    } else {
      let shared = common(names)
      let undated = withoutDate(shared)
      stem = undated.isEmpty ? shared : undated
    }
    let end = stem.lastIndex(of: ".") ?? stem.endIndex
    var words = ""
    for byte in stem[..<end].prefix(40).utf8 {
      let isPlain = (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
      if isPlain {
        words.append(Character(Unicode.Scalar(byte)))
      } else if !words.isEmpty, words.last != "-" {
        words.append("-")
      }
    }
    while words.last == "-" { words.removeLast() }
    return words.isEmpty ? "export" : words.lowercased()
  }

  /// Where an export lies: in a file, or in a file of a zip.
  struct Place {
    let path: String
    /// Its name in the zip, without folders.
    let member: String?

    var name: String { lastComponent(path) }
    var folder: String { String(path.dropLast(name.count)) }
    var literal: String {
      DraftFiles.literal(name) + (member.map { "!" + DraftFiles.literal($0) } ?? "")
    }

    init(_ path: String, _ member: String?) {
      self.path = path
      let parts = member?.split { $0 == "/" || $0 == "\\" }
      self.member = parts.map { $0.last.map(String.init) ?? "" }
    }
  }

  /// One pattern a folder that matches all of the files; relative to the workspace where they lie in it.
  ///
  /// Files in a zip have a pattern of their own behind that of the zip.
  /// A pattern that would take one of `others`, too, gives way to the names themselves: no row may be
  /// read by two sources.
  static func patterns(of places: [Place], butNot others: [Place], workspace: String) -> [String] {
    var folders: [String] = []
    var names: [String: [Place]] = [:]
    for place in places {
      let folder = place.folder + (place.member == nil ? "" : "!")
      if names[folder] == nil { folders.append(folder) }
      names[folder, default: []].append(place)
    }
    return folders.flatMap { folder in
      let found = names[folder] ?? []
      var pattern = pattern(of: unique(found.map(\.name)))
      let members = unique(found.compactMap(\.member))
      if !members.isEmpty { pattern += "!" + self.pattern(of: members) }
      let path = folder.hasSuffix("!") ? folder.dropLast() : folder[...]
      let isInside = path.hasPrefix(workspace + "/")
      let front = literal(String(isInside ? path.dropFirst(workspace.count + 1) : path))
      let taken = DeliveryPattern(pattern)
      let isAlone = !others.contains { other in
        other.folder == path && FilePattern(taken.file).matches(other.name)
          && (other.member.map(taken.takes) ?? members.isEmpty)
      }
      return isAlone ? [front + pattern] : unique(found.map { front + $0.literal })
    }
  }

  private static func unique(_ names: [String]) -> [String] {
    var known: Set<String> = []
    return names.filter { known.insert($0).inserted }
  }

  private static func pattern(of names: [String]) -> String {
    guard names.count > 1 else {
      let (front, back) = split(names.first ?? "")
      guard let back else { return literal(front) }
      return literal(front) + "*" + literal(back)
    }
    // What changes from night to night may differ in one digit tonight.
    let front = withoutDate(common(names))
    let ends = common(names.map { String($0.dropFirst(front.count).reversed()) })
    let back = String(String(ends.reversed()).drop(while: isOfDate))
    let pattern = literal(front) + "*" + literal(back)
    let isGood = !front.isEmpty && names.allSatisfy { FilePattern(pattern).matches($0) }
    return isGood ? pattern : "*" + literal(back)
  }

  /// A name around its last date or number of four digits and more: what changes from night to night.
  private static func split(_ name: String) -> (front: String, back: String?) {
    let letters = Array(name)
    var end = letters.count
    while end > 0 {
      guard letters[end - 1].isASCIIDigit else {
        end -= 1
        continue
      }
      var start = end
      while start > 0, letters[start - 1].isASCIIDigit || "-_".contains(letters[start - 1]) {
        start -= 1
      }
      while start < end, !letters[start].isASCIIDigit { start += 1 }
      if letters[start..<end].count(where: \.isASCIIDigit) >= 4, start > 0 {
        return (String(letters[..<start]), String(letters[end...]))
      }
      end = start > 0 ? start : 0
    }
    return (name, nil)
  }

  private static func isOfDate(_ character: Character) -> Bool {
    character.isASCIIDigit || character == "-" || character == "_"
  }

  /// A beginning without the digits at its end.
  private static func withoutDate(_ front: String) -> String {
    let tail = String(front.reversed().prefix(while: isOfDate).reversed())
    let kept = tail.contains(where: \.isASCIIDigit) ? tail.prefix { !$0.isASCIIDigit } : tail[...]
    return String(front.dropLast(tail.count)) + kept
  }

  private static func common(_ names: [String]) -> String {
    guard let first = names.first else { return "" }
    var length = first.count
    for name in names.dropFirst() {
      length = min(length, zip(first, name).prefix { $0 == $1 }.count)
    }
    return String(first.prefix(length))
  }

  fileprivate static func literal(_ text: String) -> String {
    text.map { "*?[\\".contains($0) ? "[\($0)]" : String($0) }.joined()
  }

  fileprivate static func lastComponent(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
