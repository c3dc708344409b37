/// Bytes as a terminal may show them: whatever would move the cursor, change colours or turn the
/// direction of writing is written out as `\x1B` or `\u{202E}`, and so is what is no UTF-8.
///
/// A backslash is doubled only when `isExact`: then the bytes can be read back from the text.
package func visibleText(_ bytes: some Sequence<UInt8>, isExact: Bool = false) -> String {
  var text = ""
  var decoder = UTF8()
  var kept: [UInt8] = []
  var rest = Array(bytes)[...]
  while let first = rest.first {
    kept = Array(rest.prefix(4))
    var iterator = kept.makeIterator()
    decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else {
      text += escaped(first)
      rest.removeFirst()
      continue
    }
    rest = rest.dropFirst(UTF8.width(scalar))
    if scalar == "\\", isExact {
      text += "\\\\"
    } else if isShown(scalar) {
      text.unicodeScalars.append(scalar)
    } else if scalar.isASCII {
      text += escaped(first)
    } else {
      text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }
  }
  return text
}

private func escaped(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return "\\x" + (digits.count < 2 ? "0" : "") + digits
}

private func isShown(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
    .paragraphSeparator:
    false
  default: true
  }
}
