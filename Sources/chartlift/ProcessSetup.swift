import Glibc

/// Signals and standard files of the process.
enum ProcessSetup {
  /// Opens `/dev/null` in the place of a closed standard file, which the next file opened would take:
  /// words for a person would then be written into it.
  static func openStandardFiles() {
    for file in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(file, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDWR)
    }
  }

  /// A closed pipe and a file-size limit become errors of the call, with an exit code, not a death.
  static func ignoreWriteSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Interrupted: say at once what is kept and leave.
  ///
  /// Every result that the ledger knows of is durable; what is half written has no name yet and is
  /// swept by the next run.
  static func answerInterrupts() {
    signal(SIGINT) { _ in leave(130) }
    signal(SIGTERM) { _ in leave(143) }
  }
}

/// Only calls that are safe in a signal handler.
private func leave(_ code: Int32) {
  let words: StaticString =
    "\n Interrupted. Finished stages are kept; the same command goes on from there.\n"
  words.withUTF8Buffer { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  _exit(code)
}
