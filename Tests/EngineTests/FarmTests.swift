import RecordModel
import Synchronization
import Testing

@testable import Engine

@Suite(.serialized)
struct FarmTests {
  @Test(arguments: [1, 2, 8], [0, 1, 2, 1000])
  func `every piece of work is done exactly once`(jobs: Int, count: Int) {
    let done = Mutex(Array(repeating: 0, count: count))
    Farm(jobs: jobs).each(count) { index in done.withLock { $0[index] += 1 } }
    #expect(done.withLock { $0 } == Array(repeating: 1, count: count))
  }

  @Test func `work inside work neither deadlocks nor is lost`() {
    let sum = Atomic<Int>(0)
    let farm = Farm(jobs: 2)
    farm.each(4) { _ in farm.each(10) { sum.add($0, ordering: .relaxed) } }
    #expect(sum.load(ordering: .relaxed) == 180)
  }

  @Test(arguments: [1, 2, 8])
  func `everything sent is received, in the order sent by one reader`(workers: Int) {
    let channel = Channel<Int>(capacity: 3)
    let received = Mutex<[Int]>([])
    Farm(jobs: workers).runWorkers(workers) {
      for number in 0..<5000 { #expect(channel.send(number)) }
      channel.finish()
    } _: {
      while let number = channel.receive() { received.withLock { $0.append(number) } }
    }
    #expect(received.withLock { $0.sorted() } == Array(0..<5000))
  }

  @Test func `a closed channel refuses what is sent, and nobody waits for ever`() {
    let channel = Channel<Int>(capacity: 2)
    var sent = 0
    Farm(jobs: 2).runWorkers(2) {
      while channel.send(sent) { sent += 1 }
      channel.finish()
    } _: {
      while let number = channel.receive() {
        if number == 100 { channel.close() }
      }
    }
    #expect(sent >= 100)
  }

  @Test(arguments: [5 as UInt64, 77])
  func `results are written in order, whatever order they are finished in`(seed: UInt64) {
    print("seed \(seed)")
    var numbers = SeededNumbers(seed: seed)
    let order = Array(0..<500).shuffled(using: &numbers)
    let committer = OrderedCommitter<Int>()
    let written = Mutex<[Int]>([])
    Farm(jobs: 4).each(order.count) { index in
      committer.commit(order[index], order[index]) { number in
        written.withLock { $0.append(number) }
      }
    }
    #expect(written.withLock { $0 } == Array(0..<500))
  }
}
