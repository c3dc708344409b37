import Dispatch
import RecordModel
import Synchronization

/// The workers of a run: each takes one piece of work through all its steps (a farm, not a thread a stage).
///
/// Worker queues are serial Dispatch queues, made for each call: a serial queue always gets a thread
/// of its own, so a worker that waits never starves another. Call from the main thread or from a
/// worker, never from a Swift task.
package struct Farm: Workers {
  /// Workers at once; 1 does everything on the calling thread.
  package let jobs: Int

  package init(jobs: Int) { self.jobs = max(1, jobs) }

  package func each(_ count: Int, _ body: @Sendable (Int) -> Void) {
    guard count > 1, jobs > 1 else {
      for index in 0..<max(0, count) { body(index) }
      return
    }
    let next = Atomic<Int>(0)
    runWorkers(min(jobs, count)) {
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        body(index)
      }
    }
  }

  package func stream<Piece: Sendable>(
    _ read: (_ offer: (Piece) -> Bool) -> Void,
    _ body: @Sendable (Piece) -> Bool
  ) {
    guard jobs > 1 else { return withoutActuallyEscaping(body) { read($0) } }
    let channel = Channel<Piece>(capacity: jobs + 1)
    runWorkers(jobs) {
      read(channel.send)
      channel.finish()
    } _: {
      while let piece = channel.receive() {
        if !body(piece) { channel.close() }
      }
    }
  }

  /// Runs `body` on so many workers and waits for all of them, working on the calling thread meanwhile.
  func runWorkers(
    _ count: Int,
    meanwhile: () -> Void = {},
    _ body: @Sendable () -> Void
  ) {
    withoutActuallyEscaping(body) { body in
      let group = DispatchGroup()
      for worker in 0..<count {
        DispatchQueue(label: "chartlift.worker.\(worker)").async(group: group, execute: body)
      }
      meanwhile()
      group.wait()
    }
  }
}
