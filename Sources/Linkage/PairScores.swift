import RecordModel
import Synchronization

/// Two registrations and what speaks for one person.
struct ScoredPair: Sendable, Equatable {
  /// Numbers of registrations, the smaller one first.
  var first: UInt32
  var second: UInt32
  /// Milli-bits.
  var score: Int32
}

/// Scores every pair that some block holds, each once.
struct PairScores: Sendable {
  /// Pairs worth keeping, ordered by registrations.
  private(set) var pairs: [ScoredPair] = []
  /// Pairs compared.
  private(set) var comparedCount = 0

  /// Registrations that one worker takes at a time.
  private static let chunk = 4_096

  init(_ index: LinkIndex, _ model: LinkModel, keeping least: Int32, workers: some Workers) {
    let count = index.table.count
    let pieces = (count + Self.chunk - 1) / Self.chunk
    let found = Mutex([(pairs: [ScoredPair], compared: Int)](repeating: ([], 0), count: pieces))
    workers.each(pieces) { piece in
      let range = piece * Self.chunk..<min(count, (piece + 1) * Self.chunk)
      let result = Self.score(range, index, model, least)
      found.withLock { $0[piece] = result }
    }
    found.withLock { found in
      pairs.reserveCapacity(found.reduce(0) { $0 + $1.pairs.count })
      for piece in found {
        pairs.append(contentsOf: piece.pairs)
        comparedCount += piece.compared
      }
    }
  }

  private static func score(
    _ range: Range<Int>,
    _ index: LinkIndex,
    _ model: LinkModel,
    _ least: Int32
  ) -> (pairs: [ScoredPair], compared: Int) {
    var pairs: [ScoredPair] = []
    var compared = 0
    index.compare(range) { first, second, pattern in
      compared += 1
      let score = model.score(pattern)
      guard score >= least else { return }
      pairs.append(ScoredPair(first: first, second: second, score: score))
    }
    return (pairs, compared)
  }
}

/// Registrations, what is known of their names, and their blocks.
struct LinkIndex: Sendable {
  let table: RegistrationTable
  let names: NameIndex
  let facts: NameFacts
  let blocks: Blocks

  /// Calls `body` with all pairs whose smaller registration lies in a range, and what comparing them came to.
  func compare(
    _ range: Range<Int>,
    _ body: (_ first: UInt32, _ second: UInt32, _ pattern: Pattern) -> Void
  ) {
    withComparison { comparison, words in
      var candidates: [UInt32] = []
      for registration in range {
        blocks.candidates(of: registration, into: &candidates)
        guard !candidates.isEmpty else { continue }
        let one = RegistrationView(words, table.starts[registration])
        for candidate in candidates {
          let other = RegistrationView(words, table.starts[Int(candidate)])
          body(UInt32(truncatingIfNeeded: registration), candidate, comparison.pattern(one, other))
        }
      }
    }
  }

  /// Lends a comparison of registrations and the words they lie in.
  func withComparison<Result>(
    _ body: (borrowing RegistrationComparison, UnsafePointer<UInt32>) -> Result
  ) -> Result? {
    names.letters.withUnsafeBufferPointer { letters in
      names.ends.withUnsafeBufferPointer { ends in
        table.words.withUnsafeBufferPointer { words in
          guard let words = words.baseAddress, let ends = ends.baseAddress else { return nil }
          // Without any name there are no letters; no name's number is asked for then.
          let none = UnsafePointer<UInt8>(bitPattern: 8)
          guard let letters = letters.baseAddress ?? none else { return nil }
          let comparison = RegistrationComparison(letters: letters, ends: ends, facts: facts)
          return body(comparison, words)
        }
      }
    }
  }
}
