import Foundation
import Testing

@testable import Synthesis

/// One index and its truth.
struct IndexTests {
  @Test(arguments: ExportForm.allCases)
  func `the same seed makes the same bytes and another seed makes others`(form: ExportForm) throws {
    let first = try Made(records: 500, seed: 7, form: form)
    let again = try Made(records: 500, seed: 7, form: form)
    let other = try Made(records: 500, seed: 8, form: form)
    for name in ["index.\(form.rawValue)", "truth.csv"] {
      #expect(try first.bytes(name) == again.bytes(name))
      #expect(try first.bytes(name) != other.bytes(name))
    }
  }

  @Test(arguments: [1, 2, 3, 997])
  func `every document is once in the index and once in the truth`(records: Int) throws {
    let made = try Made(records: records, seed: 3)
    let documents = try made.rows().map { $0.cell("doc_id") }
    #expect(documents.count == records)
    #expect(Set(documents).count == records)
    #expect(try Set(made.truth().keys) == Set(documents))
    #expect(made.files.map(\.rows) == [records, records])
  }

  @Test
  func `every row has a cell for each column, and XML says the same as CSV`() throws {
    let csv = try Made(records: 300, seed: 5)
    let xml = try Made(records: 300, seed: 5, form: .xml)
    let elements = try xml.lines("index.xml").filter { $0.hasPrefix("<row>") }
    let rows = try csv.rows()
    #expect(elements.count == rows.count)
    for (element, row) in zip(elements, rows) {
      #expect(row.count == Columns.names.count)
      let written = row.filter { !$0.value.isEmpty }.map { "<\($0.key)>\($0.value)</\($0.key)>" }
      #expect(written.allSatisfy(element.contains))
      #expect(element.components(separatedBy: "</").count == written.count + 2)
    }
  }

  @Test
  func `people, registrations and what is missing come at the rates that were promised`() throws {
    let made = try Made(records: 20_000, seed: 11)
    let truth = try made.truth()
    let identities = Dictionary(grouping: truth.values, by: \.person)
      .mapValues { Set($0.map(\.identity)).count }
    let people = identities.count
    #expect((8_500...10_500).contains(people))
    #expect((17...23).contains(identities.values.filter { $0 == 2 }.count * 100 / people))
    let rows = try made.rows()
    let share = { (holds: ([String: String]) -> Bool) in
      rows.filter(holds).count * 1000 / rows.count
    }
    #expect((270...380).contains(share { $0.cell("ssn").isEmpty }))
    #expect((5...25).contains(share { $0.cell("dob").isEmpty }))
    #expect((3...20).contains(share { ["000000000", "999999999"].contains($0.digits("ssn")) }))
    #expect((10...20).contains(share { $0.cell("mrn").isEmpty }))
    #expect(Set(rows.map { $0.cell("facility") }).count == Facility.allCases.count)
  }

  @Test
  func `no number is one that stands for nothing unless it is meant to`() throws {
    for row in try Made(records: 20_000, seed: 12).rows() {
      let (ssn, phone) = (row.digits("ssn"), row.digits("phone"))
      if !ssn.isEmpty, !["000000000", "999999999"].contains(ssn) {
        #expect(!ssn.hasPrefix("000") && !ssn.hasPrefix("666") && !ssn.hasPrefix("9"))
        #expect(!ssn.hasSuffix("0000") && ssn.dropFirst(3).prefix(2) != "00")
      }
      guard !phone.isEmpty, !["0000000000", "9999999999"].contains(phone) else { continue }
      #expect(phone.count == 10 && Places.areaCodes.contains(Int(phone.prefix(3)) ?? 0))
      let exchange = phone.dropFirst(3).prefix(3)
      #expect(exchange != "555" && exchange.dropFirst() != "11" && exchange >= "200")
    }
  }

  @Test
  func `record numbers tell nothing: neighbours are strangers, and two people seldom share one`()
    throws
  {
    let made = try Made(records: 40_000, seed: 13)
    let truth = try made.truth()
    var owners: [String: Set<String>] = [:]
    var numbers: [String: [Int: String]] = [:]
    for row in try made.rows() where !row.cell("mrn").isEmpty {
      let known = try #require(truth[row.cell("doc_id")])
      owners["\(row.cell("facility")) \(row.cell("mrn"))", default: []].insert(known.identity)
      numbers[row.cell("facility"), default: [:]][Int(row.digits("mrn")) ?? 0] = known.household
    }
    let reissued = owners.values.filter { $0.count > 1 }.count
    #expect((1...40).contains(reissued))
    var (neighbours, related) = (0, 0)
    for byNumber in numbers.values {
      let households = byNumber.keys.sorted().compactMap { byNumber[$0] }
      neighbours += households.count
      related += zip(households, households.dropFirst()).filter { $0 == $1 }.count
    }
    #expect(related * 1000 < neighbours)
  }

  @Test
  func `rows next to each other are strangers`() throws {
    let made = try Made(records: 20_000, seed: 14)
    let truth = try made.truth()
    let households = try made.rows().compactMap { truth[$0.cell("doc_id")]?.household }
    #expect(zip(households, households.dropFirst()).filter { $0 == $1 }.count < 40)
  }
}
