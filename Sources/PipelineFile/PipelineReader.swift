package import RecordModel

/// Reads pipeline files.
///
/// Promise: settings without a mistake, or all mistakes at once, each with its place. Any bytes are
/// answered; nothing is read besides the file and the code maps it names.
package struct PipelineReader: Sendable {
  private let catalogue: Catalogue
  private let workspace: String

  /// - Parameters:
  ///   - catalogue: the formats, encodings and rules that the file may name.
  ///   - workspace: the folder that paths in the file are relative to.
  package init(catalogue: Catalogue, workspace: String) {
    self.catalogue = catalogue
    self.workspace = workspace
  }

  /// Reads the file at a path, which is used and printed as it is.
  package func read(path: String) throws(PipelineProblems) -> PipelineSettings {
    try readAll(path: path).settings
  }

  /// Reads the file at a path, and says which bytes the settings were made of.
  package func readAll(
    path: String
  ) throws(PipelineProblems) -> (settings: PipelineSettings, files: PipelineFiles) {
    let bytes: [UInt8]
    do throws(FileBytes.Failure) {
      bytes = try FileBytes.read(path, limit: YAMLText.maximumBytes)
    } catch {
      var problems = ProblemList(file: path)
      problems.add(
        .fileMissing,
        at: .start,
        "the pipeline file cannot be read: \(error.reason)",
        "Name a pipeline file, for example: chartlift run Pipelines/starter.yaml"
      )
      throw problems.inOrder
    }
    let source = MapSource()
    let settings = try read(bytes, from: path, source)
    return (settings, PipelineFiles(path: path, pipeline: bytes, maps: source.maps))
  }

  /// The settings of files that were kept; nothing is looked up on disk.
  package func read(_ files: PipelineFiles) throws(PipelineProblems) -> PipelineSettings {
    try read(files.pipeline, from: files.path, MapSource(kept: files.maps))
  }

  /// Reads the bytes of a file; the path serves messages and finds the code maps beside it.
  package func read(
    _ bytes: [UInt8],
    from path: String
  ) throws(PipelineProblems) -> PipelineSettings {
    try read(bytes, from: path, MapSource())
  }

  private func read(
    _ bytes: [UInt8],
    from path: String,
    _ source: MapSource
  ) throws(PipelineProblems) -> PipelineSettings {
    var problems = ProblemList(file: path)
    guard let file = YAMLComposer.compose(bytes, &problems), !file.isEmpty else {
      if problems.isEmpty {
        problems.add(
          .empty,
          at: .start,
          "the file says nothing",
          "Begin with: pipeline: lakeside-nightly"
        )
      }
      throw problems.inOrder
    }
    var walk = DeclarationWalk(problems: problems)
    walk.check(file, as: PipelineKeys(catalogue: catalogue).file, of: "the file")
    var reading = SettingsReading(
      problems: walk.problems,
      formats: catalogue.formats,
      mapFiles: CodeMapFiles(
        workspace: workspace,
        folder: Self.folder(of: path),
        source: source
      )
    )
    let settings = reading.settings(from: file)
    guard reading.problems.isEmpty else { throw reading.problems.inOrder }
    return settings
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
