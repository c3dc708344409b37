import Glibc
package import RecordModel

/// Lists folders in an order that is the same everywhere: by the bytes of the names.
package enum FolderListing {
  /// A name in a folder.
  ///
  /// `isExact` is false when its bytes are no UTF-8, so that no path can say it.
  struct Entry {
    var name: String
    var isExact: Bool
  }

  /// All names in a folder but `.` and `..`, ordered by bytes.
  static func entries(_ path: String) throws(StoreError) -> [Entry] {
    guard let folder = opendir(path) else {
      throw StoreError(call: "opendir", path: path, code: errno)
    }
    defer { closedir(folder) }
    var entries: [Entry] = []
    while true {
      errno = 0
      guard let found = readdir(folder) else { break }
      let entry = entry(found)
      if entry.name != "." && entry.name != ".." { entries.append(entry) }
    }
    guard errno == 0 else { throw StoreError(call: "readdir", path: path, code: errno) }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static func entry(_ found: UnsafeMutablePointer<dirent>) -> Entry {
    withUnsafeBytes(of: &found.pointee.d_name) { all in
      let bytes = all.prefix { $0 != 0 }
      let exact = String(validating: bytes, as: UTF8.self)
      return Entry(name: exact ?? String(decoding: bytes, as: UTF8.self), isExact: exact != nil)
    }
  }

  /// The names in a folder, ordered by bytes; none when there is no such folder.
  static func names(_ path: String) throws(StoreError) -> [String] {
    guard let found = try FileSystem.info(path), found.isFolder else { return [] }
    return try entries(path).filter(\.isExact).map(\.name)
  }

  /// The regular files (links to them included) that match at least one pattern, each once, as paths
  /// relative to the folder, ordered by bytes.
  ///
  /// A folder that a pattern names and that does not exist holds no file. A matching name that is no
  /// UTF-8 is an error (`EILSEQ`): it could not be read, and must not be passed over in silence.
  package static func listFiles(
    matching patterns: [String],
    in folder: String
  ) throws(StoreError) -> [String] {
    try list(matching: patterns, in: folder).files
  }

  /// What patterns match: files, and what only has the name of one.
  package struct Matches: Sendable, Equatable {
    /// Regular files, links to them included, ordered by bytes.
    package var files: [String] = []
    /// Everything else, ordered by bytes: folders, pipes, links that lead nowhere.
    ///
    /// None of it was opened.
    package var others: [Other] = []
  }

  /// A name that matches and is no file.
  package struct Other: Sendable, Equatable {
    package var path: String
    /// `a folder`, `a pipe`.
    package var kind: String
  }

  /// As `listFiles`, and besides what it passes over.
  package static func list(
    matching patterns: [String],
    in folder: String
  ) throws(StoreError) -> Matches {
    var found: [String: String] = [:]
    for pattern in patterns {
      guard !pattern.utf8.contains(0) else {
        throw StoreError(call: "match file names", path: folder, code: EINVAL)
      }
      let root = pattern.hasPrefix("/") ? "/" : ""
      try collect(FilePattern(pattern).components[...], folder, root, &found)
    }
    let names = found.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var matches = Matches()
    for name in names {
      if let kind = found[name], !kind.isEmpty {
        matches.others.append(Other(path: name, kind: kind))
      } else {
        matches.files.append(name)
      }
    }
    return matches
  }

  private static func collect(
    _ components: ArraySlice<String>,
    _ folder: String,
    _ prefix: String,
    _ found: inout [String: String]
  ) throws(StoreError) {
    guard let component = components.first else { return }
    let rest = components.dropFirst()
    for name in try candidates(component, in: absolute(prefix, folder)) {
      let path = prefix.isEmpty || prefix.hasSuffix("/") ? prefix + name : "\(prefix)/\(name)"
      if !rest.isEmpty {
        try collect(rest, folder, path, &found)
      } else if let kind = kind(of: absolute(path, folder)) {
        found[path] = kind
      }
    }
  }

  private static func absolute(_ path: String, _ folder: String) -> String {
    if path.hasPrefix("/") { return path }
    return path.isEmpty ? folder : "\(folder)/\(path)"
  }

  // A plain component is taken as it stands, so that a folder above need not be readable.
  private static func candidates(
    _ component: String,
    in folder: String
  ) throws(StoreError) -> [String] {
    guard FilePattern.hasWildcard(component) else { return [component] }
    let all: [Entry]
    do throws(StoreError) {
      all = try entries(folder)
    } catch {
      guard error.code == ENOENT || error.code == ENOTDIR else { throw error }
      return []
    }
    let matching = all.filter { FilePattern.matches($0.name, component) }
    if let unreadable = matching.first(where: { !$0.isExact }) {
      throw StoreError(
        call: "read a file name",
        path: "\(folder)/\(unreadable.name)",
        code: EILSEQ
      )
    }
    return matching.map(\.name)
  }

  /// What a name is, in words; empty for a regular file, nil when there is nothing.
  private static func kind(of path: String) -> String? {
    var found = stat()
    guard stat(path, &found) == 0 else {
      return lstat(path, &found) == 0 ? "a link that leads nowhere" : nil
    }
    return switch found.st_mode & S_IFMT {
    case S_IFREG: ""
    case S_IFDIR: "a folder"
    case S_IFIFO: "a pipe"
    case S_IFSOCK: "a socket"
    default: "a device"
    }
  }
}
