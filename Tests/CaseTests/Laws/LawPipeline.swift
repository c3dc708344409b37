import Foundation
import Testing

/// A pipeline with exports it can run on: those that ship, and one for the invented hospital.
struct LawPipeline: Sendable, CustomTestStringConvertible {
  var name: String
  /// The text of the pipeline file, or nil for the one that ships under this name.
  var text: String?
  var deliveries: [Delivery]
  var arrangements: [Arrangement]

  var testDescription: String { name }

  /// Writes the pipeline where the workspace finds it and says how to name it.
  func path(in workspace: LawWorkspace) throws -> String {
    guard let text else { return Self.root.appending(path: "Pipelines/\(name).yaml").path }
    try workspace.write(Array(text.utf8), to: "pipeline.yaml")
    return "pipeline.yaml"
  }

  /// Everything that can run here; the public samples only where they lie beside the repository.
  static let all = [invented, bench] + [try? starter, febrl, ccda].compactMap { $0 }

  static let invented = LawPipeline(
    name: "invented",
    text: InventedHospital.pipeline,
    deliveries: InventedHospital().deliveries,
    arrangements: Arrangement.allCases
  )

  static let bench = LawPipeline(
    name: "bench",
    deliveries: InventedHospital().benchDeliveries,
    arrangements: [.asDelivered, .everything]
  )

  static var starter: LawPipeline {
    get throws {
      let folder = root.appending(path: "Fixtures/starter")
      let (film, fiche) = ("film_2026-11-20.csv", "fiche_2026-11-20.xml")
      return LawPipeline(
        name: "starter",
        deliveries: [
          try Delivery.lines(of: folder.appending(path: film), as: "inbox/\(film)"),
          try Delivery.whole(folder.appending(path: fiche), as: "inbox/\(fiche)"),
        ],
        arrangements: [.asDelivered, .everything]
      )
    }
  }

  /// FEBRL dataset 3, or nil with a printed line.
  static let febrl: LawPipeline? = {
    guard let samples = samples("febrl") else { return nil }
    let file = samples.appending(path: "dataset3.csv")
    guard let people = try? Delivery.lines(of: file, as: "inbox/dataset3.csv") else { return nil }
    return LawPipeline(name: "febrl", deliveries: [people], arrangements: [.everything])
  }()

  /// The vendors' C-CDA documents, copied flat under numbers, or nil with a printed line.
  static let ccda: LawPipeline? = {
    guard let samples = samples("ccda-vendors") else { return nil }
    let names = (FileManager.default.subpaths(atPath: samples.path) ?? []).sorted()
      .filter { $0.hasSuffix(".xml") }
    let files = names.enumerated().compactMap { number, name in
      try? Delivery.whole(samples.appending(path: name), as: "inbox/\(number).xml")
    }
    let documents = files.filter { $0.head.contains(Array("<ClinicalDocument".utf8)) }
    return LawPipeline(name: "ccda", deliveries: documents, arrangements: [.everything])
  }()

  private static func samples(_ name: String) -> URL? {
    let folder = root.appending(path: "../shared/data/\(name)").standardizedFileURL
    if FileManager.default.fileExists(atPath: folder.path) { return folder }
    print("skipped: the public samples '\(name)' do not lie beside the repository")
    return nil
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../..").standardizedFileURL
}
