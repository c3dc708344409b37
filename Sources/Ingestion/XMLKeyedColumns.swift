/// Paths whose first step is told by what an attribute says: `Item[@naaccrId="sex"]`.
///
/// A format of items has hundreds of elements of one name in a row; each is looked up here once,
/// and not held against every path.
struct XMLKeyedColumns: Sendable {
  /// Elements of one name below one depth, told apart by one attribute.
  private struct Table: Sendable {
    var anchorDepth: Int
    var name: Int
    var attribute: Int
    var entries: [(value: [UInt8], column: Int)] = []
  }

  private var tables: [Table] = []

  /// Takes a path in by its first step; false when it is not told by one value.
  mutating func add(
    _ step: XMLPlan.Step,
    _ conditions: [XMLPlan.Condition],
    _ column: Int,
    _ anchorDepth: Int
  ) -> Bool {
    guard step.index == 0, let first = conditions[step.conditions].first, first.test == .equals
    else { return false }
    let known = tables.firstIndex {
      $0.anchorDepth == anchorDepth && $0.name == step.name && $0.attribute == first.attribute
    }
    if known == nil {
      tables.append(Table(anchorDepth: anchorDepth, name: step.name, attribute: first.attribute))
    }
    tables[known ?? tables.count - 1].entries.append((first.value, column))
    return true
  }

  /// Prepares the search; paths of one value stay in the order in which they came.
  mutating func sort() {
    for index in tables.indices {
      tables[index].entries.sort { left, right in
        left.value == right.value
          ? left.column < right.column : left.value.lexicographicallyPrecedes(right.value)
      }
    }
  }

  /// How many ways there are to look an element up.
  var tableCount: Int { tables.count }

  /// Where the paths stand that an element of this name, at this depth, may begin; for `column`.
  func hits(
    _ table: Int,
    _ name: Int,
    below depth: Int,
    _ attributes: borrowing XMLAttributes
  ) -> Range<Int> {
    guard tables[table].anchorDepth == depth, tables[table].name == name,
      let position = attributes.position(of: tables[table].attribute)
    else { return 0..<0 }
    var (low, high) = (0, tables[table].entries.count)
    while low < high {
      let middle = (low + high) / 2
      if attributes.order(position, tables[table].entries[middle].value) > 0 {
        low = middle + 1
      } else {
        high = middle
      }
    }
    while high < tables[table].entries.count,
      attributes.order(position, tables[table].entries[high].value) == 0
    {
      high += 1
    }
    return low..<high
  }

  /// The column of a hit.
  func column(_ table: Int, _ hit: Int) -> Int { tables[table].entries[hit].column }
}
