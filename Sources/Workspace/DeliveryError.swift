package import RecordModel

/// Why a delivered file could not be taken in.
package enum DeliveryError: Error, Sendable, Equatable {
  /// Its bytes cannot be used: damaged, a bomb, packed in a way that is not read.
  case unusable(ExportError)
  /// It changes while it is read, or somebody has it open for writing.
  case growing(ExportError)
  /// The system failed.
  case store(StoreError)

  /// Runs a file operation.
  static func storing<Value>(
    _ body: () throws(StoreError) -> Value
  ) throws(DeliveryError) -> Value {
    do throws(StoreError) {
      return try body()
    } catch {
      throw .store(error)
    }
  }
}

/// What is said about delivered files, in one place.
extension ExportError {
  /// The file grew, or somebody is writing it.
  static func growing(_ file: String, _ evidence: String) -> ExportError {
    ExportError(
      code: "FILE-02",
      file: file,
      problem:
        "\(evidence): it is not complete yet. Nothing of it was taken, and what was published"
        + " before is untouched",
      remedy: "Run again when it is complete, or wait for it with  --wait 30m"
    )
  }

  /// The archive's bytes are not what they should be.
  static func damaged(_ file: String, _ problem: String) -> ExportError {
    ExportError(
      code: "FILE-04",
      file: file,
      problem: problem + ". It looks cut off or changed in transfer; nothing of it was taken",
      remedy: "Compare its size with the sender's and deliver it again"
    )
  }

  /// The archive is more than a limit allows.
  static func beyondLimit(_ file: String, _ problem: String, _ remedy: String) -> ExportError {
    ExportError(code: "FILE-05", file: file, problem: problem, remedy: remedy)
  }

  /// The archive is whole, and what is in it cannot be read.
  static func unreadableArchive(
    _ file: String,
    _ problem: String,
    _ remedy: String
  ) -> ExportError {
    ExportError(code: "FILE-06", file: file, problem: problem, remedy: remedy)
  }
}
