import Synchronization

/// A pipeline file and the code maps it names, as they were when a run used them.
///
/// Kept with the run, so that `rerun` works with its original settings whatever the files say today.
package struct PipelineFiles: Sendable, Equatable {
  /// The path as it was given.
  package var path: String
  package var pipeline: [UInt8]
  /// By the path as the pipeline file writes it, in order of first use.
  package var maps: [Map]

  /// One file of codes.
  package struct Map: Sendable, Equatable {
    package var path: String
    package var bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  package init(path: String, pipeline: [UInt8], maps: [Map]) {
    self.path = path
    self.pipeline = pipeline
    self.maps = maps
  }
}

/// The code maps of one reading: from disk, remembering each; or from those that were kept.
final class MapSource: Sendable {
  private let kept: [PipelineFiles.Map]?
  private let used = Mutex<[PipelineFiles.Map]>([])

  init(kept: [PipelineFiles.Map]? = nil) { self.kept = kept }

  var maps: [PipelineFiles.Map] { used.withLock { $0 } }

  func kept(_ path: String) -> [UInt8]? { kept?.first { $0.path == path }?.bytes }

  func remember(_ path: String, _ bytes: [UInt8]) {
    used.withLock { used in
      if !used.contains(where: { $0.path == path }) { used.append(.init(path: path, bytes: bytes)) }
    }
  }
}
