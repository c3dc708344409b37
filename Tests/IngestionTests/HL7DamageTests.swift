import RecordModel
import Testing

@testable import Ingestion

struct HL7DamageTests {
  private let ada = message("ADT^A04", "PID|1||104477||HARROW^ADA")
  private let nils = message("ADT^A04", "PID|1||207||SOLBERG^NILS")

  @Test(arguments: [
    "PID|1||5||LOST^MARY\r", "MSH\rPID|1||5\r", "MSH|\rPID|1||5\r", "MSH|^~\\&\rpid|1||5\r",
    "MSH|abc|X\rPID|1||5\r", "MSH|^^^|X\rPID|1||5\r", "MSH|^~\\&|X\rPID|1||5\rcontinued text\r",
    "MSH|^~\\&|X\rPID|1||5||A\u{0}B\r", "MSH|^~\\&|X\rPID^1^^5\r", "plain text\r",
  ])
  func `what is built wrongly damages its own message only`(damaged: String) throws {
    // A batch header ends the message before, so that a fragment is nobody's.
    let text = ada + "BHS|^~\\&\r" + damaged + nils + "BTS\r"
    let file = TemporaryFile(text)
    let result = try HL7Result(file)
    #expect(result.refusals == [.none, .brokenRecord, .none])
    #expect(result.cell(2, .familyName) == "SOLBERG")
    #expect(result.original(1, in: file) == String(damaged.dropLast()))
    #expect(result.bytes.damaged == UInt64(damaged.utf8.count - 1))
  }

  @Test func `a message that was cut in a line does not swallow the next`() throws {
    let file = TemporaryFile("MSH|^~\\&|X\rPID|1||5||LO" + nils)
    let result = try HL7Result(file)
    #expect(result.refusals == [.brokenRecord, .none])
    #expect(result.cell(1, .recordNumber) == "207")
    #expect(result.original(0, in: file).hasSuffix("LO"))
  }

  @Test(arguments: ["MSX|^~\\&|X\r", "SH|^~\\&|X\r", "PV1|1|IMH|^~\\&|X\r"])
  func `a damaged header does not give its patient to the message before`(header: String) throws {
    let file = TemporaryFile(ada + header + "PID|1||5||X\r" + nils)
    let result = try HL7Result(file)
    #expect(result.refusals.contains(.brokenRecord) && result.refusals.last == RuleCode.none)
    #expect(!result.rows.contains { $0.contains("5") })
  }

  @Test func `a batch without its end was cut`() throws {
    let result = try HL7Result(TemporaryFile("BHS|^~\\&\r" + ada + nils))
    #expect(result.refusals == [.none, .brokenRecord])
    let two = try HL7Result(TemporaryFile("BHS|^~\\&\r" + ada + "BHS|^~\\&\r" + nils + "BTS|1\r"))
    #expect(two.refusals == [.brokenRecord, .none])
  }

  @Test(arguments: [("BTS|1", false), ("BTS|2", true), ("BTS", true), ("BTS|two", false)])
  func `a trailer that counts other messages is told`(trailer: String, isRight: Bool) throws {
    let text = "FHS|^~\\&\rBHS|^~\\&\r" + ada + nils + trailer + "\rFTS|1\r"
    let result = try HL7Result(TemporaryFile(text))
    #expect(result.refusals == [.none, .none] + (isRight ? [] : [.batchCountDiffers]))
    let three = try HL7Result(TemporaryFile("FHS|^~\\&\r" + ada + "FTS|3\r"))
    #expect(three.refusals == [.none, .batchCountDiffers])
  }

  @Test func `what takes back, and what is about nobody, is refused`() throws {
    let pid = "PID|1||5||X"
    let text =
      message("MDM^T11", pid, "TXA|1|DS||||||||||D-1") + message("ADT^A23", pid)
      + message("ADT^A29", pid) + message("ACK", "MSA|AA|1") + message("ADT^A11", pid)
    let result = try HL7Result(TemporaryFile(text))
    #expect(result.refusals == [.takenBack, .takenBack, .takenBack, .noPatient, .none])
  }

  @Test func `a segment without end costs no memory, and only what is read from it`() throws {
    let endless = String(repeating: "x", count: 3_000_000)
    let file = TemporaryFile(
      message("MDM^T02", "PID|1||5||X", "OBX|1|TX|||\(endless)", "TXA|1|DS||||||||||D-1") + nils
    )
    let result = try HL7Result(file)
    #expect(result.refusals == [.none, .none] && result.cell(0, .documentID) == "D-1")
    let read = try HL7Result(file, hl7Settings((.documentTitle, "OBX-5")))
    #expect(read.refusals == [.oversized, .none])
    let many = TemporaryFile(
      message("ADT^A04", String(repeating: "PID|1||5||X\r", count: 100_000)) + nils
    )
    #expect(try HL7Result(many).refusals.last == RuleCode.none)
    #expect(try HL7Result(many).refusals.first == .oversized)
  }

  @Test func `a file without any message is no HL7 file`() {
    for text in ["a,b\n1,2\n", "BHS|^~\\&\rBTS|0\r", "\r\n \r\n"] {
      #expect(throws: ExportError.self) { try HL7Result(TemporaryFile(text)) }
    }
  }

  @Test(arguments: [UInt64](1...8))
  func `no damage loses a byte or a whole message`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let good = (0..<40).map { message("ADT^A04", "PID|1||\($0 + 1000)||NAME\($0)") }
    for _ in 0..<60 {
      var bytes = Array(good.joined().utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0: bytes.remove(at: at)
        case 1: bytes.insert(UInt8.random(in: 0...127, using: &random), at: at)
        case 2: bytes[at] = UInt8.random(in: 0...127, using: &random)
        default: bytes.removeSubrange(at..<min(bytes.count, at + 30))
        }
      }
      // The book is checked by the reader of the test itself.
      let result = try HL7Result(TemporaryFile(bytes), hl7Settings((.recordNumber, "PID-3")))
      let text = String(decoding: bytes, as: UTF8.self)
      for (index, whole) in good.enumerated() {
        guard let range = text.firstRange(of: whole) else { continue }
        let start = UInt64(text.utf8.distance(from: text.startIndex, to: range.lowerBound))
        let row = result.places.start.lastIndex { $0 <= start } ?? 0
        let isRead = result.rows[row] == ["\(index + 1000)"]
        #expect(isRead || result.refusals[row] != .none, "seed \(seed)")
      }
    }
  }

  @Test(arguments: [
    "", "PID", "PID-", "PID-0", "pid-5", "PID-5.", "PID-5.1.2.3", "PID-3(MR", "PID-8(MR).1",
    "PID-3().1", "OBX(2)-5", "PID-3[0]", "PID-3[1", "PID-3 or", "PID-3 unless", "DOB",
    "PID-3 unless PID-4 unless PID-5",
  ])
  func `a column that is no path is told`(column: String) {
    #expect(HL7Path.problem(column) != nil)
  }
}
