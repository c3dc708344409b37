/// Statements of a source that cannot hold together.
enum BrokenSources {
  private typealias Case = BrokenFileTests.Case

  static let cases: [BrokenFileTests.Case] = [
    Case(
      "each: /roll/frame",
      "required: false",
      "p.yaml:29:3: PIPE-04 'fiche-index' is xml and has no 'each'. Add the path of the elements that are rows: each: /roll/frame"
    ),
    Case(
      "each: /roll/frame",
      "each: roll/frame",
      "p.yaml:32:11: PIPE-07 'each': 'roll/frame' is no path from the root. Write for example: /roll/frame"
    ),
    Case(
      "each: /roll/frame",
      "each: //frame",
      "p.yaml:32:11: PIPE-07 'each': '//frame' is no path from the root. Write for example: /roll/frame"
    ),
    Case(
      "each: /roll/frame",
      "each: /roll/@id",
      "p.yaml:32:11: PIPE-07 'each': '/roll/@id' is no path from the root. Write for example: /roll/frame"
    ),
    Case(
      "header: true",
      "each: /a",
      "p.yaml:11:5: PIPE-09 'each' says nothing about csv files. Remove it, or correct 'format:'."
    ),
    Case(
      "each: /roll/frame",
      "each: /roll/frame\n    delimiter: tab\n    header: false",
      "p.yaml:33:5: PIPE-09 'delimiter' says nothing about xml files. Remove it, or correct 'format:'.",
      "p.yaml:34:5: PIPE-09 'header' says nothing about xml files. Remove it, or correct 'format:'."
    ),
    Case(
      "patient/last",
      "patient last",
      "p.yaml:35:20: PIPE-07 'patient last' is no path below the row's element. Write for example: patient/last, @id, ../@number, name[1]/given[1]"
    ),
    Case(
      "patient/last",
      "/patient/last",
      "p.yaml:35:20: PIPE-07 '/patient/last' is no path below the row's element. Write for example: patient/last, @id, ../@number, name[1]/given[1]"
    ),
    Case(
      "patient/last",
      "patient//last",
      "p.yaml:35:20: PIPE-07 'patient//last' is no path below the row's element. Write for example: patient/last, @id, ../@number, name[1]/given[1]"
    ),
    Case(
      "patient/last",
      "id[@root=1]",
      "p.yaml:35:20: PIPE-07 'id[@root=1]' is no path below the row's element. Write for example: patient/last, @id, ../@number, name[1]/given[1]"
    ),
    Case(
      "patient/last",
      "id[1",
      "p.yaml:35:20: PIPE-07 'id[1' is no path below the row's element. Write for example: patient/last, @id, ../@number, name[1]/given[1]"
    ),
    Case(
      "patient/last",
      "id[0]",
      "p.yaml:35:20: PIPE-07 'id[0]' is no path below the row's element. Write for example: patient/last, @id, ../@number, name[1]/given[1]"
    ),
    Case(
      "patient/last",
      "'@id/name'",
      "p.yaml:35:20: PIPE-07 '@id/name' is no path below the row's element. Write for example: patient/last, @id, ../@number, name[1]/given[1]"
    ),
    Case(
      "ssn: SSN",
      "ssn: {column: SSN, first: true}",
      "p.yaml:20:26: PIPE-09 'first' says nothing about csv files: a row has one cell a column. Remove it."
    ),
    Case(
      "family-name: patient/last",
      "family-name: {column: patient/last, first: true, join: ' '}",
      "p.yaml:35:43: PIPE-09 'first' and 'join' are two answers to several matches. Keep one of the two."
    ),
    Case(
      "{OPERATOR:",
      "{REEL:",
      "p.yaml:28:14: PIPE-09 'REEL' is ignored here and mapped to 'reel' in line 24. Keep one of the two."
    ),
    Case(
      "reel: REEL",
      "facility: FAC",
      "p.yaml:24:7: PIPE-09 the facility is said twice, first in line 14. Keep one of the two."
    ),
    Case(
      "partitions: 64",
      "trust: [film-index, fish-index, film-index]",
      "p.yaml:45:23: PIPE-06 'trust': 'fish-index' is no source of this file. Did you mean 'film-index'?",
      "p.yaml:45:35: PIPE-02 'trust': 'film-index' is named twice. Keep the first."
    ),
    Case(
      "header: true",
      "header: false",
      "p.yaml:16:31: PIPE-07 'MRN' is no column number, and there is no header line. Write a number from 1, or 'header: true'.",
      "p.yaml:17:22: PIPE-07 'PATIENT NAME' is no column number, and there is no header line. Write a number from 1, or 'header: true'.",
      "p.yaml:18:28: PIPE-07 'DOB' is no column number, and there is no header line. Write a number from 1, or 'header: true'.",
      "p.yaml:19:21: PIPE-07 'SEX' is no column number, and there is no header line. Write a number from 1, or 'header: true'.",
      "p.yaml:20:12: PIPE-07 'SSN' is no column number, and there is no header line. Write a number from 1, or 'header: true'.",
      "p.yaml:21:20: PIPE-07 'DOC NO' is no column number, and there is no header line. Write a number from 1, or 'header: true'.",
      "p.yaml:22:31: PIPE-07 'DOC TYPE' is no column number, and there is no header line. Write a number from 1, or 'header: true'.",
      "p.yaml:23:21: PIPE-07 'SVC DATE' is no column number, and there is no header line. Write a number from 1, or 'header: true'.",
      "p.yaml:24:13: PIPE-07 'REEL' is no column number, and there is no header line. Write a number from 1, or 'header: true'.",
      "p.yaml:25:14: PIPE-07 'FRAME' is no column number, and there is no header line. Write a number from 1, or 'header: true'.",
      "p.yaml:26:19: PIPE-07 'PAGES' is no column number, and there is no header line. Write a number from 1, or 'header: true'.",
      "p.yaml:27:14: PIPE-07 'FILE PATH' is no column number, and there is no header line. Write a number from 1, or 'header: true'.",
      "p.yaml:28:14: PIPE-07 'OPERATOR' is no column number, and there is no header line. Write a number from 1, or 'header: true'.",
      "p.yaml:28:42: PIPE-07 'BATCH' is no column number, and there is no header line. Write a number from 1, or 'header: true'."
    ),
    Case(
      "      record-number: mrn\n      family-name: patient/last\n",
      "",
      "p.yaml:33:5: PIPE-11 no column of 'fiche-index' says who the patient is. Map one of: record-number, name, family-name, ssn."
    ),
    Case(
      "    columns:\n      record-number: mrn\n      family-name: patient/last\n      given-name: patient/first\n      document-type: \"@doctype\"\n",
      "",
      "p.yaml:30:5: PIPE-04 'fiche-index' has no 'columns'. Add it: which column says what, for example: columns: {record-number: MRN}"
    ),
    Case(
      "    columns:\n      record-number: mrn\n      family-name: patient/last\n      given-name: patient/first\n      document-type: \"@doctype\"\n",
      "    columns: {}\n",
      "p.yaml:33:5: PIPE-08 'columns' is empty. Give it a value, or remove it."
    ),
  ]
}
