import CanonicalJSON
import Engine

extension Carriers {
  /// All of it in canonical JSON, but for the names of image files: they may be patients' names.
  package var json: [UInt8] {
    var json = CanonicalJSONWriter()
    json.beginObject()
    json.name("carriers")
    json.beginArray()
    for line in lines { write(line, to: &json) }
    json.endArray()
    if let images {
      json.name("images")
      Self.write(images, to: &json)
    }
    json.name("published")
    json.boolean(arePublished)
    json.name("refused")
    json.integer(refused)
    json.name("rows")
    json.integer(rows)
    json.endObject()
    return json.bytes
  }

  private func write(_ line: Line, to json: inout CanonicalJSONWriter) {
    let frames = line.frames
    json.beginObject()
    json.name("countsPages")
    json.boolean(frames.countsPages)
    json.name("facility")
    json.string(line.name.facility)
    if let first = frames.first {
      json.name("first")
      json.integer(UInt64(first))
    }
    if !line.name.folder.isEmpty {
      json.name("folder")
      json.string(line.name.folder)
    }
    json.name("id")
    json.string(line.name.id)
    Self.write("inside", frames.overlapping, to: &json)
    json.name("kind")
    json.string("\(line.name.kind)")
    if let last = frames.last {
      json.name("last")
      json.integer(UInt64(last))
    }
    json.name("missing")
    json.beginArray()
    for range in frames.missing {
      json.beginArray()
      json.integer(UInt64(range.lowerBound))
      json.integer(UInt64(range.upperBound))
      json.endArray()
    }
    json.endArray()
    json.name("outOfOrder")
    json.beginArray()
    for disorder in frames.disorders { write(disorder, to: &json) }
    json.endArray()
    Self.write("repeated", frames.repeated, to: &json)
    json.name("rows")
    json.integer(UInt64(frames.rows))
    json.name("source")
    json.string(line.source)
    json.name("withoutFrame")
    json.integer(UInt64(frames.unframed))
    json.name("withoutNumber")
    json.integer(UInt64(frames.unnumbered))
    json.endObject()
  }

  private func write(_ disorder: CarrierFrames.Disorder, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    json.name("after")
    json.integer(UInt64(disorder.before))
    json.name("export")
    json.string(exports[disorder.export])
    json.name("frame")
    json.integer(UInt64(disorder.frame))
    json.name("line")
    json.integer(UInt64(disorder.line))
    json.endObject()
  }

  private static func write(
    _ name: String,
    _ frames: [UInt32],
    to json: inout CanonicalJSONWriter
  ) {
    json.name(name)
    json.beginArray()
    for frame in frames { json.integer(UInt64(frame)) }
    json.endArray()
  }

  private static func write(_ images: Images, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    json.name("droppedParts")
    json.integer(UInt64(images.matching.dropped))
    json.name("files")
    json.integer(UInt64(images.files))
    json.name("filesWithoutRow")
    json.integer(UInt64(images.filesWithoutRow.count))
    json.name("inOtherCapitals")
    json.integer(UInt64(images.matching.foundInOtherCase))
    json.name("rowsWithFile")
    json.integer(UInt64(images.matching.found))
    json.name("rowsWithoutFile")
    json.beginArray()
    for place in images.rowsWithoutFile { json.string(place) }
    json.endArray()
    json.endObject()
  }
}
