import Foundation

/// What the bundles of a tree say, as far as the laws ask.
struct PublishedBundles: Sendable {
  private(set) var lines = 0
  /// `Type/id` of every resource, in the order of the files.
  private(set) var resources: [String] = []
  /// Every `Type/id` that something points to.
  private(set) var references: Set<String> = []
  /// The rows that Provenances cite.
  private(set) var citedRows: [String] = []
  /// What does not hold of a single line or entry: the file, the line and the mistake.
  private(set) var mistakes: [String] = []

  init(_ tree: Tree) throws {
    for (name, content) in tree.files {
      var start = content.startIndex
      while let end = content.range(of: Data("\n".utf8), in: start..<content.endIndex) {
        lines += 1
        try read(content[start..<end.lowerBound], at: "\(name), byte \(start)")
        start = end.upperBound
      }
      if start != content.endIndex { mistakes.append("\(name): the last line has no end") }
    }
  }

  /// How many resources of a type there are.
  func count(of type: String) -> Int { resources.count { $0.hasPrefix(type + "/") } }

  private mutating func read(_ line: Data, at place: String) throws {
    let bundle = try JSONSerialization.jsonObject(with: line)
    if CanonicalText.of(bundle).map({ Data($0.utf8) }) != Data(line) {
      mistakes.append("\(place): not in canonical form")
    }
    guard let entries = (bundle as? [String: Any])?["entry"] as? [[String: Any]] else {
      return mistakes.append("\(place): no entries")
    }
    for entry in entries { read(entry, at: place) }
  }

  private mutating func read(_ entry: [String: Any], at place: String) {
    guard let request = entry["request"] as? [String: Any],
      let resource = entry["resource"] as? [String: Any],
      let type = resource["resourceType"] as? String, let id = resource["id"] as? String,
      request["method"] as? String == "PUT", request["url"] as? String == "\(type)/\(id)"
    else { return mistakes.append("\(place): an entry is no PUT of its resource") }
    resources.append("\(type)/\(id)")
    if type == "Provenance" { readCitations(of: resource, at: place) }
    collectReferences(in: resource)
  }

  private mutating func readCitations(of provenance: [String: Any], at place: String) {
    for entity in provenance["entity"] as? [[String: Any]] ?? [] {
      guard let what = entity["what"] as? [String: Any],
        let row = (what["identifier"] as? [String: Any])?["value"] as? String
      else { return mistakes.append("\(place): a citation names no row") }
      citedRows.append(row)
    }
  }

  private mutating func collectReferences(in value: Any) {
    if let list = value as? [Any] { for item in list { collectReferences(in: item) } }
    guard let object = value as? [String: Any] else { return }
    if let reference = object["reference"] as? String { references.insert(reference) }
    for member in object.values { collectReferences(in: member) }
  }
}
