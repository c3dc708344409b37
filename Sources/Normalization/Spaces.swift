/// What counts as a space in a cell: ASCII space, control characters, and the no-break space that word
/// processors leave.

/// Bytes of the space at an index; 0 when there is none.
@inline(__always)
func spaceWidth(_ run: Span<UInt8>, _ index: Int) -> Int {
  let byte = run[index]
  if byte <= 0x20 || byte == 0x7F { return 1 }
  return byte == 0xC2 && index + 1 < run.count && run[index + 1] == 0xA0 ? 2 : 0
}

/// Says whether a run has no outer or doubled spaces and no control characters.
@inline(__always)
func isTidy(_ run: Span<UInt8>) -> Bool {
  guard !run.isEmpty else { return true }
  // One comparison a byte decides for nearly every cell; only a byte below '!' or 0xC2 is looked at twice.
  var previousIsSpace = true
  for index in run.indices {
    let byte = run[index]
    if byte > 0x20, byte != 0x7F, byte != 0xC2 {
      previousIsSpace = false
    } else if byte == 0x20 {
      if previousIsSpace { return false }
      previousIsSpace = true
    } else {
      if spaceWidth(run, index) > 0 { return false }
      previousIsSpace = false
    }
  }
  return !previousIsSpace
}

/// The range of a run without outer spaces.
@inline(__always)
func trimmed(_ run: Span<UInt8>) -> Range<Int> {
  var start = 0
  var end = run.count
  while start < end {
    let width = spaceWidth(run, start)
    if width == 0 { break }
    start += width
  }
  while end > start {
    if spaceWidth(run, end - 1) == 1 {
      end -= 1
    } else if end - start >= 2, spaceWidth(run, end - 2) == 2 {
      end -= 2
    } else {
      break
    }
  }
  return start..<end
}
