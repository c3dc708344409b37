import CLibXML2
import RecordModel

/// Says in our own words why an XML export cannot be used; never a word of its text.
struct XMLErrors {
  let file: String
  /// Whole rows that were met before.
  let rows: UInt64

  func error(_ problem: XMLTagScanner.Problem, line: UInt64) -> ExportError {
    switch problem {
    case .documentType:
      return ExportError(
        code: "XML-02",
        file: file,
        line: line,
        problem: "has a document type declaration, which can hide or change text",
        remedy: "Ask for the export without DOCTYPE"
      )
    case .longTag: return limit("a tag is longer than \(HostileInput.longestTag) bytes", line)
    case .manyAttributes:
      return limit("a tag has more than \(HostileInput.mostAttributes) attributes", line)
    case .longMarkup:
      return limit("a comment or the like is longer than \(HostileInput.longestText) bytes", line)
    }
  }

  func error(_ problem: XMLRowCollector.Problem, line: UInt64) -> ExportError {
    switch problem {
    case .tooDeep: return limit("elements lie more than \(HostileInput.deepestElement) deep", line)
    case .longText:
      return limit("the text of an element is longer than \(HostileInput.longestText) bytes", line)
    case .longRow:
      return limit("a row is longer than \(HostileInput.longestRowElement) bytes", line)
    case .lateValue(let path):
      return ExportError(
        code: "XML-05",
        file: file,
        line: line,
        problem: "'\(path)' comes behind rows it belongs to",
        remedy:
          "Ask for an export that has it in front of them, or set 'first: true' for the first one"
      )
    }
  }

  func error(_ fault: XMLParser.Fault) -> ExportError {
    wrong(Self.words(of: UInt32(bitPattern: fault.code)), line: fault.line)
  }

  private static func words(of code: UInt32) -> String {
    switch code {
    case XML_ERR_INVALID_CHAR.rawValue, XML_ERR_INVALID_ENCODING.rawValue,
      XML_I18N_CONV_FAILED.rawValue:
      "has a byte that its encoding does not allow"
    case XML_ERR_INVALID_CHARREF.rawValue: "has a character by number that XML does not allow"
    case XML_ERR_UNSUPPORTED_ENCODING.rawValue, XML_ERR_UNKNOWN_ENCODING.rawValue:
      "declares an encoding that is not read"
    case XML_ERR_TAG_NAME_MISMATCH.rawValue: "has an end tag that does not fit its start tag"
    case XML_ERR_UNDECLARED_ENTITY.rawValue: "uses an entity that is not defined"
    case XML_ERR_ATTRIBUTE_REDEFINED.rawValue, XML_NS_ERR_ATTRIBUTE_REDEFINED.rawValue:
      "has an attribute twice in one tag"
    case XML_NS_ERR_UNDEFINED_NAMESPACE.rawValue: "uses a prefix that it does not declare"
    case XML_NS_ERR_XML_NAMESPACE.rawValue, XML_NS_ERR_QNAME.rawValue,
      XML_NS_ERR_EMPTY.rawValue, XML_NS_ERR_COLON.rawValue:
      "has a name or a namespace that is not written as such"
    case XML_ERR_HYPHEN_IN_COMMENT.rawValue: "has two hyphens inside a comment"
    case XML_ERR_MISPLACED_CDATA_END.rawValue: "has ]]> in its text"
    case XML_ERR_LT_IN_ATTRIBUTE.rawValue: "has a < inside the value of an attribute"
    case XML_ERR_DOCUMENT_EMPTY.rawValue, XML_ERR_DOCUMENT_START.rawValue: "is not XML"
    case XML_ERR_DOCUMENT_END.rawValue: "has text behind its root element"
    default: "is not well-formed XML"
    }
  }

  /// A file without an element: white space, a declaration, comments.
  func withoutElement() -> ExportError {
    ExportError(
      code: "XML-01",
      file: file,
      problem: "has no element in it, only white space, a declaration or comments",
      remedy: "Ask for the export again. The file is left out"
    )
  }

  /// The parser stopped before the end, and the tags went on.
  func unreadable(line: UInt64) -> ExportError {
    wrong(Self.words(of: XML_ERR_INVALID_CHAR.rawValue), line: line)
  }

  private func wrong(_ problem: String, line: UInt64) -> ExportError {
    ExportError(
      code: "XML-01",
      file: file,
      line: line,
      problem: "\(problem); \(before)",
      remedy: "Ask for the export again. The file is left out"
    )
  }

  /// Markup behind the root that does not end.
  func cut(line: UInt64) -> ExportError {
    ExportError(
      code: "XML-01",
      file: file,
      line: line,
      problem: "stops inside a comment or a tag (last byte); \(before)",
      remedy: "It looks cut off in transfer: compare its size with the source. The file is left out"
    )
  }

  func cut(inside name: String, root: String, line: UInt64) -> ExportError {
    ExportError(
      code: "XML-01",
      file: file,
      line: line,
      problem: "stops inside <\(name)> (last byte); no </\(root)>; \(before)",
      remedy: "It looks cut off in transfer: compare its size with the source. The file is left out"
    )
  }

  func nothingFound(_ plan: XMLPlan, _ found: Int) -> ExportError {
    if let kind = plan.shape.kind {
      return ExportError(
        code: "XML-03",
        file: file,
        problem: found == 0 ? "is no \(kind)" : "is a \(kind) that holds no patient",
        remedy: "Take it out of the delivery, or correct 'format:' in the pipeline file"
      )
    }
    let prefix = plan.each.prefix(found).map { "/" + plan.names[$0] }.joined()
    return ExportError(
      code: "XML-03",
      file: file,
      problem: "no element matches 'each: \(plan.shape.each)'; "
        + (found == 0 ? "the root element has another name" : "found no further than \(prefix)"),
      remedy: "Correct 'each:' in the pipeline file"
    )
  }

  private var before: String {
    rows == 1 ? "1 whole row before it" : "\(rows) whole rows before it"
  }

  private func limit(_ problem: String, _ line: UInt64) -> ExportError {
    ExportError(
      code: "XML-04",
      file: file,
      line: line,
      problem: problem,
      remedy: "No index is like this: ask for the export again"
    )
  }
}
