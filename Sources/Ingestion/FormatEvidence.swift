package import RecordModel

/// Which format a file is of, by its first bytes.
package struct FormatEvidence: Sendable {
  /// The format's name.
  package let name: String
  /// The format; nil when this version does not read it.
  package let format: ExportFormat?
  package let likeness: Likeness

  /// The likeliest format; nil when nothing speaks for any.
  ///
  /// Of equally likely ones the more particular is taken: a C-CDA document is XML, too.
  package init?(of beginning: FileBeginning) {
    var best: FormatEvidence?
    let isRead = Set(Formats.all.filter { $0.recognise != nil }.map(\.name))
    for (name, recognise) in FormatSignatures.all where !isRead.contains(name) {
      guard let likeness = recognise(beginning) else { continue }
      let format = Formats.all.first { $0.name == name }
      best = Self.better(best, FormatEvidence(name, format, likeness))
    }
    let general = [XMLSource.format.name, CSVSource.format.name]
    let byParticularity =
      Formats.all.filter { !general.contains($0.name) }
      + Formats.all.filter { general.contains($0.name) }
    for format in byParticularity {
      guard let likeness = format.recognise?(beginning) else { continue }
      best = Self.better(best, FormatEvidence(format.name, format, likeness))
    }
    guard let best else { return nil }
    self = best
  }

  private init(_ name: String, _ format: ExportFormat?, _ likeness: Likeness) {
    self.name = name
    self.format = format
    self.likeness = likeness
  }

  private static func better(_ old: FormatEvidence?, _ new: FormatEvidence) -> FormatEvidence {
    guard let old, old.likeness.degree >= new.likeness.degree else { return new }
    return old
  }
}
