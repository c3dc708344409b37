import RecordModel
import Synchronization

/// The blocks of one pass that hold two registrations or more.
struct PassBlocks: Sendable {
  /// Registrations, block after block, ascending within one.
  var members: [UInt32] = []
  /// Where each block ends in `members`.
  var ends: [UInt32] = []
  /// Sizes of blocks that were over the cap, largest first.
  var overCap: [UInt32] = []
}

/// All blocks of all passes, and for each registration the blocks it is in.
///
/// A pair is met through the registration with the smaller number: its candidates are gathered from all
/// its blocks and each is taken once, so no pair is stored before it is scored.
struct Blocks: Sendable {
  private(set) var passes: [PassBlocks] = []
  /// Blocks of a registration, as places in `members` of the pass: where the registration stands.
  private var places: [UInt64] = []
  private var placeEnds: [UInt32]

  /// No block of anything.
  static let none = Blocks()

  private init() { placeEnds = [] }

  init(
    _ table: RegistrationTable,
    _ keys: BlockingKeys,
    cap: Int,
    nights: EntryNights,
    workers: some Workers
  ) {
    let found = Mutex([PassBlocks](repeating: PassBlocks(), count: BlockingPass.allCases.count))
    workers.each(BlockingPass.allCases.count) { index in
      let pass = BlockingPass.allCases[index]
      let blocks = Self.blocks(of: pass, table, keys, cap, nights)
      found.withLock { $0[index] = blocks }
    }
    passes = found.withLock { $0 }
    placeEnds = Array(repeating: 0, count: table.count)
    index(table.count)
  }

  /// Notes where each registration stands, but at the end of a block: nobody comes after it.
  private mutating func index(_ count: Int) {
    for pass in passes {
      var start = 0
      for end in pass.ends {
        for at in start..<Int(end) - 1 { placeEnds[Int(pass.members[at])] += 1 }
        start = Int(end)
      }
    }
    var total: UInt32 = 0
    for registration in 0..<count {
      let own = placeEnds[registration]
      placeEnds[registration] = total
      total += own
    }
    places = Array(repeating: 0, count: Int(total))
    for (number, pass) in passes.enumerated() {
      var start = 0
      for end in pass.ends {
        for at in start..<Int(end) - 1 {
          let registration = Int(pass.members[at])
          // Pass, place behind the registration, members behind it.
          places[Int(placeEnds[registration])] =
            UInt64(number) << 56 | UInt64(at + 1) << 16 | UInt64(Int(end) - at - 1)
          placeEnds[registration] += 1
        }
        start = Int(end)
      }
    }
  }

  /// Gathers the registrations of higher numbers that share a block with one, ascending, each once.
  func candidates(of registration: Int, into found: inout [UInt32]) {
    found.removeAll(keepingCapacity: true)
    let start = registration == 0 ? 0 : Int(placeEnds[registration - 1])
    for place in places[start..<Int(placeEnds[registration])] {
      let pass = Int(place >> 56)
      let first = Int(place >> 16 & 0xFF_FFFF_FFFF)
      found.append(contentsOf: passes[pass].members[first..<first + Int(place & 0xFFFF)])
    }
    guard found.count > 1 else { return }
    found.sort()
    var kept = 1
    for index in 1..<found.count where found[index] != found[kept - 1] {
      found[kept] = found[index]
      kept += 1
    }
    found.removeLast(found.count - kept)
  }

  private static func blocks(
    of pass: BlockingPass,
    _ table: RegistrationTable,
    _ keys: BlockingKeys,
    _ cap: Int,
    _ nights: EntryNights
  ) -> PassBlocks {
    let entries = sortedEntries(of: pass, table, keys)
    var blocks = PassBlocks()
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].key == entries[start].key { end += 1 }
      if end - start > 1 {
        var members = entries[start..<end].map(\.registration)
        if members.count > cap {
          blocks.overCap.append(UInt32(truncatingIfNeeded: members.count))
          members = nights.first(cap, of: members, key: entries[start].key, pass, table, keys)
        }
        blocks.members.append(contentsOf: members)
        blocks.ends.append(UInt32(truncatingIfNeeded: blocks.members.count))
      }
      start = end
    }
    blocks.overCap.sort(by: >)
    return blocks
  }

  struct Entry {
    var key: UInt64
    var registration: UInt32
  }

  private static func sortedEntries(
    of pass: BlockingPass,
    _ table: RegistrationTable,
    _ keys: BlockingKeys
  ) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(table.count)
    var own: [UInt64] = []
    table.words.withUnsafeBufferPointer { words in
      guard let base = words.baseAddress else { return }
      for registration in 0..<table.count {
        keys.write(pass, RegistrationView(base, table.starts[registration]), to: &own)
        for key in own {
          entries.append(Entry(key: key, registration: UInt32(truncatingIfNeeded: registration)))
        }
      }
    }
    return BlockSorting.sorted(entries)
  }
}
