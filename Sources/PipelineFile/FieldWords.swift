import RecordModel

/// One sentence for each field, for the schema.
enum FieldWords {
  /// What a column of this field holds.
  static func help(of field: Field) -> String {
    switch field {
    case .facility: "The facility whose record number this is."
    case .recordNumber: "The medical record number as the facility wrote it."
    case .mergedRecordNumber:
      "A record number that is the same patient's as the row's own: all rows of both become one person. Written NUMBER, or NUMBER^ASSIGNER where another gave it (two columns are joined so)."
    case .name: "The whole name in one column; see 'written'."
    case .familyName: "The last name."
    case .givenName: "The first name."
    case .middleName: "Middle names or initials."
    case .nameSuffix: "JR, SR, III."
    case .maidenName: "A former family name."
    case .birthDate: "The date of birth."
    case .deathDate: "The date of death."
    case .sex: "Administrative sex: M, F, or codes with a map."
    case .ssn: "The US social security number."
    case .phone: "A telephone number."
    case .addressLine: "Street and number."
    case .city: "The city."
    case .state: "The state, as two letters or its name."
    case .postalCode: "The ZIP or postal code."
    case .country: "The country."
    default: helpOfDocument(field)
    }
  }

  private static func helpOfDocument(_ field: Field) -> String {
    switch field {
    case .documentID: "The document's own number; with the source's name it is known for ever."
    case .documentType: "The kind of document; a map gives its code."
    case .documentTitle: "The document's title."
    case .serviceDate: "The day of the visit or service."
    case .scanDate: "The day the document was scanned or filmed."
    case .author: "Who wrote the document."
    case .encounterNumber: "The visit or account number."
    case .pageCount: "The number of pages."
    case .image: "The path of the image file."
    case .imageHash: "A digest of the image file."
    case .box: "The box of paper."
    case .folder: "The folder in the box."
    case .reel: "The reel of film."
    case .fiche: "The fiche."
    case .frame: "The frame on the reel or fiche."
    case .diagnosisCode: "A diagnosis code."
    case .procedureCode: "A procedure code."
    default: "The code system of diagnosis or procedure codes."
    }
  }
}
