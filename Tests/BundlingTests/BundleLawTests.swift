import Bundling
import CanonicalJSON
import Persons
import RecordModel
import Testing

/// Laws that hold for whatever an index says.
@Suite struct BundleLawTests {
  private let settings = BundleSettings(
    site: "https://lakeside.example/charts",
    sourceNames: ["film", "roll"],
    imageBase: "https://img.example/",
    publishBase: nil,
    trust: ["roll"],
    rowsArePages: [false, true]
  )

  @Test func `every line is its own canonical form and holds nothing empty`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix64(seed: seed)
    for _ in 0..<150 {
      let rows = random.rows(most: 8)
      let retired = random.chance(20) ? [Key128(high: random.next(), low: 1)] : []
      let written = lines(
        try person(rows, settings: settings, retired: retired),
        settings: settings
      )
      for line in written.lines {
        let bundle = try JSONReader.read(Array(line.utf8))
        #expect(bundle.canonical == line, "seed \(seed)")
        #expect(holdsNothingEmpty(bundle), "seed \(seed)")
      }
    }
  }

  private func holdsNothingEmpty(_ value: JSONValue) -> Bool {
    switch value {
    case .null: false
    case .string(let text): !text.isEmpty
    case .array(let elements): !elements.isEmpty && elements.allSatisfy(holdsNothingEmpty)
    case .object(let members):
      !members.isEmpty && members.allSatisfy { holdsNothingEmpty($0.value) }
    default: true
    }
  }

  @Test func `every row is cited once, every reference resolves, every count is true`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix64(seed: seed)
    for _ in 0..<100 {
      let rows = random.rows(most: 12)
      let written = lines(try person(rows, settings: settings), settings: settings)
      let all = try resources(rows, settings: settings)
      let cited = all.of("Provenance").flatMap { $0["entity"]?.array ?? [] }
      #expect(cited.count == rows.count, "seed \(seed)")
      var known: Set<String> = []
      for resource in all {
        let type = try #require(resource["resourceType"]?.text)
        let isNew = known.insert("\(type)/\(resource["id"]?.text ?? "")").inserted
        #expect(isNew, "seed \(seed)")
        for reference in references(resource) where !reference.hasPrefix("Organization/") {
          let isFound = known.contains(reference) || all.contains { isNamed($0, reference) }
          #expect(isFound, "seed \(seed)")
        }
      }
      #expect(written.counts.resources == UInt64(all.count), "seed \(seed)")
      #expect(written.counts.documents == UInt64(all.of("DocumentReference").count))
      #expect(written.counts.bundles == UInt64(written.lines.count))
    }
  }

  private func isNamed(_ resource: JSONValue, _ reference: String) -> Bool {
    "\(resource["resourceType"]?.text ?? "")/\(resource["id"]?.text ?? "")" == reference
  }

  private func references(_ value: JSONValue) -> [String] {
    switch value {
    case .array(let elements): elements.flatMap(references)
    case .object(let members):
      members.flatMap { $0.name == "reference" ? [$0.value.text ?? ""] : references($0.value) }
    default: []
    }
  }

  @Test func `what the lineage sink is told lies where it says`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix64(seed: seed)
    for _ in 0..<60 {
      let view = try person(random.rows(most: 6), settings: settings)
      var writer = PersonBundleWriter(settings: settings, sink: RecordingSink())
      var json = CanonicalJSONWriter()
      _ = writer.write(view, to: &json)
      let line = String(decoding: json.bytes, as: UTF8.self).split(separator: "\n")[0]
      let bundle = try JSONReader.read(Array(line.utf8))
      for told in writer.sink.told {
        let entry = bundle["entry"]?.array?.first { $0["request"]?["url"]?.text == told.resource }
        let resource = try #require(entry?["resource"])
        #expect(value(at: told.pointer, in: resource) != nil, "seed \(seed), \(told.pointer)")
        #expect(view.rows.indices.contains(told.row), "seed \(seed)")
      }
      #expect(!writer.sink.told.isEmpty || view.rows.count == 1)
    }
  }

  private func value(at pointer: String, in resource: JSONValue) -> JSONValue? {
    var value: JSONValue? = resource
    for step in pointer.split(separator: "/") {
      if let index = Int(step) { value = value?[index] } else { value = value?[String(step)] }
    }
    return value
  }
}

/// Remembers what it is told.
struct RecordingSink: LineageSink {
  struct Told {
    var resource: String
    var pointer: String
    var row: Int
    var field: Field
  }

  var told: [Told] = []
  private var resource = ""

  mutating func began(_ type: StaticString, id: Key128) {
    resource = type.description + id.uuidText
  }

  mutating func wrote(
    _ field: Field,
    row: Int,
    at pointer: StaticString,
    _ first: Int,
    _ second: Int
  ) {
    var numbers = [first, second]
    let steps = pointer.description.split(separator: "/").map { step in
      step == "*" ? String(numbers.removeFirst()) : String(step)
    }
    told.append(
      Told(
        resource: resource,
        pointer: "/" + steps.joined(separator: "/"),
        row: row,
        field: field
      )
    )
  }
}
