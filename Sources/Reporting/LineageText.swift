/// What a night did to ids that were given out before, for people: merged, split, moved, restored.
enum LineageText {
  /// No line when there are only new patients.
  static func lines(_ summary: RunSummary) -> [String] {
    let told = summary.lineage.filter { $0.event != "new" }
    guard !told.isEmpty else { return [] }
    let words = told.map { "\(grouped($0.count)) \($0.event)" }.joined(separator: ", ")
    return [" + Patient ids: \(words), in \(summary.path("runs/\(summary.run)/lineage.csv"))"]
  }
}
