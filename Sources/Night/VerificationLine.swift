import CanonicalJSON
import RecordModel

/// One bundle line, walked through token by token: its entries, ids, references and cited rows.
struct VerificationLine: ~Copyable {
  /// What the first entry says about whose line it is.
  enum Beginning {
    case person(Key128)
    case organization
    /// What takes the Provenance of a merged patient away.
    case removal
    case other
  }

  /// Servers refuse bundles with more entries.
  static let mostEntries = 100

  let file: Int
  let line: UInt64
  private(set) var beginning = Beginning.other
  private(set) var entries = 0
  /// What keeps this line from being a bundle of ours; the first thing only.
  private(set) var complaint: String?
  private(set) var wrongIds: [String] = []
  private(set) var badReferences: [String] = []
  private(set) var counts = Array(repeating: 0 as UInt64, count: PublishedType.allCases.count)
  private(set) var ids: [PlacedKey] = []
  private(set) var open: [PlacedKey] = []
  private(set) var cited: [PlacedKey] = []
  private(set) var references: UInt64 = 0
  private(set) var citedRows: UInt64 = 0

  init(file: Int, line: UInt64) {
    self.file = file
    self.line = line
  }

  /// Reads the tokens of the line's bytes.
  mutating func read(_ bytes: borrowing Span<UInt8>, _ tokens: [CanonicalTokens.Token]) {
    let root = LineTokens(tokens)
    guard tokens[0].kind == .object,
      root.isText(root.member("resourceType", of: 0, bytes), "Bundle", bytes),
      root.isText(root.member("type", of: 0, bytes), "transaction", bytes),
      let list = root.member("entry", of: 0, bytes), tokens[list].kind == .array
    else { return complain("no transaction bundle") }
    var at = list + 1
    while tokens[at].kind != .end {
      entries += 1
      if tokens[at].kind == .object {
        readEntry(at, root, bytes)
      } else {
        complain("entry \(entries) is no object")
      }
      at = root.next(at)
    }
    if entries > Self.mostEntries {
      complain("\(entries) entries; \(Self.mostEntries) is the most")
    }
    if entries == 0 { complain("no entry") }
  }

  private mutating func complain(_ text: String) { if complaint == nil { complaint = text } }

  private mutating func readEntry(
    _ entry: Int,
    _ tokens: LineTokens,
    _ bytes: borrowing Span<UInt8>
  ) {
    guard let request = tokens.member("request", of: entry, bytes),
      let url = tokens.text(tokens.member("url", of: request, bytes)),
      let method = tokens.member("method", of: request, bytes)
    else { return complain("entry \(entries) has no request") }
    // Changes may take a resource away: then there is nothing to read.
    if tokens.isText(method, "DELETE", bytes) {
      if entries == 1 { beginning = .removal }
      return
    }
    guard tokens.isText(method, "PUT", bytes),
      let resource = tokens.member("resource", of: entry, bytes),
      let name = tokens.text(tokens.member("resourceType", of: resource, bytes)),
      let type = PublishedType(bytes.extracting(name))
    else { return complain("entry \(entries) puts no resource of a type that we publish") }
    counts[Int(type.rawValue)] += 1
    guard let text = tokens.text(tokens.member("id", of: resource, bytes)),
      let id = Key128(uuid: bytes.extracting(text))
    else { return wrongIds.append("entry \(entries): an id that is none of ours") }
    ids.append(PlacedKey(id, type, file: file, line: line))
    let fullUrl = tokens.text(tokens.member("fullUrl", of: entry, bytes))
    if let wrong = LineIds.disagreement(name, text, url: url, fullUrl: fullUrl, bytes) {
      wrongIds.append("entry \(entries): \(wrong)")
    }
    if entries == 1 { note(type, id, resource, tokens, bytes) }
    readReferences(resource, tokens, bytes)
    if type == .provenance { readCitations(resource, tokens, bytes) }
  }

  /// A person's first line begins with the patient; one that begins with the stub of a merged id goes on.
  private mutating func note(
    _ type: PublishedType,
    _ id: Key128,
    _ resource: Int,
    _ tokens: LineTokens,
    _ bytes: borrowing Span<UInt8>
  ) {
    switch type {
    case .organization: beginning = .organization
    case .patient:
      let link = tokens.member("link", of: resource, bytes)
      let isStub = link.map { tokens.holds("type", "replaced-by", in: $0, bytes) } ?? false
      if !isStub { beginning = .person(id) }
    default: break
    }
  }

  private mutating func readReferences(
    _ resource: Int,
    _ tokens: LineTokens,
    _ bytes: borrowing Span<UInt8>
  ) {
    for at in resource..<tokens.next(resource)
    where tokens.list[at].kind == .name && tokens.isText(at, "reference", bytes) {
      references += 1
      guard let text = tokens.text(at + 1), let target = resolve(text, bytes) else {
        badReferences.append("entry \(entries): a reference that is none of ours")
        continue
      }
      // Most references are to what stands in this line, or the same as the one before.
      if ids.contains(where: { $0.isSameResource(as: target) }) { continue }
      if let last = open.last, last.isSameResource(as: target) { continue }
      open.append(target)
    }
  }

  /// `Patient/` and an id.
  private func resolve(_ text: Range<Int>, _ bytes: borrowing Span<UInt8>) -> PlacedKey? {
    guard let slash = text.first(where: { bytes[$0] == UInt8(ascii: "/") }),
      let type = PublishedType(bytes.extracting(text.lowerBound..<slash)),
      let key = Key128(uuid: bytes.extracting(slash + 1..<text.upperBound))
    else { return nil }
    return PlacedKey(key, type, file: file, line: line)
  }

  private mutating func readCitations(
    _ resource: Int,
    _ tokens: LineTokens,
    _ bytes: borrowing Span<UInt8>
  ) {
    guard let entity = tokens.member("entity", of: resource, bytes) else {
      return complain("entry \(entries) cites no row")
    }
    for at in entity..<tokens.next(entity)
    where tokens.list[at].kind == .name && tokens.isText(at, "value", bytes) {
      citedRows += 1
      guard let text = tokens.text(at + 1), let row = Key128(base64: bytes.extracting(text)) else {
        complain("entry \(entries) cites what is no row")
        continue
      }
      cited.append(PlacedKey(row, .provenance, file: file, line: line))
    }
  }
}

/// Finds members in the tokens of one line.
struct LineTokens {
  let list: [CanonicalTokens.Token]

  init(_ list: [CanonicalTokens.Token]) { self.list = list }

  /// The index of the token after a value.
  func next(_ at: Int) -> Int {
    let token = list[at]
    return token.kind == .object || token.kind == .array ? Int(token.end) : at + 1
  }

  /// The index of the value that an object has under a name; nil when there is none.
  func member(_ name: StaticString, of object: Int, _ bytes: borrowing Span<UInt8>) -> Int? {
    guard list[object].kind == .object else { return nil }
    var at = object + 1
    while list[at].kind == .name {
      if isSame(bytes.extracting(range(at)), name) { return at + 1 }
      at = next(at + 1)
    }
    return nil
  }

  /// The bytes of a string, as they stand between the quotes.
  func text(_ at: Int?) -> Range<Int>? {
    guard let at, list[at].kind == .string else { return nil }
    return range(at)
  }

  /// Says whether a name or string is this text.
  func isText(_ at: Int?, _ text: StaticString, _ bytes: borrowing Span<UInt8>) -> Bool {
    guard let at, list[at].kind == .string || list[at].kind == .name else { return false }
    return isSame(bytes.extracting(range(at)), text)
  }

  /// Says whether a value holds a member of this name and text, however deep.
  func holds(
    _ name: StaticString,
    _ text: StaticString,
    in value: Int,
    _ bytes: borrowing Span<UInt8>
  ) -> Bool {
    for at in value..<next(value) where list[at].kind == .name {
      if isText(at, name, bytes), isText(at + 1, text, bytes) { return true }
    }
    return false
  }

  private func range(_ at: Int) -> Range<Int> { Int(list[at].start)..<Int(list[at].end) }
}

/// Compares the three places where an entry says which resource it is.
enum LineIds {
  /// What disagrees; nil when `url` is `Type/id` and `fullUrl`, if there is one, ends in it or is the id's URN.
  static func disagreement(
    _ type: Range<Int>,
    _ id: Range<Int>,
    url: Range<Int>,
    fullUrl: Range<Int>?,
    _ bytes: borrowing Span<UInt8>
  ) -> String? {
    guard isPath(url, type, id, bytes) else {
      return "request.url is not the resource's type and id"
    }
    guard let fullUrl else { return nil }
    let urn: StaticString = "urn:uuid:"
    let idStart = fullUrl.upperBound - id.count
    guard idStart >= fullUrl.lowerBound, isEqual(idStart..<fullUrl.upperBound, id, bytes) else {
      return "fullUrl does not end in the resource's id"
    }
    if isSame(bytes.extracting(fullUrl.lowerBound..<idStart), urn) { return nil }
    let pathStart = fullUrl.upperBound - url.count
    guard pathStart > fullUrl.lowerBound, bytes[pathStart - 1] == UInt8(ascii: "/"),
      isPath(pathStart..<fullUrl.upperBound, type, id, bytes)
    else { return "fullUrl does not end in the resource's type and id" }
    return nil
  }

  private static func isPath(
    _ path: Range<Int>,
    _ type: Range<Int>,
    _ id: Range<Int>,
    _ bytes: borrowing Span<UInt8>
  ) -> Bool {
    guard path.count == type.count + 1 + id.count else { return false }
    let slash = path.lowerBound + type.count
    return bytes[slash] == UInt8(ascii: "/")
      && isEqual(path.lowerBound..<slash, type, bytes)
      && isEqual(slash + 1..<path.upperBound, id, bytes)
  }

  private static func isEqual(
    _ left: Range<Int>,
    _ right: Range<Int>,
    _ bytes: borrowing Span<UInt8>
  ) -> Bool {
    guard left.count == right.count else { return false }
    for offset in 0..<left.count
    where bytes[left.lowerBound + offset] != bytes[right.lowerBound + offset] { return false }
    return true
  }
}
