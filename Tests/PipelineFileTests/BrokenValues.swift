/// Values that are not what their key takes.
enum BrokenValues {
  private typealias Case = BrokenFileTests.Case

  static let cases: [BrokenFileTests.Case] = [
    Case(
      "pipeline: lakeside-nightly",
      "pipeline: lakeside nightly",
      "p.yaml:3:11: PIPE-07 'pipeline': 'lakeside nightly' is not a name of letters, digits and hyphens. Write for example: lakeside-nightly"
    ),
    Case(
      "pipeline: lakeside-nightly",
      "pipeline: [a, b]",
      "p.yaml:3:11: PIPE-05 'pipeline' must be a name of letters, digits and hyphens, not a list. Write for example: lakeside-nightly"
    ),
    Case(
      "https://lakeside.example/charts",
      "lakeside",
      "p.yaml:4:7: PIPE-07 'site': 'lakeside' is not an absolute URI. Write for example: https://lakeside.example/charts"
    ),
    Case(
      "https://lakeside.example/charts",
      "https:///x",
      "p.yaml:4:7: PIPE-07 'site': 'https:///x' is not an absolute URI. Write for example: https://lakeside.example/charts"
    ),
    Case(
      "https://lakeside.example/charts",
      "https://a.example/übung",
      "p.yaml:4:7: PIPE-07 'site': 'https://a.example/übung' is not an absolute URI. Write for example: https://lakeside.example/charts"
    ),
    Case(
      "format: xml",
      "format: xmll",
      "p.yaml:31:13: PIPE-06 'format': 'xmll' is not known. Did you mean 'xml'?"
    ),
    Case(
      "format: xml",
      "format: kofax-text",
      "p.yaml:31:13: PIPE-06 'format': 'kofax-text' is not known. Write one of: csv, xml."
    ),
    Case(
      "windows-1252 ",
      "windows-1525 ",
      "p.yaml:9:15: PIPE-06 'encoding': 'windows-1525' is not known. Did you mean 'windows-1252'?"
    ),
    Case(
      "\";\"",
      "';a'",
      "p.yaml:10:16: PIPE-07 'delimiter': ';a' is not 'detect', 'tab' or one to eight ASCII signs. Write for example: \";\""
    ),
    Case(
      "\";\"",
      "a",
      "p.yaml:10:16: PIPE-07 'delimiter': 'a' is not 'detect', 'tab' or one to eight ASCII signs. Write for example: \";\""
    ),
    Case(
      "\";\"",
      "tabs",
      "p.yaml:10:16: PIPE-07 'delimiter': 'tabs' is not 'detect', 'tab' or one to eight ASCII signs. Write for example: \";\""
    ),
    Case(
      "header: true",
      "header: yes",
      "p.yaml:11:13: PIPE-05 'header' must be true or false, not 'yes'. Write true or false."
    ),
    Case(
      "header: true",
      "header: [true]",
      "p.yaml:11:13: PIPE-05 'header' must be true or false, not a list. Write true or false."
    ),
    Case(
      "rows-are: documents",
      "rows-are: frames",
      "p.yaml:12:15: PIPE-06 'rows-are': 'frames' is not known. Write one of: documents, pages."
    ),
    Case(
      "mode: delta",
      "mode: full",
      "p.yaml:13:11: PIPE-06 'mode': 'full' is not known. Write one of: delta, snapshot."
    ),
    Case(
      "mode: delta",
      "mode: detla",
      "p.yaml:13:11: PIPE-06 'mode': 'detla' is not known. Did you mean 'delta'?"
    ),
    Case(
      "model: default",
      "model: models/a.json",
      "p.yaml:41:10: PIPE-10 'model': 'models/a.json' is not available yet. This version links with its shipped model only. Write 'default'."
    ),
    Case(
      "model: default",
      "merge-from: 2.0",
      "p.yaml:41:3: PIPE-10 'merge-from' is not available yet. Remove it. The match weight in bits from which rows are one person. The model holds it."
    ),
    Case(
      "model: default",
      "review-from: -4.0",
      "p.yaml:41:3: PIPE-10 'review-from' is not available yet. Remove it. The match weight in bits from which a pair is put on the review list. The model holds it."
    ),
    Case(
      "LAST, FIRST MIDDLE",
      "LAST, FIRST",
      "p.yaml:17:45: PIPE-06 'written': 'LAST, FIRST' is not known. Write one of: 'LAST, FIRST MIDDLE', LAST FIRST MIDDLE, FIRST MIDDLE LAST."
    ),
    Case(
      "month-day-year",
      "day-first",
      "p.yaml:18:42: PIPE-06 'written': 'day-first' is not known. Write one of: detect, year-month-day, month-day-year, day-month-year."
    ),
    Case(
      "month-day-year",
      "mdy",
      "p.yaml:18:42: PIPE-06 'written': 'mdy' is not known. Write one of: detect, year-month-day, month-day-year, day-month-year."
    ),
    Case(
      "1925-2024",
      "1925-2025",
      "p.yaml:18:75: PIPE-07 'two-digit-years': '1925-2025' is not a span of exactly 100 years. Write for example: 1925-2024"
    ),
    Case(
      "1925-2024",
      "1925",
      "p.yaml:18:75: PIPE-07 'two-digit-years': '1925' is not a span of exactly 100 years. Write for example: 1925-2024"
    ),
    Case(
      "1925-2024",
      "25-24",
      "p.yaml:18:75: PIPE-07 'two-digit-years': '25-24' is not a span of exactly 100 years. Write for example: 1925-2024"
    ),
    Case(
      "1925-2024",
      "2024-1925",
      "p.yaml:18:75: PIPE-07 'two-digit-years': '2024-1925' is not a span of exactly 100 years. Write for example: 1925-2024"
    ),
    Case(
      "\"2\": female",
      "\"2\": woman",
      "p.yaml:19:48: PIPE-06 'sex': 'woman' is not known. Write one of: male, female, other, unknown."
    ),
    Case(
      "\"2\": female",
      "\"2\": femal",
      "p.yaml:19:48: PIPE-06 'sex': 'femal' is not known. Did you mean 'female'?"
    ),
    Case(
      "\"2\": female",
      "\"2\": ",
      "p.yaml:19:43: PIPE-08 '2' is empty. Give it a value, or remove it."
    ),
    Case(
      "{HP: \"11492-6\", DS: \"18842-5\"}",
      "maps/none.csv",
      "p.yaml:22:46: PIPE-12 there is no file 'maps/none.csv', neither in the workspace nor beside this file. Correct the path, or write the codes here: {\"1\": male}."
    ),
    Case(
      "{HP: \"11492-6\", DS: \"18842-5\"}",
      "[HP, DS]",
      "p.yaml:22:46: PIPE-05 'map' must be a single value or a group of keys, not a list. Write its keys below it, indented, each with a colon."
    ),
    Case(
      "0.5%",
      "120%",
      "p.yaml:43:25: PIPE-07 'quarantined': '120%' is not a number of rows or a share from 0% to 100%. Write for example: 0.5%"
    ),
    Case(
      "0.5%",
      "half",
      "p.yaml:43:25: PIPE-07 'quarantined': 'half' is not a number of rows or a share from 0% to 100%. Write for example: 0.5%"
    ),
    Case(
      "25}",
      "-1}",
      "p.yaml:43:55: PIPE-07 'MRN-01': '-1' is not a number of rows or a share from 0% to 100%. Write for example: 0.5%"
    ),
    Case(
      "25}",
      "}",
      "p.yaml:43:47: PIPE-08 'MRN-01' is empty. Give it a value, or remove it."
    ),
    Case(
      "partitions: 64",
      "partitions: 4097",
      "p.yaml:45:15: PIPE-07 'partitions': 4097 is out of range. Write a number from 1 to 4096."
    ),
    Case(
      "partitions: 64",
      "partitions: many",
      "p.yaml:45:15: PIPE-05 'partitions' must be a whole number, not 'many'. Write a number from 1 to 4096."
    ),
    Case(
      "partitions: 64",
      "partitions: 6.4",
      "p.yaml:45:15: PIPE-05 'partitions' must be a whole number, not '6.4'. Write a number from 1 to 4096."
    ),
    Case(
      "to: out",
      "keep: 0",
      "p.yaml:47:9: PIPE-07 'keep': 0 is out of range. Write a number from 1 to 10000."
    ),
    Case(
      "to: out",
      "snapshot: daily",
      "p.yaml:47:13: PIPE-06 'snapshot': 'daily' is not known. Write one of: always, weekly, first."
    ),
    Case(
      "to: out",
      "to: ''",
      "p.yaml:47:3: PIPE-08 'to' is empty. Give it a value, or remove it."
    ),
    Case(
      "to: out",
      "base: ehr.example",
      "p.yaml:47:9: PIPE-07 'base': 'ehr.example' is not the address of a server. Write for example: https://ehr.lakeside.example/fhir"
    ),
    Case(
      "partitions: 64",
      "image-base: scans/",
      "p.yaml:45:15: PIPE-07 'image-base': 'scans/' is not an absolute URI. Write for example: https://lakeside.example/charts"
    ),
    Case(
      "[\"1900-01-01\"]",
      "[]",
      "p.yaml:39:18: PIPE-08 'birth-date' is empty. Give it a value, or remove it."
    ),
    Case(
      "[\"1900-01-01\"]",
      "['']",
      "p.yaml:39:31: PIPE-08 'birth-date' has an empty entry. Remove the entry."
    ),
    Case(
      "[\"1900-01-01\"]",
      "{a: b}",
      "p.yaml:39:30: PIPE-05 'birth-date' must be a value, not a group of keys. Write for example: \"1900-01-01\""
    ),
    Case(
      "reel: REEL",
      "reel:",
      "p.yaml:24:7: PIPE-08 'reel' is empty. Give it a value, or remove it."
    ),
    Case(
      "reel: REEL",
      "reel: \"\"",
      "p.yaml:24:7: PIPE-08 'reel' is empty. Give it a value, or remove it."
    ),
    Case(
      "reel: REEL",
      "reel: []",
      "p.yaml:24:7: PIPE-08 'reel' is empty. Give it a value, or remove it."
    ),
    Case(
      "reel: REEL",
      "reel: [A, '']",
      "p.yaml:24:17: PIPE-08 'reel' has an empty entry. Remove the entry."
    ),
    Case(
      "reel: REEL",
      "reel: \"A\\0B\"",
      "p.yaml:24:13: PIPE-07 'reel': 'A�B' is not a column. Write for example: MRN"
    ),
    Case(
      "normalize:\n  placeholders: {birth-date: [\"1900-01-01\"]}",
      "normalize:",
      "p.yaml:38:1: PIPE-08 'normalize' is empty. Give it a value, or remove it."
    ),
    Case(
      "publish:\n  to: out",
      "publish: out",
      "p.yaml:46:10: PIPE-05 'publish' must be a group of keys, not a single value. Write its keys below it, indented, each with a colon."
    ),
    Case(
      "publish:\n  to: out",
      "publish: [out]",
      "p.yaml:46:10: PIPE-05 'publish' must be a group of keys, not a list. Write its keys below it, indented, each with a colon."
    ),
  ]
}
