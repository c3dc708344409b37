import Synchronization

/// Hands results on in the order of their numbers, whatever order they are finished in.
///
/// One worker at a time writes; the others leave their result and go on with the next batch.
final class OrderedCommitter<Result: Sendable>: Sendable {
  private struct State {
    var next = 0
    var waiting: [Int: Result] = [:]
    var isWriting = false
  }

  private let state = Mutex(State())

  /// Takes result `number` and writes whatever is next in order.
  ///
  /// - Throws: what `write` throws; later results are then dropped.
  func commit<Failure: Error>(
    _ number: Int,
    _ result: Result,
    write: (Result) throws(Failure) -> Void
  ) throws(Failure) {
    let isMine = state.withLock { state in
      state.waiting[number] = result
      guard !state.isWriting else { return false }
      state.isWriting = true
      return true
    }
    guard isMine else { return }
    while let result = takeNext() { try write(result) }
  }

  private func takeNext() -> Result? {
    state.withLock { state in
      guard let result = state.waiting.removeValue(forKey: state.next) else {
        state.isWriting = false
        return nil
      }
      state.next += 1
      return result
    }
  }
}
