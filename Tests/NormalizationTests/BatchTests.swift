import Normalization
import RecordModel
import Testing

struct BatchTests {
  @Test func `refused and ignored rows are missing in every column`() {
    let reading = Reading(fields: Field.allCases)
    let row = Field.allCases.map { _ in Array("12/25/1961".utf8) }
    var batch = reading.batch([row, row, row])
    batch.refusals[0] = .brokenQuotes
    batch.ignored[1] = 1
    reading.stage.process(&batch)
    for skipped in 0..<2 {
      let read = ReadRow(batch: batch, row: skipped)
      #expect(TextValue.allCases.allSatisfy { read[$0].isEmpty })
      #expect(DateValue.allCases.allSatisfy { read[$0].isEmpty })
      #expect(Field.allCases.allSatisfy { read.rule($0) == .absent })
    }
    #expect(ReadRow(batch: batch, row: 2)[.birth] == "1961-12-25")
  }

  @Test func `a batch without rows gets empty columns`() {
    let rows = Reading(.name, .birthDate)(rows: [])
    expectWhole(rows.batch)
  }

  @Test func `columns that are not mapped have an entry a row`() {
    let rows = Reading(.name)(rows: [["SMITH, JOHN"], [""], ["JONES, ANN"]])
    expectWhole(rows.batch)
    #expect(rows[2].rule(.ssn) == .absent)
  }

  @Test func `rows read the same twice and in any order`() {
    let seed: UInt64 = 61
    var numbers = SplitMix64(state: seed)
    let reading = Reading(fields: Field.allCases)
    let rows = (0..<700).map { _ in Field.allCases.map { Self.cell($0, &numbers) } }
    let first = reading(rows: rows)
    let shuffled = Array(rows.indices).shuffled(using: &numbers)
    let second = reading(rows: shuffled.map { rows[$0] })
    var again = first.batch
    reading.stage.process(&again)
    for row in rows.indices {
      #expect(second[row].everything == first[shuffled[row]].everything, "seed \(seed), row \(row)")
      #expect(ReadRow(batch: again, row: row).everything == first[row].everything, "seed \(seed)")
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func `random bytes never stop a batch and every column stays whole`(seed: UInt64) {
    var numbers = SplitMix64(state: seed)
    var reading = Reading(fields: Field.allCases)
    reading.columns = Field.allCases.map { field in
      var rule = ColumnRule(field: field, columns: ["C"])
      rule.nameOrder = NameOrder.allCases[Int(seed) % 3]
      rule.dateOrder = seed % 2 == 0 ? DateOrder.allCases[Int(seed / 2) % 3] : nil
      rule.map = seed == 3 ? [MappedCode(written: "A", meaning: "B")] : []
      return rule
    }
    reading.placeholders = seed == 4 ? [.name: ["x"], .birthDate: ["", "x"], .ssn: ["1"]] : [:]
    let alphabet = Array(" ,.-/#()':;+&?09128AMjrZz\u{0}\u{9}\u{E9}\u{A0}\u{2019}\u{1EC5}ß".utf8)
    let rows: [[[UInt8]]] = (0..<400).map { _ in
      Field.allCases.map { _ in
        let isWild = numbers.below(2) == 0
        return (0..<numbers.below(30)).map { _ in
          isWild
            ? UInt8(truncatingIfNeeded: numbers.next()) : alphabet[numbers.below(alphabet.count)]
        }
      }
    }
    var batch = reading.batch(rows)
    reading.stage.process(&batch)
    expectWhole(batch)
    for value in [TextValue.familyFolded, .givenFolded] {
      #expect(
        batch.values[value].bytes.allSatisfy { (65...90).contains($0) || (48...57).contains($0) }
      )
    }
  }

  @Test func `facilities that a batch does not name are missing, not a crash`() {
    let reading = Reading(.birthDate)
    var batch = reading.batch([[Array("1961".utf8)], [Array("1961".utf8)]])
    batch.facilityOfRow = [7, 0]
    reading.stage.process(&batch)
    #expect(ReadRow(batch: batch, row: 0)[.facility] == "")
    #expect(ReadRow(batch: batch, row: 0)[.birth] == "1961")
  }

  private func expectWhole(_ batch: RecordBatch) {
    let rows = batch.rowCount
    for column in batch.values.text {
      #expect(column.count == rows)
      #expect((column.ends.last ?? 0) == UInt32(column.bytes.count))
      #expect(zip(column.ends, column.ends.dropFirst()).allSatisfy { $0 <= $1 })
    }
    #expect(batch.values.dates.allSatisfy { $0.count == rows })
    #expect(batch.values.rules.allSatisfy { $0.count == rows })
    #expect(batch.values.sex.count == rows && batch.values.ssn.count == rows)
    #expect(batch.values.pageCount.count == rows)
  }

  /// A cell as exports write it, now and then empty or damaged.
  private static func cell(_ field: Field, _ numbers: inout SplitMix64) -> String {
    if numbers.below(8) == 0 { return "" }
    let number = numbers.below(1000)
    switch field {
    case .name: return ["SMITH JR, JOHN A", "DOE, JANE", "Nuñez,  María", "UNKNOWN"][number % 4]
    case .familyName: return ["", "O'Brien", "TEST"][number % 3]
    case .birthDate, .serviceDate:
      return ["03/04/61", "1961-03-04", "12-MAR-1961", "?"][number % 4]
    case .ssn: return "\(100 + number)-45-\(1000 + number)"
    case .phone: return "614 2\(10 + number % 90) \(1000 + number)"
    case .documentType: return ["EKG", "Misc \(number % 90)", "H&P"][number % 3]
    default: return "\(number) Oak Street"
    }
  }
}
