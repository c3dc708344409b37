import Dispatch
import Synchronization

/// A bounded queue from one reader to many workers: the reader waits when it is full.
///
/// Both semaphores begin at zero and are signalled up, because libdispatch traps when one is
/// freed below the value it began with.
final class Channel<Element: Sendable>: Sendable {
  private struct State {
    var elements: [Element] = []
    var isClosed = false
  }

  private let state = Mutex(State())
  private let free = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)

  /// A channel that holds at most so many elements.
  init(capacity: Int) {
    for _ in 0..<capacity { free.signal() }
  }

  /// Hands an element over; waits for room.
  ///
  /// False when the workers have closed the channel.
  func send(_ element: Element) -> Bool {
    free.wait()
    let isOpen = state.withLock { state in
      guard !state.isClosed else { return false }
      state.elements.append(element)
      return true
    }
    filled.signal()
    return isOpen
  }

  /// The next element, in the order sent; waits for one.
  ///
  /// Nil when all are taken and none will come.
  func receive() -> Element? {
    filled.wait()
    let element: Element? = state.withLock { state in
      state.elements.isEmpty ? nil : state.elements.removeFirst()
    }
    // The end is passed on: every waiting worker wakes the next.
    guard let element else {
      filled.signal()
      return nil
    }
    free.signal()
    return element
  }

  /// Says that nothing more will be sent.
  func finish() { filled.signal() }

  /// Says that nothing more will be taken: the reader's next `send` is refused.
  func close() {
    state.withLock { state in
      state.isClosed = true
      state.elements.removeAll()
    }
    free.signal()
  }
}
