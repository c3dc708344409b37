/// Where people live: one state, with its real towns, postal codes and area codes, and made-up streets.
enum Places {
  /// A town and one of its postal codes.
  struct Town: Sendable {
    var city: [UInt8]
    var postalCodes: [Int]
  }

  static let state = Array("OH".utf8)
  static let areaCodes = [216, 220, 234, 330, 380, 419, 440, 513, 567, 614, 740, 937]

  static let towns: [Town] = list.split(separator: "\n").map { line in
    let words = line.split(separator: " ")
    let codes = words.compactMap { Int($0) }
    return Town(
      city: Array(words.dropLast(codes.count).joined(separator: " ").utf8),
      postalCodes: codes
    )
  }

  static let streets: [[UInt8]] = streetNames.split(whereSeparator: \.isWhitespace).flatMap {
    name in
    ["ST", "STREET", "AVE", "AVENUE", "RD", "DR", "LN"].map { Array("\(name) \($0)".utf8) }
  }

  private static let list = """
    AKRON 44301 44305 44310 44313 44320
    ALLIANCE 44601
    ASHLAND 44805
    ATHENS 45701
    BOWLING GREEN 43402
    CANTON 44702 44705 44708 44718
    CHILLICOTHE 45601
    CINCINNATI 45202 45205 45211 45224 45238
    CLEVELAND 44102 44105 44109 44111 44120 44135
    COLUMBUS 43201 43204 43207 43214 43224 43229
    DAYTON 45402 45405 45419 45424
    DEFIANCE 43512
    DELAWARE 43015
    ELYRIA 44035
    FINDLAY 45840
    FREMONT 43420
    GALLIPOLIS 45631
    HAMILTON 45011 45013
    IRONTON 45638
    KENT 44240
    LANCASTER 43130
    LIMA 45801 45804
    LORAIN 44052
    MANSFIELD 44902 44906
    MARIETTA 45750
    MARION 43302
    MEDINA 44256
    MIDDLETOWN 45042
    MOUNT VERNON 43050
    NEWARK 43055
    NORWALK 44857
    PAINESVILLE 44077
    PORTSMOUTH 45662
    SANDUSKY 44870
    SIDNEY 45365
    SPRINGFIELD 45502 45505
    STEUBENVILLE 43952
    TIFFIN 44883
    TOLEDO 43605 43607 43612 43615
    TROY 45373
    WARREN 44483
    WILMINGTON 45177
    WOOSTER 44691
    XENIA 45385
    YOUNGSTOWN 44502 44505 44511
    ZANESVILLE 43701
    """

  private static let streetNames = """
    MAIN OAK MAPLE ELM PARK WASHINGTON LAKE HILL WALNUT CHURCH NORTH SOUTH EAST WEST CEDAR PINE RIVER
    SPRING CHESTNUT MARKET UNION HIGH MILL COURT HIGHLAND FRANKLIN JEFFERSON JACKSON LINCOLN CENTER
    FIRST SECOND THIRD FOURTH FIFTH CHERRY LOCUST MEADOW FOREST SUNSET VALLEY CLAY GRANT MONROE ADAMS
    BROADWAY PROSPECT SCHOOL SYCAMORE ORCHARD WILLOW FRONT LIBERTY PEARL VINE POPLAR HICKORY BIRCH
    GARFIELD HARRISON
    """
}
