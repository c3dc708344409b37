/// Which images that rows name lie below a folder, and which files there no row names.
///
/// Indexes name images the way the old system saw them: `\\SERVER\scans\R0412\1.tif`,
/// `D:\scans\R0412\1.tif`, `scans/R0412/1.tif`. Both slashes part folders. How many parts at the
/// beginning belong to the old system is found once for all rows: the number with which most of
/// them name a file, the smallest of equals. Letters that differ only in case are the same letter, as they
/// were to the old system; such rows are counted apart.
package struct ImageMatching: Sendable {
  /// Parts at the beginning of every path that are left out.
  package private(set) var dropped = 0
  /// Rows whose image is there; among them those found in other capitals only.
  package private(set) var found = 0
  package private(set) var foundInOtherCase = 0
  /// Indices of the rows whose image is not there.
  package private(set) var rowsWithoutFile: [Int] = []
  /// Indices of the files that no row names.
  package private(set) var filesWithoutRow: [Int] = []

  private static let mostDropped = 12

  /// Matches paths of rows against files, both as text; files are relative to the folder.
  package init(rows: [String], files: [String]) {
    var exact: [String: Int] = [:]
    var folded: [String: Int] = [:]
    for (index, file) in files.enumerated() {
      exact[file] = index
      let plain = Self.folded(file)
      if folded[plain] == nil { folded[plain] = index }
    }
    let parts = rows.map(Self.parts)
    dropped = Self.mostFitting(parts, folded)
    var isNamed = Array(repeating: false, count: files.count)
    for (index, parts) in parts.enumerated() {
      let path = parts.dropFirst(dropped).joined(separator: "/")
      if let file = exact[path] {
        isNamed[file] = true
        found += 1
      } else if let file = folded[Self.folded(path)] {
        isNamed[file] = true
        found += 1
        foundInOtherCase += 1
      } else {
        rowsWithoutFile.append(index)
      }
    }
    filesWithoutRow = files.indices.filter { !isNamed[$0] }
  }

  private static func mostFitting(_ rows: [[Substring]], _ files: [String: Int]) -> Int {
    var best = (dropped: 0, rows: 0)
    for dropped in 0...mostDropped {
      let fitting = rows.count { parts in
        parts.count > dropped
          && files[folded(parts.dropFirst(dropped).joined(separator: "/"))] != nil
      }
      if fitting > best.rows { best = (dropped, fitting) }
    }
    return best.dropped
  }

  /// The parts of a path without those that say nothing: empty ones and `.`.
  private static func parts(_ path: String) -> [Substring] {
    path.split { $0 == "/" || $0 == "\\" }.filter { $0 != "." }
  }

  /// Capitals of ASCII as small letters.
  private static func folded(_ text: String) -> String {
    String(
      decoding: text.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 },
      as: UTF8.self
    )
  }
}
