import Normalization
import RecordModel
import Testing

struct DocumentTests {
  @Test(arguments: [
    ("Discharge Summary", "18842-5"), ("DISCH. SUMM", "18842-5"), ("D/C Summary", "18842-5"),
    ("H&P", "34117-2"), ("h & p", "34117-2"), ("History and Physical", "34117-2"),
    ("PROGRESS  NOTES", "11506-3"), ("Op Report", "11504-8"), ("OPERATIVE REPORT", "11504-8"),
    ("Consult", "11488-4"), ("RADIOLOGY REPORT", "18748-4"), ("CXR", "30745-4"),
    ("Path Rpt", "11526-1"),
    ("LAB", "11502-2"), ("ER", "34111-5"), ("Emergency Dept. Record", "34111-5"),
    ("Nurses' Notes", "34746-8"),
    ("EKG", "11524-6"), ("consent form", "59284-0"), ("Procedure Note", "28570-0"),
    ("DISCHARGE INSTRUCTIONS", "8653-8"), ("Physician Orders", "46209-3"), ("8653-8", "8653-8"),
  ])
  func `a common document type has its LOINC code`(pair: (String, String)) {
    let row = Reading(.documentType)(pair.0)
    #expect(row[.documentTypeCode] == "http://loinc.org|" + pair.1)
    #expect(row[.documentTypeAsWritten] == pair.0.split(separator: " ").joined(separator: " "))
  }

  @Test(arguments: ["Misc", "Discharge", "Form 77-B", "H", "Note", "1234"])
  func `an unknown document type is kept as written without a code`(written: String) {
    let row = Reading(.documentType)(written)
    #expect(row[.documentTypeCode] == "")
    #expect(row[.documentTypeAsWritten] == written)
    #expect(row.rule(.documentType) == .unmapped)
  }

  @Test func `the pipeline file's map is asked first, whatever letter case and spaces`() {
    var reading = Reading(.documentType)
    var rule = ColumnRule(field: .documentType, columns: ["TYPE"])
    rule.map = [
      MappedCode(written: "Form  77", meaning: "11506-3"),
      MappedCode(written: "CONSULT", meaning: "X1", system: "urn:lakeside:types"),
      MappedCode(written: "DSM", meaning: "Discharge summary"),
      MappedCode(written: "LAB", meaning: "our own kind"),
    ]
    reading.columns = [rule]
    #expect(reading("form 77")[.documentTypeCode] == "http://loinc.org|11506-3")
    #expect(reading("Consult")[.documentTypeCode] == "urn:lakeside:types|X1")
    #expect(reading("dsm")[.documentTypeCode] == "http://loinc.org|18842-5")
    #expect(reading("Lab")[.documentTypeCode] == "")
    #expect(reading("Lab").rule(.documentType) == .unmapped)
    #expect(reading("EKG")[.documentTypeCode] == "http://loinc.org|11524-6")
  }

  @Test func `no built-in name stands for two kinds of document`() {
    let names = DocumentTypes.builtIn.flatMap(\.names)
    #expect(Set(names).count == names.count)
    #expect(Set(DocumentTypes.builtIn.map(\.code)).count == DocumentTypes.builtIn.count)
    for name in names {
      let words = name.utf8.allSatisfy {
        $0 == 32 || (65...90).contains($0) || (48...57).contains($0)
      }
      #expect(words, "\(name) is not in the form cells are compared in")
    }
  }

  @Test func `ids and paths are kept letter for letter, words are tidied`() {
    let reading = Reading(.documentID, .image, .documentTitle, .box, .author)
    let row = reading(" d-01  x ", "\\\\srv\\Film  1\\a.TIF", " Chart \t two ", "B 7", "")
    #expect(row[.documentID] == "d-01  x")
    #expect(row[.image] == "\\\\srv\\Film  1\\a.TIF")
    #expect(row[.documentTitle] == "Chart two")
    #expect(row[.box] == "B 7")
    #expect(row.rule(.author) == .absent)
  }

  @Test func `a map of the pipeline file works on any text column`() {
    var reading = Reading(.codeSystem)
    var rule = ColumnRule(field: .codeSystem, columns: ["CS"])
    rule.map = [MappedCode(written: "9", meaning: "icd-9-cm")]
    reading.columns = [rule]
    #expect(reading("9")[.codeSystem] == "icd-9-cm")
    #expect(reading("9").rule(.codeSystem) == .mapped)
  }

  @Test func `a value too long for a part is missing, not cut`() {
    let long = String(repeating: "x", count: 65_536)
    let row = Reading(.documentTitle)(long)
    #expect(row[.documentTitle] == "")
    #expect(row.rule(.documentTitle) == .unreadable)
    let longest = String(repeating: "x", count: 65_535)
    #expect(Reading(.documentTitle)(longest)[.documentTitle] == longest)
  }
}
