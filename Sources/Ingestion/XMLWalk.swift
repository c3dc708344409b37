import CLibXML2

/// What happens at each event of the parser: names become numbers, tags find their places.
struct XMLWalk: ~Copyable {
  /// What libxml2 found wrong: a number of its catalogue, and a line.
  struct Fault {
    var code: Int32
    var line: UInt64
    /// A bare ampersand is met at the end too, where libxml2 gives up waiting for a name, and is no cut.
    var mayBeCut: Bool { UInt32(bitPattern: code) != XML_ERR_NAME_REQUIRED.rawValue }
  }

  /// A tag that was scanned and that the parser will come to.
  private struct Expected {
    var place: XMLRowCollector.Place
    var kind: XMLTagScanner.Tag.Kind
  }

  var collector: XMLRowCollector
  private(set) var fault: Fault?
  private(set) var line: UInt64 = 1
  private(set) var hasRoot = false
  private var expected: [Expected] = []
  private var next = 0
  private var endOfEmptyTag: XMLRowCollector.Place?
  private let context: xmlParserCtxtPtr
  private let names: XMLNames
  private let readsRootNamespaceOnly: Bool
  /// The root's namespace, in libxml2's dictionary.
  private var rootNamespace: UnsafePointer<xmlChar>?
  private var openNames: [UnsafePointer<xmlChar>?] = []
  /// Line feeds in rows that libxml2 was not given.
  private var skippedLines: UInt64 = 0
  private let room = XMLAttributes.makeRoom()

  init(_ plan: XMLPlan, _ names: XMLNames, _ context: xmlParserCtxtPtr) {
    collector = XMLRowCollector(plan: plan)
    readsRootNamespaceOnly = plan.shape.readsRootNamespaceOnly
    self.names = names
    self.context = context
  }

  deinit { room.deallocate() }

  @inline(__always)
  static func of(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLWalk>? {
    context?.assumingMemoryBound(to: XMLWalk.self)
  }

  var isBehind: Bool { !expected.isEmpty }

  var openElements: (innermost: String, root: String)? {
    guard let last = openNames.last ?? nil, let first = openNames.first ?? nil else { return nil }
    return (String(cString: last), String(cString: first))
  }

  /// Says whether libxml2 has come to the end of what it was given, in front of a row.
  var isAtRest: Bool {
    guard let input = context.pointee.input, let buffer = input.pointee.buf else { return false }
    return fault == nil && endOfEmptyTag == nil && !isBehind && collector.isBetweenRows
      && input.pointee.cur == input.pointee.end && buffer.pointee.encoder == nil
  }

  /// Takes a row that libxml2 is not given.
  mutating func take(_ row: XMLRowText, _ plain: borrowing XMLPlainRow) {
    skippedLines += row.lineFeeds
    line = row.lastLine
    let none = XMLAttributes(nil, count: 0, names: names)
    for token in plain.found {
      let place = XMLRowCollector.Place(
        start: row.start + UInt64(token.start),
        end: row.start + UInt64(token.end),
        line: row.line
      )
      switch token.kind {
      case .leaf: collector.leaf(Int(token.name), row.text(of: token).span, none, place)
      case .text: collector.append(row.text(of: token).span)
      case .start where token.attributeCount == 0:
        collector.start(token.name < 0 ? nil : Int(token.name), none, place)
      case .start:
        let given = XMLAttributes(
          plain.attributes(of: token),
          of: row.bytes,
          in: room,
          names: names
        )
        collector.start(token.name < 0 ? nil : Int(token.name), given, place)
      case .end: collector.end(place)
      }
      guard collector.problem == nil else {
        line = row.line(at: Int(token.kind == .leaf ? token.textEnd : token.start))
        return
      }
    }
  }

  mutating func expect(_ place: XMLRowCollector.Place, _ kind: XMLTagScanner.Tag.Kind) {
    expected.append(Expected(place: place, kind: kind))
  }

  /// Ends a piece of text; false when it is of no use to go on.
  mutating func finishPiece(_ result: Int32) -> Bool {
    if result != 0, fault == nil, collector.problem == nil {
      fault = Fault(code: result, line: line)
    }
    expected.removeFirst(next)
    next = 0
    return fault == nil && collector.problem == nil
  }

  mutating func start(
    _ name: UnsafePointer<xmlChar>?,
    _ namespace: UnsafePointer<xmlChar>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?,
    _ count: Int
  ) {
    guard let place = takePlace(isEnd: false) else { return }
    if !hasRoot { rootNamespace = namespace }
    hasRoot = true
    openNames.append(name)
    let isForeign = readsRootNamespaceOnly && namespace != rootNamespace
    let found = XMLAttributes(attributes, count: count, names: names)
    collector.start(isForeign ? nil : names.number(of: name), found, place)
    if collector.problem != nil { xmlStopParser(context) }
  }

  mutating func end() {
    guard let place = endOfEmptyTag ?? takePlace(isEnd: true) else { return }
    endOfEmptyTag = nil
    openNames.removeLast()
    collector.end(place)
    if collector.problem != nil { xmlStopParser(context) }
  }

  mutating func characters(_ text: UnsafeBufferPointer<UInt8>) {
    collector.append(text.span)
    if collector.problem != nil { xmlStopParser(context) }
  }

  mutating func note(_ error: xmlErrorPtr?) {
    guard fault == nil, let error, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue else {
      return
    }
    // libxml2 does not count lines that end with CR alone.
    let told = UInt64(max(0, Int(error.pointee.line)))
    fault = Fault(code: error.pointee.code, line: max(told == 0 ? 0 : told + skippedLines, line))
  }

  /// The place of the tag the parser has come to.
  private mutating func takePlace(isEnd: Bool) -> XMLRowCollector.Place? {
    guard next < expected.count, isEnd == (expected[next].kind == .end),
      !isEnd || !openNames.isEmpty
    else {
      // Scanner and parser disagree about what a tag is: such a file is not well-formed.
      if fault == nil { fault = Fault(code: -1, line: line) }
      xmlStopParser(context)
      return nil
    }
    let place = expected[next].place
    if expected[next].kind == .empty { endOfEmptyTag = place }
    next += 1
    line = place.line
    return place
  }
}

/// A row that was read without libxml2: its text, and where it stands.
struct XMLRowText {
  let bytes: UnsafePointer<UInt8>
  /// Offset in the export.
  let start: UInt64
  let line: UInt64
  let lastLine: UInt64
  /// Line feeds in it and in the space before it.
  let lineFeeds: UInt64

  /// The text of a token.
  @inline(__always)
  func text(of token: XMLPlainRow.Token) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: bytes + Int(token.textStart),
      count: Int(token.textEnd - token.textStart)
    )
  }

  /// The line of a place in the row.
  func line(at position: Int) -> UInt64 {
    var found = line
    for index in 0..<position where bytes[index] == 0x0A || bytes[index] == 0x0D {
      // A CR in front of a LF is no line end of its own; a row never ends with a CR.
      if bytes[index] == 0x0A || bytes[index + 1] != 0x0A { found += 1 }
    }
    return found
  }
}
