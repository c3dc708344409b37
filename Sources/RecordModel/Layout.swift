/// What was decided about a source by evidence, once, and then frozen in `layouts/<source>.json`.
///
/// Later contrary evidence is a finding; it never changes how earlier rows were read.
package struct Layout: Sendable, Equatable {
  /// An encoding's name as the catalogue spells it.
  package var encoding: String
  /// What stands between cells, of one character or more.
  package var delimiter: String
  /// For each facility (its code as written) and date field, the order found; sorted by facility, then field.
  package var dateOrders: [FacilityDateOrder]

  package init(encoding: String, delimiter: UInt8, dateOrders: [FacilityDateOrder] = []) {
    let character = Character(Unicode.Scalar(delimiter))
    self.init(encoding: encoding, delimiter: String(character), dateOrders: dateOrders)
  }

  package init(encoding: String, delimiter: String, dateOrders: [FacilityDateOrder] = []) {
    self.encoding = encoding
    self.delimiter = delimiter
    self.dateOrders = dateOrders
  }

  /// The order found for a facility's column, or nil when the evidence did not decide.
  package func dateOrder(of field: Field, facility: some Sequence<UInt8>) -> DateOrder? {
    let code = String(decoding: Array(facility), as: UTF8.self)
    return dateOrders.first { $0.field == field && $0.facility == code }?.order
  }
}

/// The date order of one facility's column, with the rows that decided it.
package struct FacilityDateOrder: Sendable, Equatable {
  package var facility: String
  package var field: Field
  /// Nil when no row decides, or rows contradict each other.
  package var order: DateOrder?
  /// Rows that can only be month first, and only day first.
  package var monthFirstRows: UInt64
  package var dayFirstRows: UInt64

  package init(
    facility: String,
    field: Field,
    order: DateOrder?,
    monthFirstRows: UInt64,
    dayFirstRows: UInt64
  ) {
    self.facility = facility
    self.field = field
    self.order = order
    self.monthFirstRows = monthFirstRows
    self.dayFirstRows = dayFirstRows
  }
}
