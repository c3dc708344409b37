/// The URI of a code system, by what an index calls it.
enum CodeSystem {
  case known(StaticString)
  /// The column holds a URI.
  case asWritten

  /// Letters and digits count, case and punctuation do not: `ICD-10-CM`, `icd10`, `I10`, `10`.
  init?(written: borrowing Span<UInt8>, isProcedure: Bool) {
    if isSystemURI(written) {
      self = .asWritten
      return
    }
    var folded: UInt64 = 0
    for index in 0..<written.count {
      guard let kept = Self.folded(written[index]) else { continue }
      guard folded >> 56 == 0 else { return nil }
      folded = folded << 8 | UInt64(kept)
    }
    guard let system = Self.named(folded, isProcedure) else { return nil }
    self = .known(system)
  }

  private static func folded(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48..<58, 65..<91: byte
    case 97..<123: byte - 32
    default: nil
    }
  }

  private static func named(_ folded: UInt64, _ isProcedure: Bool) -> StaticString? {
    switch folded {
    // ICD-10-CM has no procedures, and ICD-10-PCS nothing else: one column speaks for both.
    case word("ICD10"), word("I10"), word("10"), word("ICD10CM"):
      isProcedure
        ? "http://www.cms.gov/Medicare/Coding/ICD10" : "http://hl7.org/fhir/sid/icd-10-cm"
    case word("ICD10PCS"): isProcedure ? "http://www.cms.gov/Medicare/Coding/ICD10" : nil
    case word("ICD9"), word("ICD9CM"), word("I9"), word("9"), word("ICD9PCS"):
      "http://hl7.org/fhir/sid/icd-9-cm"
    case word("CPT"), word("CPT4"): "http://www.ama-assn.org/go/cpt"
    case word("SNOMED"), word("SNOMEDCT"): "http://snomed.info/sct"
    default: nil
    }
  }
}

/// Says whether a text is a URI of a kind that names code systems: `http:`, `https:`, `urn:`.
func isSystemURI(_ text: borrowing Span<UInt8>) -> Bool {
  var scheme: UInt64 = 0
  var at = 0
  while at < text.count, at < 8, text[at] != UInt8(ascii: ":") {
    scheme = scheme << 8 | UInt64(text[at])
    at += 1
  }
  guard scheme == word("http") || scheme == word("https") || scheme == word("urn"),
    at + 1 < text.count
  else { return false }
  for index in 0..<text.count where text[index] <= 0x20 { return false }
  return true
}

/// Says whether a text can be a FHIR code: plain ASCII, and only single spaces inside it.
func isCode(_ text: borrowing Span<UInt8>) -> Bool {
  var wasSpace = true
  for index in 0..<text.count {
    let byte = text[index]
    if byte < 0x20 || byte > 0x7E || (byte == 0x20 && wasSpace) { return false }
    wasSpace = byte == 0x20
  }
  return !wasSpace
}

/// Up to eight bytes as a number, the first the most significant.
private func word(_ text: StaticString) -> UInt64 {
  var word: UInt64 = 0
  for index in 0..<text.utf8CodeUnitCount { word = word << 8 | UInt64(text.utf8Start[index]) }
  return word
}
