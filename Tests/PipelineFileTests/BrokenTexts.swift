/// Texts that are no YAML, or say nothing a pipeline says.
enum BrokenTexts {
  private typealias Case = BrokenFileTests.Case

  static let cases: [BrokenFileTests.Case] = [
    Case(
      "",
      "",
      "p.yaml:1:1: PIPE-08 the file says nothing. Begin with: pipeline: lakeside-nightly"
    ),
    Case(
      "",
      "# nothing\n",
      "p.yaml:1:1: PIPE-08 the file says nothing. Begin with: pipeline: lakeside-nightly"
    ),
    Case(
      "",
      "~",
      "p.yaml:1:1: PIPE-08 the file says nothing. Begin with: pipeline: lakeside-nightly"
    ),
    Case(
      "",
      "- 1\n- 2\n",
      "p.yaml:1:1: PIPE-05 the file must be a group of keys, not a list. Write its keys below it, indented, each with a colon."
    ),
    Case(
      "",
      "word\n",
      "p.yaml:1:1: PIPE-05 the file must be a group of keys, not a single value. Write its keys below it, indented, each with a colon."
    ),
    Case(
      "",
      "pipeline: [a\n",
      "p.yaml:2:1: PIPE-01 the '[' of line 1 is not closed before here. Close it, put commas between the entries, and quotes around texts with commas."
    ),
    Case(
      "",
      "pipeline: {a: 1\nsite: x\n",
      "p.yaml:2:5: PIPE-01 the '{' of line 1 is not closed before here. Close it, put commas between the entries, and quotes around texts with commas."
    ),
    Case(
      "",
      "a: b: c\n",
      "p.yaml:1:5: PIPE-01 a ':' stands where no key can. Put a text with a colon in quotes, or check the indentation of this line and the one above."
    ),
    Case(
      "",
      "a:\n\tb: 1\n",
      "p.yaml:2:1: PIPE-01 a tab stands where only spaces may indent. Replace tabs by spaces."
    ),
    Case(
      "",
      "a: 'x\n",
      "p.yaml:1:4: PIPE-01 a quote is opened here and never closed. Close the quote."
    ),
    Case(
      "",
      "a: \"D:\\scans\"\n",
      "p.yaml:1:7: PIPE-01 between double quotes a backslash begins an escape. Use single quotes: 'D:\\scans'."
    ),
    Case(
      "",
      "a: \"\\xZZ\"\n",
      "p.yaml:1:7: PIPE-01 between double quotes a backslash begins an escape. Use single quotes: 'D:\\scans'."
    ),
    Case(
      "",
      "x: @id\n",
      "p.yaml:1:4: PIPE-01 a text cannot begin with '@'. Put the text in quotes: \"@id\"."
    ),
    Case(
      "",
      "x: `id`\n",
      "p.yaml:1:4: PIPE-01 a text cannot begin with '`'. Put the text in quotes: \"@id\"."
    ),
    Case(
      "",
      "a: 1\n b: 2\n",
      "p.yaml:2:3: PIPE-01 a ':' stands where no key can. Put a text with a colon in quotes, or check the indentation of this line and the one above."
    ),
    Case(
      "",
      "a: 1\n---\nb: 2\n",
      "p.yaml:2:1: PIPE-01 a second document begins here. Keep one pipeline a file, without '---' between."
    ),
    Case(
      "",
      "a:\n  - 1\n  b: 2\n",
      "p.yaml:3:3: PIPE-01 this line fits neither the indentation nor the group that begins in line 2. Give keys of one group the same indentation, and close quotes."
    ),
    Case(
      "",
      "a:\n  b: 1\n c: 2\n",
      "p.yaml:3:2: PIPE-01 this line fits neither the indentation nor the group that begins in line 1. Give keys of one group the same indentation, and close quotes."
    ),
    Case(
      "",
      "a: *x\n",
      "p.yaml:1:4: PIPE-01 '*x' names no anchor above it. Put a text that begins with a star in quotes."
    ),
    Case(
      "",
      "a: *.csv\n",
      "p.yaml:1:4: PIPE-01 '*.csv' names no anchor above it. Put a text that begins with a star in quotes."
    ),
    Case(
      "",
      "{{a}}: 1\n",
      "p.yaml:1:1: PIPE-05 a key must be a single word, not a group of keys. Put a key that begins with '{' or '[' in quotes.",
      "p.yaml:1:2: PIPE-05 a key must be a single word, not a group of keys. Put a key that begins with '{' or '[' in quotes."
    ),
    Case(
      "",
      "? [a]\n: b\n",
      "p.yaml:1:3: PIPE-05 a key must be a single word, not a list. Put a key that begins with '{' or '[' in quotes."
    ),
    Case(
      "",
      "%x\n",
      "p.yaml:1:3: PIPE-01 the text cannot be read as YAML from here. Check quotes, colons and the indentation of this line."
    ),
    Case(
      "",
      "a: &b &c d\n",
      "p.yaml:1:7: PIPE-01 this line fits neither the indentation nor the group that begins in line 1. Give keys of one group the same indentation, and close quotes."
    ),
    Case(
      "",
      "a: \u{07}\n",
      "p.yaml:1:4: PIPE-01 there is a character here that cannot be seen. Delete it and type the text again."
    ),
  ]
}
