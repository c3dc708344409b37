import RecordModel
import Testing

@testable import Ingestion

struct HL7SourceTests {
  private let ada = #"PID|1||104477^^^LAKE^MR||HARROW^ADA^M||19610304120000-0500|F"#
  private let nils = #"PID|1||207||SOLBERG^NILS||1988|M"#

  @Test func `a message says who, and whose number it is`() throws {
    let result = try HL7Result(TemporaryFile(message("ADT^A04", ada) + message("ADT^A08", nils)))
    #expect(result.refusals == [.none, .none])
    #expect(result.cell(0, .recordNumber) == "104477" && result.cell(0, .facility) == "LAKE")
    #expect(result.cell(0, .familyName) == "HARROW" && result.cell(0, .middleName) == "M")
    #expect(result.cell(0, .birthDate) == "19610304120000-0500" && result.cell(0, .sex) == "F")
    #expect(result.cell(1, .recordNumber) == "207" && result.cell(1, .facility) == "LAKE")
  }

  @Test func `a document is known by its number`() throws {
    let first = message(
      "MDM^T02",
      ada,
      "TXA|1|DS||20260102|1^BERG^EVA|||||||D-1",
      "OBX|1|TX|||Text & more",
      #"OBX|2|RP|||\\share\E\scans\E\1.tif^SCAN"#
    )
    let result = try HL7Result(
      TemporaryFile(first + message("MDM^T08", ada, "TXA|1|OP||||||||||D-1"))
    )
    #expect(result.cell(0, .documentType) == "DS" && result.cell(0, .serviceDate) == "20260102")
    #expect(result.cell(0, .author) == "EVA BERG")
    #expect(result.cell(0, .image) == #"\\share\scans\1.tif"#)
    #expect(result.keys[0] == result.keys[1])
  }

  @Test func `each patient of a message is a row, and the rows stand one behind the other`() throws
  {
    let text = message("ADT^A40", ada, "MRG|99^^^LAKE^MR", nils, "MRG|98^^^OTHER^MR")
    let file = TemporaryFile(text)
    let result = try HL7Result(file)
    #expect(result.cell(0, .mergedRecordNumber) == "99^")
    #expect(result.cell(1, .mergedRecordNumber) == "98^OTHER")
    #expect(result.original(0, in: file).hasPrefix("MSH|"))
    #expect(result.original(1, in: file).hasPrefix("PID|1||207"))
    #expect(result.places.line == [1, 4])
    #expect(result.bytes.rows + result.bytes.separators == UInt64(text.utf8.count))
    #expect(result.bytes.separators == 2)
  }

  @Test(arguments: ["ADT^A35", "ADT^A41", "ADT^A42", "ADT^A45", "ADT^A47", "ADT^A08"])
  func `MRG names the same patient only in messages that merge patients`(event: String) throws {
    let file = TemporaryFile(message(event, ada, "MRG|99^^^LAKE^MR"))
    #expect(try HL7Result(file).cell(0, .mergedRecordNumber).isEmpty)
  }

  @Test(arguments: ["ADT^A18", "ADT^A30", "ADT^A34", "ADT^A36", "ADT^A39", "ADT^A40"])
  func `patients are merged by six kinds of message`(event: String) throws {
    let file = TemporaryFile(message(event, ada, "MRG|99^^^LAKE^MR"))
    #expect(try HL7Result(file).cell(0, .mergedRecordNumber) == "99^")
    let old = message("ADT", "EVN|\(event.suffix(3))|2026", ada, "MRG|99")
    #expect(try HL7Result(TemporaryFile(old)).cell(0, .mergedRecordNumber) == "99^")
  }

  @Test func `a message chooses its own separators`() throws {
    let file = TemporaryFile(
      "MSH!*:%@!A!LAKE!!!!!ADT*A04\rPID!1!!7*4:104477***LAKE*MR!!VAN@X*E%S%A\r"
    )
    let result = try HL7Result(file)
    #expect(result.cell(0, .recordNumber) == "104477")
    #expect(result.cell(0, .familyName) == "VAN" && result.cell(0, .givenName) == "E*A")
  }

  @Test func `escapes are read, and lone backslashes stay`() throws {
    let settings = hl7Settings((.documentTitle, "TXA-25"))
    let titles = [
      #"A\F\B\S\C\T\D\R\E\E\F"#: #"A|B^C&D~E\F"#, #"A\.br\B"#: "A B", #"caf\XC3A9\"#: "café",
      #"C:\scans\new"#: #"C:\scans\new"#, #"end\"#: #"end\"#, #"\H\bold\N\"#: "bold", "\"\"": "",
    ]
    for (written, read) in titles {
      let text = message("MDM^T02", ada, "TXA|1" + String(repeating: "|", count: 24) + written)
      #expect(try HL7Result(TemporaryFile(text), settings).rows == [[read]], "\(written)")
    }
    let text = message("MDM^T02", ada, "TXA|1" + String(repeating: "|", count: 24) + #"\C2842\"#)
    #expect(try HL7Result(TemporaryFile(text), settings).refusals == [.unreadableBytes])
  }

  @Test func `a column may name component, subcomponent, repetition, kind and condition`() throws {
    let pid = "PID|1||1^^^A^PI~2^^^B^MR||VAN DYK&VAN&DYK^EVA||||||||^PRN^PH^^^657^5558563"
    let text = message("ORU^R01", pid, "OBX|1|CE|||c^code", "OBX|2|RP|||x.tif^y")
    let columns = [
      "PID-5.1": "VAN DYK", "PID-5.1.2": "VAN", "PID-3": "1", "PID-3[2].1": "2",
      "PID-3(MR).4": "B", "PID-3(XX).1": "", "PID-3(XX?).1": "1", "OBX(2=RP)-5.1": "x.tif",
      "PID-13.1 or PID-13.6+PID-13.7": "657 5558563", "PID-3.4 unless PID-3[2].4": "A",
      "PID-3.4 unless PID-3[1].4": "", "MSH-4": "LAKE", "MSH-9.2": "R01", "MSH-1": "|",
    ]
    for (column, value) in columns {
      let result = try HL7Result(TemporaryFile(text), hl7Settings((.box, column)))
      #expect(result.rows == [[value]], "\(column)")
    }
  }

  @Test func `several values are one only where the column says which`() throws {
    let file = TemporaryFile(
      message("ORU^R01", ada, "OBX|1|TX|||one~uno", "OBX|2|TX|||two", "OBX|3|TX|||one")
    )
    var settings = hl7Settings((.documentTitle, "OBX-5"))
    #expect(try HL7Result(file, settings).refusals == [.severalValues])
    settings.columns[0].takesFirst = true
    #expect(try HL7Result(file, settings).rows == [["one"]])
    settings.columns[0].takesFirst = false
    settings.columns[0].join = "; "
    #expect(try HL7Result(file, settings).rows == [["one; uno; two; one"]])
    settings = hl7Settings((.documentTitle, "OBX-2"))
    #expect(try HL7Result(file, settings).rows == [["TX"]])
  }

  @Test(arguments: ["\r", "\n", "\r\n"])
  func `line ends of every kind, framing bytes and blank lines are in the book`(end: String) throws
  {
    let plain = (message("ADT^A04", ada) + message("ADT^A04", nils))
    let text =
      "\u{FEFF}\r\u{B}" + message("ADT^A04", ada) + "\u{1C}\r\r\u{B}"
      + message("ADT^A04", nils) + "\u{1C}\r"
    let file = TemporaryFile(text.replacing("\r", with: end))
    let result = try HL7Result(file)
    #expect(result.rows == (try HL7Result(TemporaryFile(plain))).rows)
    #expect(result.bytes.header == 3 && result.bytes.damaged == 0)
    #expect(result.bytes.blankLines == 2)
  }

  @Test func `what is read does not depend on the size of the pieces`() throws {
    let long = "OBX|1|ED|||^PDF^^Base64^" + String(repeating: "QUJD", count: 60_000)
    let text =
      "junk\rBHS|^~\\&|X\r" + message("MDM^T02", ada, long, "TXA|1|DS||||||||||D-1")
      + message("ADT^A40", ada, "MRG|1", nils, "MRG|2") + "BTS|2\r" + message("ADT^A01", "PV1|1")
    let file = TemporaryFile(text)
    let whole = try HL7Result(file)
    #expect(whole.refusals == [.brokenRecord, .none, .none, .none, .noPatient])
    for size in [1, 7, 4_096, 99_999] {
      let pieces = try HL7Result(file, blockSize: size)
      #expect(pieces.rows == whole.rows && pieces.refusals == whole.refusals)
      #expect(pieces.bytes == whole.bytes && pieces.keys == whole.keys)
      #expect(pieces.places.start == whole.places.start && pieces.places.line == whole.places.line)
    }
  }

  @Test func `other encodings are read`() throws {
    let text = message("ADT^A04", "PID|1||1||MÜLLER^JÖRG")
    let latin = TemporaryFile(text.unicodeScalars.map { UInt8($0.value) })
    #expect(try HL7Result(latin, encoding: "iso-8859-1").cell(0, .familyName) == "MÜLLER")
    #expect(try HL7Result(latin).refusals == [.unreadableBytes])
    let wide = TemporaryFile(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    let result = try HL7Result(wide, encoding: "utf-16le")
    #expect(result.cell(0, .givenName) == "JÖRG")
    #expect(result.bytes.rows + result.bytes.separators == UInt64(text.utf16.count * 2))
  }
}
