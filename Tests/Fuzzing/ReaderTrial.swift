import Normalization
import RecordModel
import Validation

@testable import Ingestion

/// One execution of a reader: the first two bytes say how, the others are the file.
final class ReaderTrial {
  /// Sizes of blocks over the smallest.
  private static let further = [0, 1, 2, 3, 6, 14, 30, 62]

  private let target: Target
  private var varieties: [Variety?] = Array(repeating: nil, count: 512)

  init(_ name: String) { target = Target(name) }

  func execute(_ input: UnsafeBufferPointer<UInt8>) {
    guard input.count >= 2 else { return }
    let variety = variety(Int(input[0]) | Int(input[1] & 0x80) << 1)
    bytesInMemory = variety.before + input[2...] + variety.behind
    let size = bytesInMemory.count
    let export = ExportFile(
      path: "",
      deliveredAs: "fuzz",
      digest: ContentDigest(words: (1, 2, 3, 4)),
      byteCount: UInt64(size)
    )
    let whole = read(variety, export, blockSize: 4_096, thenWorks: worksOn(input))
    whole.hold(size: size, isLineBased: target.isLineBased)
    guard input[1] & 0x40 == 0 else { return }
    let blockSize = target.smallestBlock + Self.further[Int(input[1] & 7)]
    let pieces = read(variety, export, blockSize: blockSize, thenWorks: false)
    precondition(isSame(pieces, whole), "what is read does not depend on the size of blocks")
  }

  /// Of several mistakes in an XML file, the block they lie in decides which is told; that there is one is sure.
  private func isSame(_ pieces: Reading, _ whole: Reading) -> Bool {
    if !target.isLineBased, pieces.error != nil, whole.error != nil { return true }
    return pieces == whole
  }

  private func read(
    _ variety: Variety,
    _ export: ExportFile,
    blockSize: Int,
    thenWorks: Bool
  ) -> Reading {
    do throws(ExportError) {
      return Reading(try variety.source(blockSize: blockSize), export) { batch in
        guard thenWorks else { return }
        variety.normalize.process(&batch)
        variety.rules.process(&batch)
      }
    } catch {
      preconditionFailure("the settings of a trial are good")
    }
  }

  /// Rows are made ready and judged for one input in sixteen, or for all: that costs more than to read them.
  private func worksOn(_ input: UnsafeBufferPointer<UInt8>) -> Bool {
    if target.alwaysWorks { return true }
    var hash: UInt32 = 0x811C_9DC5
    for byte in input { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return (hash ^ hash >> 16) & 15 == 0
  }

  private func variety(_ number: Int) -> Variety {
    if let known = varieties[number] { return known }
    let made = Varieties.make(target.format, number)
    varieties[number] = made
    return made
  }
}
