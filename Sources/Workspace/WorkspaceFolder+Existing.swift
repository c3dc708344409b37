package import RecordModel

extension WorkspaceFolder {
  /// The workspace at a path, for commands that change nothing; nil when there is no ledger.
  ///
  /// Nothing is made but `tmp`, where such a command keeps its private copy of the ledger.
  package init?(existing path: String) throws(StoreError) {
    var trimmed = path
    while trimmed.utf8.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    guard !trimmed.isEmpty, try FileSystem.info("\(trimmed)/state.db") != nil else { return nil }
    self.path = trimmed
    if try FileSystem.info(file("tmp")) == nil { try FileSystem.makeFolder(file("tmp")) }
  }
}
