import Digests
import Persons
import RecordModel
import Testing

@testable import Workspace

struct SortedPartTests {
  @Test(arguments: [0, 1, 2, 31_000])
  func `ids given out are read as they were written`(count: Int) throws {
    let scratch = try Scratch()
    let store = FilePartStore(try scratch.workspace())
    var random = SplitMix64(seed: UInt64(count))
    let ids = IdsGivenOut(
      entries: (0..<count).map { index in
        IdsGivenOut.Entry(
          anchor: Key128(high: UInt64(index), low: random.next()),
          id: random.key(),
          night: UInt16(truncatingIfNeeded: index)
        )
      }
    )
    let part = try IdsPart.write(ids, to: store)
    #expect(try IdsPart.read(part, from: store).entries == ids.entries)
    #expect(try IdsPart.write(IdsGivenOut(entries: ids.entries.reversed()), to: store) == part)
    #expect(try store.open(part).byteCount == UInt64(24 + 34 * count))
  }

  @Test(arguments: [0, 1, 2, 53_000])
  func `whose each row is, is read as it was written`(count: Int) throws {
    let scratch = try Scratch()
    let store = FilePartStore(try scratch.workspace())
    var random = SplitMix64(seed: UInt64(count))
    var owners = RowOwners()
    for row in 0..<count {
      owners.keys.append(random.key())
      owners.persons.append(UInt32(row / 3))
    }
    let part = try RowOwnersPart.write(owners, to: store)
    #expect(try RowOwnersPart.read(part.digest, from: store) == owners)
    #expect(part.byteCount == UInt64(24 + 20 * count))
  }

  @Test(arguments: [0, 1, 2, 22_000])
  func `the state is read as it was written, and each person is found`(count: Int) throws {
    let scratch = try Scratch()
    let store = FilePartStore(try scratch.workspace())
    let entries = state(count)
    let part = try StatePart(StatePart.write(entries, to: store), in: store)
    #expect(part.count == count)
    #expect(try part.entries() == entries)
    for index in stride(from: 0, to: count, by: 1 + count / 20) {
      #expect(try part.lookup(entries[index].id) == entries[index].lines)
    }
    #expect(try part.lookup(Key128(high: 1, low: 1)) == nil)
    #expect(try part.lookup(.none) == nil)
    #expect(try part.lookup(Key128(high: .max, low: .max)) == nil)
  }

  @Test func `a part that is cut short, changed or of another kind is an error`() throws {
    let scratch = try Scratch()
    let store = FilePartStore(try scratch.workspace())
    let whole = try store.content(StatePart.write(state(3), to: store))
    var unsorted = whole
    unsorted.swapAt(16 + 7, 16 + 48 + 7)
    unsorted[16 + 7] = 255
    var version = whole
    version[8] = 9
    let damaged: [[UInt8]] = [
      [], Array(whole.dropLast()), Array(whole.dropLast(48)), Array(whole.prefix(24)), unsorted,
      version, whole + whole,
    ]
    for bytes in damaged {
      let name = try store.add(bytes)
      #expect(throws: StoreError.self) { try StatePart(name, in: store).entries() }
      #expect(throws: StoreError.self) { try IdsPart.read(name, from: store) }
    }
    let ids = try IdsPart.write(IdsGivenOut(), to: store)
    #expect(throws: StoreError.self) { try StatePart(ids, in: store) }
  }

  @Test func `the state digest is the SHA-256 of a line a person`() throws {
    let entries = state(1000)
    let lines = entries.map { "\($0.id.uuidText) \($0.lines.hex)\n" }.joined()
    #expect(lines.utf8.count == 1000 * 102)
    #expect(StateDigest.of(entries) == digest(Array(lines.utf8)))
    #expect(StateDigest.of([]) == digest([]))
    #expect(StateDigest.of(entries.dropLast()) != StateDigest.of(entries))
  }

  private func state(_ count: Int) -> [StateEntry] {
    var random = SplitMix64(seed: 11)
    return (0..<count).map { index in
      let id = Key128(high: UInt64(index + 2) << 40, low: random.next())
      return StateEntry(id: id, lines: random.digest())
    }
  }
}
