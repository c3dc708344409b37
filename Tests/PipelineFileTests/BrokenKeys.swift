/// Keys that nobody knows, that are missing, that are written twice.
enum BrokenKeys {
  private typealias Case = BrokenFileTests.Case

  static let cases: [BrokenFileTests.Case] = [
    Case(
      "site: https",
      "sites: https",
      "p.yaml:4:1: PIPE-03 unknown key 'sites' in the file. Did you mean 'site'?"
    ),
    Case(
      "site: https://lakeside.example/charts",
      "",
      "p.yaml:3:1: PIPE-04 the file has no 'site'. Add it. A URI the hospital owns. It is part of every id, recorded at the first run, never changed."
    ),
    Case(
      "pipeline: lakeside-nightly",
      "",
      "p.yaml:4:1: PIPE-04 the file has no 'pipeline'. Add it. The pipeline's name; a workspace belongs to one pipeline."
    ),
    Case(
      "validate:",
      "validation:",
      "p.yaml:42:1: PIPE-03 unknown key 'validation' in the file. Did you mean 'validate'?"
    ),
    Case(
      "encoding: windows",
      "enconding: windows",
      "p.yaml:9:5: PIPE-03 unknown key 'enconding' in 'film-index'. Did you mean 'encoding'?"
    ),
    Case(
      "delimiter:",
      "dlimiter:",
      "p.yaml:10:5: PIPE-03 unknown key 'dlimiter' in 'film-index'. Did you mean 'delimiter'?"
    ),
    Case(
      "files: inbox/film_*.csv",
      "",
      "p.yaml:8:5: PIPE-04 'film-index' has no 'files'. Add it. File name patterns (* ? [a-z]) from the workspace, one or a list."
    ),
    Case(
      "ssn: SSN",
      "dob: SSN",
      "p.yaml:20:7: PIPE-03 unknown field 'dob' in 'columns'. Did you mean 'birth-date'?"
    ),
    Case(
      "ssn: SSN",
      "social security: SSN",
      "p.yaml:20:7: PIPE-03 unknown field 'social security' in 'columns'. Write one of: facility, record-number, name, family-name, given-name, middle-name, name-suffix, maiden-name, birth-date, death-date, sex, ssn, phone, address-line, city, state, postal-code, country, document-id, document-type, document-title, service-date, scan-date, author, encounter-number, page-count, image, image-hash, box, folder, reel, fiche, frame, diagnosis-code, procedure-code, code-system, merged-record-number."
    ),
    Case(
      "ssn: SSN",
      "SSN: SSN",
      "p.yaml:20:7: PIPE-03 unknown field 'SSN' in 'columns'. Did you mean 'ssn'?"
    ),
    Case(
      "ssn: SSN",
      "page_count: SSN",
      "p.yaml:20:7: PIPE-03 unknown field 'page_count' in 'columns'. Did you mean 'page-count'?"
    ),
    Case(
      "reel: REEL",
      "frame: REEL",
      "p.yaml:25:7: PIPE-02 'frame' is written twice, first in line 24. Keep one of the two."
    ),
    Case(
      "ssn: SSN",
      "ssn: {columm: SSN}",
      "p.yaml:20:13: PIPE-03 unknown option 'columm' in 'ssn'. Did you mean 'column'?"
    ),
    Case(
      "ssn: SSN",
      "ssn: {optional: true}",
      "p.yaml:20:7: PIPE-04 'ssn' has no 'column'. Add it: {column: NAME OF COLUMN}."
    ),
    Case(
      "ssn: SSN",
      "ssn: {column: SSN, written: detect}",
      "p.yaml:20:26: PIPE-09 'written' is for 'name' and dates, not for 'ssn'. Remove it here."
    ),
    Case(
      "ssn: SSN",
      "ssn: {column: SSN, assigner: X}",
      "p.yaml:20:26: PIPE-09 'assigner' is for 'record-number' and 'merged-record-number', not for 'ssn'. Remove it here."
    ),
    Case(
      "ssn: SSN",
      "ssn: {column: A, columns: [B, C]}",
      "p.yaml:20:24: PIPE-09 'ssn' has both 'column' and 'columns'. Keep one of the two."
    ),
    Case(
      "name: {column",
      "name: {two-digit-years: 1925-2024, column",
      "p.yaml:17:14: PIPE-09 'two-digit-years' is for dates, not for 'name'. Remove it here."
    ),
    Case(
      "DATE-03",
      "DATE-30",
      "p.yaml:43:31: PIPE-03 unknown rule 'DATE-30' in 'limits'. Did you mean 'DATE-03'?"
    ),
    Case(
      "DATE-03",
      "quarantine",
      "p.yaml:43:31: PIPE-03 unknown rule 'quarantine' in 'limits'. Did you mean 'quarantined'?"
    ),
    Case(
      "birth-date: [",
      "birthdate: [",
      "p.yaml:39:18: PIPE-03 unknown field 'birthdate' in 'placeholders'. Did you mean 'birth-date'?"
    ),
    Case(
      "film-index:",
      "film/index:",
      "p.yaml:6:3: PIPE-07 'ingest': 'film/index' is not a name of letters, digits, '-', '_' and '.' that begins with a letter or digit. Write for example: film-index"
    ),
    Case(
      "film-index:",
      "'.hidden':",
      "p.yaml:6:3: PIPE-07 'ingest': '.hidden' is not a name of letters, digits, '-', '_' and '.' that begins with a letter or digit. Write for example: film-index"
    ),
    Case(
      "\"9\": unknown",
      "\"1\": unknown",
      "p.yaml:19:56: PIPE-02 '1' is written twice, first in line 19. Keep one of the two."
    ),
  ]
}
