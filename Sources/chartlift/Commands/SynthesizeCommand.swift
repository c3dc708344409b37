import ArgumentParser
import Night
import RecordModel
import Synthesis

extension ExportForm: ExpressibleByArgument {}
extension SyntheticOrder.Mode: ExpressibleByArgument {}

/// `chartlift synthesize`: a made-up index with its truth, for trials, training and benchmarks.
struct SynthesizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthesize",
    abstract: "Make a fake index export whose truth is known, for trials and benchmarks.",
    discussion: """
      Examples:
        chartlift synthesize --records 20000 --seed 7 --out made
        chartlift synthesize --records 20000 --seed 7 --out made --nights 10 --mode snapshot

      Writes index.csv, which Pipelines/synthesized.yaml reads, and truth.csv, which says who is who. \
      With --nights: night-01/index-01.csv and so on, and one truth for all of them. \
      Nobody in it exists. The same options make the same bytes on any machine.
      """
  )

  @Option(help: ArgumentHelp("Rows of the index (of the first night).", valueName: "n"))
  var records: Int

  @Option(help: ArgumentHelp("Another seed makes other people.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Where to write; made when it is not there.", valueName: "folder"))
  var out: String

  @Option(help: "The form of the index: csv, xml.")
  var format = ExportForm.csv

  @Option(help: ArgumentHelp("So many nights instead of one index.", valueName: "n"))
  var nights: Int?

  @Option(
    help: "A later night's file: delta, what is new; snapshot, the whole index. [default: delta]"
  )
  var mode: SyntheticOrder.Mode?

  func validate() throws {
    guard (1...SyntheticOrder.mostRecords).contains(records) else {
      throw ValidationError("--records wants a number from 1 to \(SyntheticOrder.mostRecords).")
    }
    if let nights, !(1...SyntheticOrder.mostNights).contains(nights) {
      throw ValidationError("--nights wants a number from 1 to \(SyntheticOrder.mostNights).")
    }
    if mode != nil, nights == nil {
      throw ValidationError("--mode says what later nights bring: give --nights, too.")
    }
    if out.isEmpty || out.utf8.contains(0) {
      throw ValidationError("--out wants the name of a folder.")
    }
  }

  func run() throws {
    let order = SyntheticOrder(
      records: records,
      seed: seed,
      folder: out,
      form: format,
      nights: nights,
      mode: mode ?? .delta
    )
    let files = try reporting { () throws(NightError) in
      do throws(SyntheticError) {
        return try SyntheticDelivery.write(order)
      } catch {
        throw explained(error)
      }
    }
    for file in files { Terminal.tell(" Wrote \(file.path)   \(file.rows) rows") }
  }

  private func explained(_ error: SyntheticError) -> NightError {
    switch error {
    case .wouldReplace(let path):
      return NightError(
        .cannotCreate,
        "IO-03 \(path) is there already, and nothing is replaced. Name another folder with --out, or"
          + " remove what an earlier 'synthesize' left in this one."
      )
    case .store(let error) where [28, 122, 27].contains(error.code):  // ENOSPC, EDQUOT, EFBIG
      return NightError(
        .inputOutput,
        "IO-01 \(error.call) \(error.path): no room. Nothing was kept: make room, or ask for fewer"
          + " --records, and type the command again."
      )
    case .store(let error) where error.code == 11:  // EWOULDBLOCK
      return NightError(
        .busy,
        "IO-04 \(error.path) is being written by another 'synthesize'. Wait for it, or name another"
          + " folder with --out."
      )
    case .store(let error): return NightError(error)
    }
  }
}
