/// The long tail of family names, put together from syllables: no name of it was taken from a person.
enum RareSurnames {
  /// How much finer the weights of rare names are than those of the lists.
  static let scale = 1000

  /// 25,000 names, each rarer than the one before it, that weigh so much together.
  static func names(weighing share: Int) -> [(word: Word, weight: Int)] {
    var made: [String] = []
    for start in starts {
      for middle in middles { for end in ends { made.append(start + middle + end) } }
    }
    made.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var (distinct, last): ([String], String) = ([], "")
    for name in made where name != last {
      distinct.append(name)
      last = name
    }
    var dice = Dice(seed: 0, of: .nameTail, 0)
    dice.shuffle(&distinct)
    let chosen = distinct.prefix(25_000)
    let raw = chosen.indices.map { 1_000_000_000 / (800 + $0) }
    let total = raw.reduce(0, +)
    return zip(chosen, raw).map { (Word($0), $1 * share / (total / scale)) }
  }

  private static let starts = words(
    """
    AB BAR BEN BLACK BRAN BUR CAL CAR CHAM COR CRAN DAL DEN DOR EL FAIR FAR FEN GAL GOR GREN HAL HAR
    HEN HOL KAL KEN KIR LAM LANG LIN LOR MAR MEL MOR NOR OR PAL PEN PRES RAN RED ROCK ROS SAL SHEL
    SOM STAN SUT TAL THOR VAN WAL WEN WHIT WIN WOOD YAR ZIM
    """
  )
  private static let middles = [""] + words("A BER DER E EN ER IN LE MER O STER TER")
  private static let ends = words(
    """
    BEE BERG BROOK BURN BY CHEK COTT DALE DEN DORF FIELD FORD GATE GER HAM HAUS HOLT KINS LAND LEY
    LING LOCK LOW MAN MANN MARK MERE MONT NER NETT NOW QUIST RICK RIDGE SEN SHAW SKI SON STEAD STEIN
    STOCK STROM TON VICH WELL WICK WIN WORTH ZEK
    """
  )

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }
}
