import PipelineFile
import RecordModel
import Testing

/// A small generator with a printed seed: SplitMix64 (Steele, Lea, Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}

struct MutationTests {
  @Test(arguments: 0..<8)
  func `an example with random edits is read, or answered with places inside it`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let example = Array(PipelineTexts.example.utf8)
    for round in 0..<80 {
      var bytes = example
      for _ in 0..<Int.random(in: 1...4, using: &generator) { edit(&bytes, &generator) }
      let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 2
      let reader = PipelineReader(catalogue: PipelineTexts.catalogue, workspace: "/nowhere")
      do throws(PipelineProblems) {
        let settings = try reader.read(bytes, from: "p.yaml")
        #expect(!settings.sources.isEmpty && !settings.site.isEmpty, "seed \(seed) round \(round)")
      } catch {
        #expect(!error.problems.isEmpty, "seed \(seed) round \(round)")
        for problem in error.problems {
          #expect((1...lines).contains(problem.line), "seed \(seed) round \(round)")
          #expect(problem.column >= 1, "seed \(seed) round \(round)")
          #expect(!problem.problem.isEmpty && !problem.remedy.isEmpty)
        }
        let places = error.problems.map { ($0.line, $0.column) }
        #expect(zip(places, places.dropFirst()).allSatisfy { $0 <= $1 })
      }
    }
  }

  /// One slip of a keyboard, an editor or a transfer.
  private func edit(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    guard !bytes.isEmpty else { return }
    let at = Int.random(in: bytes.indices, using: &generator)
    let marks = Array("\"'[]{}:,#&*!|>%@`-?~ \t\n\\0Aé".utf8)
    let length = min(Int.random(in: 1...20, using: &generator), bytes.count - at)
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
    case 1: bytes.insert(marks.randomElement(using: &generator) ?? 0, at: at)
    case 2: bytes.removeSubrange(at..<at + length)
    case 3:
      bytes.insert(
        contentsOf: bytes[at..<at + length],
        at: Int.random(in: bytes.indices, using: &generator)
      )
    case 4: bytes.swapAt(at, Int.random(in: bytes.indices, using: &generator))
    default: bytes.removeLast(bytes.count - at)
    }
  }
}
