import CanonicalJSON
import Digests
import Glibc
import RecordModel
import Workspace

/// One file of bundles, read once from begin to end, and what is in it.
///
/// Memory: one line, and 24 bytes for each resource, cited row and reference to another file.
struct VerificationFile: Sendable {
  /// Which of the two kinds of files it is.
  enum Role: Sendable { case bundles, changes }

  /// The persons whose lines stand here, in their order, each with its first line.
  struct Person: Sendable {
    var entry: StateEntry
    var line: UInt64
  }

  /// A line that holds more than one entry must not be longer: servers refuse it.
  static let mostBytes = 5_000_000
  /// Longer lines are not read: memory stays bounded whatever lies in the file.
  static let longestLine = 64 << 20

  /// The path in the tree, and its number there.
  let path: String
  let number: Int
  let role: Role

  var problems = VerificationProblems()
  var lines: UInt64 = 0
  var byteCount: UInt64 = 0
  var references: UInt64 = 0
  var citedRows: UInt64 = 0
  /// Resources by type.
  var counts = Array(repeating: 0 as UInt64, count: PublishedType.allCases.count)
  /// Sorted when the file has been read.
  var ids: [PlacedKey] = []
  var cited: [PlacedKey] = []
  /// References to resources that are not in this file.
  var open: [PlacedKey] = []
  var persons: [Person] = []
  /// SHA-256 of the whole file.
  var digest: ContentDigest { ContentDigest(words: digester.words()) }

  private var digester = SHA256Digester()
  private var personDigester: SHA256Digester?
  private var person = (id: Key128.none, line: 0 as UInt64)
  private var carried: [UInt8] = []
  private var isTooLong = false
  private var tokens = CanonicalTokens()

  init(path: String, number: Int, role: Role) {
    self.path = path
    self.number = number
    self.role = role
  }

  /// Takes the next bytes of the file.
  mutating func take(_ piece: borrowing Span<UInt8>) {
    digester.update(piece)
    byteCount += UInt64(piece.count)
    var start = 0
    while let end = Self.lineEnd(piece, from: start) {
      if carried.isEmpty, !isTooLong {
        check(piece.extracting(start..<end))
      } else {
        carry(piece.extracting(start..<end))
        endCarriedLine()
      }
      start = end + 1
    }
    if start < piece.count { carry(piece.extracting(start..<piece.count)) }
  }

  /// Ends the file: what was begun is ended, what was found is sorted.
  mutating func finish() {
    if !carried.isEmpty || isTooLong {
      tell(.noBundle, "the last line has no line end")
      endCarriedLine()
    }
    endPerson()
    carried = []
    tokens = CanonicalTokens()
    ids.sort()
    cited.sort()
    open.sort()
    let ids = ids
    open.removeAll { ids.holds($0) }
  }

  /// Notes a problem of the line at hand: `bundles/part-00000.ndjson:12, …`.
  private mutating func tell(_ problem: VerificationProblem, _ what: String) {
    let place = "\(path):\(lines), \(what)"
    problems.add(problem, place)
  }

  // MARK: - Lines

  private static func lineEnd(_ piece: borrowing Span<UInt8>, from start: Int) -> Int? {
    piece.withUnsafeBufferPointer { bytes in
      guard start < bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + start, 0x0A, bytes.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  private mutating func carry(_ bytes: borrowing Span<UInt8>) {
    guard !isTooLong, carried.count + bytes.count <= Self.longestLine else {
      isTooLong = true
      carried = []
      return
    }
    bytes.withUnsafeBufferPointer { carried.append(contentsOf: $0) }
  }

  private mutating func endCarriedLine() {
    var line: [UInt8] = []
    swap(&line, &carried)
    if isTooLong {
      isTooLong = false
      lines += 1
      tell(.noBundle, "longer than \(Self.longestLine) bytes, not read")
    } else {
      check(line.span)
    }
    line.removeAll(keepingCapacity: true)
    swap(&line, &carried)
  }

  private mutating func check(_ line: borrowing Span<UInt8>) {
    lines += 1
    var found = VerificationLine(file: number, line: lines)
    do throws(JSONError) {
      try tokens.read(line)
      found.read(line, tokens.list)
    } catch {
      tell(.notCanonical, "\(error.message)")
    }
    if let complaint = found.complaint { tell(.noBundle, "\(complaint)") }
    if found.entries > 1, line.count > Self.mostBytes {
      tell(.noBundle, "\(line.count) bytes; \(Self.mostBytes) is the most")
    }
    note(found)
    hash(line, of: found)
  }

  private mutating func note(_ found: borrowing VerificationLine) {
    for complaint in found.wrongIds { tell(.wrongId, "\(complaint)") }
    for complaint in found.badReferences { tell(.lostReference, "\(complaint)") }
    for index in counts.indices { counts[index] += found.counts[index] }
    references += found.references
    citedRows += found.citedRows
    ids += found.ids
    cited += found.cited
    open += found.open
  }

  // MARK: - Persons

  /// Lines belong to the person of the last line that begins with a patient of its own.
  private mutating func hash(_ line: borrowing Span<UInt8>, of found: borrowing VerificationLine) {
    switch found.beginning {
    case .person(let id):
      endPerson()
      personDigester = SHA256Digester()
      person = (id, lines)
    case .organization, .removal: endPerson()
    case .other: break
    }
    guard personDigester != nil else { return }
    personDigester?.update(line)
    let lineEnd = [0x0A] as [UInt8]
    personDigester?.update(lineEnd.span)
  }

  private mutating func endPerson() {
    guard let digester = personDigester else { return }
    let lines = ContentDigest(words: digester.words())
    persons.append(Person(entry: StateEntry(id: person.id, lines: lines), line: person.line))
    personDigester = nil
  }
}
