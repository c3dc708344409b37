import CanonicalJSON
import Scoring

extension LinkageScore {
  /// All of it in canonical JSON: counts as integers, shares also as decimals of six places.
  package var json: [UInt8] {
    var json = CanonicalJSONWriter()
    json.beginObject()
    if let againstPairs {
      json.name("pairs")
      Self.write(againstPairs, to: &json)
    }
    json.name("patients")
    json.integer(patients)
    json.name("pipeline")
    json.string(pipeline)
    json.name("rows")
    json.integer(rows)
    if let againstTruth {
      json.name("truth")
      Self.write(againstTruth, to: &json)
    }
    json.endObject()
    return json.bytes
  }

  private static func write(_ found: AgainstTruth, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    if let baseline = found.baseline {
      json.name("baseline")
      write(baseline, expected: nil, to: &json)
    }
    json.name("chartlift")
    write(found.ours, expected: found.expectedPrecision, to: &json)
    json.name("columns")
    json.string(found.truth.columnWords)
    json.name("counts")
    write(found.matching, found.truth, to: &json)
    json.name("file")
    json.string(found.truth.file)
    if let all = found.withMissing {
      json.name("withMissing")
      json.beginObject()
      json.name("crossRegistrationRecall")
      write(all.crossRecall, to: &json)
      json.name("f1")
      write(all.f1, to: &json)
      json.name("recall")
      write(all.recall, to: &json)
      json.endObject()
    }
    json.endObject()
  }

  private static func write(
    _ matching: TruthMatching,
    _ truth: Truth,
    to json: inout CanonicalJSONWriter
  ) {
    json.beginObject()
    for (name, count) in [
      ("idsContradicted", matching.contradictions), ("idsOfSeveralRows", matching.sharedIDs),
      ("idsWithoutRow", matching.entriesWithoutRow.count),
      ("rowsContradicted", matching.rowsContradicted), ("rowsNotInTruth", matching.rowsNotInTruth),
      ("rowsWithoutID", matching.rowsWithoutID), ("truthDamaged", truth.damaged),
      ("truthIncomplete", truth.incomplete), ("withdrawn", matching.withdrawn),
    ] {
      json.name(name)
      json.integer(count)
    }
    json.endObject()
  }

  private static func write(
    _ score: ClusteringScore,
    expected: UInt64?,
    to json: inout CanonicalJSONWriter
  ) {
    json.beginObject()
    json.name("bCubedF1")
    write(score.bCubedF1, to: &json)
    json.name("bCubedPrecision")
    write(score.bCubedPrecision, to: &json)
    json.name("bCubedRecall")
    write(score.bCubedRecall, to: &json)
    json.name("crossRegistrationRecall")
    write(score.crossRecall, to: &json)
    for (name, share) in [
      ("exactF1", score.exactF1), ("exactPrecision", score.exactPrecision),
      ("exactRecall", score.exactRecall),
    ] {
      json.name(name)
      write(share, to: &json)
    }
    if let expected {
      json.name("expectedPrecision")
      write(Double(expected) / 1_000_000, to: &json)
    }
    json.name("f1")
    write(score.f1, to: &json)
    json.name("falsePairs")
    write(score.falsePairs, to: &json)
    json.name("patients")
    json.integer(score.patients)
    json.name("persons")
    json.integer(score.persons)
    json.name("precision")
    write(score.precision, to: &json)
    json.name("recall")
    write(score.recall, to: &json)
    json.name("rows")
    json.integer(score.rows)
    json.endObject()
  }

  private static func write(_ pairs: FalsePairs, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    json.name("count")
    json.integer(pairs.count)
    for (name, count) in [
      ("inHousehold", pairs.inHousehold), ("namesakes", pairs.namesakes), ("twins", pairs.twins),
    ] {
      guard let count else { continue }
      json.name(name)
      json.integer(count)
    }
    json.endObject()
  }

  private static func write(_ found: AgainstPairs, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    if let baseline = found.baseline {
      json.name("baseline")
      write(baseline.table, to: &json)
    }
    json.name("chartlift")
    write(found.ours.table, to: &json)
    json.name("damaged")
    json.integer(found.damaged)
    json.name("file")
    json.string(found.file)
    json.name("incomplete")
    json.integer(found.incomplete)
    json.name("notFound")
    json.integer(found.ours.notFound)
    json.endObject()
  }

  /// The table as labels by zones, each in the order match, possible, not.
  private static func write(_ table: ZoneTable, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    json.name("accuracy")
    write(table.accuracy, to: &json)
    json.name("precision")
    json.beginArray()
    for zone in PairZone.allCases { write(table.precision(zone), to: &json) }
    json.endArray()
    json.name("recall")
    json.beginArray()
    for label in PairZone.allCases { write(table.recall(label), to: &json) }
    json.endArray()
    json.name("table")
    json.beginArray()
    for label in PairZone.allCases {
      json.beginArray()
      for zone in PairZone.allCases { json.integer(table.count(label: label, zone: zone)) }
      json.endArray()
    }
    json.endArray()
    json.endObject()
  }

  private static func write(_ share: Share, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    if let interval = share.interval {
      json.name("from")
      write(interval.lowerBound, to: &json)
    }
    json.name("of")
    json.integer(share.denominator)
    json.name("part")
    json.integer(share.numerator)
    if let interval = share.interval {
      json.name("to")
      write(interval.upperBound, to: &json)
    }
    json.name("value")
    write(share.value, to: &json)
    json.endObject()
  }

  /// Six decimals; null for nothing.
  private static func write(_ value: Double?, to json: inout CanonicalJSONWriter) {
    guard let value else { return json.null() }
    let millionths = Int((value * 1_000_000).rounded())
    let digits = String(millionths % 1_000_000)
    let decimals = String(repeating: "0", count: 6 - digits.count) + digits
    json.literal("\(millionths / 1_000_000).\(decimals)")
  }
}
