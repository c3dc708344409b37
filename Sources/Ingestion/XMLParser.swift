import CLibXML2
import Glibc
import RecordModel

/// Feeds XML to libxml2 and its events to a collector.
///
/// This file owns every libxml2 pointer. The parser gets no option but NONET: no entity is
/// expanded, no external file is opened, no error is repaired, and its limits stay on. Its messages
/// are never read, because they quote the input; what went wrong is told in our own words.
final class XMLParser {
  /// What libxml2 found wrong: a number of its catalogue, and a line.
  struct Fault {
    var code: Int32
    var line: UInt64
  }

  var collector: XMLRowCollector
  /// Tags that were scanned, in the order in which the parser will meet them.
  var places: [XMLRowCollector.Place] = []
  /// For each of `places`, says whether the tag begins an element, ends one, or both.
  var kinds: [XMLTagScanner.Tag.Kind] = []
  private(set) var fault: Fault?
  /// Line of the last tag that was met.
  private(set) var line: UInt64 = 1
  private var next = 0
  private var endOfEmptyTag: XMLRowCollector.Place?
  private let context: xmlParserCtxtPtr
  private let names: XMLNames
  private let readsRootNamespaceOnly: Bool
  /// The root's namespace, in libxml2's dictionary.
  private var rootNamespace: UnsafePointer<xmlChar>?
  private var openNames: [UnsafePointer<xmlChar>?] = []

  /// Makes a parser for one file; nil when there is no memory for it.
  ///
  /// - Parameters:
  ///   - plan: What to look for.
  ///   - encoding: The encoding that the pipeline file or a byte order mark says, whatever the XML
  ///     declares; nil to go by the declaration.
  init?(plan: XMLPlan, encoding: String?) {
    Self.prepareLibrary
    var handler = Self.handler()
    guard let context = xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil) else { return nil }
    self.context = context
    collector = XMLRowCollector(plan: plan)
    names = XMLNames(plan.names, context.pointee.dict)
    readsRootNamespaceOnly = plan.shape.readsRootNamespaceOnly
    var options = Int32(bitPattern: XML_PARSE_NONET.rawValue)
    if encoding != nil { options |= Int32(bitPattern: XML_PARSE_IGNORE_ENC.rawValue) }
    _ = xmlCtxtUseOptions(context, options)
    if let encoding, encoding != "utf-8" {
      xmlSwitchToEncoding(context, xmlFindCharEncodingHandler(encoding))
    }
    context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit {
    names.free()
    if let document = context.pointee.myDoc { xmlFreeDoc(document) }
    xmlFreeParserCtxt(context)
  }

  /// Parses more text; false when it is of no use to go on.
  func parse(_ bytes: borrowing Span<UInt8>, isLast: Bool) -> Bool {
    // libxml2 prints some conversion errors, with bytes of the input, unless a thread has a handler.
    xmlSetStructuredErrorFunc(nil) { _, _ in }
    defer { xmlSetStructuredErrorFunc(nil, nil) }
    let result = bytes.withUnsafeBytes { buffer in
      xmlParseChunk(
        context,
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
        Int32(clamping: buffer.count),
        isLast ? 1 : 0
      )
    }
    if result != 0, fault == nil, collector.problem == nil {
      fault = Fault(code: result, line: line)
    }
    places.removeFirst(next)
    kinds.removeFirst(next)
    next = 0
    return fault == nil && collector.problem == nil
  }

  /// The innermost open element and the root, by their names in the file.
  var openElements: (innermost: String, root: String)? {
    guard let last = openNames.last ?? nil, let first = openNames.first ?? nil else { return nil }
    return (String(cString: last), String(cString: first))
  }

  private func start(
    _ name: UnsafePointer<xmlChar>?,
    _ namespace: UnsafePointer<xmlChar>?,
    _ attributes: XMLAttributes
  ) {
    guard let place = takePlace(isEnd: false) else { return }
    if openNames.isEmpty { rootNamespace = namespace }
    openNames.append(name)
    let isForeign = readsRootNamespaceOnly && namespace != rootNamespace
    collector.start(isForeign ? nil : names.number(of: name), attributes, place)
    if collector.problem != nil { xmlStopParser(context) }
  }

  private func end() {
    guard let place = endOfEmptyTag ?? takePlace(isEnd: true) else { return }
    endOfEmptyTag = nil
    openNames.removeLast()
    collector.end(place)
    if collector.problem != nil { xmlStopParser(context) }
  }

  private func characters(_ text: UnsafeBufferPointer<UInt8>) {
    collector.append(text.span)
    if collector.problem != nil { xmlStopParser(context) }
  }

  /// The place of the tag the parser has come to.
  private func takePlace(isEnd: Bool) -> XMLRowCollector.Place? {
    guard next < places.count, isEnd == (kinds[next] == .end), !isEnd || !openNames.isEmpty else {
      // Scanner and parser disagree about what a tag is: such a file is not well-formed.
      if fault == nil { fault = Fault(code: -1, line: line) }
      xmlStopParser(context)
      return nil
    }
    let place = places[next]
    if kinds[next] == .empty { endOfEmptyTag = place }
    next += 1
    line = place.line
    return place
  }

  private func note(_ error: xmlErrorPtr?) {
    guard fault == nil, let error, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue else {
      return
    }
    fault = Fault(code: error.pointee.code, line: UInt64(max(0, Int(error.pointee.line))))
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> XMLParser? {
    context.map { Unmanaged<XMLParser>.fromOpaque($0).takeUnretainedValue() }
  }

  private static let prepareLibrary: Void = {
    xmlInitParser()
    // Nothing outside the export is ever opened.
    xmlSetExternalEntityLoader { _, _, _ in nil }
  }()

  private static func handler() -> xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = 0xDEED_BEAF
    handler.startElementNs = { context, name, _, namespace, _, _, count, _, attributes in
      guard let parser = XMLParser.of(context) else { return }
      let found = XMLAttributes(attributes, count: Int(count), names: parser.names)
      parser.start(name, namespace, found)
    }
    handler.endElementNs = { context, _, _, _ in XMLParser.of(context)?.end() }
    handler.characters = { context, text, count in
      XMLParser.of(context)?.characters(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.serror = { context, error in XMLParser.of(context)?.note(error) }
    return handler
  }
}
