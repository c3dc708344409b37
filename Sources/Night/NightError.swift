package import RecordModel

/// Why a command could not do what was asked: what kind of trouble, and the lines a person reads.
package struct NightError: Error, Sendable {
  /// The kind decides the exit code.
  package enum Kind: Sendable, Equatable {
    case usage, inputUnusable, inputMissing, bug, cannotCreate, inputOutput, busy, unverified
    case permission, badPipeline
  }

  package var kind: Kind
  /// One paragraph each: what, where, likely why, what to type.
  ///
  /// No patient value is ever in them.
  package var lines: [String]

  package init(_ kind: Kind, _ lines: [String]) {
    self.kind = kind
    self.lines = lines
  }

  package init(_ kind: Kind, _ line: String) { self.init(kind, [line]) }

  /// A failed file operation, in words, with the kind its error number stands for.
  package init(_ error: StoreError) {
    let isDamage = error.code == 0 || error.code == 74  // EBADMSG
    let reason = isDamage ? "the content is not what was stored" : systemReason(error.code)
    let what = "IO-01 \(error.call) \(error.path): \(reason)."
    switch error.code {
    case 28, 122, 27:  // ENOSPC, EDQUOT, EFBIG
      self.init(
        .inputOutput,
        what + " Make room and run the same command again; finished stages are kept."
      )
    case 13, 1, 30:  // EACCES, EPERM, EROFS
      self.init(.permission, what + " Give this user access to the folder and run again.")
    case 2 where error.path.contains("/parts/"):
      self.init(
        .unverified,
        what + " A part of the workspace is gone: put it back from a copy of the workspace. When it"
          + " was a landed export, deliver that export again and run the pipeline."
      )
    case 2 where error.call == "mkdir":  // ENOENT
      self.init(.cannotCreate, what + " Make the folder above it, or correct the path.")
    case 2:
      self.init(
        .inputMissing,
        what
          + " Put it back, from a copy of the workspace if it is one of its files, and run again."
      )
    case 17, 20, 21, 40:  // EEXIST, ENOTDIR, EISDIR, ELOOP
      self.init(
        .cannotCreate,
        what + " Something else stands in its place, or in that of a folder above it: move it away,"
          + " or correct the path."
      )
    case 0, 74:
      self.init(
        .unverified,
        what + " The workspace is damaged: restore it, or land the exports anew."
      )
    default:
      self.init(.inputOutput, what + " Run the same command again when the disk is well.")
    }
  }
}
