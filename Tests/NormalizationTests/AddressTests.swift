import RecordModel
import Testing

struct AddressTests {
  @Test(arguments: [
    ("123 Oak Street", "123 OAK ST"), ("123  OAK  ST.", "123 OAK ST"),
    ("45 North Main Avenue, Apartment 4", "45 N MAIN AVE APT 4"),
    ("45 N MAIN AVE #4", "45 N MAIN AVE APT 4"),
    ("45 N Main Ave Ste #4", "45 N MAIN AVE STE 4"), ("P.O. Box 77", "PO BOX 77"),
    ("P O BOX 77", "PO BOX 77"),
    ("12 O'Neil Blvd", "12 ONEIL BLVD"), ("12 Boulevard Road NW", "12 BLVD RD NW"),
    ("7 N.W. Fifth Drive", "7 NW 5TH DR"),
    ("12-B Calle Ñandú", "12 B CALLE NANDU"), ("1 Saint Clair Pl", "1 ST CLAIR PL"),
  ])
  func `an address is published as written and folded with USPS words`(pair: (String, String)) {
    let row = Reading(.addressLine)(pair.0)
    #expect(row[.addressFolded] == pair.1)
    #expect(row[.addressLine] == pair.0.split(separator: " ").joined(separator: " "))
    #expect(Reading(.addressLine)(pair.1)[.addressFolded] == pair.1, "folding is idempotent")
  }

  @Test(arguments: [
    "HOMELESS", "Unknown", "General Delivery", "123 MAIN STREET", "P.O. Box 0", "n/a", "???",
    "None",
    "no fixed address",
  ])
  func `an address that is typed for want of one is missing`(written: String) {
    let row = Reading(.addressLine)(written)
    #expect(row[.addressLine] == "" && row[.addressFolded] == "")
    #expect(row.rule(.addressLine) == .placeholder)
  }

  @Test func `123 Main Street with a flat is an address`() {
    #expect(Reading(.addressLine)("123 Main St Apt 4")[.addressFolded] == "123 MAIN ST APT 4")
  }

  @Test(arguments: [
    ("OH", "OH", NormalizationRule.asWritten), ("oh", "OH", .mapped), ("Ohio", "OH", .mapped),
    ("NEW  YORK", "NY", .mapped), ("D.C.", "DC", .mapped), ("Puerto Rico", "PR", .mapped),
    ("District of Columbia", "DC", .mapped), ("ZZ", "ZZ", .unmapped),
    ("Ontario", "Ontario", .unmapped),
    ("UNKNOWN", "", .placeholder), (" oh ", "OH", .mapped), ("\u{E9}", "\u{E9}", .unmapped),
  ])
  func `a state is its two letters`(
    example: (written: String, state: String, rule: NormalizationRule)
  ) {
    let row = Reading(.state)(example.written)
    #expect(row[.state] == example.state)
    #expect(row.rule(.state) == example.rule)
  }

  @Test(arguments: [
    ("43210", "43210", NormalizationRule.asWritten), ("43210-1234", "43210-1234", .digitsOnly),
    ("432101234", "43210-1234", .digitsOnly), ("43210-", "43210", .digitsOnly),
    ("43210-0000", "43210", .digitsOnly), ("02134", "02134", .asWritten), ("2134", "", .unreadable),
    ("00000", "", .placeholder), ("99999", "", .placeholder), ("K1A 0B6", "K1A 0B6", .asWritten),
    ("UNKNOWN", "", .placeholder), ("4321O", "", .unreadable), ("4-3210", "", .unreadable),
    ("432101234567", "", .unreadable),
  ])
  func `a ZIP code has five digits or nine`(
    example: (written: String, code: String, rule: NormalizationRule)
  ) {
    let row = Reading(.postalCode)(example.written)
    #expect(row[.postalCode] == example.code)
    #expect(row.rule(.postalCode) == example.rule)
  }

  @Test func `the United States have one name and other countries the written one`() {
    let reading = Reading(.country)
    #expect(reading("U.S.A.")[.country] == "US")
    #expect(reading("united states of america")[.country] == "US")
    #expect(reading(" México ")[.country] == "México")
  }

  @Test func `a city is tidied and its letters are kept`() {
    let row = Reading(.city)("Upper\u{A0} Arlington\t")
    #expect(row[.city] == "Upper Arlington")
    #expect(row.rule(.city) == .tidied)
    #expect(Reading(.city)("UNKNOWN").rule(.city) == .placeholder)
  }
}
