/// One step that every row of a batch goes through; knows nothing of other batches.
///
/// Promise: the same batch gives the same result, whatever was processed before, on any thread.
/// A stage keeps nothing and touches neither files nor clocks.
package protocol RowStage: Sendable {
  /// Works on all rows of a batch.
  func process(_ batch: inout RecordBatch)
}

/// Reads one kind of export: cuts it into blocks in order, then turns each block into a batch.
///
/// `read` runs on one thread and is cheap where it can be; `parse` runs on any worker.
package protocol Source: Sendable {
  /// Work that can be handed to another thread.
  associatedtype Block: Sendable

  /// Cuts the export into blocks, in order; stops early when `emit` returns false.
  ///
  /// - Returns: the byte book of the export.
  func read(_ export: ExportFile, emit: (Block) -> Bool) throws(ExportError) -> ExportBytes

  /// Turns one block into a batch of rows without keys and digests: enough to gather evidence.
  func table(of block: Block) throws(ExportError) -> RecordBatch

  /// Turns one block into a batch of rows, refused ones included.
  func parse(_ block: Block) throws(ExportError) -> RecordBatch
}

/// One delivered file as it lies in the landing.
package struct ExportFile: Sendable {
  /// The path to read.
  package var path: String
  /// The name it was delivered under, for messages.
  package var deliveredAs: String
  package var digest: ContentDigest
  package var byteCount: UInt64

  package init(path: String, deliveredAs: String, digest: ContentDigest, byteCount: UInt64) {
    self.path = path
    self.deliveredAs = deliveredAs
    self.digest = digest
    self.byteCount = byteCount
  }
}

/// Where every byte of an export went.
///
/// For delimited text the parts add up to the file's size.
package struct ExportBytes: Sendable, Equatable {
  package var fileSize: UInt64 = 0
  package var rows: UInt64 = 0
  package var separators: UInt64 = 0
  /// Header line and byte order mark.
  package var header: UInt64 = 0
  package var blank: UInt64 = 0
  package var damaged: UInt64 = 0
  package var ignoredLines: UInt64 = 0
  /// XML: everything that is not inside a row element.
  package var markup: UInt64 = 0
  package var headerLines: UInt64 = 0
  package var blankLines: UInt64 = 0
  /// Says whether delimited text ends without a line end behind its last row: it may be cut short.
  package var endsWithoutLineEnd = false

  package init() {}

  /// Says whether every byte is accounted for.
  package var isBalanced: Bool {
    rows + separators + header + blank + damaged + ignoredLines + markup == fileSize
  }
}

/// Why a whole export cannot be used: where, what, why, and what to type.
package struct ExportError: Error, Sendable, Equatable {
  /// A stable code: `FILE-01`, `COL-01`, `XML-01`.
  package var code: String
  package var file: String
  /// Line in the export, 0 when there is none.
  package var line: UInt64
  package var problem: String
  /// What a person can do about it, without its last full stop.
  package var remedy: String

  package init(code: String, file: String, line: UInt64 = 0, problem: String, remedy: String) {
    self.code = code
    self.file = file
    self.line = line
    self.problem = problem
    self.remedy = remedy
  }

  /// The message in one paragraph.
  ///
  /// `COL-01 film.csv:1: … . Remedy.`
  package var message: String {
    // A name with a line end in it would look like another message.
    let name = String(
      String.UnicodeScalarView(
        file.unicodeScalars.map { $0.value < 32 || (127..<160).contains($0.value) ? "?" : $0 }
      )
    )
    let place = line > 0 ? "\(name):\(line)" : name
    return "\(code) \(place): \(problem). \(remedy)."
  }
}

/// Runs independent pieces of work on all workers and waits for them.
package protocol Workers: Sendable {
  /// Calls `body` once for each of `0..<count`, in any order, on any thread; returns when all are done.
  func each(_ count: Int, _ body: @Sendable (Int) -> Void)

  /// Takes pieces through `body` while `read`, on the calling thread, goes on offering the next ones.
  ///
  /// Pieces are begun in the order offered. An offer waits while too many are under way; it is refused
  /// once a `body` has answered false. Returns when all are done.
  func stream<Piece: Sendable>(
    _ read: (_ offer: (Piece) -> Bool) -> Void,
    _ body: @Sendable (Piece) -> Bool
  )
}

extension Workers {
  /// Takes each piece through `body` on the calling thread before the next is read.
  package func stream<Piece: Sendable>(
    _ read: (_ offer: (Piece) -> Bool) -> Void,
    _ body: @Sendable (Piece) -> Bool
  ) {
    withoutActuallyEscaping(body) { read($0) }
  }
}

/// Keeps immutable, content-addressed files.
package protocol PartStore: Sendable {
  /// Begins a part; nothing is visible before `finish`.
  func begin() throws(StoreError) -> any PartWriter
  /// Opens a part for reading at any offset.
  func open(_ digest: ContentDigest) throws(StoreError) -> any PartReader
}

/// Writes one part.
///
/// Not thread-safe.
package protocol PartWriter: AnyObject {
  /// Bytes written so far.
  var byteCount: UInt64 { get }
  /// Appends bytes.
  func append(_ bytes: borrowing Span<UInt8>) throws(StoreError)
  /// Makes the part durable and names it by its content.
  func finish() throws(StoreError) -> ContentDigest
  /// Forgets the part.
  func cancel()
}

/// Reads one part.
///
/// Safe on any thread.
package protocol PartReader: Sendable {
  var byteCount: UInt64 { get }
  /// Replaces the buffer's content with the bytes of a range.
  func read(_ range: Range<UInt64>, into buffer: inout [UInt8]) throws(StoreError)
  /// Appends the bytes of a range to the buffer: many small reads gathered in one place.
  func append(_ range: Range<UInt64>, to buffer: inout [UInt8]) throws(StoreError)
}

extension PartReader {
  package func append(_ range: Range<UInt64>, to buffer: inout [UInt8]) throws(StoreError) {
    var piece: [UInt8] = []
    try read(range, into: &piece)
    buffer += piece
  }
}

/// A failed file operation: the call, the path, the system's reason.
package struct StoreError: Error, Sendable, Equatable {
  package var call: String
  package var path: String
  /// The system's error number.
  package var code: Int32

  package init(call: String, path: String, code: Int32) {
    self.call = call
    self.path = path
    self.code = code
  }
}

/// Names the pipeline file may use, gathered from the rooms that own them.
package struct Catalogue: Sendable {
  package var formats: [ExportFormat]
  package var encodings: [String]
  package var rules: [Rule]

  package init(formats: [ExportFormat], encodings: [String], rules: [Rule]) {
    self.formats = formats
    self.encodings = encodings
    self.rules = rules
  }
}
