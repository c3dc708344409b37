import Foundation
import Testing

@testable import Synthesis

/// Files: never replaced, never half there.
struct DeliveryTests {
  @Test(arguments: ["index.csv", "truth.csv"])
  func `a file that is there is not replaced, and nothing is written beside it`(name: String) throws
  {
    let made = try Made(records: 10, seed: 1)
    let other = name == "index.csv" ? "truth.csv" : "index.csv"
    try FileManager.default.removeItem(at: made.folder.appending(path: other))
    let before = try made.bytes(name)
    #expect(throws: SyntheticError.self) { try SyntheticDelivery.write(made.order) }
    #expect(try made.bytes(name) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: made.folder.path) == [name])
  }

  @Test
  func `when a file cannot be written none of the others gets its name`() throws {
    let made = try Made(records: 10, seed: 1)
    let folder = made.folder.appending(path: "inner")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("in the way".utf8).write(to: folder.appending(path: "night-03"))
    let order = SyntheticOrder(records: 50, seed: 1, folder: folder.path, nights: 4)
    #expect(throws: SyntheticError.self) { try SyntheticDelivery.write(order) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["night-03"])
  }

  @Test
  func `what an interrupted command left behind is no obstacle`() throws {
    let made = try Made(records: 10, seed: 1)
    try FileManager.default.removeItem(at: made.folder.appending(path: "index.csv"))
    try FileManager.default.removeItem(at: made.folder.appending(path: "truth.csv"))
    let left = made.folder.appending(path: ".index.csv.partial")
    try Data(repeating: 65, count: 100_000).write(to: left)
    _ = try SyntheticDelivery.write(made.order)
    #expect(try made.rows().count == 10)
    #expect(!FileManager.default.fileExists(atPath: left.path))
  }
}

/// Days as they are counted and as they are written.
struct CalendarDayTests {
  @Test
  func `a day comes back as the year, month and day that it was made of`() {
    var number = 0
    for year in 1900...2026 {
      for month in 1...12 {
        let isLeap = year % 4 == 0 && year != 1900
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        for day in 1...days {
          let parts = CalendarDay(number).parts
          #expect(parts == (year, month, day))
          #expect(CalendarDay(year, month, day).number == number)
          number += 1
        }
      }
    }
  }
}

/// Record numbers: a permutation of all numbers of a length.
struct RecordNumbersTests {
  @Test
  func `no two registrations of a facility get one number`() {
    let numbers = RecordNumbers(records: 1_000, seed: 9)
    var seen: Set<Int> = []
    for place in 0..<200_000 { seen.insert(numbers.number(of: place, key: 2)) }
    #expect(seen.count == 200_000)
    #expect(seen.allSatisfy { (0..<10_000_000).contains($0) })
  }
}
