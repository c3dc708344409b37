package import RecordModel

/// Which format a file is of, by its first bytes.
package struct FormatEvidence: Sendable {
  package let format: ExportFormat
  package let likeness: Likeness

  /// The likeliest format; nil when nothing speaks for any.
  ///
  /// Of equally likely ones the more particular is taken: a C-CDA document is XML, too.
  package init?(of beginning: FileBeginning) {
    var best: FormatEvidence?
    let general = [XMLSource.format.name, CSVSource.format.name]
    let byParticularity =
      Formats.all.filter { !general.contains($0.name) }
      + Formats.all.filter { general.contains($0.name) }
    for format in byParticularity {
      guard let likeness = format.recognise?(beginning) else { continue }
      best = Self.better(best, FormatEvidence(format, likeness))
    }
    guard let best else { return nil }
    self = best
  }

  private init(_ format: ExportFormat, _ likeness: Likeness) {
    self.format = format
    self.likeness = likeness
  }

  private static func better(_ old: FormatEvidence?, _ new: FormatEvidence) -> FormatEvidence {
    guard let old, old.likeness.degree >= new.likeness.degree else { return new }
    return old
  }
}
