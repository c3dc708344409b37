import RecordModel

/// What a format says about its files, beside what the pipeline file says about a source.
struct XMLShape: Sendable {
  /// Something that is counted in every row and told when it is met too often.
  struct Remark: Sendable {
    var path: XMLPath
    /// Matches that are still good.
    var limit: Int
    var code: RuleCode
    var field: Field
    /// Says whether the row cannot be used then; else it has a finding.
    var refuses: Bool
  }

  /// One thing that a column may be about, and the places where it may stand.
  struct Alternative: Sendable {
    /// One of them at most may be in a row.
    var paths: [XMLPath]
    /// What the format's dictionary says about it.
    var item: Item?
  }

  /// An item as its dictionary describes it.
  struct Item: Sendable {
    var number: String
    /// Characters that a value has at most.
    var longestValue: Int
  }

  /// The path of the elements that are rows.
  var each: String
  /// Says whether the element around a row is a row itself when it holds none.
  var countsEmptyParents = false
  /// Says whether elements of another namespace than the root's are passed over.
  var readsRootNamespaceOnly = false
  /// Bytes of one row element.
  var longestRow = HostileInput.longestRowElement
  /// What such a file is and what its root is called, for a message; nil where `each:` says it.
  var kind: String?
  /// What a column of the pipeline file names: the first that has text counts.
  var alternatives: @Sendable (String) throws(XMLPathError) -> [Alternative] = {
    text throws(XMLPathError) in [Alternative(paths: [try XMLPath(text)])]
  }
  /// Columns that tell rows apart and are no field.
  var identity: [String] = []
  /// The attribute that repeats an item's number.
  var itemNumber: String?
  var remarks: [Remark] = []
}
