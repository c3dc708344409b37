import Engine
import RecordModel
import Workspace

extension Trace {
  /// What became of a row.
  struct Fate: Sendable {
    /// Nil for a row of an export that was set aside.
    private(set) var disposition: Disposition?
    /// Where the row stands whose words count; nil when they are this one's, or none do.
    private(set) var counting: String?
    private(set) var isWithdrawn = false
    /// What only all nights together tell.
    private(set) var remarks: [Remark] = []

    init(
      _ row: FoundRow,
      _ index: Int,
      isSetAside: Bool,
      _ rows: [RowsOfLanding],
      _ bench: Workbench
    ) throws(NightError) {
      guard !isSetAside else { return }
      let isRefused = rows[index].trailer.refused.contains { $0.ordinal == row.ordinal }
      guard row.refusal == .none, !isRefused else {
        disposition = .quarantined
        return
      }
      guard row.ignored == 0 else {
        disposition = .ignored
        return
      }
      let history = try storeCall { () throws(StoreError) in
        RowHistory(
          of: row.key,
          in: try DeliveredRows(rows.map(\.delivery), workers: bench.farm),
          sourceCount: bench.sourceNames.count
        )
      }
      disposition =
        history.entries.first { $0.delivery == index && $0.ordinal == row.ordinal }?.disposition
      isWithdrawn = history.isWithdrawn
      if disposition == .quarantined {
        remarks = [
          Remark(rule: .conflictingVersions, field: .documentID, shape: nil, refuses: true)
        ]
      }
      guard let place = history.counting, place != (index, row.ordinal) else { return }
      counting = "\(rows[place.delivery].deliveredAs):\(place.ordinal)"
    }
  }

  /// The landing an export is named by; of several the newest.
  static func landing(
    _ name: String,
    of ever: [LandedExport]
  ) throws(NightError) -> LandedExport {
    let isDigits = name.count >= 8 && name.allSatisfy { $0.isASCII && $0.isHexDigit }
    let named = ever.filter { landing in
      landing.deliveredAs == name || landing.deliveredAs.split(separator: "/").last ?? "" == name
        || (isDigits && landing.export.hex.hasPrefix(name.lowercased()))
    }
    guard let newest = named.last else {
      throw NightError(
        .inputMissing,
        "TRACE-01 no landed export is named '\(name)'. Give the name of its file or eight or more"
          + " digits of its SHA-256; chartlift account lists the exports."
      )
    }
    let others = Set(named.map(\.export))
    guard others.count == 1 else {
      let known = named.map { "\($0.shortDigest) (\($0.deliveredAs), night \($0.night))" }
      throw NightError(
        .usage,
        "TRACE-02 several exports are named '\(name)': \(known.suffix(8).joined(separator: ", "))."
          + " Give the digits of one of them."
      )
    }
    return newest
  }

  static func gone(_ landing: LandedExport) -> NightError {
    NightError(
      .unverified,
      "TRACE-03 the bytes of \(landing.deliveredAs) (\(landing.shortDigest)) are not kept here any"
        + " more: they were pruned, or the part is gone. Put it back from a copy of the workspace, or"
        + " deliver that export again."
    )
  }

  static func noRow(_ name: RowName, _ export: String) -> NightError {
    switch name {
    case .ordinal(let ordinal):
      NightError(
        .inputMissing,
        "TRACE-04 \(export) has no row \(ordinal). Rows are counted from 1, without the header line;"
          + " chartlift account says how many were read."
      )
    case .line(let line):
      NightError(
        .inputMissing,
        "TRACE-04 line \(line) of \(export) belongs to no row: it is a header, a blank line or markup,"
          + " or lies behind the end."
      )
    }
  }
}
