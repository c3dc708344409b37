import CanonicalJSON
package import RecordModel

extension DecisionLog {
  /// The first lines of `decisions/nights.jsonl` whose numbers do not follow the ones before; what a
  /// death left of a line is none.
  package func misnumbered() throws(StoreError) -> [Int] {
    let path = folder.file(Self.place)
    guard try FileSystem.info(path) != nil else { return [] }
    var (last, wrong) = (0, [Int]())
    let bytes = try DurableFile.read(path)
    for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      guard let number = (try? JSONReader.read(Array(line).span))?["seq"]?.integer else { continue }
      if number != last + 1 { wrong.append(index + 1) }
      last = number
    }
    return wrong
  }
}
