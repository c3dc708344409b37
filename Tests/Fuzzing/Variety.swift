import Normalization
import RecordModel
import Validation

@testable import Ingestion

/// One way to read an export, picked by the first bytes of an input and kept for the next one.
final class Variety {
  let settings: SourceSettings
  let layout: Layout
  /// The first bytes of a file that every input of this variety gets, so that it has a header.
  let before: [UInt8]
  let behind: [UInt8]
  let normalize: NormalizeRows
  let rules: ApplyRowRules
  private let csv: CSVSource
  private let memory = HeaderMemory()
  private var sources: [Int: any Source] = [:]

  init(_ settings: SourceSettings, _ layout: Layout, before: String = "", behind: String = "") {
    self.settings = settings
    self.layout = layout
    csv = CSVSource(settings: settings, layout: layout)
    self.before = Self.encoded(before, layout.encoding)
    self.behind = Self.encoded(behind, layout.encoding)
    normalize = NormalizeRows(
      NormalizationSettings(source: settings, layout: layout, placeholders: [:], asOf: asOf)
    )
    rules = ApplyRowRules(ValidationSettings(source: settings, asOf: asOf))
  }

  /// The reader as the program makes it, with blocks of another size; made once, as for a whole night.
  func source(blockSize: Int) throws(ExportError) -> any Source {
    if let known = sources[blockSize] { return known }
    let made = try makeSource(blockSize)
    sources[blockSize] = made
    return made
  }

  private func makeSource(_ blockSize: Int) throws(ExportError) -> any Source {
    switch settings.format {
    case "csv": RememberedCSV(csv, memory, blockSize: blockSize)
    case "fixed-width":
      try FixedWidthSource(settings: settings, layout: layout, blockSize: blockSize)
    case "kofax-text": KofaxTextSource(settings: settings, layout: layout, blockSize: blockSize)
    case "onbase-dip": OnBaseDIPSource(settings: settings, layout: layout, blockSize: blockSize)
    case "hl7": try HL7Source(settings: settings, layout: layout, blockSize: blockSize)
    case "xml": try XMLSource(settings: settings, blockSize: blockSize)
    case "kofax-xml": try KofaxXMLSource(settings: settings, blockSize: blockSize)
    case "docuware": try DocuWareSource(settings: settings, blockSize: blockSize)
    case "ccda":
      try XMLSource(
        settings: settings,
        shape: CCDASource.shape(settings),
        blockSize: blockSize
      )
    case "naaccr":
      try XMLSource(settings: settings, shape: NAACCRSource.shape, blockSize: blockSize)
    default: try Formats.source(settings, layout)
    }
  }

  private static func encoded(_ text: String, _ encoding: String) -> [UInt8] {
    switch encoding {
    case "utf-16le": text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    case "utf-16be", "utf-16": text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    case "cp037": inEBCDIC(text)
    default: Array(text.utf8)
    }
  }

  private static func inEBCDIC(_ text: String) -> [UInt8] {
    let meanings = SingleByteTable.meanings(of: 0...0xFF, in: "CP037") ?? []
    return text.utf8.map { byte in
      byte == 0x0A ? 0x25 : UInt8(meanings.firstIndex(of: UInt32(byte)) ?? 0)
    }
  }
}
