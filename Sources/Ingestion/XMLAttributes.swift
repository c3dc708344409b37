import CLibXML2
import Glibc

/// The plan's names as libxml2's dictionary keeps them: equal names are equal pointers.
struct XMLNames {
  private let pointers: UnsafeMutableBufferPointer<UnsafePointer<xmlChar>?>
  /// Numbers of names by the hash of their pointers; -1 for a free place.
  private let numbers: UnsafeMutableBufferPointer<Int32>

  init(_ names: [String], _ dictionary: xmlDictPtr?) {
    pointers = .allocate(capacity: names.count)
    var places = 64
    while places < names.count * 4 { places *= 2 }
    numbers = .allocate(capacity: places)
    numbers.initialize(repeating: -1)
    for (index, name) in names.enumerated() {
      let utf8 = Array(name.utf8)
      let pointer = xmlDictLookup(dictionary, utf8, Int32(clamping: utf8.count))
      pointers.initializeElement(at: index, to: pointer)
      numbers[place(of: pointer)] = Int32(truncatingIfNeeded: index)
    }
  }

  /// Gives the memory back; nothing may be asked afterwards.
  func free() {
    pointers.deallocate()
    numbers.deallocate()
  }

  /// The number of a name of the dictionary; nil for one that no path has.
  @inline(__always)
  func number(of name: UnsafePointer<xmlChar>?) -> Int? {
    let number = numbers[place(of: name)]
    return number < 0 ? nil : Int(number)
  }

  @inline(__always)
  fileprivate subscript(_ number: Int) -> UnsafePointer<xmlChar>? { pointers[number] }

  /// Where a name stands, or would stand.
  @inline(__always)
  private func place(of name: UnsafePointer<xmlChar>?) -> Int {
    let bits = UInt64(UInt(bitPattern: name))
    var place = Int(truncatingIfNeeded: (bits &* 0x9E37_79B9_7F4A_7C15) >> 40)
    while true {
      place &= numbers.count - 1
      let number = numbers[place]
      if number < 0 || pointers[Int(number)] == name { return place }
      place += 1
    }
  }
}

/// The attributes of one start tag, by the numbers of their local names.
struct XMLAttributes {
  /// Five pointers an attribute: local name, prefix, namespace, value, end of the value.
  private let pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  private let count: Int
  private let names: XMLNames

  init(
    _ pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?,
    count: Int,
    names: XMLNames
  ) {
    self.pointers = pointers
    self.count = count
    self.names = names
  }

  /// Room for the attributes of one tag that libxml2 has not seen; the caller frees it.
  static func makeRoom() -> UnsafeMutablePointer<UnsafePointer<xmlChar>?> {
    let room = UnsafeMutablePointer<UnsafePointer<xmlChar>?>.allocate(
      capacity: XMLPlainRow.mostAttributes * 5
    )
    room.initialize(repeating: nil, count: XMLPlainRow.mostAttributes * 5)
    return room
  }

  /// Attributes of a tag that libxml2 has not seen.
  ///
  /// - Parameters:
  ///   - plain: At most `XMLPlainRow.mostAttributes`.
  ///   - row: The row's first byte.
  ///   - room: What `makeRoom` gave; serves one tag at a time.
  ///   - names: The plan's names.
  init(
    _ plain: UnsafeBufferPointer<XMLPlainRow.Attribute>,
    of row: UnsafePointer<UInt8>,
    in room: UnsafeMutablePointer<UnsafePointer<xmlChar>?>,
    names: XMLNames
  ) {
    for (index, attribute) in plain.enumerated() {
      room[index * 5] = names[Int(attribute.name)]
      room[index * 5 + 3] = row + Int(attribute.start)
      room[index * 5 + 4] = row + Int(attribute.end)
    }
    self.init(room, count: plain.count, names: names)
  }

  /// Hands an attribute's value to `body`, if there is one of this name.
  @inline(__always)
  func read(_ name: Int, _ body: (borrowing Span<UInt8>) -> Void) {
    guard let position = position(of: name) else { return }
    body(value(position).span)
  }

  /// Says whether the attributes are as a path wants them.
  func meet(_ condition: XMLPlan.Condition) -> Bool {
    guard let position = position(of: condition.attribute) else {
      return condition.test == .differs || condition.test == .isAbsent
    }
    let value = value(position)
    switch condition.test {
    case .equals: return order(position, condition.value) == 0
    case .differs: return order(position, condition.value) != 0
    case .begins: return value.starts(with: condition.value)
    case .isPresent: return !value.isEmpty
    case .isAbsent: return false
    }
  }

  /// Where the attribute of a name stands, for `order`.
  @inline(__always)
  func position(of name: Int) -> Int? {
    guard let pointers, name >= 0 else { return nil }
    let wanted = names[name]
    for index in 0..<count where pointers[index * 5] == wanted { return index }
    return nil
  }

  /// Says whether an attribute's value comes before some bytes (below 0), is the same, or comes behind.
  func order(_ position: Int, _ bytes: [UInt8]) -> Int {
    let value = value(position)
    let common = min(value.count, bytes.count)
    if let base = value.baseAddress, common > 0 {
      let order = bytes.withUnsafeBytes {
        memcmp(base, $0.baseAddress ?? UnsafeRawPointer(base), common)
      }
      if order != 0 { return Int(order) }
    }
    return value.count - bytes.count
  }

  @inline(__always)
  private func value(_ position: Int) -> UnsafeBufferPointer<UInt8> {
    guard let pointers, let start = pointers[position * 5 + 3],
      let end = pointers[position * 5 + 4]
    else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: start, count: end - start)
  }
}
