import CanonicalJSON
import Reporting

extension Verification {
  /// The outcome as lines for a terminal: every problem by kind, and what was checked.
  package var lines: [String] {
    problems.groups.flatMap(Self.text) + [closing]
  }

  private static func text(of group: VerificationProblems.Group) -> [String] {
    let places = group.places.map { "  \($0)" }
    let more = group.count - UInt64(group.places.count)
    return ["\(group.problem.code) \(group.problem.headline(group.count)):"] + places
      + (more > 0 ? ["  and \(grouped(more)) more"] : []) + ["  \(group.problem.remedy)"]
  }

  private var closing: String {
    let count = problems.groups.reduce(0) { $0 + $1.count }
    let verdict = isClean ? "Verified" : "NOT VERIFIED, \(counted(count, "problem")):"
    return "\(verdict) \(tree): \(counted(files, "file")), \(counted(bundleLines, "line")),"
      + " \(counted(bytes, "byte")), \(counted(resources, "resource")),"
      + " \(counted(references, "reference")), \(counted(rows, "row")) cited,"
      + " \(counted(persons, "person")); \(counted(parts, "part"))"
      + (readsAll ? " read." : " there (--read-all reads them).")
  }

  /// The outcome in canonical JSON.
  package var json: [UInt8] {
    var json = CanonicalJSONWriter()
    json.beginObject()
    json.name("checked")
    writeChecked(to: &json)
    json.name("problems")
    json.beginArray()
    for group in problems.groups { Self.write(group, to: &json) }
    json.endArray()
    json.name("run")
    json.string(run)
    json.name("tree")
    json.string(tree)
    json.name("verified")
    json.boolean(isClean)
    json.endObject()
    return json.bytes
  }

  private func writeChecked(to json: inout CanonicalJSONWriter) {
    json.beginObject()
    let counts: [(String, UInt64)] = [
      ("bytes", bytes), ("files", files), ("lines", bundleLines), ("parts", parts),
    ]
    for (name, count) in counts {
      json.name(name)
      json.integer(count)
    }
    json.name("partsRead")
    json.boolean(readsAll)
    let more: [(String, UInt64)] = [
      ("persons", persons), ("references", references), ("resources", resources), ("rows", rows),
    ]
    for (name, count) in more {
      json.name(name)
      json.integer(count)
    }
    json.endObject()
  }

  private static func write(
    _ group: VerificationProblems.Group,
    to json: inout CanonicalJSONWriter
  ) {
    json.beginObject()
    json.name("code")
    json.string(group.problem.code)
    json.name("count")
    json.integer(group.count)
    json.name("places")
    json.beginArray()
    for place in group.places { json.string(place) }
    json.endArray()
    json.name("remedy")
    json.string(group.problem.remedy)
    json.name("what")
    json.string(group.problem.headline(group.count))
    json.endObject()
  }
}
