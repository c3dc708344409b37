import CanonicalJSON
import Digests
import Persons
import PipelineFile
import RecordModel
import Workspace

/// What a run worked with: the pipeline file, its maps, and how many decisions the book had then.
struct KeptPipeline: Sendable {
  var files: PipelineFiles
  /// Decisions are only ever added, so their number says which they were.
  var decisions: Int

  /// The stored form: canonical JSON, the files as text.
  var bytes: [UInt8] {
    let (maps, path, pipeline) = (files.maps, files.path, files.pipeline)
    var json = CanonicalJSONWriter()
    json.beginObject()
    if decisions > 0 {
      json.name("decisions")
      json.integer(decisions)
    }
    json.name("maps")
    json.beginArray()
    for map in maps {
      json.beginObject()
      json.name("path")
      json.string(map.path)
      json.name("text")
      json.string(String(decoding: map.bytes, as: UTF8.self))
      json.endObject()
    }
    json.endArray()
    json.name("path")
    json.string(path)
    json.name("text")
    json.string(String(decoding: pipeline, as: UTF8.self))
    json.endObject()
    return json.bytes
  }

  init(files: PipelineFiles, decisions: Int) {
    self.files = files
    self.decisions = decisions
  }

  var digest: ContentDigest { ContentDigest(words: sha256(bytes.span)) }

  /// Reads the stored form; nil when it is another one.
  init?(stored bytes: borrowing Span<UInt8>) {
    guard let value = try? JSONReader.read(bytes), let path = value["path"]?.text,
      let text = value["text"]?.text, case .array(let maps)? = value["maps"]
    else { return nil }
    files = PipelineFiles(path: path, pipeline: Array(text.utf8), maps: [])
    decisions = max(0, value["decisions"]?.integer ?? 0)
    for map in maps {
      guard let path = map["path"]?.text, let text = map["text"]?.text else { return nil }
      files.maps.append(.init(path: path, bytes: Array(text.utf8)))
    }
  }
}

extension Workbench {
  /// What is kept of this run's settings.
  var kept: KeptPipeline { KeptPipeline(files: files, decisions: decisions.through) }

  /// The name of the part that keeps them.
  var keptDigest: ContentDigest { kept.digest }

  /// Keeps the pipeline file and its maps, and notes what was asked for, before anything is done for it.
  ///
  /// The same attempt again, when it never ended, writes nothing.
  func noteAttempt(asOf: PartialDate) throws(NightError) {
    guard !place.isRehearsal else { return }
    let attempt = Attempt(pipeline: keptDigest, asOf: asOf)
    if !store.has(attempt.pipeline) {
      try storeCall { () throws(StoreError) in
        let part = try store.begin()
        let bytes = kept.bytes
        try part.append(bytes.span)
        _ = try part.finish()
      }
    }
    try ledgerCall { () throws(LedgerError) in try ledger.note(attempt) }
  }

  /// Notes that the attempt came to an end: a rerun then has nothing to take up.
  func noteEnd(asOf: PartialDate) throws(NightError) {
    guard !place.isRehearsal else { return }
    let attempt = Attempt(pipeline: keptDigest, asOf: asOf, isDone: true)
    try ledgerCall { () throws(LedgerError) in try ledger.note(attempt) }
  }
}

/// What a kept part says of a run's settings.
func keptPipeline(
  _ digest: ContentDigest,
  in store: FilePartStore
) throws(NightError) -> KeptPipeline {
  let bytes = try storeCall { () throws(StoreError) in
    let reader = try store.open(digest)
    var bytes: [UInt8] = []
    try reader.read(0..<reader.byteCount, into: &bytes)
    return bytes
  }
  guard let kept = KeptPipeline(stored: bytes.span) else {
    throw NightError(
      .unverified,
      "WORK-06 the pipeline kept with the run is damaged (\(store.path(of: digest)))."
        + " Type  chartlift run PIPELINE  with the file you have."
    )
  }
  return kept
}
