import CanonicalJSON
import RecordModel
import Reporting
import Workspace

extension Status {
  /// The same as the lines, in canonical JSON.
  package var json: [UInt8] {
    var json = CanonicalJSONWriter()
    json.beginObject()
    json.name("disk")
    writeDisk(to: &json)
    if let holder {
      json.name("holder")
      json.string(holder)
    }
    json.name("next")
    json.string(next)
    if let identity {
      json.name("pipeline")
      json.string(identity.pipeline)
    }
    if let published {
      json.name("published")
      Self.write(published, to: &json)
    }
    json.name("runs")
    json.beginArray()
    for run in runs { Self.write(run, to: &json) }
    json.endArray()
    if let identity {
      json.name("site")
      json.string(identity.site)
    }
    json.name("waiting")
    json.beginArray()
    for landing in waiting { Self.write(landing, to: &json) }
    json.endArray()
    json.endObject()
    return json.bytes
  }

  private func writeDisk(to json: inout CanonicalJSONWriter) {
    json.beginObject()
    json.name("folders")
    json.beginArray()
    for folder in disk {
      json.beginObject()
      json.name("bytes")
      json.integer(folder.bytes)
      json.name("folder")
      json.string(folder.folder)
      json.endObject()
    }
    json.endArray()
    json.name("total")
    json.integer(diskTotal)
    json.endObject()
  }

  private static func write(_ published: Published, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    json.name("asOf")
    json.string(published.run.asOf.isoText)
    if let counts = published.counts {
      json.name("documents")
      json.integer(counts.documents)
      json.name("patients")
      json.integer(counts.patients)
    }
    json.name("run")
    json.string(published.run.name)
    json.name("stateDigest")
    json.string(published.run.stateDigest.hex)
    json.name("tree")
    json.string(published.run.tree)
    json.endObject()
  }

  private static func write(_ run: Run, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    json.name("asOf")
    json.string(run.record.asOf.isoText)
    if let exitCode = run.record.exitCode {
      json.name("exitCode")
      json.integer(exitCode)
    }
    json.name("night")
    json.integer(run.record.night)
    json.name("outcome")
    json.string(run.standing.rawValue)
    json.name("run")
    json.string(run.record.name)
    json.endObject()
  }

  private static func write(_ landing: LandedExport, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    json.name("asOf")
    json.string(landing.asOf.isoText)
    json.name("bytes")
    json.integer(landing.byteCount)
    json.name("deliveredAs")
    json.string(landing.deliveredAs)
    json.name("export")
    json.string(landing.export.hex)
    json.name("run")
    json.string(landing.run)
    json.name("source")
    json.string(landing.source)
    json.endObject()
  }
}
