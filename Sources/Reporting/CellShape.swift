package import RecordModel

/// How a cell is written, without what it says: `A` and `a` for letters, `9` for digits, the rest as it is.
package func cellShape(of text: PatientText) -> String {
  let most = 40
  var shape = ""
  for scalar in text.revealed.unicodeScalars.prefix(most) {
    let properties = scalar.properties
    if properties.numericType != nil {
      shape += "9"
    } else if properties.isUppercase {
      shape += "A"
    } else if properties.isAlphabetic {
      shape += "a"
    } else if scalar.isASCII, scalar.value >= 0x20, scalar.value < 0x7F {
      shape.unicodeScalars.append(scalar)
    } else {
      shape += "?"
    }
  }
  return text.revealed.unicodeScalars.count > most ? shape + "…" : shape
}
