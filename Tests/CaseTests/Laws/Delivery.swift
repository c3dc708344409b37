import Foundation

/// One delivered file, taken apart: what stands before its rows, the rows, what stands after them.
///
/// A file that cannot be cut has everything in `head`.
struct Delivery: Sendable, Equatable {
  /// The path below the workspace.
  var name: String
  var head: [UInt8]
  var rows: [[UInt8]] = []
  var tail: [UInt8] = []

  var bytes: [UInt8] { head + rows.joined() + tail }

  /// A file with one row a line, the first line being headings.
  static func lines(of file: URL, as name: String) throws -> Delivery {
    let feed = UInt8(ascii: "\n")
    let lines = try [UInt8](Data(contentsOf: file)).split(separator: feed).map { $0 + [feed] }
    return Delivery(
      name: name,
      head: Array(lines.first ?? []),
      rows: lines.dropFirst().map(Array.init)
    )
  }

  /// A file that is delivered as it is.
  static func whole(_ file: URL, as name: String) throws -> Delivery {
    Delivery(name: name, head: [UInt8](try Data(contentsOf: file)))
  }
}

/// A way to deliver the same rows that must not change what is published.
enum Arrangement: CaseIterable, Sendable {
  case asDelivered, twice, overlapping, cut, shuffled, renamed, everything

  /// The same rows, delivered in another way.
  func apply(to deliveries: [Delivery], _ numbers: inout SeededNumbers) -> [Delivery] {
    switch self {
    case .asDelivered: return deliveries
    case .twice: return deliveries + deliveries.prefix(1).map { $0.renamed(&numbers) }
    // Some rows come a second time, in a file of its own.
    case .overlapping: return deliveries + deliveries.flatMap { $0.cut(&numbers).dropFirst() }
    case .cut:
      return deliveries.prefix(1).flatMap { $0.cut(&numbers) } + deliveries.dropFirst()
    case .shuffled: return deliveries.map { $0.shuffled(&numbers) }
    case .renamed: return deliveries.map { $0.renamed(&numbers) }
    case .everything:
      var changed = deliveries.flatMap { $0.cut(&numbers) }.map { $0.shuffled(&numbers) }
      // The second copy has the same bytes: the first one is known and this one adds nothing.
      changed += changed.prefix(1)
      return changed.map { $0.renamed(&numbers) }
    }
  }
}

extension Delivery {
  /// Another name that the same pattern matches: what stands before the first `_` stays.
  fileprivate func renamed(_ numbers: inout SeededNumbers) -> Delivery {
    let file = URL(filePath: name)
    let kept = file.lastPathComponent.split(separator: "_", omittingEmptySubsequences: false)
    let prefix = kept.count > 1 ? "\(kept[0])_" : ""
    var changed = self
    changed.name =
      "inbox/\(prefix)\(100_000_000 + numbers.below(900_000_000)).\(file.pathExtension)"
    return changed
  }

  fileprivate func shuffled(_ numbers: inout SeededNumbers) -> Delivery {
    var changed = self
    changed.rows.shuffle(using: &numbers)
    return changed
  }

  /// Two files, each with some of the rows in their order; one file when there are no rows to part.
  fileprivate func cut(_ numbers: inout SeededNumbers) -> [Delivery] {
    guard rows.count > 1 else { return [self] }
    var (left, right) = (self, renamed(&numbers))
    let sides = rows.map { _ in numbers.isOne(in: 2) }
    left.rows = zip(rows, sides).filter { !$0.1 }.map(\.0)
    right.rows = zip(rows, sides).filter(\.1).map(\.0)
    return [left, right]
  }
}
