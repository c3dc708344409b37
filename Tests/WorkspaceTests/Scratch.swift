import Digests
import Glibc
import RecordModel
import Testing

@testable import Workspace

/// A folder for one test, removed at its end.
///
/// The process runs with umask 0: modes must not lean on it.
final class Scratch: Sendable {
  let path: String

  init() throws {
    umask(0)
    // In memory where it can be: an fsync means the same there, and does not wait for a shared disk.
    let parent = (try? FileSystem.info("/dev/shm"))?.isFolder == true ? "/dev/shm" : "/tmp"
    var template = Array("\(parent)/chartlift-test-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileSystem.removeTree(path) }

  func workspace() throws -> WorkspaceFolder { try WorkspaceFolder(path: "\(path)/workspace") }

  /// Writes a file as somebody outside chartlift does.
  @discardableResult
  func deliver(_ text: String, as name: String) throws -> String {
    try deliver(Array(text.utf8), as: name)
  }

  @discardableResult
  func deliver(_ bytes: [UInt8], as name: String) throws -> String {
    let target = name.hasPrefix("/") ? name : "\(path)/\(name)"
    try FileSystem.remove(target)
    try OpenFile.creating(target).write(bytes.span)
    return target
  }
}

/// Every file and folder below a path, with its mode: `0600 parts/ab/…`.
func modes(below path: String, _ prefix: String = "") throws -> [(path: String, info: FileInfo)] {
  var all: [(path: String, info: FileInfo)] = []
  for name in try FolderListing.names(path) {
    let info = try #require(try FileSystem.info("\(path)/\(name)"))
    all.append((prefix + name, info))
    if info.isFolder { all += try modes(below: "\(path)/\(name)", "\(prefix)\(name)/") }
  }
  return all
}

/// Every name below a path that is no folder.
func files(below path: String) throws -> [String] {
  try modes(below: path).filter { !$0.info.isFolder }.map(\.path)
}

func text(_ path: String) throws -> String {
  String(decoding: try DurableFile.read(path), as: UTF8.self)
}

func digest(_ bytes: [UInt8]) -> ContentDigest { ContentDigest(words: sha256(bytes.span)) }

extension FilePartStore {
  @discardableResult
  func add(_ bytes: [UInt8]) throws -> ContentDigest {
    let part = try begin()
    try part.append(bytes.span)
    return try part.finish()
  }

  @discardableResult
  func add(_ text: String) throws -> ContentDigest { try add(Array(text.utf8)) }

  func content(_ digest: ContentDigest) throws -> [UInt8] {
    let part = try open(digest)
    var bytes: [UInt8] = []
    try part.read(0..<part.byteCount, into: &bytes)
    return bytes
  }
}

/// Numbers that look random and are the same for a seed (SplitMix64, Steele, 2014).
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  // Blocks of one random byte and of random length: quick to make, and no two pieces are alike.
  mutating func bytes(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let length = min(count - bytes.count, 1 + Int(next() % 5000))
      bytes += [UInt8](repeating: UInt8(truncatingIfNeeded: next()), count: length)
    }
    return bytes
  }

  mutating func key() -> Key128 { Key128(high: next(), low: next()) }

  mutating func digest() -> ContentDigest {
    ContentDigest(words: (next(), next(), next(), next()))
  }
}
