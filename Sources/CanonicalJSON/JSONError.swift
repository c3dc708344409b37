/// Why bytes are no JSON that we accept, and at which byte.
///
/// Never quotes what it read.
package struct JSONError: Error, Sendable, Equatable {
  /// What is wrong.
  package enum Problem: String, Sendable {
    case invalidUTF8 = "bytes that are no UTF-8"
    case unexpectedEnd = "the document ends too early"
    case unexpectedByte = "a byte that cannot stand here"
    case invalidNumber = "a number that JSON does not know"
    case invalidEscape = "an escape that JSON does not know"
    case loneSurrogate = "half of a surrogate pair"
    case controlCharacter = "a control character that is not escaped"
    case duplicateName = "a name that stands twice in one object"
    case tooDeep = "more than 100 arrays and objects inside each other"
    case trailingBytes = "more bytes after the end of the document"
    /// Valid JSON, but not the one way canonical form writes it (`CanonicalTokens`).
    case needlessSpace = "a space or line break that canonical form leaves out"
    case namesOutOfOrder = "a name that stands after one it should precede"
    case needlessEscape = "an escape that canonical form writes otherwise"
  }

  package var problem: Problem
  /// Offset of the byte, counted from 0.
  package var offset: Int

  package init(_ problem: Problem, at offset: Int) {
    self.problem = problem
    self.offset = offset
  }

  /// Place and problem: `byte 12: a name that stands twice in one object`.
  package var message: String { "byte \(offset): \(problem.rawValue)" }
}
