import RecordModel
import Testing

/// A written name and the parts that are read from it.
struct NameExample: Sendable, CustomTestStringConvertible {
  var written: String
  var family = ""
  var given = ""
  var middle = ""
  var suffix = ""
  var prefix = ""
  var maiden = ""

  var testDescription: String { written }
}

struct NameTests {
  @Test(arguments: [
    NameExample(written: "SMITH, JOHN A", family: "SMITH", given: "JOHN", middle: "A"),
    NameExample(written: "Smith,John", family: "Smith", given: "John"),
    NameExample(
      written: "  SMITH ,  JOHN   ALAN  ",
      family: "SMITH",
      given: "JOHN",
      middle: "ALAN"
    ),
    NameExample(written: "SMITH JR, JOHN", family: "SMITH", given: "JOHN", suffix: "JR"),
    NameExample(written: "Smith Jr., John", family: "Smith", given: "John", suffix: "JR"),
    NameExample(
      written: "SMITH III, JOHN A",
      family: "SMITH",
      given: "JOHN",
      middle: "A",
      suffix: "III"
    ),
    NameExample(written: "SMITH V, JOHN", family: "SMITH", given: "JOHN", suffix: "V"),
    NameExample(
      written: "SMITH, JOHN A JR",
      family: "SMITH",
      given: "JOHN",
      middle: "A",
      suffix: "JR"
    ),
    NameExample(written: "SMITH, JOHN V", family: "SMITH", given: "JOHN", middle: "V"),
    NameExample(
      written: "SMITH, JR, JOHN A",
      family: "SMITH",
      given: "JOHN",
      middle: "A",
      suffix: "JR"
    ),
    NameExample(written: "SMITH, JOHN, JR", family: "SMITH", given: "JOHN", suffix: "JR"),
    NameExample(written: "SMITH, JOHN, V", family: "SMITH", given: "JOHN", suffix: "V"),
    NameExample(written: "SMITH, JOHN 2nd", family: "SMITH", given: "JOHN", suffix: "II"),
    NameExample(written: "SMITH, JOHN M.D.", family: "SMITH", given: "JOHN", suffix: "MD"),
    NameExample(written: "SMITH, JOHN MD JR", family: "SMITH", given: "JOHN", suffix: "JR MD"),
    NameExample(written: "SMITH, J.R.", family: "SMITH", given: "J.R."),
    NameExample(written: "SMITH, JR", family: "SMITH", suffix: "JR"),
    NameExample(written: "SMITH, MR JOHN", family: "SMITH", given: "JOHN", prefix: "MR"),
    NameExample(
      written: "SMITH, Dr. John Paul",
      family: "SMITH",
      given: "John",
      middle: "Paul",
      prefix: "Dr."
    ),
    NameExample(
      written: "O'BRIEN-SMITH, MARY ANN",
      family: "O'BRIEN-SMITH",
      given: "MARY",
      middle: "ANN"
    ),
    NameExample(written: "DE LA CRUZ, JUAN", family: "DE LA CRUZ", given: "JUAN"),
    NameExample(written: "SMITH NEE JONES, MARY", family: "SMITH", given: "MARY", maiden: "JONES"),
    NameExample(written: "SMITH (JONES), MARY", family: "SMITH", given: "MARY", maiden: "JONES"),
    NameExample(written: "Smith, Mary née Jones", family: "Smith", given: "Mary", maiden: "Jones"),
    NameExample(written: "SMITH JOHN A", family: "SMITH JOHN A"),
    NameExample(written: "SMITH JR", family: "SMITH", suffix: "JR"),
    NameExample(written: "SMITH,", family: "SMITH"),
    NameExample(written: ", JOHN", given: "JOHN"),
    NameExample(written: "Иванов, Иван", family: "Иванов", given: "Иван"),
  ])
  func `a name written LAST, FIRST MIDDLE is told apart`(example: NameExample) {
    expect(example, order: .lastFirstMiddle)
  }

  @Test(arguments: [
    NameExample(written: "SMITH JOHN A", family: "SMITH", given: "JOHN", middle: "A"),
    NameExample(
      written: "SMITH JR JOHN A",
      family: "SMITH",
      given: "JOHN",
      middle: "A",
      suffix: "JR"
    ),
    NameExample(
      written: "SMITH JOHN A JR",
      family: "SMITH",
      given: "JOHN",
      middle: "A",
      suffix: "JR"
    ),
    NameExample(written: "VAN DER BERG ANNA", family: "VAN DER BERG", given: "ANNA"),
    NameExample(written: "DE LA CRUZ JUAN C", family: "DE LA CRUZ", given: "JUAN", middle: "C"),
    NameExample(written: "O BRIEN MARY", family: "O BRIEN", given: "MARY"),
    NameExample(written: "VAN ANNA", family: "VAN", given: "ANNA"),
    NameExample(written: "LE THI HOA", family: "LE", given: "THI", middle: "HOA"),
    NameExample(written: "SMITH, JOHN", family: "SMITH", given: "JOHN"),
    NameExample(written: "SMITH", family: "SMITH"),
  ])
  func `a name written LAST FIRST MIDDLE is told apart`(example: NameExample) {
    expect(example, order: .lastFirstMiddleNoComma)
  }

  @Test(arguments: [
    NameExample(written: "JOHN A SMITH", family: "SMITH", given: "JOHN", middle: "A"),
    NameExample(
      written: "Mr. John Smith Jr.",
      family: "Smith",
      given: "John",
      suffix: "JR",
      prefix: "Mr."
    ),
    NameExample(
      written: "JOHN A SMITH, JR",
      family: "SMITH",
      given: "JOHN",
      middle: "A",
      suffix: "JR"
    ),
    NameExample(written: "LUDWIG VAN DER BERG", family: "VAN DER BERG", given: "LUDWIG"),
    NameExample(written: "MARIA DE LA CRUZ", family: "DE LA CRUZ", given: "MARIA"),
    NameExample(written: "JOHN SMITH V", family: "SMITH", given: "JOHN", suffix: "V"),
    NameExample(written: "HOA LE", family: "LE", given: "HOA"),
    NameExample(written: "SMITH, JOHN", family: "SMITH", given: "JOHN"),
  ])
  func `a name written FIRST MIDDLE LAST is told apart`(example: NameExample) {
    expect(example, order: .firstMiddleLast)
  }

  @Test func `names in columns of their own are kept as written`() {
    let reading = Reading(
      .familyName,
      .givenName,
      .middleName,
      .nameSuffix,
      .maidenName
    )
    let row = reading("O’Brien-Smith Jr", "Mary Ann", "LYNN", "", "Nguyễn")
    #expect(row[.family] == "O’Brien-Smith")
    #expect(row[.familyFolded] == "OBRIENSMITH")
    #expect(row[.given] == "Mary")
    #expect(row[.middle] == "Ann LYNN")
    #expect(row[.suffix] == "JR")
    #expect(row[.maiden] == "Nguyễn")
    #expect(row.rule(.familyName) == .split)
    #expect(row.rule(.nameSuffix) == .absent)
  }

  @Test func `a suffix column holds against a suffix in the name`() {
    let row = Reading(.familyName, .nameSuffix)("SMITH JR", "3rd")
    #expect(row[.suffix] == "III")
    #expect(row.rule(.nameSuffix) == .mapped)
  }

  @Test func `a combined name fills what the split columns leave empty`() {
    let reading = Reading(.name, .familyName, .givenName, .middleName)
    #expect(reading("SMITH, JOHN A", "", "", "")[.middle] == "A")
    let row = reading("SMITH, JOHN A", "SMYTH", "", "")
    #expect(row[.family] == "SMYTH")
    #expect(row[.given] == "JOHN")
    let split = reading("JONES, MARY B", "SMITH", "ANN", "")
    #expect(split[.family] == "SMITH")
    #expect(split[.given] == "ANN")
    #expect(split[.middle] == "")
  }

  @Test(arguments: [
    ("O'Brien-Smith", "OBRIENSMITH"), ("Müller", "MULLER"), ("Strauß", "STRAUSS"),
    ("Łukasiewicz", "LUKASIEWICZ"), ("Þórðarson", "THORDARSON"), ("Nguyễn", "NGUYEN"),
    ("Ștefănescu", "STEFANESCU"), ("MC DONALD", "MCDONALD"), ("Muñoz", "MUNOZ"),
    ("Mu\u{308}ller", "MULLER"), ("Ĳsselmeer", "IJSSELMEER"), ("aaron697", "AARON697"),
    ("Œuvré", "OEUVRE"), ("Иванов", ""),
  ])
  func `folding keeps letters and digits and takes marks off letters`(pair: (String, String)) {
    #expect(Reading(.familyName)(pair.0)[.familyFolded] == pair.1)
    #expect(Reading(.familyName)(pair.1)[.familyFolded] == pair.1, "folding is idempotent")
  }

  @Test(arguments: [
    "SMITH, BABY BOY", "SMITH, BABYGIRL", "SMITH, BABY BOY A", "SMITH, Newborn", "SMITH, TWIN A",
    "SMITH, UNKNOWN", "SMITH, unk", "SMITH, NB", "SMITH, INFANT OF MARY", "SMITH, NA", "SMITH, BOY",
    "SMITH, TEST", "SMITH, ZZZTEST", "SMITH, XXXX", "SMITH, NOT GIVEN", "SMITH, AAAA",
  ])
  func `a given name that stands for nobody is missing and kept as written`(name: String) {
    let row = Reading(.name)(name)
    #expect(row[.given] == "" && row[.givenFolded] == "" && row[.middle] == "")
    #expect(row[.family] == "SMITH")
    #expect(row[.nameAsWritten] == name)
    #expect(row.rule(.name) == .placeholder)
  }

  @Test(arguments: [
    "UNKNOWN", "?", "TEST, PATIENT", "ZZTEST, ONE", "DOE, JOHN", "Doe, Jane", "UNKNOWN, UNKNOWN",
    "UNK,UNK",
  ])
  func `a name that stands for nobody has no family name`(name: String) {
    let row = Reading(.name)(name)
    #expect(row[.family] == "" && row[.familyFolded] == "")
    #expect(row[.nameAsWritten] == name)
    #expect(row.rule(.name) == .placeholder)
  }

  @Test(arguments: [
    "DOE, MARTHA", "NA, MEI", "INFANTE, ROSA", "BABYAK, ANN", "TESTA, MARIO", "SAMPLES, JOHN",
    "NULL, MARY",
  ])
  func `a real name that looks like a placeholder is kept`(name: String) {
    let row = Reading(.name)(name)
    #expect(row[.family] + ", " + row[.given] == name)
    #expect(row[.nameAsWritten] == "")
  }

  @Test func `split columns keep a placeholder as written too`() {
    let row = Reading(.familyName, .givenName)("Smith", "Baby Girl")
    #expect(row[.family] == "Smith")
    #expect(row[.nameAsWritten] == "Smith, Baby Girl")
    #expect(row.rule(.givenName) == .placeholder && row.rule(.familyName) == .asWritten)
  }

  @Test func `a pipeline's own placeholder names count too`() {
    var reading = Reading(.name)
    reading.placeholders = [.givenName: ["No First-Name"], .name: ["Lakeside"]]
    #expect(reading("SMITH, NO FIRST NAME")[.given] == "")
    #expect(reading("LAKESIDE, MARY")[.family] == "")
    #expect(reading("LAKESIDES, MARY")[.family] == "LAKESIDES")
  }

  private func expect(_ example: NameExample, order: NameOrder) {
    var reading = Reading(.name)
    var rule = ColumnRule(field: .name, columns: ["NAME"])
    rule.nameOrder = order
    reading.columns = [rule]
    let row = reading(example.written)
    #expect(row[.family] == example.family)
    #expect(row[.given] == example.given)
    #expect(row[.middle] == example.middle)
    #expect(row[.suffix] == example.suffix)
    #expect(row[.prefix] == example.prefix)
    #expect(row[.maiden] == example.maiden)
    #expect(row[.nameAsWritten] == "")
  }
}
