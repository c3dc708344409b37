package import RecordModel

/// Is told where every written value came from: which resource, where in it, which row, which field.
///
/// `trace` is built on it. A sink that does nothing costs nothing: the writer is generic over it.
package protocol LineageSink: Sendable {
  /// A resource begins; what `wrote` says until the next one lies in it.
  mutating func began(_ type: StaticString, id: Key128)

  /// A value was written from a field of a row (an index in `PersonView.rows`).
  ///
  /// A part of a combined name is reported as that part. The pointer is a JSON pointer in the
  /// resource; each `*` in it stands for the next of the two numbers.
  mutating func wrote(
    _ field: Field,
    row: Int,
    at pointer: StaticString,
    _ first: Int,
    _ second: Int
  )
}

/// The sink of a run: keeps nothing.
package struct NoLineage: LineageSink {
  package init() {}

  @inline(__always)
  package mutating func began(_ type: StaticString, id: Key128) {}

  @inline(__always)
  package mutating func wrote(
    _ field: Field,
    row: Int,
    at pointer: StaticString,
    _ first: Int,
    _ second: Int
  ) {}
}
