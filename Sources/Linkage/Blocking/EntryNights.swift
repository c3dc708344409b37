import Persons

/// In which night a registration entered a block: needed where a block is over the cap.
///
/// The first ones in the order of (night, registration) are compared with each other, so that a value that
/// comes in a later night puts nobody out of a block.
struct EntryNights: Sendable {
  let input: LinkInput
  let names: RowNames

  /// The first registrations that entered a block, ascending.
  func first(
    _ cap: Int,
    of members: [UInt32],
    key: UInt64,
    _ pass: BlockingPass,
    _ table: RegistrationTable,
    _ keys: BlockingKeys
  ) -> [UInt32] {
    let entered = members.map { member in
      (night: night(of: table.rows(of: Int(member)), key: key, pass, keys), member: member)
    }
    return entered.sorted { ($0.night, $0.member) < ($1.night, $1.member) }
      .prefix(cap).map(\.member).sorted()
  }

  private func night(
    of rows: ArraySlice<UInt32>,
    key: UInt64,
    _ pass: BlockingPass,
    _ keys: BlockingKeys
  ) -> UInt16 {
    guard let oldest = rows.first, let newest = rows.last else { return 0 }
    let (first, last) = (input.nights[Int(oldest)], input.nights[Int(newest)])
    guard first < last else { return first }
    var own: [UInt64] = []
    for night in first..<last where isIn(night, rows, key: key, pass, keys, &own) { return night }
    return last
  }

  /// Says whether the rows up to a night have the key already.
  private func isIn(
    _ night: UInt16,
    _ rows: ArraySlice<UInt32>,
    key: UInt64,
    _ pass: BlockingPass,
    _ keys: BlockingKeys,
    _ own: inout [UInt64]
  ) -> Bool {
    var gathered = GatheredValues()
    for row in rows where input.nights[Int(row)] <= night {
      gathered.take(Int(row), input, names)
    }
    var words: [UInt32] = []
    gathered.append(to: &words)
    words.withUnsafeBufferPointer { words in
      guard let base = words.baseAddress else { return }
      keys.write(pass, RegistrationView(base, 0), to: &own)
    }
    return own.contains(key)
  }
}
