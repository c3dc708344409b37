import RecordModel

extension SourceSettings {
  /// The beginnings of lines that are no rows, in the bytes that are framed.
  func ignoredPrefixes(_ table: SingleByteTable?) -> [[UInt8]] {
    // A prefix that the encoding cannot write begins no line.
    ignoredLines.map { line in
      guard let table else { return Array(line.prefix.utf8) }
      return table.encode(line.prefix) ?? [0]
    }
  }
}
