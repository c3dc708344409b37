import Foundation
import Testing

/// Promises 1 and 2, read off the published files with a JSON reader that is not ours.
@Suite(.serialized)
struct BundleTests {
  @Test(arguments: LawPipeline.all)
  func `every bundle is canonical, every reference resolves, no id and no row comes twice`(
    pipeline: LawPipeline
  ) throws {
    let bundles = try FirstNight.of(pipeline).bundles
    #expect(bundles.lines > 10)
    #expect(bundles.mistakes.isEmpty, "\(bundles.mistakes.prefix(3))")
    let resources = Set(bundles.resources)
    #expect(resources.count == bundles.resources.count, "an id comes twice")
    let ids = Set(resources.map { $0.drop { $0 != "/" } })
    #expect(ids.count == resources.count, "two types share an id")
    let dangling = bundles.references.subtracting(resources)
    #expect(dangling.isEmpty, "\(dangling.count) references lead nowhere")
    #expect(Set(bundles.citedRows).count == bundles.citedRows.count, "a row is cited twice")
  }

  @Test(arguments: LawPipeline.all)
  func `as many rows are cited as the books say are live, and the books balance`(
    pipeline: LawPipeline
  ) throws {
    let night = try FirstNight.of(pipeline)
    #expect(night.account.exit == 0, "\(night.account.stdout)")
    #expect(night.books.addUp, "\(night.account.stdout)")
    #expect(night.books.live == night.bundles.citedRows.count)
    let delivered = pipeline.deliveries.reduce(0) { $0 + $1.bytes.count }
    #expect(night.books.exports.reduce(0) { $0 + ($1.bytes["file"] ?? 0) } == delivered)
  }

  @Test func `the checks see a member out of order, another escape, and a citation without a row`()
    throws
  {
    let spoiled = [
      #"{"type":"transaction","entry":[]}"#, #"{"entry":[], "type":"transaction"}"#,
      #"{"entry":[],"total":1.5}"#, #"{"entry":[],"note":"\u00e9"}"#, #"{"entry":[],"note":"\/"}"#,
      #"{"entry":[{"request":{"method":"POST","url":"Patient/1"},"resource":{}}]}"#,
      #"{"entry":[{"request":{"method":"PUT","url":"Provenance/1"},"resource":{"entity":[{}],"id":"1","resourceType":"Provenance"}}]}"#,
    ]
    let workspace = try LawWorkspace()
    for line in spoiled {
      try workspace.write(Array((line + "\n").utf8), to: "inbox/line.ndjson")
      let bundles = try PublishedBundles(Tree(at: workspace.file("inbox")))
      #expect(bundles.mistakes.count == 1, "\(line)")
    }
    let whole = #"{"entry":[],"note":"é\n\u0001\"/","total":-15,"used":true}"#
    try workspace.write(Array((whole + "\n").utf8), to: "inbox/line.ndjson")
    #expect(try PublishedBundles(Tree(at: workspace.file("inbox"))).mistakes.isEmpty)
  }
}
