/// What a message does, as far as rows go by it.
enum HL7Event {
  /// MRG names a number of the same patient.
  ///
  /// A18, A30 (2.2), A34, A36 (2.3), A39 and A40 (2.3.1 on) merge patients or persons. MRG of the
  /// others says something else: A35, A41 and A42 merge accounts and visits; A43 to A45 move what
  /// was filed wrongly; A46 to A51 correct a number that was never another patient's.
  case mergesPatients
  /// The message takes back what another said: T11 cancels a document, A23 and A29 delete a patient.
  case takesBack
  case other

  /// Reads the code of MSH-9.2, or of EVN-1 in messages that have it there.
  init(_ code: Span<UInt8>) {
    guard code.count == 3 else {
      self = .other
      return
    }
    let kind = code[0]
    let number = Int(code[1] &- 48) * 10 + Int(code[2] &- 48)
    switch (kind, number) {
    case (0x41, 18), (0x41, 30), (0x41, 34), (0x41, 36), (0x41, 39), (0x41, 40):
      self = .mergesPatients
    case (0x54, 11), (0x41, 23), (0x41, 29): self = .takesBack
    default: self = .other
    }
  }
}
