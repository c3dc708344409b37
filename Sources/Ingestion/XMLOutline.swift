import RecordModel

/// The elements and attributes of an XML export by their paths, with how often each occurs.
///
/// Found by the tag scanner alone, in one pass; whether the file is well-formed the reader says. What
/// is kept grows with different paths, not with the file, and stops at 4,096 of them.
struct XMLOutline {
  /// One element path.
  struct Node {
    var name: String
    var parent: Int
    var depth: Int
    var count = 0
    /// Elements with text of their own that is not white space.
    var withText = 0
    var children: [Int] = []
    var attributes: [(name: String, count: Int)] = []
  }

  private static let mostPaths = 4_096

  private(set) var nodes: [Node] = []
  /// Says whether there are more paths than are kept.
  private(set) var isCut = false
  private var open: [Int] = []
  /// For each open element: says whether text was met in it.
  private var hasText: [Bool] = []

  /// Walks over an export.
  init(of export: ExportFile) throws(ExportError) {
    let encoding = try EncodingEvidence.mark(of: export) ?? .utf8
    var reader = try TextReader(export, encoding, blockSize: 262_144)
    var scanner = XMLTagScanner()
    var bytes = reader.takeFirstBytes()
    while true {
      let scanned = scanner.scan(bytes.span)
      if let problem = scanner.problem {
        throw XMLErrors(file: export.deliveredAs, rows: 0).error(problem, line: scanner.line)
      }
      take(scanner.tags, bytes)
      noteText(bytes[(scanner.tags.last?.range.upperBound ?? 0)..<min(scanned, bytes.count)])
      if reader.isAtEnd { break }
      let kept = bytes.count - scanned
      bytes = try reader.refill(bytes, from: scanned, adding: max(262_144, kept))
    }
  }

  /// The path from the root, as `each:` has it.
  func path(of node: Int) -> String {
    var names: [String] = []
    var at = node
    while at >= 0 {
      names.append(nodes[at].name)
      at = nodes[at].parent
    }
    return "/" + names.reversed().joined(separator: "/")
  }

  /// The element that is most likely a row: repeated, with most values below all of them together.
  ///
  /// Of equal ones the one nearer to the root, then the earlier one; the root only where nothing else
  /// holds several values and is repeated.
  var row: Int? {
    var best: (worth: Int, node: Int)?
    for index in nodes.indices where nodes[index].count > 1 {
      let leaves = leaves(below: index).count
      guard leaves > 1 else { continue }
      let worth = nodes[index].count * leaves
      if worth > best?.worth ?? 0 { best = (worth, index) }
    }
    if let best { return best.node }
    return nodes.isEmpty || leaves(below: 0).isEmpty ? nil : 0
  }

  /// A value of a row: its path as the pipeline file writes it, and whether a row can have several.
  struct Leaf {
    var path: String
    var repeats: Bool
  }

  /// The values of a row element, those of the elements around it included.
  func leaves(of row: Int) -> [Leaf] {
    var found = leaves(below: row)
    var climb = "../"
    var at = nodes[row].parent
    while at >= 0 {
      for attribute in nodes[at].attributes {
        found.append(Leaf(path: climb + "@" + attribute.name, repeats: false))
      }
      climb += "../"
      at = nodes[at].parent
    }
    return found
  }

  private func leaves(below row: Int) -> [Leaf] {
    var found: [Leaf] = []
    var waiting = [(node: row, prefix: "")]
    while let (index, prefix) = waiting.popLast() {
      let node = nodes[index]
      let repeats = node.count > nodes[row].count
      for attribute in node.attributes {
        found.append(Leaf(path: prefix + "@" + attribute.name, repeats: repeats))
      }
      if node.withText > 0, node.children.isEmpty {
        let path = prefix.isEmpty ? "." : String(prefix.dropLast())
        found.append(Leaf(path: path, repeats: repeats))
      }
      for child in node.children.reversed() {
        waiting.append((child, prefix + nodes[child].name + "/"))
      }
    }
    return found
  }

  private mutating func take(_ tags: [XMLTagScanner.Tag], _ bytes: [UInt8]) {
    var at = 0
    for tag in tags {
      noteText(bytes[at..<tag.range.lowerBound])
      at = tag.range.upperBound
      switch tag.kind {
      case .start, .empty:
        start(bytes[tag.range])
        if tag.kind == .empty { end() }
      case .end: end()
      }
    }
  }

  // A comment counts as text; in an element without children that is rare enough.
  private mutating func noteText(_ bytes: ArraySlice<UInt8>) {
    guard hasText.last == false, bytes.contains(where: { $0 > 0x20 }) else { return }
    hasText[hasText.count - 1] = true
  }

  private mutating func start(_ tag: ArraySlice<UInt8>) {
    guard open.count < HostileInput.deepestElement else {
      open.append(-1)
      hasText.append(true)
      return
    }
    let index = node(named: Self.localName(tag.dropFirst()))
    open.append(index)
    hasText.append(false)
    guard index >= 0 else { return }
    nodes[index].count += 1
    note(attributesOf: tag, at: index)
  }

  private mutating func end() {
    guard let index = open.popLast(), let text = hasText.popLast(), index >= 0 else { return }
    if text { nodes[index].withText += 1 }
  }

  private mutating func node(named name: String?) -> Int {
    let parent = open.last ?? -1
    guard let name, open.isEmpty || parent >= 0 else { return -1 }
    let siblings = open.isEmpty ? (nodes.isEmpty ? [] : [0]) : nodes[parent].children
    if let known = siblings.first(where: { nodes[$0].name == name }) { return known }
    guard nodes.count < Self.mostPaths else {
      isCut = true
      return -1
    }
    guard !(open.isEmpty && !nodes.isEmpty) else { return -1 }
    nodes.append(Node(name: name, parent: parent, depth: open.count + 1))
    if parent >= 0 { nodes[parent].children.append(nodes.count - 1) }
    return nodes.count - 1
  }

  private mutating func note(attributesOf tag: ArraySlice<UInt8>, at index: Int) {
    var at = tag.startIndex
    while let equals = tag[at...].firstIndex(of: UInt8(ascii: "=")) {
      let before = tag[at..<equals].reversed().drop(while: Self.isSpace)
        .prefix { !Self.isSpace($0) }
      let name = Self.localName(ArraySlice(before.reversed()))
      let isNamespace = Array(before.reversed()).starts(with: Array("xmlns".utf8))
      if let name, !isNamespace { count(name, at: index) }
      guard let quote = tag[(equals + 1)...].first(where: { $0 == 0x22 || $0 == 0x27 }),
        let opening = tag[(equals + 1)...].firstIndex(of: quote),
        let closing = tag[(opening + 1)...].firstIndex(of: quote)
      else { return }
      at = closing + 1
    }
  }

  private mutating func count(_ name: String, at index: Int) {
    if let known = nodes[index].attributes.firstIndex(where: { $0.name == name }) {
      nodes[index].attributes[known].count += 1
    } else if nodes[index].attributes.count < HostileInput.mostAttributes, !isCut {
      nodes[index].attributes.append((name, 1))
    }
  }

  /// The name in front of white space or the tag's end, without its prefix; nil when no path can name it.
  private static func localName(_ text: ArraySlice<UInt8>) -> String? {
    let name = text.prefix { !isSpace($0) && $0 != 0x3E && $0 != 0x2F }
    let local = name.split(separator: UInt8(ascii: ":")).last ?? []
    guard local.count <= 200, local.allSatisfy({ $0 < 0x80 }) else { return nil }
    let word = String(decoding: local, as: UTF8.self)
    return (try? XMLPath("@" + word)) == nil ? nil : word
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
