import CLibXML2
import Glibc
import RecordModel

/// Feeds XML to libxml2 and its events to a walk.
///
/// With `XMLWalk` and `XMLAttributes` this file owns every libxml2 pointer. The parser gets no option
/// but NONET: no entity is expanded, no external file is opened, no error is repaired, and its limits
/// stay on. Its messages are never read, because they quote the input; what went wrong is told in our
/// own words.
final class XMLParser {
  /// What libxml2 found wrong: a number of its catalogue, and a line.
  typealias Fault = XMLWalk.Fault

  private let context: xmlParserCtxtPtr
  private let names: XMLNames
  /// Lies outside the class: its members are touched at every event, and a class checks each time
  /// that nobody else touches them.
  private let walk: UnsafeMutablePointer<XMLWalk>

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
    names = XMLNames(plan.names, context.pointee.dict)
    walk = .allocate(capacity: 1)
    walk.initialize(to: XMLWalk(plan, names, context))
    var options = Int32(bitPattern: XML_PARSE_NONET.rawValue)
    if encoding != nil { options |= Int32(bitPattern: XML_PARSE_IGNORE_ENC.rawValue) }
    _ = xmlCtxtUseOptions(context, options)
    if let encoding, encoding != "utf-8" {
      xmlSwitchToEncoding(context, xmlFindCharEncodingHandler(encoding))
    }
    context.pointee.userData = UnsafeMutableRawPointer(walk)
  }

  deinit {
    walk.deinitialize(count: 1)
    walk.deallocate()
    names.free()
    if let document = context.pointee.myDoc { xmlFreeDoc(document) }
    xmlFreeParserCtxt(context)
  }

  /// Parses more text; false when it is of no use to go on.
  func parse(_ bytes: borrowing Span<UInt8>, isLast: Bool) -> Bool {
    // libxml2 prints some conversion errors, with bytes of the input, unless a thread has handlers.
    xmlSetStructuredErrorFunc(nil) { _, _ in }
    defer { xmlSetStructuredErrorFunc(nil, nil) }
    chartlift_silence_libxml2()
    let result = bytes.withUnsafeBytes { buffer in
      xmlParseChunk(
        context,
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
        Int32(clamping: buffer.count),
        isLast ? 1 : 0
      )
    }
    return walk.pointee.finishPiece(result)
  }

  /// Whole rows so far.
  var rowCount: UInt64 { walk.pointee.collector.rowCount }

  /// Elements of the path to the rows that were found at most.
  var longestMatch: Int { walk.pointee.collector.longestMatch }

  /// What is wrong with the rows, if the file cannot be used.
  var problem: XMLRowCollector.Problem? { walk.pointee.collector.problem }

  /// Says whether everything was parsed, and a row may begin that libxml2 need not see.
  var isAtRest: Bool { walk.pointee.isAtRest }

  /// Takes a row that libxml2 is not given.
  func take(_ row: XMLRowText, _ plain: borrowing XMLPlainRow) {
    walk.pointee.take(row, plain)
  }

  /// Rows that have not been handed over, and the bytes of all rows so far.
  var gathered: (rows: Int, bytes: UInt64) {
    (walk.pointee.collector.block.refusals.count, walk.pointee.collector.rowBytes)
  }

  var fault: Fault? { walk.pointee.fault }

  /// Line of the last tag that was met.
  var line: UInt64 { walk.pointee.line }

  /// Says whether an element has begun.
  var hasRoot: Bool { walk.pointee.hasRoot }

  /// Says whether tags were scanned that the parser has not come to.
  var isBehind: Bool { walk.pointee.isBehind }

  /// The innermost open element and the root, by their names in the file.
  var openElements: (innermost: String, root: String)? { walk.pointee.openElements }

  /// Hands over the rows gathered so far.
  func takeBlock() -> XMLBlock { walk.pointee.collector.takeBlock() }

  /// Tells where the next tag stands, and what it does.
  func expect(_ place: XMLRowCollector.Place, _ kind: XMLTagScanner.Tag.Kind) {
    walk.pointee.expect(place, kind)
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
      XMLWalk.of(context)?.pointee.start(name, namespace, attributes, Int(count))
    }
    handler.endElementNs = { context, _, _, _ in XMLWalk.of(context)?.pointee.end() }
    handler.characters = { context, text, count in
      let text = UnsafeBufferPointer(start: text, count: Int(count))
      XMLWalk.of(context)?.pointee.characters(text)
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.serror = { context, error in XMLWalk.of(context)?.pointee.note(error) }
    return handler
  }
}
