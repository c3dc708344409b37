import RecordModel

/// A rule that only the reader of a format can apply: it noticed the rows while it read them.
protocol NotedByReader: NotingRule {}

extension NotedByReader {
  static func check(_ batch: RecordBatch, _ scope: CheckScope, into findings: inout FindingColumns)
  {
    let notes = batch.notes
    for index in 0..<notes.count where notes.rule[index] == code {
      let row = Int(notes.row[index])
      guard scope.skipped[row] == 0 else { continue }
      findings.append(code, notes.field[index], row: row)
    }
  }
}
