import CanonicalJSON
import Foundation
import Testing

@Suite struct CanonicalFormTests {
  @Test func `what is read of what was written is what was written`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      let document = random.document()
      let bytes = document.canonicalBytes
      let read = try JSONReader.read(bytes)
      #expect(read == document, "seed \(seed)")
      #expect(read.canonicalBytes == bytes, "seed \(seed)")
    }
  }

  @Test func `members are ordered by UTF-16 code units, not by code points`() throws {
    let value = try JSONReader.read(Array(#"{"\ufb33":1,"\ud83d\ude02":2,"a":3,"_a":4,"":5}"#.utf8))
    #expect(
      String(decoding: value.canonicalBytes, as: UTF8.self)
        == "{\"\":5,\"_a\":4,\"a\":3,\"😂\":2,\"\u{fb33}\":1}"
    )
  }

  @Test func `strings are escaped as little as may be`() {
    let value = JSONValue.string("\u{8}\t\n\u{b}\u{c}\r\u{1f} \"\\/\u{7f}é")
    #expect(
      String(decoding: value.canonicalBytes, as: UTF8.self)
        == #""\b\t\n\u000b\f\r\u001f \"\\/"# + "\u{7f}é\""
    )
  }

  /// RFC 8785 would shorten numbers; FHIR decimals keep their precision, so ours are as written.
  @Test(arguments: ["arrays", "french", "structures", "unicode", "values", "weird"])
  func `the author's vectors of RFC 8785 come out, but for numbers, which stay as written`(
    vector: String
  ) throws {
    guard let folder = dataFolder("rfc8785-vectors") else { return }
    let input = try file(folder, "input/\(vector).json")
    let expected = asWritten(try file(folder, "output/\(vector).json"))
    #expect(try JSONReader.read(input).canonicalBytes == expected)
  }

  private func asWritten(_ output: [UInt8]) -> [UInt8] {
    let text = String(decoding: output, as: UTF8.self)
      .replacingOccurrences(
        of: "[333333333.3333333,1e+30,4.5,0.002,1e-27]",
        with: "[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001]"
      )
      .replacingOccurrences(of: #"{"\n":56,"#, with: #"{"\n":56.0,"#)
    return Array(text.utf8)
  }

  @Test func `the official FHIR R4 examples lose nothing`() throws {
    guard let folder = dataFolder("fhir-r4-examples-subset") else { return }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      $0.hasSuffix(".json")
    }
    #expect(names.count == 246)
    for name in names.sorted() {
      let value = try JSONReader.read(try file(folder, name))
      let bytes = value.canonicalBytes
      #expect(try ordered(JSONReader.read(bytes)) == ordered(value), "\(name)")
      #expect(try JSONReader.read(bytes).canonicalBytes == bytes, "\(name)")
    }
  }

  /// The value with members in one order, so that only the order may differ.
  private func ordered(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let elements): .array(elements.map(ordered))
    case .object(let members):
      .object(
        members.map { JSONMember(name: $0.name, value: ordered($0.value)) }
          .sorted { $0.name < $1.name }
      )
    default: value
    }
  }
}

/// A folder of the data beside the package, or nil (said aloud) where it is not at hand.
func dataFolder(_ name: String) -> String? {
  var root = URL(fileURLWithPath: #filePath)
  for _ in 0..<3 { root.deleteLastPathComponent() }
  let folder = root.appendingPathComponent("../shared/data/\(name)").path
  if FileManager.default.fileExists(atPath: folder) { return folder }
  print("skipped: ../shared/data/\(name) is not here")
  return nil
}

private func file(_ folder: String, _ name: String) throws -> [UInt8] {
  [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
}
