import Testing

/// Promise 3: bundles are a pure function of what has landed.
@Suite(.serialized)
struct SameBytesTests {
  @Test(arguments: LawPipeline.all)
  func `bundles are the same bytes however files are named, cut, ordered or delivered`(
    pipeline: LawPipeline
  ) throws {
    let first = try FirstNight.of(pipeline)
    #expect(first.run.exit == 0, "\(first.run.stderr)")
    #expect(!first.files.files.isEmpty)
    for (number, arrangement) in pipeline.arrangements.enumerated() {
      // Printed before it can fail: this is all one needs to see it again.
      print("\(pipeline.name): \(arrangement), seed \(InventedHospital.seed)")
      var numbers = SeededNumbers(seed: InventedHospital.seed &+ UInt64(number))
      let workspace = try LawWorkspace(under: "ward \(number)/Ärzte")
      try workspace.deliver(arrangement.apply(to: pipeline.deliveries, &numbers))
      let outcome = try workspace.run(
        try pipeline.path(in: workspace),
        jobs: number.isMultiple(of: 2) ? 8 : 2,
        environment: ["TZ": "Asia/Kolkata", "LC_ALL": number < 2 ? "C" : "tr_TR.UTF-8"]
      )
      #expect(outcome.exit == 0, "\(arrangement): \(outcome.stderr)")
      let difference = try first.files.firstDifference(from: workspace.bundles())
      #expect(difference == nil, "\(arrangement): \(difference ?? "") differs")
    }
  }

  @Test
  func `the invented hospital has what exports have`() throws {
    let night = try FirstNight.of(.invented)
    let rows = LawPipeline.invented.deliveries.reduce(0) { $0 + $1.rows.count }
    #expect(rows > 300)
    for code in ["CSV-01", "CSV-02", "DOC-02", "ENC-01", "PAT-01"] {
      #expect(night.quarantine.contains { $0.contains(code) }, "no row is refused by \(code)")
    }
    #expect(night.run.stderr.contains("repeated"))
  }
}
