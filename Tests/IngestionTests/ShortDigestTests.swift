import Digests
import Testing

struct ShortDigestTests {
  @Test func `a digest in the caller's buffer is the SHA-256 of the text, whatever lies behind it`()
  {
    for count in 0...300 {
      let text = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ count) }
      var buffer = text + [UInt8](repeating: 0xA5, count: sha256Padding)
      var span = buffer.mutableSpan
      let short = sha256(padding: &span, count: count)
      #expect(short == sha256(text.span), "\(count) bytes")
    }
  }
}
