import Foundation
import Testing

/// Promise 6: what a patient's row says stays in exports, parts, quarantine and bundles.
@Suite(.serialized)
struct PrivacyTests {
  @Test(arguments: PrivacyNight.all)
  func `no word of a patient reaches the terminal, the ledger, a report or a file's name`(
    night: PrivacyNight
  ) throws {
    print("planted words: seed \(InventedHospital.seed)")
    let workspace = try LawWorkspace()
    try workspace.deliver(night.deliveries)
    try workspace.write(Array(night.pipeline.utf8), to: "pipeline.yaml")
    let first = try workspace.run("pipeline.yaml")
    #expect(first.exit == night.exit, "exit \(first.exit)")
    var outcomes = [first, try workspace.account()]
    if night.exit != 65 { outcomes.append(try workspace.run("pipeline.yaml")) }
    for outcome in outcomes {
      expectNoWord(in: Array((outcome.stdout + outcome.stderr).utf8), at: "the terminal")
    }
    let names = FileManager.default.subpaths(atPath: workspace.folder.path) ?? []
    expectNoWord(in: Array(names.joined(separator: "\n").utf8), at: "the names of files")
    for (name, content) in try Tree(at: workspace.folder).files where !mayHoldPatients(name) {
      expectNoWord(in: [UInt8](content), at: name)
    }
    if night.exit == 0 {
      let bundles = try workspace.bundles().files.flatMap(\.content)
      #expect(Self.finder.firstWord(in: bundles) != nil, "the bundles hold none: nothing is shown")
    }
  }

  @Test func `the search finds a word in any case, in hexadecimal and in base64`() throws {
    let words = PlantedExports.all.words.all
    #expect(Set(words).count > 2000)
    let word = try #require(words.last)
    let hex = word.utf8.map { String($0, radix: 16) }.joined()
    var hidden = [word, word.uppercased(), word.lowercased(), hex, hex.uppercased()]
    hidden += ["", "a", "bc"].map { Data(($0 + word + "!").utf8).base64EncodedString() }
    for text in hidden {
      #expect(Self.finder.firstWord(in: Array("say '\(text)' aloud".utf8)) == words.count - 1)
    }
    #expect(Self.finder.firstWord(in: Array("nothing but words of our own".utf8)) == nil)
  }

  private static let finder = WordFinder(PlantedExports.all.words.all)

  private func expectNoWord(in bytes: [UInt8], at place: String) {
    guard let word = Self.finder.firstWord(in: bytes) else { return }
    Issue.record("planted word \(word) is in \(place)")
  }

  /// Where patients' rows belong; everything else in a workspace is searched.
  private func mayHoldPatients(_ name: String) -> Bool {
    ["inbox/", "parts/", "quarantine/"].contains { name.hasPrefix($0) }
      || name.contains("/bundles/") || name.contains("/changes/")
  }
}

/// One night with planted exports: as they should be, or spoiled so that the run must fail.
struct PrivacyNight: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var exit: Int32
  var pipeline = PlantedExports.pipeline(quarantined: "100%")
  var deliveries: [Delivery]

  static let all = publishing + spoiledFilm + spoiledFiche

  private static let exports = PlantedExports.all

  private static let publishing = [
    PrivacyNight(
      testDescription: "published",
      exit: 0,
      deliveries: [film(), Delivery(name: "inbox/fiche.xml", head: fiche())]
    ),
    PrivacyNight(
      testDescription: "more refused than the limit allows",
      exit: 1,
      pipeline: PlantedExports.pipeline(quarantined: "0%"),
      deliveries: [film(), Delivery(name: "inbox/fiche.xml", head: fiche())]
    ),
  ]

  private static let spoiledFilm = [
    PrivacyNight(
      testDescription: "the headings are missing",
      exit: 65,
      deliveries: [film(head: [])]
    ),
    PrivacyNight(
      testDescription: "a column is neither mapped nor ignored",
      exit: 65,
      deliveries: [
        film(head: PlantedExports.headings.dropLast(2) + Array(",NURSE\r\n".utf8))
      ]
    ),
    PrivacyNight(
      testDescription: "bytes that are no text in any certain encoding",
      exit: 65,
      pipeline: PlantedExports.pipeline(quarantined: "100%", detect: true),
      deliveries: [film()]
    ),
    PrivacyNight(
      testDescription: "another delimiter",
      exit: 65,
      pipeline: PlantedExports.pipeline(quarantined: "100%", delimiter: ";"),
      deliveries: [film()]
    ),
    PrivacyNight(
      testDescription: "cut in the middle of a cell",
      exit: 0,
      deliveries: [Delivery(name: "inbox/film.csv", head: Array(film().bytes.dropLast(9100)))]
    ),
  ]

  private static let spoiledFiche = spoiledXML.map { name, bytes in
    PrivacyNight(
      testDescription: name,
      exit: 65,
      deliveries: [Delivery(name: "inbox/fiche.xml", head: Array(bytes))]
    )
  }

  /// XML that is no XML, in the ways whose usual messages quote the text.
  private static var spoiledXML: [(name: String, bytes: [UInt8])] {
    let (one, two) = (exports.words.all[1], exports.words.all[2])
    return [
      ("cut in the middle of an element", Array(fiche().prefix(3000))),
      ("an end tag is a patient's word", fiche("<card><mrn>1</\(one)></card>")),
      ("an entity is a patient's word", fiche("<card><mrn>&\(one);</mrn></card>")),
      ("an attribute comes twice", fiche("<card \(one)=\"1\" \(one)=\"2\"/>")),
      ("a namespace is missing", fiche("<\(one):card/>")),
      ("bytes are no text", fiche().dropLast(40) + [0xFF, 0xFE]),
      ("a document type is declared", Array("<!DOCTYPE \(one) SYSTEM \"\(two)\">".utf8) + fiche()),
      ("no row is where rows are", Array("<\(one)>\(two)</\(one)>".utf8)),
    ]
  }

  private static func film(head: [UInt8] = PlantedExports.headings) -> Delivery {
    Delivery(name: "inbox/film.csv", head: head, rows: exports.lines)
  }

  private static func fiche(_ more: String = "") -> [UInt8] {
    Array("<index>\(exports.cards.joined())\(more)</index>".utf8)
  }
}
