import Linkage
import RecordModel
import Reporting

extension ExplainedPair {
  /// The explanation for a terminal: plain words, then numbers.
  package var lines: [String] {
    var lines = [" \(sentence)"]
    lines += reasons.map { "   \($0)" }
    lines += [
      Self.line("A", rows.first, pair.registrations.first.count),
      Self.line("B", rows.second, pair.registrations.second.count), "",
    ]
    lines += table + [""] + brought
    if values.isEmpty {
      lines.append(" Values hidden; --show-values shows them on a terminal.")
    } else {
      for (name, found) in zip(["A", "B"], values) {
        for (title, values) in found {
          lines.append(" \(name)  \(Self.padded(title, 15))\(values.joined(separator: " | "))")
        }
      }
    }
    return lines
  }

  /// What they are, and the main reason.
  var sentence: String {
    guard !pair.isOneRegistration else {
      return "One patient, one registration: both rows stand under one record number, and what they"
        + " say goes together."
    }
    return pair.isOnePerson ? whyOne : whyTwo
  }

  private var whyOne: String {
    switch pair.tie {
    case .decision(let number): "One patient: decision \(number) says so."
    case .merge(let row):
      "One patient: \(others[row]?.words ?? "a row") says that both record numbers are one patient's."
    case .others:
      "One patient, by way of other registrations: by themselves the two score \(bits(pair.score)),"
        + " and \(bits(pair.threshold)) are asked for."
    default:
      "One patient: \(bits(pair.score)) over the next best explanation, that they are"
        + " \(pair.strongest.words)."
    }
  }

  private var whyTwo: String {
    if let veto = mainVeto {
      return pair.score < pair.threshold
        ? "Two patients, kept apart: \(veto.words)."
        : "Two patients, kept apart although \(bits(pair.score)) speak for one: \(veto.words)."
    }
    guard pair.score < pair.threshold else {
      return "Two patients, kept apart although \(bits(pair.score)) speak for one:"
        + " \(pair.partings.first.map(words) ?? "")."
    }
    return "Two patients: \(lowScore)"
  }

  /// What forbids it, where that is the reason: of strangers it is the score, not that nothing is equal.
  private var mainVeto: PairExplanation.Veto? {
    let isBySide =
      pair.score < pair.threshold && pair.vetoes == [.contradiction(.nothingEqual)]
    return isBySide ? nil : pair.vetoes.first
  }

  /// How the score falls short, as the end of a sentence.
  private var lowScore: String {
    let rival = pair.strongest.words
    guard pair.score < 0 else {
      return
        "one would explain what they say \(bits(pair.score)) better than that they are \(rival),"
        + " but \(bits(pair.threshold)) are asked for."
    }
    return "that they are \(rival) explains what they say better, by \(bits(-pair.score))."
  }

  // MARK: - Reasons

  /// Everything else that made or kept them what they are.
  var reasons: [String] {
    var reasons: [String] = []
    if !pair.isOneRegistration, let weights = mostTelling { reasons.append(weights) }
    if pair.isOnePerson {
      for veto in pair.vetoes { reasons.append("Overruled: \(veto.words).") }
      reasons += pair.chain.map(words)
      if let join = pair.join, !join.isDecided,
        join.groups.first.count + join.groups.second.count > 2
      {
        reasons.append(
          "They came together as groups of \(join.groups.first.count) and \(join.groups.second.count)"
            + " registrations, by \(bits(join.average)) on average."
        )
      }
      return reasons
    }
    for veto in pair.vetoes.dropFirst(mainVeto == nil ? 0 : 1) {
      reasons.append("Also, \(veto.words).")
    }
    if mainVeto != nil, pair.score < pair.threshold {
      reasons.append("Without that, too: \(lowScore)")
    }
    let isMain = pair.score >= pair.threshold && pair.vetoes.isEmpty
    for (place, parting) in pair.partings.enumerated() {
      // The sentence has said the first reason.
      if isMain, place == 0 { continue }
      switch parting {
      case .score, .veto, .neverCompared: continue
      default: reasons.append("Also, \(words(parting)).")
      }
    }
    let isDecided = pair.vetoes.contains { veto in
      if case .decision = veto { true } else { false }
    }
    if pair.isOnReviewList, !isDecided {
      reasons.append("It waits for a person to look: chartlift review --out FILE.")
    }
    return reasons
  }

  /// The comparisons that weigh most for what they are.
  private var mostTelling: String? {
    let lane = pair.strongest.rawValue
    let isFor = pair.score >= pair.threshold
    // Tenths of a bit tell nobody anything.
    let telling = pair.comparisons.filter {
      ($0.weights[lane] > 0) == isFor && abs($0.weights[lane]) >= 500
    }
    .sorted { left, right in
      isFor
        ? left.weights[lane] > right.weights[lane] : left.weights[lane] < right.weights[lane]
    }
    guard !telling.isEmpty else { return nil }
    let words = telling.prefix(3).map { "\($0.title) \($0.words) (\(signed($0.weights[lane])))" }
    return (isFor ? "What speaks most for one: " : "What speaks most for two: ")
      + words.joined(separator: "; ") + "."
  }

  private func words(_ step: PairExplanation.Step) -> String {
    let way = "\(others[step.from]?.words ?? "?") and \(others[step.to]?.words ?? "?")"
    return step.isDecided ? "\(way): somebody's word." : "\(way): \(bits(step.score))."
  }

  private func words(_ parting: PairExplanation.Parting) -> String {
    switch parting {
    case .score: return "the score is too low"
    case .neverCompared: return "no pass brings them together, so they were never compared"
    case .veto: return "something forbids it"
    case .vetoOfOthers(let first, let second, let veto):
      return "other rows of the two patients cannot be one (\(others[first]?.words ?? "?") and"
        + " \(others[second]?.words ?? "?")): \(veto.words)"
    case .rivals(let partners):
      let named = partners.prefix(Self.mostNamed).compactMap { others[$0]?.words }
      return "another fits about as well (within \(bits(pair.margin))), and both cannot be right"
        + (named.isEmpty ? "" : ": \(named.joined(separator: "; "))")
    case .average(let average, let pairs):
      return
        "the other registrations of the two speak against it, \(bits(average)) on average over all"
        + " \(pairs) pairs, and \(bits(pair.threshold)) are asked for"
    case .crowd:
      return "they hang together with more registrations than one patient has; a person must look"
    case .order: return "each was joined to others before the two could be"
    }
  }

  // MARK: - Numbers

  private var table: [String] {
    let lanes = [pair.strongest.rawValue, pair.runnerUp.rawValue]
    let words = pair.comparisons.map(\.words) + ["what both say"]
    let width = (words.map(\.count).max() ?? 0) + 2
    func line(_ title: String, _ words: String, _ cells: [String]) -> String {
      let cells = cells.map { String(repeating: " ", count: max(1, 13 - $0.count)) + $0 }
      return " \(Self.padded(title, 17))\(Self.padded(words, width))\(cells.joined())"
    }
    func milli(_ values: [Int32]) -> [String] { lanes.map { Self.exact(values[$0]) } }
    var lines = [
      line("compared", "what both say", [pair.strongest, pair.runnerUp].map(\.short)),
      line("before anything", "", milli(pair.priors)),
    ]
    for compared in pair.comparisons {
      lines.append(line(compared.title, compared.words, milli(compared.weights)))
    }
    lines.append(line("sum in bits", "", milli(pair.sums)))
    let others = PairExplanation.Rival.allCases.filter {
      $0 != pair.strongest && $0 != pair.runnerUp
    }
    let weaker = others.map { "\($0.short) \(Self.exact(pair.sums[$0.rawValue]))" }
    lines.append(
      " The least sum is the score: one patient from \(Self.exact(pair.threshold)), to review from"
        + " \(Self.exact(pair.reviewFrom)). Other explanations: \(weaker.joined(separator: ", "))."
    )
    return lines
  }

  private var brought: [String] {
    guard !pair.isOneRegistration else { return [] }
    let over = pair.passes.filter { !$0.isCompared }.map { pass in
      " Pass \(pass.number) (same \(pass.words)) would have, but \(grouped(pass.blockSize))"
        + " registrations have that; only the first \(pass.cap) are compared there."
    }
    let compared = pair.passes.filter(\.isCompared)
    guard !compared.isEmpty else {
      let outcome = pair.isOnePerson ? "." : ": they were never compared."
      return [" No pass brings the two together\(outcome)"] + over
    }
    return [" Brought together by same"]
      + compared.map { pass in
        "   \(Self.padded(pass.words, 62))pass \(pass.number), \(counted(UInt64(pass.blockSize), "registration"))"
      } + over
  }

  private static func line(_ name: String, _ row: ExplainedRow, _ rows: Int) -> String {
    " \(name)  Patient/\(row.patient.uuidText)  \(row.words)"
      + (rows > 1 ? "; registration of \(grouped(rows)) rows" : "")
  }

  private func bits(_ milliBits: Int32) -> String { "\(Self.rounded(milliBits)) bits" }

  private func signed(_ milliBits: Int32) -> String {
    (milliBits < 0 ? "" : "+") + Self.rounded(milliBits)
  }

  /// Bits with one decimal.
  static func rounded(_ milliBits: Int32) -> String {
    let tenths = (abs(Int(milliBits)) + 50) / 100
    return (milliBits < 0 && tenths > 0 ? "-" : "") + "\(tenths / 10).\(tenths % 10)"
  }

  /// Bits with all their decimals and their sign.
  private static func exact(_ milliBits: Int32) -> String {
    let size = abs(Int(milliBits))
    let decimals = String(String(1_000 + size % 1_000).dropFirst())
    return (milliBits < 0 ? "-" : milliBits > 0 ? "+" : "") + "\(size / 1_000).\(decimals)"
  }

  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

extension PairExplanation.Rival {
  /// What they are, in one word for a column.
  var short: String {
    switch self {
    case .unrelated: "strangers"
    case .relative: "relatives"
    case .twin: "twins"
    case .namesake: "namesakes"
    }
  }
}
