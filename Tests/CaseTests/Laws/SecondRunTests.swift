import Foundation
import Testing

/// A run that has nothing to do does nothing: neither a new run nor a file written again.
@Suite(.serialized)
struct SecondRunTests {
  @Test func `the same run again touches no bundle, and one changed byte of any export is seen`()
    throws
  {
    let workspace = try LawWorkspace()
    let deliveries = LawPipeline.invented.deliveries
    try workspace.deliver(deliveries)
    let time = Date(timeIntervalSince1970: 1_700_000_000)
    for delivery in deliveries { try touch(workspace.file(delivery.name), time) }
    let pipeline = try LawPipeline.invented.path(in: workspace)
    #expect(try workspace.run(pipeline).exit == 0)
    let first = try Footprint(of: workspace)
    #expect(!first.files.isEmpty)

    #expect(try workspace.run(pipeline, jobs: 8).exit == 0)
    #expect(try Footprint(of: workspace) == first, "the same run again")

    for delivery in deliveries { try touch(workspace.file(delivery.name), Date()) }
    #expect(try workspace.run(pipeline).exit == 0)
    #expect(try Footprint(of: workspace) == first, "all files touched")

    var runs = 1
    for delivery in deliveries {
      let bytes = try #require(Self.changed(delivery.bytes))
      try workspace.write(bytes, to: delivery.name)
      try touch(workspace.file(delivery.name), time)
      let outcome = try workspace.run(pipeline)
      #expect(outcome.exit == 0, "\(outcome.stderr)")
      runs += 1
      #expect(workspace.names(in: "runs").count == runs, "\(delivery.name) was not read again")
    }
    #expect(try Footprint(of: workspace) != first)
    #expect(try workspace.account().exit == 0)
  }

  private func touch(_ file: URL, _ time: Date) throws {
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: file.path)
  }

  /// One letter of a title changed to another; nil when there is none.
  private static func changed(_ bytes: [UInt8]) -> [UInt8]? {
    let text = Data(bytes)
    guard let title = text.range(of: Data("LETTER\nPAGE".utf8)) else { return nil }
    var changed = bytes
    changed[title.lowerBound] = UInt8(ascii: "B")
    return changed
  }
}

/// What a run leaves: its bundles by node and time, and the names of runs and trees.
private struct Footprint: Equatable {
  var files: [String: [String]]
  var runs: [String]
  var trees: [String]

  init(of workspace: LawWorkspace) throws {
    runs = workspace.names(in: "runs")
    trees = workspace.names(in: "out")
    files = [:]
    for name in workspace.names(in: "out/current/bundles") {
      let path = workspace.file("out/current/bundles/\(name)").resolvingSymlinksInPath().path
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      files[name] = [FileAttributeKey.systemFileNumber, .modificationDate].map {
        "\(attributes[$0] ?? "")"
      }
    }
  }
}
