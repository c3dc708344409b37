import Digests
package import RecordModel

/// What a stage's result depends on, as one digest: equal key, nothing to do.
///
/// Never a file time.
///
/// SHA-256 over length-prefixed parts, so that no two lists of parts run together to the same bytes.
package struct StageKey: Sendable {
  private var digester = SHA256Digester()
  /// Numbers are gathered, little-endian, before they are hashed.
  private var gathered: [UInt64] = []

  /// Begins the key of a stage.
  ///
  /// The version is an integer in the stage's source; it goes up when the stage's output changes.
  package init(stage: String, version: Int) {
    add("chartlift/1")
    add(stage)
    add(String(version))
  }

  /// Adds text.
  package mutating func add(_ text: String) {
    var copy = text
    copy.withUTF8 { add($0.span) }
  }

  /// Adds bytes.
  package mutating func add(_ bytes: borrowing Span<UInt8>) {
    add(UInt64(bytes.count))
    flush()
    digester.update(bytes)
  }

  /// Adds a digest.
  package mutating func add(_ digest: ContentDigest) {
    add(digest.words.0)
    add(digest.words.1)
    add(digest.words.2)
    add(digest.words.3)
  }

  /// Adds a key.
  package mutating func add(_ key: Key128) {
    add(key.high)
    add(key.low)
  }

  /// Adds a number.
  package mutating func add(_ number: UInt64) {
    gathered.append(number.littleEndian)
    if gathered.count == 512 { flush() }
  }

  private mutating func flush() {
    gathered.withUnsafeBytes { digester.update($0) }
    gathered.removeAll(keepingCapacity: true)
  }

  /// The key.
  package var digest: ContentDigest {
    var whole = digester
    gathered.withUnsafeBytes { whole.update($0) }
    return ContentDigest(words: whole.words())
  }
}
