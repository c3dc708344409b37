import RecordModel

/// The example of the design once more, written as JSON: YAML reads it, and a schema checks it.
enum SchemaExample {
  static let json = """
    {"pipeline": "lakeside-nightly", "site": "https://lakeside.example/charts",
     "ingest": {
      "film-index": {
       "files": "inbox/film_*.csv", "format": "csv", "encoding": "windows-1252", "delimiter": ";",
       "header": true, "rows-are": "documents", "mode": "delta", "facility": "LAKESIDE",
       "columns": {
        "record-number": {"column": "MRN", "assigner": "LAKESIDE"},
        "name": {"column": "PATIENT NAME", "written": "LAST, FIRST MIDDLE"},
        "birth-date": {"column": "DOB", "written": "month-day-year", "two-digit-years": "1925-2024"},
        "sex": {"column": "SEX", "map": {"1": "male", "2": "female", "9": "unknown"}},
        "ssn": "SSN", "document-id": "DOC NO",
        "document-type": {"column": "DOC TYPE", "map": {"HP": "11492-6", "DS": "18842-5"}},
        "service-date": "SVC DATE", "reel": "REEL", "frame": "FRAME", "page-count": "PAGES",
        "image": "FILE PATH"},
       "ignore": {"OPERATOR": "scanner operator", "BATCH": "scan batch"}},
      "fiche-index": {
       "files": "inbox/fiche_*.xml", "format": "xml", "each": "/roll/frame",
       "columns": {"record-number": "mrn", "family-name": "patient/last",
        "given-name": "patient/first", "document-type": "@doctype"}}},
     "normalize": {"placeholders": {"birth-date": ["1900-01-01"]}},
     "link": {"model": "default"},
     "validate": {"limits": {"quarantined": "0.5%", "DATE-03": "0.30%", "MRN-01": 25}},
     "bundle": {"partitions": 64}, "publish": {"to": "out"}}
    """

  /// The settings with all line numbers at 0: two ways of writing differ in them alone.
  static func withoutLines(_ settings: PipelineSettings) -> PipelineSettings {
    var settings = settings
    for source in settings.sources.indices {
      settings.sources[source].line = 0
      for column in settings.sources[source].columns.indices {
        settings.sources[source].columns[column].line = 0
      }
    }
    return settings
  }
}
