import RecordModel

/// Why a file of codes cannot be used.
struct CodeMapProblem: Error, Equatable {
  let problem: String
  let remedy: String
}

/// Finds and reads files of codes: CSV (RFC 4180) with the columns `written,meaning[,system]`.
struct CodeMapFiles: Sendable {
  /// The folder that relative paths are first looked for in.
  let workspace: String
  /// The pipeline file's folder, looked in next.
  let folder: String
  var source = MapSource()

  private static let maximumBytes = 4_000_000
  private static let headings = ["written", "meaning", "system"]

  /// The codes of a file, in its order.
  func codes(of path: String) throws(CodeMapProblem) -> [MappedCode] {
    let bytes = try bytes(of: path)
    guard bytes.count <= Self.maximumBytes else {
      throw CodeMapProblem(
        problem: "\(quoted(path)) is larger than 4 MB",
        remedy: "Name a file of codes."
      )
    }
    guard
      let text = String(
        validating: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...],
        as: UTF8.self
      )
    else {
      throw CodeMapProblem(
        problem: "\(quoted(path)) is not UTF-8",
        remedy: "Save it as UTF-8 in your editor."
      )
    }
    return try codes(in: text, path)
  }

  private func bytes(of path: String) throws(CodeMapProblem) -> [UInt8] {
    if let kept = source.kept(path) { return kept }
    let bytes = try bytesOnDisk(path)
    source.remember(path, bytes)
    return bytes
  }

  private func bytesOnDisk(_ path: String) throws(CodeMapProblem) -> [UInt8] {
    let candidates = path.hasPrefix("/") ? [path] : ["\(workspace)/\(path)", "\(folder)/\(path)"]
    for candidate in candidates {
      do throws(FileBytes.Failure) {
        return try FileBytes.read(candidate, limit: Self.maximumBytes)
      } catch {
        guard error.isMissing else {
          throw CodeMapProblem(
            problem: "\(quoted(path)) cannot be read: \(error.reason)",
            remedy: "Name a file of codes that you may read."
          )
        }
      }
    }
    throw CodeMapProblem(
      problem: "there is no file \(quoted(path)), neither in the workspace nor beside this file",
      remedy: "Correct the path, or write the codes here: {\"1\": male}."
    )
  }

  private func codes(in text: String, _ path: String) throws(CodeMapProblem) -> [MappedCode] {
    var codes: [MappedCode] = []
    var lines: [String: Int] = [:]
    var table = CommaTable(text)
    guard let header = try row(&table, path), (2...3).contains(header.cells.count),
      header.cells == Array(Self.headings.prefix(header.cells.count))
    else {
      throw CodeMapProblem(
        problem: "\(quoted(path)) does not begin with its headings",
        remedy: "Write 'written,meaning' or 'written,meaning,system' into its first line."
      )
    }
    while let row = try row(&table, path) {
      let code = try code(row, width: header.cells.count, path)
      if let first = lines.updateValue(row.line, forKey: code.written) {
        throw CodeMapProblem(
          problem:
            "\(quoted(path)) line \(row.line): \(quoted(code.written)) is there twice, first in line \(first)",
          remedy: "Keep one of the two."
        )
      }
      codes.append(code)
    }
    guard !codes.isEmpty else {
      throw CodeMapProblem(
        problem: "\(quoted(path)) holds no codes",
        remedy: "Add lines like: 1,male"
      )
    }
    return codes
  }

  private func row(
    _ table: inout CommaTable,
    _ path: String
  ) throws(CodeMapProblem) -> CommaTable.Row? {
    do throws(CommaTable.BrokenQuote) {
      return try table.next()
    } catch {
      throw CodeMapProblem(
        problem: "\(quoted(path)) line \(error.line): a quote is not closed or stands alone",
        remedy: "Put the whole cell in quotes, and double a quote inside."
      )
    }
  }

  private func code(
    _ row: CommaTable.Row,
    width: Int,
    _ path: String
  ) throws(CodeMapProblem) -> MappedCode {
    guard row.cells.count == width else {
      throw CodeMapProblem(
        problem: "\(quoted(path)) line \(row.line) has \(row.cells.count) cells, not \(width)",
        remedy: "Put cells with commas in quotes."
      )
    }
    guard !row.cells[0].isEmpty, !row.cells[1].isEmpty else {
      throw CodeMapProblem(
        problem: "\(quoted(path)) line \(row.line) has an empty cell",
        remedy: "Give the code and its meaning, or remove the line."
      )
    }
    let system = width == 3 && !row.cells[2].isEmpty ? row.cells[2] : nil
    return MappedCode(written: row.cells[0], meaning: row.cells[1], system: system)
  }
}
