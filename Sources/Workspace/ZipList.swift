import RecordModel

/// What is in a zip, looked through before anything of it is unpacked.
struct ZipList {
  /// For each entry in order, whether it is unpacked.
  private(set) var isTaken: [Bool] = []
  /// Files that nobody takes, safe to print.
  private(set) var untaken: [String] = []
  /// Folders and notes of a system.
  private(set) var skipped = 0
  /// Bytes that the entries taken say they unpack to.
  private(set) var takenBytes: UInt64 = 0

  private let zip: String

  init(
    _ file: OpenFile,
    _ byteCount: UInt64,
    named zip: String,
    limits: UnpackingLimits,
    taking: (String?) -> Bool
  ) throws(DeliveryError) {
    self.zip = zip
    let end = try ZipEnd(file, byteCount: byteCount, named: zip)
    guard end.entries <= limits.members else { throw tooMany(end.entries, limits.members) }
    guard end.entries > 0 else { throw .unusable(noFile) }
    let reader = try ZipReader(file, named: zip)
    var names: Set<String> = []
    while let member = try reader.next() {
      guard member.name.utf8.count <= limits.nameBytes else { throw tooLong(limits.nameBytes) }
      try add(member, taking, &names)
    }
    guard UInt64(isTaken.count) == end.entries else {
      throw .unusable(
        .damaged(zip, "says it has \(end.entries) entries, and \(isTaken.count) can be found")
      )
    }
    guard isTaken.contains(true) || !untaken.isEmpty else { throw .unusable(noFile) }
  }

  private mutating func add(
    _ member: ZipMember,
    _ taking: (String?) -> Bool,
    _ names: inout Set<String>
  ) throws(DeliveryError) {
    if member.kind == .folder || member.isOfTheSystem {
      skipped += 1
      isTaken.append(false)
      return
    }
    guard taking(member.name) else {
      untaken.append(printable(member.name))
      isTaken.append(false)
      return
    }
    if let problem = problem(of: member, isRepeated: !names.insert(member.name).inserted) {
      throw .unusable(problem)
    }
    takenBytes = takenBytes &+ min(member.byteCount, 1 << 60)
    isTaken.append(true)
  }

  private func problem(of member: ZipMember, isRepeated: Bool) -> ExportError? {
    let shown = "\(zip)!\(printable(member.name))"
    if member.kind == .other {
      return .unreadableArchive(
        shown,
        "is a link or a device, and no file",
        "Ask for a zip that holds the file itself"
      )
    }
    if member.isEncrypted {
      return .unreadableArchive(
        shown,
        "is encrypted, and there is no key",
        "Ask for a zip without a password, or unpack it and deliver what was in it"
      )
    }
    if isRepeated {
      return .unreadableArchive(
        shown,
        "is in the zip twice: which one counts is not said",
        "Ask for a zip in which every name is there once"
      )
    }
    return nil
  }

  private var noFile: ExportError {
    ExportError(
      code: "FILE-01",
      file: zip,
      problem: "is a zip without any file",
      remedy: "Ask for the export again"
    )
  }

  private func tooMany(_ count: UInt64, _ most: UInt64) -> DeliveryError {
    .unusable(
      .beyondLimit(
        zip,
        "has \(count) entries; \(most) is the most. Nothing of it was taken",
        "Unpack it and deliver the index exports that were in it, without the images"
      )
    )
  }

  private func tooLong(_ most: Int) -> DeliveryError {
    .unusable(
      .beyondLimit(
        zip,
        "has a name of more than \(most) bytes. Nothing of it was taken",
        "Ask for a zip with shorter names"
      )
    )
  }
}
