import RecordModel

extension Explanations {
  /// The passes in which two registrations have a key in common, by number.
  ///
  /// Counts the block of each such key anew: a pass over all registrations for each.
  func passes(_ one: Int, _ other: Int) -> [PairExplanation.Pass] {
    BlockingPass.allCases.compactMap { pass in
      let (left, right) = (keys(of: one, pass), keys(of: other, pass))
      let blocks = left.filter(right.contains).map { block($0, pass, one, other) }
      // Of several keys in common the one that brings them together, then the smallest block.
      return blocks.min {
        ($0.isCompared ? 0 : 1, $0.blockSize) < ($1.isCompared ? 0 : 1, $1.blockSize)
      }
    }
  }

  private func block(
    _ key: UInt64,
    _ pass: BlockingPass,
    _ one: Int,
    _ other: Int
  ) -> PairExplanation.Pass {
    var members = self.members(key, pass)
    let size = members.count
    if size > model.blockCap {
      members = EntryNights(input: input, names: names).first(
        model.blockCap,
        of: members,
        key: key,
        pass,
        index.table,
        BlockingKeys(index.facts)
      )
    }
    return PairExplanation.Pass(
      number: pass.rawValue + 1,
      words: pass.words,
      blockSize: size,
      cap: model.blockCap,
      isCompared: members.contains(UInt32(one)) && members.contains(UInt32(other))
    )
  }

  private func keys(of registration: Int, _ pass: BlockingPass) -> [UInt64] {
    var keys: [UInt64] = []
    index.table.words.withUnsafeBufferPointer { words in
      guard let base = words.baseAddress else { return }
      let view = RegistrationView(base, index.table.starts[registration])
      BlockingKeys(index.facts).write(pass, view, to: &keys)
    }
    return keys
  }

  /// All registrations with a key, ascending.
  private func members(_ key: UInt64, _ pass: BlockingPass) -> [UInt32] {
    let writer = BlockingKeys(index.facts)
    var (keys, members): ([UInt64], [UInt32]) = ([], [])
    index.table.words.withUnsafeBufferPointer { words in
      guard let base = words.baseAddress else { return }
      for registration in 0..<index.table.count {
        writer.write(pass, RegistrationView(base, index.table.starts[registration]), to: &keys)
        if keys.contains(key) { members.append(UInt32(truncatingIfNeeded: registration)) }
      }
    }
    return members
  }
}
