/// Says whether two ranges of a text hold the same letters.
func isSameText(_ left: NameRange, _ right: NameRange, in text: Span<UInt8>) -> Bool {
  left.count == right.count && commonPrefix(left.range, right.range, in: text) == Int(left.count)
}

/// Compares two known given names, folded.
///
/// They agree when equal, one edit apart, or when one is the other's initial or beginning.
func givenPairLevel(_ left: NameRange, _ right: NameRange, in text: Span<UInt8>) -> Level {
  let (left, right) = (left.range, right.range)
  let prefix = commonPrefix(left, right, in: text)
  let shorter = min(left.count, right.count)
  if prefix == shorter && (left.count == right.count || shorter == 1 || shorter >= 3) {
    return .agree
  }
  return isOneEdit(left, right, prefix: prefix, in: text) ? .agree : .conflict
}

/// Compares two known family names, folded.
///
/// They agree when equal, one edit apart, or when one is a part of the other: the first or the last
/// of a double name, of three letters or more. Folding has dropped what parted the parts.
func familyPairLevel(_ left: NameRange, _ right: NameRange, in text: Span<UInt8>) -> Level {
  let (left, right) = (left.range, right.range)
  let prefix = commonPrefix(left, right, in: text)
  let shorter = min(left.count, right.count)
  if prefix == left.count && prefix == right.count { return .agree }
  if shorter >= 3 {
    if prefix == shorter || commonSuffix(left, right, in: text) == shorter { return .agree }
  }
  return isOneEdit(left, right, prefix: prefix, in: text) ? .agree : .conflict
}

/// Says whether one letter added, dropped or replaced, or two swapped, makes one of the other.
///
/// That is a distance of one by optimal string alignment. Names of fewer than four letters are too
/// near to one another for it to mean anything.
private func isOneEdit(
  _ left: Range<Int>,
  _ right: Range<Int>,
  prefix: Int,
  in text: Span<UInt8>
) -> Bool {
  guard left.count >= 4, right.count >= 4, abs(left.count - right.count) <= 1 else { return false }
  let (leftRest, rightRest) = (left.dropFirst(prefix), right.dropFirst(prefix))
  let suffix = commonSuffix(leftRest, rightRest, in: text)
  let (leftCore, rightCore) = (leftRest.dropLast(suffix), rightRest.dropLast(suffix))
  if leftCore.count <= 1 && rightCore.count <= 1 { return true }
  guard leftCore.count == 2, rightCore.count == 2 else { return false }
  return text[leftCore.lowerBound] == text[rightCore.lowerBound + 1]
    && text[leftCore.lowerBound + 1] == text[rightCore.lowerBound]
}

private func commonPrefix(_ left: Range<Int>, _ right: Range<Int>, in text: Span<UInt8>) -> Int {
  let most = min(left.count, right.count)
  var length = 0
  while length < most, text[left.lowerBound + length] == text[right.lowerBound + length] {
    length += 1
  }
  return length
}

private func commonSuffix(_ left: Range<Int>, _ right: Range<Int>, in text: Span<UInt8>) -> Int {
  let most = min(left.count, right.count)
  var length = 0
  while length < most, text[left.upperBound - 1 - length] == text[right.upperBound - 1 - length] {
    length += 1
  }
  return length
}
