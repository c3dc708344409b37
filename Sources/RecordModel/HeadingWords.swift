/// What index systems call their columns, and which field each name means.
///
/// Names are compared folded: `PT_NAME`, `PtName`, `Pt. Name` and `Patient Name` are one. The list is
/// made of the headings of film, scan and registration systems as their manuals and exports write them.
package enum HeadingWords {
  /// The field that a heading means; nil when it is not known, or means something that is no field.
  package static func field(of heading: String) -> Field? {
    let words = folded(heading)
    guard !words.isEmpty else { return nil }
    if let field = lookup(words) { return field }
    // `PATIENT CITY` is the city; `PATIENT` alone is the name.
    if words.count > 1, words[0] == "patient" { return lookup(Array(words.dropFirst())) }
    return nil
  }

  /// Says whether a heading is one that systems use, mapped to a field or not.
  package static func isKnown(_ heading: String) -> Bool {
    let words = folded(heading)
    return field(of: heading) != nil || otherHeadings.contains(words.joined())
  }

  private static func lookup(_ words: [String]) -> Field? { fields[words.joined()] }

  /// Lower-case words, abbreviations written out: `PtLName` is `patient`, `lname`.
  static func folded(_ heading: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for scalar in heading.unicodeScalars.prefix(100) {
      let isLetter = scalar.isASCII && scalar.properties.isAlphabetic
      let isDigit = (0x30...0x39).contains(scalar.value)
      guard isLetter || isDigit || scalar == "." || scalar == "#" || scalar == "'" else {
        close(&word, &words)
        continue
      }
      if scalar == "." || scalar == "'" { continue }
      if scalar == "#" {
        close(&word, &words)
        words.append("no")
        continue
      }
      if isLetter, scalar.properties.isUppercase, wasLower { close(&word, &words) }
      wasLower = isLetter && scalar.properties.isLowercase
      word += scalar.properties.lowercaseMapping
    }
    close(&word, &words)
    return words
  }

  private static func close(_ word: inout String, _ words: inout [String]) {
    if !word.isEmpty { words.append(writtenOut[word] ?? word) }
    word = ""
  }

  private static let writtenOut: [String: String] = [
    "pt": "patient", "pat": "patient", "ptnt": "patient", "num": "no", "nbr": "no", "number": "no",
    "nmbr": "no", "dt": "date", "dte": "date", "svc": "service", "serv": "service",
    "srv": "service",
    "doc": "document", "docs": "document", "nm": "name", "addr": "address", "adr": "address",
    "typ": "type", "cd": "code", "pgs": "pages", "pg": "pages", "page": "pages", "acct": "account",
    "enc": "encounter", "tel": "phone", "ph": "phone", "telephone": "phone", "fac": "facility",
    "mid": "middle", "mi": "middleinitial", "img": "image", "fil": "file", "diag": "diagnosis",
    "dx": "diagnosis", "proc": "procedure", "px": "procedure", "cnt": "count", "med": "medical",
    "rec": "record", "postal": "zip", "zipcode": "zip", "postcode": "zip", "dob": "birthdate",
    "dod": "deathdate", "dos": "servicedate", "lname": "lastname", "fname": "firstname",
    "mname": "middlename", "surname": "lastname", "forename": "firstname", "gender": "sex",
    "hosp": "facility", "hospital": "facility", "clinic": "facility", "roll": "reel",
    "film": "reel", "st": "state", "physician": "doctor", "dr": "doctor", "provider": "doctor",
  ]

  private static let fields: [String: Field] = {
    var table: [String: Field] = [:]
    for (field, names) in names {
      for name in names { table[name] = field }
    }
    return table
  }()

  // Written without spaces, after abbreviations were written out.
  private static let names: [(Field, [String])] = [
    (.facility, ["facility", "facilitycode", "facilityid", "facilityno", "site", "sitecode"]),
    (
      .recordNumber,
      [
        "mrn", "mrno", "mr", "medicalrecordno", "medicalrecord", "medicalrecordid", "recordno",
        "recordnumber", "chartno", "chart", "chartid", "chartnumber", "patientid", "patientno",
        "patid", "patno", "ptno", "ptid", "patientmrn", "unitno", "unitnumber", "hospitalno",
        "facilitymrn", "historyno", "hrn", "medrec", "medrecno", "id", "caseno", "emrno", "pid",
      ]
    ),
    (
      .name,
      [
        "name", "patientname", "patient", "fullname", "patname", "ptname", "namefull",
        "patientfullname",
      ]
    ),
    (
      .familyName,
      [
        "lastname", "familyname", "last", "family", "lastnm", "namelast", "patlastname",
        "ptlastname", "patlast", "ptlast",
      ]
    ),
    (
      .givenName,
      [
        "firstname", "givenname", "first", "given", "firstnm", "namefirst", "patfirstname",
        "ptfirstname", "patfirst", "ptfirst",
      ]
    ),
    (
      .middleName,
      ["middlename", "middle", "middleinitial", "minitial", "namemiddle", "mname", "secondname"]
    ),
    (.nameSuffix, ["suffix", "namesuffix", "sfx", "generation"]),
    (.maidenName, ["maiden", "maidenname", "birthname", "formername", "previousname", "nee"]),
    (
      .birthDate,
      [
        "birthdate", "dateofbirth", "datebirth", "born", "birth", "bday", "birthday", "birthdt",
        "patdob", "ptdob", "dateborn", "bdate",
      ]
    ),
    (.deathDate, ["deathdate", "dateofdeath", "datedeath", "died", "deceaseddate", "expireddate"]),
    (.sex, ["sex", "sexcode", "patsex", "ptsex", "administrativesex", "birthsex"]),
    (
      .ssn,
      ["ssn", "ssno", "socialsecurityno", "socialsecurity", "socsec", "socsecno", "ss", "soc"]
    ),
    (
      .phone,
      ["phone", "phoneno", "homephone", "phonehome", "phone1", "phonenumber", "telno", "contactno"]
    ),
    (
      .addressLine,
      [
        "address", "addressline", "address1", "addressline1", "street", "streetaddress", "addr1",
        "homeaddress", "street1", "mailingaddress",
      ]
    ),
    (.city, ["city", "town", "homecity", "addresscity"]),
    (.state, ["state", "statecode", "province", "addressstate", "homestate"]),
    (.postalCode, ["zip", "zipcode", "zip5", "postalcode", "zipzip", "zip4", "addresszip"]),
    (.country, ["country", "countrycode", "nation"]),
    (
      .documentID,
      [
        "documentid", "documentno", "documentnumber", "docid", "docno", "docnum", "documentkey",
        "documenthandle", "imageid", "itemid", "documentcontrolno", "indexid", "dcn", "scanid",
        "frameid",
      ]
    ),
    (
      .documentType,
      [
        "documenttype", "doctype", "documenttypename", "documentclass", "documentcategory",
        "formtype", "documenttypecode", "documentcode", "formcode", "category", "chartsection",
        "reporttype", "documentkind",
      ]
    ),
    (
      .documentTitle,
      ["title", "documenttitle", "documentname", "documentdescription", "subject", "documentdesc"]
    ),
    (
      .serviceDate,
      [
        "servicedate", "dateofservice", "dateservice", "visitdate", "documentdate", "svcdate",
        "svcdt", "docdate", "encounterdate", "reportdate", "dateofvisit", "admitdate",
        "admissiondate", "date", "servdate", "examdate", "served", "dateserved",
      ]
    ),
    (
      .scanDate,
      [
        "scandate", "scanneddate", "datescanned", "scanned", "filmed", "filmdate", "filmeddate",
        "reeldate", "capturedate", "imagedate", "datefilmed",
      ]
    ),
    (
      .author,
      [
        "author", "doctor", "doctorname", "attending", "attendingdoctor", "dictatedby",
        "orderingdoctor", "authorname", "signedby",
      ]
    ),
    (
      .encounterNumber,
      [
        "encounterno", "encounterid", "accountno", "accountid", "visitno", "visitid", "encounter",
        "account", "fin", "finno", "csn", "visit", "admissionno", "billingno",
      ]
    ),
    (
      .pageCount,
      ["pages", "pagecount", "pagescount", "noofpages", "nopages", "totalpages", "framecount"]
    ),
    (
      .image,
      [
        "image", "filepath", "imagepath", "imagefile", "filename", "file", "path", "imagename",
        "imagefilename", "fullpath", "documentpath", "tif", "tiff", "imagelocation",
      ]
    ),
    (.imageHash, ["imagehash", "sha256", "filehash", "hash", "imagesha256"]),
    (.box, ["box", "boxno", "boxid", "carton", "cartonno", "boxnumber"]),
    (.folder, ["folder", "folderno", "folderid", "foldername", "jacket", "jacketno"]),
    (
      .reel, ["reel", "reelno", "reelid", "reelnumber", "reelnum", "rollno", "filmno", "cartridge"]
    ),
    (.fiche, ["fiche", "ficheno", "ficheid", "microfiche", "microficheno", "fichenumber"]),
    (.frame, ["frame", "frameno", "framenumber", "startframe", "framestart", "blip", "frameid1"]),
    (
      .diagnosisCode,
      ["diagnosis", "diagnosiscode", "icd", "icd9", "icd10", "icdcode", "dxcode", "diagnosis1"]
    ),
    (.procedureCode, ["procedure", "procedurecode", "cpt", "cptcode", "procedure1"]),
    (.codeSystem, ["codesystem", "codingsystem", "codetype"]),
  ]

  /// Headings that systems use for things that are no field.
  private static let otherHeadings: Set<String> = [
    "operator", "batch", "batchno", "batchid", "batchname", "user", "userid", "username", "comment",
    "comments", "note", "notes", "remarks", "status", "race", "ethnicity", "marital",
    "maritalstatus", "religion", "language", "prefix", "nameprefix", "salutation", "drivers",
    "passport", "birthplace", "county", "lat", "lon", "latitude", "longitude", "email", "fax",
    "department", "dept", "ward", "unit", "created", "createddate", "modified", "modifieddate",
    "updated", "version", "type", "code", "description", "value", "start", "stop", "end", "cost",
    "time", "year", "month", "day", "age", "source", "system", "scanner", "station", "workstation",
    "separator", "sequence", "seq", "seqno", "lineno", "rowid", "key", "guid", "uuid", "address2",
    "addressline2", "street2", "phone2", "workphone", "cellphone", "mobile", "employer",
    "insurance", "payer", "guarantor", "spouse", "mother", "father", "discharge", "dischargedate",
    "healthcareexpenses", "healthcarecoverage", "income", "fips", "index", "queue", "class",
  ]
}
