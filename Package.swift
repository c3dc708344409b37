// swift-tools-version:6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

// The house (README, "The rooms"): a module may import only what its line names.
// `swift build --explicit-target-dependency-import-check error` holds us to it.
func room(_ name: String, imports: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: settings)
}

func tests(_ name: String, imports: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: imports, swiftSettings: settings)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let arguments = Target.Dependency.product(
  name: "ArgumentParser",
  package: "swift-argument-parser"
)

let stageRooms: [Target.Dependency] = [
  "Ingestion", "Normalization", "Linkage", "Validation", "Bundling",
]

let package = Package(
  name: "chartlift",
  products: [.executable(name: "chartlift", targets: ["chartlift"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CLibArchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CFileSystem"),
    .systemLibrary(name: "CBoringSHA"),

    room("CanonicalJSON"),
    room("Digests", imports: [crypto, "CBoringSHA"]),
    room("RecordModel"),
    room("Persons", imports: ["RecordModel"]),
    room("Scoring"),
    room("Ingestion", imports: ["RecordModel", "Digests", "CLibCSV", "CLibXML2"]),
    room("Inspection", imports: ["RecordModel"]),
    room("Normalization", imports: ["RecordModel"]),
    room("CensusNames"),
    room(
      "Linkage",
      imports: ["RecordModel", "Persons", "CanonicalJSON", "Digests", "CensusNames"]
    ),
    room("Validation", imports: ["RecordModel", "Persons"]),
    room("Bundling", imports: ["RecordModel", "Persons", "CanonicalJSON", "Digests"]),
    room(
      "Workspace",
      imports: [
        "RecordModel", "Persons", "CanonicalJSON", "Digests", "CLibArchive", "CZlib",
        "CFileSystem", grdb,
      ]
    ),
    room("Engine", imports: ["RecordModel", "Persons", "CanonicalJSON", "Digests"]),
    room("Synthesis", imports: ["RecordModel", "CensusNames"]),
    room("PipelineFile", imports: ["RecordModel", yams]),
    room("Reporting", imports: ["RecordModel", "CanonicalJSON"]),
    room(
      "Night",
      imports: stageRooms + [
        "RecordModel", "Persons", "CanonicalJSON", "Digests", "Workspace", "Engine",
        "PipelineFile", "Reporting", "Inspection", "Scoring",
      ]
    ),
    .executableTarget(
      name: "chartlift",
      dependencies: ["Night", "RecordModel", "Reporting", "Synthesis", arguments],
      swiftSettings: settings
    ),

    tests("CanonicalJSONTests", imports: ["CanonicalJSON"]),
    tests("RecordModelTests", imports: ["RecordModel"]),
    tests("IngestionTests", imports: ["Ingestion", "RecordModel", "Digests", "CLibCSV"]),
    tests("NormalizationTests", imports: ["Normalization", "RecordModel"]),
    tests("InspectionTests", imports: ["Inspection", "RecordModel"]),
    tests("LinkageTests", imports: ["Linkage", "Persons", "RecordModel"]),
    tests("ScoringTests", imports: ["Scoring"]),
    tests("ValidationTests", imports: ["Validation", "Normalization", "Persons", "RecordModel"]),
    tests(
      "BundlingTests",
      imports: ["Bundling", "CanonicalJSON", "Digests", "Persons", "RecordModel"]
    ),
    tests(
      "WorkspaceTests",
      imports: ["Workspace", "CanonicalJSON", "Digests", "Persons", "RecordModel", "CZlib", grdb]
    ),
    tests("EngineTests", imports: ["Engine", "Digests", "Persons", "RecordModel"]),
    tests("PipelineFileTests", imports: ["PipelineFile", "RecordModel", yams]),
    tests("ReportingTests", imports: ["Reporting", "CanonicalJSON", "RecordModel"]),
    tests("SynthesisTests", imports: ["Synthesis"]),
    tests(
      "NightTests",
      imports: [
        "Night", "Engine", "Linkage", "Persons", "RecordModel", "Reporting", "Synthesis",
        "Workspace",
      ]
    ),
    tests("CaseTests", imports: ["CZlib"]),
  ]
)
