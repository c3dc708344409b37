import Engine
import Glibc
import Ingestion
import RecordModel
import Workspace

/// Several exports, each read from end to end; of packed files, everything they hold.
struct InspectedFiles {
  private(set) var looks: [InspectedFile] = []
  /// Why files could not be looked at, a line each.
  private(set) var lines: [String] = []
  /// Files of a zip that are no exports, beside others that are: nobody can leave them out.
  private(set) var strays: [String] = []
  /// The worst of the reasons.
  private(set) var kind: NightError.Kind?

  /// Texts of a zip that may be anything, beside exports: a note that was sent along.
  var notes: [InspectedFile] {
    let isAmongExports = looks.contains { !$0.mayBeAnything }
    return isAmongExports ? looks.filter { $0.member != nil && $0.mayBeAnything } : []
  }

  /// What a pipeline reads.
  var exports: [InspectedFile] {
    let notes = notes.map(\.deliveredAs)
    return looks.filter { !notes.contains($0.deliveredAs) }
  }

  /// Looks at the files in the order in which they were named.
  init(_ request: InspectRequest, _ wishes: SniffingWishes) {
    let farm = Farm(jobs: request.jobs)
    for path in request.files {
      do throws(InspectionFailure) {
        try look(at: path, wishes, keepsValues: request.keepsValues, farm)
      } catch {
        note(error)
      }
    }
  }

  private mutating func look(
    at path: String,
    _ wishes: SniffingWishes,
    keepsValues: Bool,
    _ farm: Farm
  ) throws(InspectionFailure) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    try Self.checkFile(path)
    let unpacked = try Self.unpacked(path, as: printable(name))
    defer { withExtendedLifetime(unpacked) {} }
    let before = looks.count
    var failures: [InspectionFailure] = []
    for content in unpacked.file.contents {
      let export = ExportFile(
        path: content.path,
        deliveredAs: content.deliveredAs,
        digest: content.digest,
        byteCount: content.byteCount
      )
      do throws(InspectionFailure) {
        var file = try InspectedFile(export, wishes: wishes, keepsValues: keepsValues, farm: farm)
        file.path = path
        file.member = content.member
        looks.append(file)
      } catch {
        failures.append(error)
      }
    }
    guard looks.count == before else {
      strays += failures.map(\.line)
      return
    }
    for failure in failures { note(failure) }
  }

  private mutating func note(_ failure: InspectionFailure) {
    lines.append(failure.line)
    // One file that is there and of no use says more than one that is not there.
    kind = kind == nil || failure.kind == .inputUnusable ? failure.kind : kind
  }

  private static func unpacked(
    _ path: String,
    as name: String
  ) throws(InspectionFailure) -> UnpackedLook {
    do throws(DeliveryError) {
      return try UnpackedLook(path, as: name)
    } catch {
      switch error {
      case .unusable(let error): throw InspectionFailure(.inputUnusable, error.message)
      case .growing(let error): throw InspectionFailure(.busy, error.message)
      case .store(let error):
        let failure = NightError(error)
        throw InspectionFailure(failure.kind, failure.lines.joined(separator: " "))
      }
    }
  }

  private static func checkFile(_ path: String) throws(InspectionFailure) {
    var found = stat()
    guard stat(path, &found) == 0, access(path, R_OK) == 0 else {
      let isMissing = errno == ENOENT || errno == ENOTDIR
      throw InspectionFailure(
        isMissing ? .inputMissing : errno == EACCES ? .permission : .inputUnusable,
        "FILE-03 \(path): cannot be read (\(systemReason(errno))). Correct the name, or give this"
          + " account access."
      )
    }
    guard found.st_mode & S_IFMT == S_IFREG else {
      throw InspectionFailure(
        .inputUnusable,
        "FILE-12 \(path): is no file but a folder, a pipe or a device. Name files."
      )
    }
  }
}

/// Why one of several files could not be inspected.
struct InspectionFailure: Error {
  var kind: NightError.Kind
  var line: String

  init(_ kind: NightError.Kind, _ line: String) {
    self.kind = kind
    self.line = line
  }
}
