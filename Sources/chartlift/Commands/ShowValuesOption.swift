import ArgumentParser
import Glibc

/// `--show-values`, which prints what patients' rows say: to a person, never into a file or a pipe.
struct ShowValuesOption: ParsableArguments {
  @Flag(help: "Also what may name a patient; only on a terminal.")
  var showValues = false

  func validate() throws {
    guard showValues, isatty(STDOUT_FILENO) != 1 else { return }
    throw ValidationError(
      "--show-values prints what rows say about patients, and does so only on a terminal."
    )
  }
}
