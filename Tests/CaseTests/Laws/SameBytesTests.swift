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

  @Test func `a second night's bundles and changes are the same bytes too`() throws {
    let hospital = InventedHospital()
    let nights = [hospital.deliveries, hospital.secondNight]
    var first: (bundles: Tree, changes: Tree)?
    for arrangement in [Arrangement.asDelivered, .overlapping, .everything] {
      print("two nights: \(arrangement), seed \(InventedHospital.seed)")
      var numbers = SeededNumbers(seed: InventedHospital.seed)
      let workspace = try LawWorkspace()
      let pipeline = try LawPipeline.invented.path(in: workspace)
      for (deliveries, asOf) in zip(nights, ["2026-11-21", "2026-11-22"]) {
        // Whether the files of the night before are still there must not matter either.
        if arrangement == .everything { try workspace.emptyInbox() }
        try workspace.deliver(arrangement.apply(to: deliveries, &numbers))
        let outcome = try workspace.run(pipeline, asOf: asOf)
        #expect(outcome.exit == 0, "\(arrangement): \(outcome.stderr)")
      }
      #expect(try workspace.account().exit == 0)
      let books = try LawBooks(workspace)
      #expect(books.addUp)
      for kind in ["loaded", "updated", "unchanged", "quarantined"] {
        #expect(books.rows(kind) > 4, "\(kind)")
      }
      let bundles = try workspace.bundles()
      let changes = try Tree(at: workspace.file("out/current/changes"))
      #expect(try PublishedBundles(bundles).mistakes.isEmpty)
      #expect(!changes.files.isEmpty)
      let difference =
        first?.bundles.firstDifference(from: bundles)
        ?? first?.changes.firstDifference(from: changes)
      #expect(difference == nil, "\(arrangement): \(difference ?? "") differs")
      first = first ?? (bundles, changes)
    }
  }

  @Test
  func `the invented hospital has what exports have`() throws {
    let night = try FirstNight.of(.invented)
    #expect(night.books.read > 300)
    for code in ["CSV-01", "CSV-02", "DOC-02", "ENC-01", "PAT-01"] {
      #expect(night.quarantine.contains { $0.contains(code) }, "no row is refused by \(code)")
    }
    #expect(night.books.rows("repeated") > 4)
  }
}
