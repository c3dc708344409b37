/// A pattern for delivered files, and, behind `!`, for the files in a zip: `inbox/night.zip!film_*.csv`.
package struct DeliveryPattern: Sendable {
  /// Of the files in the inbox.
  package let file: String
  /// Of the files in a zip; nil takes them all.
  package let member: String?

  /// Reads a pattern; a `!` behind `[` is the shell's "none of these" and divides nothing.
  package init(_ pattern: String) {
    var before: Character = " "
    var place: String.Index?
    for index in pattern.indices where place == nil {
      if pattern[index] == "!", before != "[" { place = index }
      before = pattern[index]
    }
    guard let place else {
      file = pattern
      member = nil
      return
    }
    file = String(pattern[..<place])
    member = String(pattern[pattern.index(after: place)...])
  }

  /// A pattern in which `!` is a part of the name of the file.
  package init(whole pattern: String) {
    file = pattern
    member = nil
  }

  /// Says whether a file in a zip is meant: without a slash by its name in whatever folder, with one
  /// by its whole path.
  package func takes(_ name: String) -> Bool {
    guard let member else { return true }
    let path = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).map(String.init)
    if member.contains("/") { return FilePattern(member).matches(path.joined(separator: "/")) }
    return path.last.map { FilePattern.matches($0, member) } ?? false
  }
}
