import Reporting
import Scoring

extension LinkageScore {
  /// The screen: what was compared, the measures with their intervals, the false pairs, the zones.
  package var lines: [String] {
    var lines = [" score     \(pipeline): \(grouped(rows)) rows, \(grouped(patients)) patients"]
    if let againstTruth { lines += againstTruth.lines }
    if let againstPairs { lines += againstPairs.lines }
    for words in baselineWords { lines.append(" baseline  \(words)") }
    return lines
  }
}

extension LinkageScore.AgainstTruth {
  fileprivate var lines: [String] {
    var lines = [" truth     \(truth.file): \(truth.columnWords)"]
    if truth.isByPlace {
      lines.append(
        "           ! It has no columns '\(Truth.standardID)' and '\(Truth.standardPerson)', so the"
          + " first two were taken; --id NAME and --person NAME say otherwise."
      )
    }
    lines.append(" different registrations are told apart by \(registrationWords)")
    lines += countLines + [""] + measureLines + [""] + falseLines
    if let missingLine { lines.append(missingLine) }
    return lines
  }

  private var registrationWords: String {
    truth.registrations == nil
      ? "the rows' record numbers, for the truth has no column for them"
      : "the truth"
  }

  private var countLines: [String] {
    var counts: [(name: String, count: Int, words: String)] = [
      (
        "rows scored", ours.rows,
        "\(counted(UInt64(ours.persons), "person")) of the truth in"
          + " \(counted(UInt64(ours.patients), "patient"))"
      ),
      ("not in the truth", matching.rowsNotInTruth, ""),
      ("not in the rows", matching.entriesWithoutRow.count, "ids of the truth"),
    ]
    let others: [(name: String, count: Int, words: String)] = [
      ("without id", matching.rowsWithoutID, "no document id: they cannot be scored"),
      ("withdrawn", matching.withdrawn, "not scored"),
      ("shared ids", matching.sharedIDs, "ids of several rows: all their rows are scored"),
      (
        "contradicted", matching.rowsContradicted,
        "not scored: the truth gives an id to two persons or more"
          + " (\(counted(UInt64(matching.contradictions), "id")))"
      ),
      ("truth incomplete", truth.incomplete, "rows of the truth without an id or a person"),
      ("truth unreadable", truth.damaged, "damaged rows of the truth"),
    ]
    counts += others.filter { $0.count > 0 }
    return counts.map { name, count, words in
      let line = "   " + Self.left(name, 18) + Self.right(grouped(count), 11)
      return words.isEmpty ? line : line + "  " + words
    }
  }

  private var measureLines: [String] {
    var heads = Self.left("", 20) + Self.left("chartlift", 11) + Self.left("95 % interval", 18)
    if baseline != nil { heads += Self.left("CMS rules", 11) }
    var lines = [" " + heads + "counted"]
    for (name, noun, share) in Self.measures {
      lines.append(" " + line(name, share(ours), baseline.map(share), noun))
    }
    var cubed = Self.left("B-cubed F1", 20) + Self.left(Self.decimal(ours.bCubedF1), 29)
    if let baseline { cubed += Self.left(Self.decimal(baseline.bCubedF1), 11) }
    lines.append(
      " " + cubed + "precision \(Self.decimal(ours.bCubedPrecision)),"
        + " recall \(Self.decimal(ours.bCubedRecall))"
    )
    if let expectedPrecision {
      let expected = Self.decimal(Double(expectedPrecision) / 1_000_000)
      lines.append(" " + Self.left("expected precision", 20) + expected)
    }
    return lines
  }

  fileprivate static let measures:
    [(name: String, noun: String, share: @Sendable (ClusteringScore) -> Share)] = [
      ("pair precision", "joined pairs are right", { $0.precision }),
      ("pair recall", "pairs of one person were joined", { $0.recall }),
      ("pair F1", "", { $0.f1 }),
      ("cross-registration", "such pairs were joined (recall)", { $0.crossRecall }),
      ("exact precision", "patients are one whole person", { $0.exactPrecision }),
      ("exact recall", "persons are one whole patient", { $0.exactRecall }),
      ("exact F1", "", { $0.exactF1 }),
    ]

  private func line(_ name: String, _ ours: Share, _ baseline: Share?, _ noun: String) -> String {
    var line = Self.left(name, 20) + Self.left(Self.decimal(ours.value), 11)
    line += Self.left(Self.words(ours.interval), 18)
    if let baseline { line += Self.left(Self.decimal(baseline.value), 11) }
    guard ours.denominator > 0 else { return line + "nothing to count" }
    guard !noun.isEmpty else { return String(line.reversed().drop { $0 == " " }.reversed()) }
    return line + "\(grouped(ours.numerator)) of \(grouped(ours.denominator)) \(noun)"
  }

  private var falseLines: [String] {
    var lines = [" false pairs  \(Self.words(ours.falsePairs))"]
    if let baseline { lines.append("   CMS rules  \(Self.words(baseline.falsePairs))") }
    return lines
  }

  private static func words(_ pairs: FalsePairs) -> String {
    var words = grouped(pairs.count)
    var kinds: [String] = []
    if let twins = pairs.twins { kinds.append("\(grouped(twins)) of twins") }
    if let namesakes = pairs.namesakes { kinds.append("\(grouped(namesakes)) of namesakes") }
    if let inside = pairs.inHousehold {
      words += ", \(grouped(inside)) of them inside one household"
      if !kinds.isEmpty { words += " (" + kinds.joined(separator: ", ") + ")" }
      return words
    }
    if !kinds.isEmpty { words += ", " + kinds.joined(separator: ", ") }
    return words + "; the truth has no '\(Truth.household)' to tell households apart"
  }

  private var missingLine: String? {
    withMissing.map {
      " ! With the ids that have no row as patients of their own, recall is"
        + " \(Self.decimal($0.recall.value)), across registrations"
        + " \(Self.decimal($0.crossRecall.value)), and pair F1 \(Self.decimal($0.f1.value))."
    }
  }

  fileprivate static func words(_ interval: ClosedRange<Double>?) -> String {
    guard let interval else { return "" }
    return decimal(interval.lowerBound) + " to " + decimal(interval.upperBound)
  }

  /// Four decimals, `-` for nothing.
  fileprivate static func decimal(_ value: Double?) -> String {
    guard let value else { return "-" }
    let digits = String(Int((value * 10_000).rounded()))
    let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    let whole = padded.dropLast(4)
    return (whole == "0" ? "" : whole) + "." + padded.suffix(4)
  }

  fileprivate static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  fileprivate static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

extension LinkageScore.AgainstPairs {
  private typealias Form = LinkageScore.AgainstTruth

  fileprivate var lines: [String] {
    var lines = [
      " pairs     \(file): \(grouped(ours.table.pairs)) labelled pairs"
        + (ours.notFound > 0 ? ", \(grouped(ours.notFound)) more of rows that are not there" : "")
        + (incomplete > 0 ? ", \(grouped(incomplete)) rows without two ids and a label" : "")
        + (damaged > 0 ? ", \(grouped(damaged)) rows that cannot be read" : "")
    ]
    lines += ["", " chartlift"] + Self.table(ours.table)
    if let baseline { lines += ["", " CMS rules"] + Self.table(baseline.table) }
    return lines
  }

  private static let names: [(zone: PairZone, name: String)] = [
    (.match, "Match"), (.possible, "Possible"), (.not, "Not"),
  ]

  private static func table(_ table: ZoneTable) -> [String] {
    var lines = [
      "   " + Form.left("labelled", 12) + names.map { Form.right($0.name, 10) }.joined()
        + Form.right("recall", 10)
    ]
    for (label, name) in names {
      let cells = names.map { Form.right(grouped(table.count(label: label, zone: $0.zone)), 10) }
      let recall = Form.right(Form.decimal(table.recall(label).value), 10)
      lines.append("   " + Form.left(name, 12) + cells.joined() + recall)
    }
    let precision = names.map { Form.right(Form.decimal(table.precision($0.zone).value), 10) }
    lines.append("   " + Form.left("precision", 12) + precision.joined())
    let accuracy = table.accuracy
    lines.append(
      "   " + Form.left("accuracy", 12) + Form.right(Form.decimal(accuracy.value), 10)
        + "   \(Form.words(accuracy.interval)) at 95 %"
    )
    return lines
  }
}
