import Normalization
import RecordModel
import Validation

/// One execution of a reader: the first two bytes say how, the others are the file.
final class ReaderTrial {
  private let format: String
  private let file = MemoryFile()
  private var varieties: [Int: Variety] = [:]
  /// Formats of lines, whose rows and damaged lines lie at their own places in the byte book.
  private let isLineBased: Bool
  /// What an XML file declares has to lie in its first block, as it does in blocks of a real size.
  private let smallest: Int

  init(_ format: String) {
    self.format = format
    isLineBased = format == "csv"
    smallest = format == "xml" ? 200 : 1
  }

  func execute(_ input: UnsafeBufferPointer<UInt8>) {
    guard input.count >= 2 else { return }
    let variety = variety(Int(input[0]))
    let bytes = variety.before + input[2...] + variety.behind
    let export = file.export(bytes)
    let isWorkedOn = input[1] & 0x80 == 0
    let whole = read(variety, export, blockSize: 4_096) { batch in
      guard isWorkedOn else { return }
      variety.normalize.process(&batch)
      variety.rules.process(&batch)
    }
    whole.hold(size: bytes.count, isLineBased: isLineBased)
    guard input[1] & 0x40 == 0 else { return }
    let pieces = read(variety, export, blockSize: smallest + Int(input[1] & 0x3F)) { _ in }
    precondition(pieces == whole, "what is read does not depend on the size of blocks")
  }

  private func read(
    _ variety: Variety,
    _ export: ExportFile,
    blockSize: Int,
    _ work: (inout RecordBatch) -> Void
  ) -> Reading {
    do throws(ExportError) {
      return Reading(try variety.source(blockSize: blockSize), export, work)
    } catch {
      preconditionFailure("the settings of a trial are good")
    }
  }

  private func variety(_ number: Int) -> Variety {
    if let known = varieties[number] { return known }
    let made = Varieties.make(format, number)
    varieties[number] = made
    return made
  }
}
