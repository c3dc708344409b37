import Bundling
import RecordModel
import Testing

@Suite struct SizeBudgetTests {
  /// A person of an index with 23 columns, all of them filled, some differing from row to row.
  func rows(_ number: Int, _ random: inout SplitMix64) -> [SyntheticRow] {
    let count = number % 3 == 0 ? 1 : 2
    return (0..<count).map { index in
      let key = UInt64(number * 10 + index)
      let box = 1000 + random.below(9000)
      var row = SyntheticRow(
        key,
        [
          .facility: "GEN", .assigner: "GEN", .recordNumber: "6\(100_000 + number)",
          .family: "REYNOLDS", .given: "LUCILLE", .middle: "K", .familyFolded: "REYNOLDS",
          .givenFolded: "LUCILLE", .phone: "4402897269", .addressLine: "8756 SOUTH STREET",
          .addressFolded: "8756SOUTHST", .city: "YOUNGSTOWN", .state: "OH", .postalCode: "44505",
          .documentID: "D\(10_000_000 + Int(key))", .documentTypeCode: "http://loinc.org|18842-5",
          .documentTypeAsWritten: "Discharge Summary", .box: "B\(box)", .reel: "R\(box)",
          .frame: "\(box)", .image: "/archive/gen/R\(box)/\(1_000_000 + box).tif",
        ]
      )
      if number % 20 == 0 { row.texts[.suffix] = "JR" }
      if number % 10 == 0, index == 1 {
        row.texts[.familyFolded] = "BLAKE"
        row.texts[.family] = "BLAKE"
        row.texts[.addressFolded] = "12OAKST"
        row.texts[.addressLine] = "12 OAK ST"
        row.texts[.recordNumber] = "7\(100_000 + number)"
      }
      row.birth = "1975-01-24"
      row.service = "1986-07-30"
      row.sex = .female
      row.ssn = 273_868_766
      row.pages = UInt32(1 + random.below(30))
      return row
    }
  }

  @Test func `a row of 23 filled columns costs at most 1300 bytes of bundle`() throws {
    var random = SplitMix64(seed: 7)
    #expect(BundleSettings.lakeside.site.utf8.count == 31)
    var bytes = 0
    var count = 0
    var persons = 0
    for number in 0..<600 {
      let rows = rows(number, &random)
      let written = lines(try person(rows))
      bytes += Int(written.counts.bytes)
      count += rows.count
      persons += 1
    }
    #expect(count * 100 / persons == 166)
    let perRow = bytes / count
    print("size budget: \(perRow) bytes a row")
    #expect(perRow <= 1300)
  }
}
