/// Names that exports give common documents, and the LOINC code of each.
///
/// Every code is in the FHIR R4 value set `c80-doc-typecodes`, and its name there says the same thing.
/// A name that could mean two kinds of document is not here: an unmapped type is a finding, a wrong one
/// is harm. LOINC codes are used under the LOINC licence.
package enum DocumentTypes {
  /// The system of all codes below.
  package static let system = "http://loinc.org"

  /// A code and the names it is written as: words in capitals without punctuation, so that
  /// `H&P` and `DISCH. SUMM` stand here as `H P` and `DISCH SUMM`.
  package struct Entry: Sendable {
    package let code: String
    package let names: [String]
  }

  /// The built-in table, by kind of document.
  package static let builtIn: [Entry] = notes + operations + studies + imaging + papers

  private static let notes: [Entry] = [
    Entry(
      code: "18842-5",
      names: [
        "DISCHARGE SUMMARY", "DISCH SUMMARY", "DISCH SUMM", "DISCH SUM", "DIS SUMMARY", "DIS SUMM",
        "DIS SUM", "DC SUMMARY", "DC SUMM", "DC SUM", "D C SUMMARY", "D C SUMM", "D C SUM",
        "DISCHARGE SUMM", "DISCHARGE SUM", "DSUM", "SUMMARY OF DISCHARGE",
      ]
    ),
    Entry(
      code: "34117-2",
      names: [
        "HISTORY AND PHYSICAL", "HISTORY PHYSICAL", "H P", "HP", "H AND P", "HX AND PHYSICAL",
        "HX PHYSICAL", "HIST AND PHYS", "HIST PHYS", "HISTORY AND PHYSICAL NOTE",
        "HISTORY AND PHYSICAL EXAM", "HISTORY AND PHYSICAL EXAMINATION", "HISTORY PHYSICAL EXAM",
        "HISTORY AND PHYSICAL REPORT",
      ]
    ),
    Entry(
      code: "11506-3",
      names: [
        "PROGRESS NOTE", "PROGRESS NOTES", "PROG NOTE", "PROG NOTES", "PROGRESS NT", "PROG NT",
        "PHYSICIAN PROGRESS NOTE", "PHYSICIAN PROGRESS NOTES",
      ]
    ),
    Entry(
      code: "11488-4",
      names: [
        "CONSULTATION", "CONSULTATION NOTE", "CONSULTATION REPORT", "CONSULT", "CONSULT NOTE",
        "CONSULT REPORT", "CONSULTS", "CONSULTATIONS", "CONS NOTE",
      ]
    ),
    Entry(
      code: "34111-5",
      names: [
        "EMERGENCY DEPARTMENT NOTE", "EMERGENCY DEPARTMENT RECORD", "EMERGENCY DEPARTMENT REPORT",
        "EMERGENCY DEPARTMENT", "EMERGENCY DEPT NOTE", "EMERGENCY DEPT RECORD", "EMERGENCY DEPT",
        "EMERGENCY ROOM", "EMERGENCY ROOM NOTE", "EMERGENCY ROOM RECORD", "EMERGENCY ROOM REPORT",
        "EMERGENCY NOTE", "EMERGENCY RECORD", "EMERGENCY REPORT", "ER", "ED", "ER NOTE", "ED NOTE",
        "ER REPORT", "ED REPORT", "ER RECORD", "ED RECORD", "ER VISIT", "ED VISIT", "E R RECORD",
        "E R",
      ]
    ),
    Entry(
      code: "54094-8",
      names: ["EMERGENCY DEPARTMENT TRIAGE NOTE", "ED TRIAGE", "ER TRIAGE", "ED TRIAGE NOTE"]
    ),
    Entry(
      code: "34746-8",
      names: [
        "NURSING NOTE", "NURSING NOTES", "NURSE NOTE", "NURSE NOTES", "NURSES NOTE", "NURSES NOTES",
        "NURSE S NOTES", "NURS NOTE", "NURS NOTES", "NSG NOTE", "NSG NOTES", "RN NOTE", "RN NOTES",
      ]
    ),
    Entry(code: "28568-4", names: ["ED PHYSICIAN NOTE", "ER PHYSICIAN NOTE"]),
    Entry(code: "34108-1", names: ["OUTPATIENT NOTE", "OUTPT NOTE"]),
    Entry(code: "34748-4", names: ["TELEPHONE ENCOUNTER", "TELEPHONE ENCOUNTER NOTE"]),
    Entry(
      code: "18761-7",
      names: ["TRANSFER SUMMARY", "TRANSFER SUMM", "TRANSFER SUM", "XFER SUMMARY", "TRANS SUMMARY"]
    ),
    Entry(code: "57133-1", names: ["REFERRAL", "REFERRAL NOTE"]),
    Entry(
      code: "28653-4",
      names: ["SOCIAL WORK NOTE", "SOCIAL WORK", "SOCIAL SERVICE NOTE", "SW NOTE"]
    ),
    Entry(
      code: "28579-1",
      names: ["PHYSICAL THERAPY NOTE", "PHYSICAL THERAPY NOTES", "PHYSICAL THERAPY", "PT NOTE"]
    ),
    Entry(
      code: "28578-3",
      names: ["OCCUPATIONAL THERAPY NOTE", "OCCUPATIONAL THERAPY", "OT NOTE"]
    ),
    Entry(code: "34838-3", names: ["RESPIRATORY THERAPY NOTE", "RESPIRATORY THERAPY"]),
    Entry(
      code: "34801-1",
      names: ["NUTRITION NOTE", "DIETARY NOTE", "DIETITIAN NOTE", "NUTRITION AND DIETETICS NOTE"]
    ),
    Entry(code: "28628-6", names: ["PSYCHIATRY NOTE", "PSYCHIATRIC NOTE"]),
    Entry(
      code: "56447-6",
      names: ["PLAN OF CARE", "CARE PLAN", "PLAN OF CARE NOTE", "NURSING CARE PLAN"]
    ),
    Entry(code: "47046-8", names: ["DEATH SUMMARY", "SUMMARY OF DEATH", "DEATH NOTE"]),
  ]

  private static let operations: [Entry] = [
    Entry(
      code: "11504-8",
      names: [
        "OPERATIVE NOTE", "OPERATIVE REPORT", "OPERATIVE REPORTS", "OPERATION NOTE",
        "OPERATION REPORT", "OP REPORT", "OP NOTE", "OP RPT", "OPERATIVE RPT", "OPER REPORT",
        "OPER NOTE", "OPER RPT", "OPREPORT", "OPNOTE", "SURGICAL OPERATION NOTE",
        "SURGICAL REPORT", "SURGERY REPORT", "REPORT OF OPERATION", "OPERATIVE RECORD",
      ]
    ),
    Entry(
      code: "28570-0",
      names: [
        "PROCEDURE NOTE", "PROCEDURE REPORT", "PROCEDURE NOTES", "PROC NOTE", "PROC REPORT",
        "PROCEDURE", "PROC RPT",
      ]
    ),
    Entry(
      code: "11485-0",
      names: [
        "ANESTHESIA RECORD", "ANESTHESIA RECORDS", "ANESTHESIA", "ANESTHESIA REPORT", "ANES RECORD",
        "ANESTH RECORD", "ANESTHESIA REC",
      ]
    ),
    Entry(code: "29752-3", names: ["PERIOPERATIVE RECORD", "PERIOPERATIVE RECORDS"]),
    Entry(
      code: "15508-5",
      names: [
        "LABOR AND DELIVERY RECORD", "LABOR AND DELIVERY RECORDS", "LABOR AND DELIVERY",
        "LABOR DELIVERY", "L D RECORD", "DELIVERY RECORD", "LABOR RECORD",
      ]
    ),
    Entry(code: "11543-6", names: ["NURSERY RECORD", "NURSERY RECORDS"]),
    Entry(code: "11486-8", names: ["CHEMOTHERAPY RECORD", "CHEMOTHERAPY RECORDS", "CHEMOTHERAPY"]),
    Entry(code: "29749-9", names: ["DIALYSIS RECORD", "DIALYSIS RECORDS"]),
  ]

  private static let studies: [Entry] = [
    Entry(
      code: "11526-1",
      names: [
        "PATHOLOGY REPORT", "PATHOLOGY", "PATH REPORT", "PATH", "PATH RPT", "PATHOLOGY RPT",
        "PATHOLOGY STUDY", "PATHOLOGY REPORTS",
      ]
    ),
    Entry(
      code: "11529-5",
      names: [
        "SURGICAL PATHOLOGY", "SURGICAL PATHOLOGY REPORT", "SURG PATH", "SURGICAL PATH",
        "SURG PATH REPORT",
      ]
    ),
    Entry(
      code: "11502-2",
      names: [
        "LABORATORY REPORT", "LABORATORY REPORTS", "LABORATORY", "LAB REPORT", "LAB REPORTS", "LAB",
        "LABS", "LAB RESULT", "LAB RESULTS", "LAB RPT", "LABORATORY RESULTS", "LABORATORY RESULT",
      ]
    ),
    Entry(
      code: "11524-6",
      names: [
        "EKG", "ECG", "EKG REPORT", "ECG REPORT", "EKG STUDY", "EKG TRACING", "ECG TRACING",
        "ELECTROCARDIOGRAM", "ELECTROCARDIOGRAM REPORT",
      ]
    ),
    Entry(
      code: "11523-8",
      names: ["EEG", "EEG REPORT", "ELECTROENCEPHALOGRAM", "EEG STUDY"]
    ),
    Entry(code: "18749-2", names: ["EMG", "EMG REPORT", "ELECTROMYOGRAM"]),
    Entry(
      code: "58477-1",
      names: ["PULMONARY FUNCTION TEST", "PULMONARY FUNCTION REPORT", "PULMONARY FUNCTION", "PFT"]
    ),
    Entry(code: "18759-1", names: ["SPIROMETRY", "SPIROMETRY REPORT"]),
    Entry(
      code: "18745-0",
      names: [
        "CARDIAC CATHETERIZATION", "CARDIAC CATH", "CARDIAC CATHETERIZATION REPORT", "CATH REPORT",
        "HEART CATH", "CARDIAC CATH REPORT",
      ]
    ),
    Entry(
      code: "18752-6",
      names: [
        "EXERCISE STRESS TEST", "EXERCISE STRESS", "TREADMILL TEST", "EXERCISE TOLERANCE TEST",
      ]
    ),
    Entry(code: "18754-2", names: ["HOLTER MONITOR", "HOLTER", "HOLTER REPORT"]),
    Entry(code: "18746-8", names: ["COLONOSCOPY", "COLONOSCOPY REPORT"]),
    Entry(code: "18751-8", names: ["ENDOSCOPY", "ENDOSCOPY REPORT"]),
    Entry(code: "18744-3", names: ["BRONCHOSCOPY", "BRONCHOSCOPY REPORT"]),
    Entry(code: "28633-6", names: ["SLEEP STUDY", "POLYSOMNOGRAPHY", "POLYSOMNOGRAM"]),
    Entry(code: "18743-5", names: ["AUTOPSY REPORT", "AUTOPSY", "NECROPSY REPORT"]),
    Entry(code: "48807-2", names: ["BONE MARROW ASPIRATION", "BONE MARROW ASPIRATION REPORT"]),
  ]

  private static let imaging: [Entry] = [
    Entry(
      code: "18748-4",
      names: [
        "RADIOLOGY REPORT", "RADIOLOGY", "RADIOLOGY REPORTS", "RAD REPORT", "RAD RPT", "RAD",
        "RADIOLOGY RPT", "XRAY REPORT", "X RAY REPORT", "XRAY", "X RAY", "IMAGING REPORT",
        "IMAGING", "DIAGNOSTIC IMAGING", "DIAGNOSTIC IMAGING REPORT", "DIAGNOSTIC IMAGING STUDY",
      ]
    ),
    Entry(
      code: "30745-4",
      names: ["CXR", "CHEST X RAY", "CHEST XRAY", "CHEST X RAY REPORT", "CHEST XR", "CXR REPORT"]
    ),
    Entry(code: "24725-4", names: ["CT HEAD", "HEAD CT", "CT SCAN HEAD", "CT OF HEAD"]),
    Entry(code: "24627-2", names: ["CT CHEST", "CHEST CT"]),
    Entry(code: "41806-1", names: ["CT ABDOMEN", "ABDOMEN CT"]),
    Entry(code: "44115-4", names: ["CT ABDOMEN AND PELVIS", "CT ABD PELVIS", "CT ABDOMEN PELVIS"]),
    Entry(code: "24590-2", names: ["MRI BRAIN", "BRAIN MRI"]),
    Entry(code: "24558-9", names: ["US ABDOMEN", "ABDOMEN US", "ABDOMINAL ULTRASOUND"]),
    Entry(
      code: "36625-2",
      names: ["MAMMOGRAM", "MAMMOGRAPHY", "MAMMOGRAM REPORT", "MAMMOGRAPHY REPORT", "MAMMO"]
    ),
    Entry(code: "24606-6", names: ["SCREENING MAMMOGRAM", "MAMMOGRAM SCREENING"]),
    Entry(code: "38269-7", names: ["DEXA", "DXA", "DEXA SCAN", "DXA REPORT"]),
  ]

  private static let papers: [Entry] = [
    Entry(
      code: "59284-0",
      names: [
        "CONSENT", "CONSENTS", "CONSENT FORM", "CONSENT FORMS", "PATIENT CONSENT",
        "INFORMED CONSENT",
      ]
    ),
    Entry(code: "64293-4", names: ["PROCEDURE CONSENT", "CONSENT FOR PROCEDURE"]),
    Entry(code: "61359-6", names: ["ANESTHESIA CONSENT", "CONSENT FOR ANESTHESIA"]),
    Entry(
      code: "61358-8",
      names: [
        "SURGICAL CONSENT", "CONSENT FOR SURGERY", "OPERATIVE CONSENT", "CONSENT FOR OPERATION",
      ]
    ),
    Entry(
      code: "64292-6",
      names: ["RELEASE OF INFORMATION CONSENT"]
    ),
    Entry(
      code: "8653-8",
      names: [
        "DISCHARGE INSTRUCTIONS", "DISCH INSTRUCTIONS", "DISCH INST", "DISCH INSTR",
        "DC INSTRUCTIONS",
        "D C INSTRUCTIONS", "DC INST", "HOSPITAL DISCHARGE INSTRUCTIONS", "DISCHARGE INSTR",
        "DISCHARGE INST",
      ]
    ),
    Entry(
      code: "46209-3",
      names: [
        "PHYSICIAN ORDERS", "PHYSICIAN ORDER", "PHYSICIANS ORDERS", "PHYSICIAN S ORDERS",
        "DOCTORS ORDERS", "DOCTOR S ORDERS", "PROVIDER ORDERS", "MD ORDERS", "ORDERS",
        "ORDER SHEET",
        "PHYS ORDERS",
      ]
    ),
    Entry(code: "51852-2", names: ["LETTER", "LETTERS"]),
    Entry(code: "52033-8", names: ["CORRESPONDENCE", "GENERAL CORRESPONDENCE", "CORRESP"]),
    Entry(code: "64290-0", names: ["INSURANCE CARD", "HEALTH INSURANCE CARD", "INS CARD"]),
    Entry(
      code: "64298-3",
      names: ["POWER OF ATTORNEY", "DPOA", "MEDICAL POWER OF ATTORNEY"]
    ),
    Entry(code: "64297-5", names: ["DEATH CERTIFICATE", "DEATH CERT"]),
    Entry(code: "71230-7", names: ["BIRTH CERTIFICATE", "BIRTH CERT"]),
    Entry(
      code: "53244-0",
      names: ["NPP RECEIPT", "NOTICE OF PRIVACY PRACTICES RECEIPT"]
    ),
    Entry(code: "64289-2", names: ["HEALTH RECORD COVER SHEET"]),
    Entry(code: "11503-0", names: ["MEDICAL RECORD", "MEDICAL RECORDS"]),
    Entry(code: "46215-0", names: ["WOUND CARE NOTE", "WOUND CARE MANAGEMENT NOTE"]),
  ]
}
