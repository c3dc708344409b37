import ArgumentParser
import Glibc
import Night

/// `chartlift verify`: proves that a published tree is what was published, and whole.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract:
      "Prove that a published tree is whole: hashes, canonical form, ids, references, books.",
    discussion: """
      Reads every file of the tree: sizes and SHA-256 against manifest, SHA256SUMS and ledger; every \
      line canonical and a transaction bundle; every id once, every reference to something in the \
      tree; every row cited once, as the books say; the state digest made again. Then every part \
      that the ledger knows. Changes nothing, and a run may work meanwhile.

      Examples:
        chartlift verify
        chartlift verify 2026-11-21-n1 --read-all

      Ends with 0 when nothing is wrong, 76 with all that is wrong, 66 when there is no such run.
      """
  )

  @Argument(
    help: ArgumentHelp(
      "The run, for example 2026-11-21-n1; the last published one when not given.",
      valueName: "run"
    )
  )
  var runName: String?

  @OptionGroup var options: WorkspaceOption

  @Flag(help: "Read and hash every part again, the landed exports too.")
  var readAll = false

  @Option(help: ArgumentHelp("Workers at once; all processors when not given.", valueName: "n"))
  var jobs: Int?

  @Flag(help: "The outcome as JSON.")
  var json = false

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs wants a number from 1 to 256.")
    }
  }

  func run() throws {
    let request = VerificationRequest(
      run: runName,
      workspace: options.workspace,
      readsAll: readAll,
      jobs: jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    )
    let verification = try reporting { () throws(NightError) in try Verification(request) }
    if json {
      Terminal.put(verification.json + [UInt8(ascii: "\n")])
    } else {
      for line in verification.lines { Terminal.print(line) }
    }
    guard verification.isClean else { throw CommandEnded(exit: .unverified) }
  }
}
