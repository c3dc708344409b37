/// Hostile and damaged XML of the formats that know their own elements.
enum HostileDocuments {
  static let all = kofax + docuWare + ccda + naaccr

  private static let again = "Ask for the export again"
  private static let without = "Ask for the export without DOCTYPE"
  private static let cutOff = "It looks cut off in transfer"
  private static let type = "<!DOCTYPE x [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n"

  // MARK: Kofax XML

  private static func batch(_ documents: String, _ before: String = "") -> String {
    "<ImportSession><Batches>\n<Batch BatchClassName=\"C\">\(before)<Documents>\n\(documents)</Documents>"
      + "</Batch></Batches></ImportSession>\n"
  }
  private static func document(_ number: Int, _ more: String = "") -> String {
    "<Document FormTypeName=\"Letter\"><IndexFields><IndexField Name=\"MRN\" Value=\"\(number)\"/>"
      + "<IndexField Name=\"LAST\" Value=\"ADA\"/><IndexField Name=\"DOC\" Value=\"D\(number)\"/>\(more)"
      + "</IndexFields><Pages><Page ImportFileName=\"1.tif\"/></Pages></Document>\n"
  }
  private static func field(_ name: String) -> String {
    "<IndexField Name=\"\(name)\" Value=\"9\"/>"
  }

  private static let kofax: [HostileFile] = [
    .of(
      .kofaxXML,
      "a document type with an entity that is a file",
      .text(type + batch(document(1))),
      .refused("XML-02", line: 1, without)
    ),
    .of(
      .kofaxXML,
      "a field nobody knows, and one field twice",
      .text(batch(document(1, field("SHELF")) + document(2, field("MRN")) + document(3))),
      .setAside(["COL-05": 1, "REC-02": 1], loaded: 1)
    ),
    .of(
      .kofaxXML,
      "cut in a document",
      .text(String(batch(document(1) + document(2)).prefix(500))),
      .refused("XML-01", line: 4, cutOff)
    ),
    .of(
      .kofaxXML,
      "a total that is no number",
      .text(
        batch(
          document(1),
          "<ExpectedBatchTotals><ExpectedBatchTotal Name=\"MRN\" Value=\"1e999\"/></ExpectedBatchTotals>"
        )
      ),
      .refused("KFX-02", line: 2, "compare the batch")
    ),
    .of(
      .kofaxXML,
      "thousands of fields in one document",
      .pieces(
        "<ImportSession><Batches><Batch><Documents><Document><IndexFields>",
        "<IndexField Name=\"LAST\" Value=\"\"/>",
        HostileScale.isMeasured ? 100_000 : 5_000,
        "</IndexFields></Document></Documents></Batch></Batches></ImportSession>"
      ),
      .setAside(["REC-02": 1], loaded: 0)
    ),
  ]

  // MARK: DocuWare

  private static func control(_ fields: String, _ before: String = "") -> String {
    before + "<ControlStatements xmlns=\"http://dev.docuware.com/Jobs/Control\">\n"
      + "<Document><InsertFile path=\"1.pdf\"/></Document><Page>\(fields)</Page></ControlStatements>\n"
  }
  private static func named(
    _ name: String,
    _ value: String,
    _ more: String = "type=\"Text\""
  ) -> String { "<Field dbName=\"\(name)\" \(more) value=\"\(value)\"/>" }
  private static let whole = named("MRN", "1") + named("LAST", "ADA") + named("DOC", "D1")

  private static let docuWare: [HostileFile] = [
    .of(
      .docuWare,
      "a document type with an entity that is a file",
      .text(control(whole, type)),
      .refused("XML-02", line: 1, without)
    ),
    .of(
      .docuWare,
      "one field twice",
      .text(control(whole + named("MRN", "2"))),
      .setAside(["REC-02": 1], loaded: 0)
    ),
    .of(
      .docuWare,
      "another file of XML",
      .text("<roll><frame/></roll>\n"),
      .refused("XML-03", "control file")
    ),
    .of(
      .docuWare,
      "cut in a field",
      .text(String(control(whole).prefix(150))),
      .refused("XML-01", line: 2, cutOff)
    ),
    .of(
      .docuWare,
      "a date whose form is a letter a thousand times",
      .text(
        control(
          named("MRN", "1") + named("DOC", "D1")
            + named(
              "LAST",
              "ADA",
              "type=\"Date\" format=\"\(String(repeating: "y", count: 1_000))\""
            )
        )
      ),
      .loaded(1)
    ),
  ]

  // MARK: C-CDA

  private static func clinical(_ body: String = "", _ before: String = "", id: Int = 1) -> String {
    before
      + "<ClinicalDocument xmlns=\"urn:hl7-org:v3\">\n<id root=\"2.999.7\" extension=\"D\(id)\"/>"
      + "<recordTarget><patientRole><id root=\"2.999.1\" extension=\"\(id)\"/><patient><name>"
      + "<given>ADA</given><family>HARROW</family></name></patient></patientRole></recordTarget>\n"
      + "\(body)</ClinicalDocument>\n"
  }

  private static let ccda: [HostileFile] = [
    .of(
      .ccda,
      "a document type with an entity that is a file",
      .text(clinical("", type)),
      .refused("XML-02", line: 1, without)
    ),
    .of(
      .ccda,
      "a piece of a document",
      .text("<section xmlns=\"urn:hl7-org:v3\"><title>HARROW</title></section>\n"),
      .refused("XML-03", "ClinicalDocument")
    ),
    .of(
      .ccda,
      "cut behind its header",
      .text(String(clinical("<component>").dropLast(25))),
      .refused("XML-01", line: 3, cutOff)
    ),
    .of(
      .ccda,
      "two documents behind each other",
      .text(clinical() + clinical(id: 2)),
      .refused("XML-01", line: 4, again)
    ),
    .of(
      .ccda,
      "a page of a huge size inside",
      .repeated(
        head: String(clinical().dropLast(20))
          + "<component><nonXMLBody><text representation=\"B64\">",
        piece: "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5eg==\n",
        bytes: HostileScale.largeField,
        tail: "</text></nonXMLBody></component></ClinicalDocument>"
      ),
      .loaded(1)
    ),
    .of(
      .ccda,
      "thousands of patients in one document",
      .pieces(
        "<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><id root=\"2.999.7\"/>",
        "<recordTarget><patientRole><id root=\"2.999.1\" extension=\"1\"/></patientRole></recordTarget>",
        HostileScale.isMeasured ? 100_000 : 5_000,
        "</ClinicalDocument>"
      ),
      .setAside(["PAT-02": 1], loaded: 0)
    ),
  ]

  // MARK: NAACCR

  private static func registry(_ patients: String, _ before: String = "") -> String {
    before
      + "<NaaccrData baseDictionaryUri=\"http://naaccr.org/naaccrxml/naaccr-dictionary-250.xml\" "
      + "recordType=\"A\" specificationVersion=\"1.8\" xmlns=\"http://naaccr.org/naaccrxml\">\n"
      + "<Item naaccrId=\"registryId\">0000009999</Item>\n\(patients)</NaaccrData>\n"
  }
  private static func patient(_ number: Int, _ more: String = "<Tumor></Tumor>") -> String {
    "<Patient><Item naaccrId=\"patientIdNumber\">0000000\(number)</Item>"
      + "<Item naaccrId=\"nameLast\">HARROW</Item>\(more)</Patient>\n"
  }

  private static let naaccr: [HostileFile] = [
    .of(
      .naaccr,
      "a document type with an entity that is a file",
      .text(registry(patient(1), type)),
      .refused("XML-02", line: 1, without)
    ),
    .of(
      .naaccr,
      "another file of XML",
      .text("<NaaccrDictionary/>\n"),
      .refused("XML-03", "correct 'format:'")
    ),
    .of(
      .naaccr,
      "cut in a tumor",
      .text(String(registry(patient(1) + patient(2)).dropLast(35))),
      .refused("XML-01", line: 4, cutOff)
    ),
    .of(
      .naaccr,
      "items that are twice there, or have no name",
      .text(
        registry(
          patient(1, "<Item naaccrId=\"nameLast\">VANCE</Item>") + patient(2, "<Item>9</Item>")
            + patient(3)
        )
      ),
      .setAside(["REC-02": 1], loaded: 2)
    ),
    .of(
      .naaccr,
      "thousands of tumors of one patient",
      .text(registry(patient(1, String(repeating: "<Tumor/>", count: HostileScale.tumors)))),
      .loaded(HostileScale.tumors)
    ),
    .of(
      .naaccr,
      "a dictionary on a server is not asked for",
      .text(
        registry(patient(1)).replacing(
          "recordType",
          with: "userDictionaryUri=\"http://127.0.0.1:9/own.xml\" recordType"
        )
      ),
      .loaded(1)
    ),
  ]
}
