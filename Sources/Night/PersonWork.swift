import Bundling
import Engine
import Linkage
import Persons
import RecordModel
import Workspace

/// The barrier's result: known rows, persons, ids.
struct LinkedPersons: Sendable {
  var accounted: AccountedRows
  var deliveries: [Delivery]
  /// As-of dates of the deliveries, apart: reading one per row must not copy a delivery.
  var asOfs: [PartialDate]
  var readers: [any PartReader]
  var index: PersonIndex
  var ids: IdsGivenOut
  /// Rows under record numbers that are two people or more.
  var overlays: [[UInt32]]
  /// Merges that name a number of several people: the row that says so, then the rows of both numbers.
  var unclearMerges: [[UInt32]]
  /// For each row the first row of its registration.
  var registrationOfRow: [UInt32]
  /// Pairs of registrations that a person should look at, highest gain first.
  var review: [ReviewPair]
  /// Decisions about rows that are not known now.
  var waitingDecisions: [DecisionsInForce.Entry]
}

extension Workbench {
  /// Accounts for every row of every night, joins rows to persons, gives each person its id.
  func link(_ landings: [RowsOfLanding], night: Int) throws(NightError) -> LinkedPersons {
    let deliveries = landings.map(\.delivery)
    var accounted = try storeCall { () throws(StoreError) in
      let delivered = try DeliveredRows(deliveries, workers: farm)
      observer.observe(.stageStarted(stage: "link", total: UInt64(delivered.count)))
      return accountRows(delivered, sourceCount: sourceNames.count, workers: farm)
    }
    let waiting = decide(&accounted.input)
    let result = Linking.link(accounted.input, workers: farm)
    let given = try idsGivenOut()
    let namespace = SiteIds.namespace(site: settings.site)
    let (index, ids) = indexPersons(
      result,
      rows: accounted.input,
      given: given,
      night: UInt16(truncatingIfNeeded: night),
      workers: farm
    ) { SiteIds.patient(namespace: namespace, anchor: $0) }
    observer.observe(
      .stageFinished(
        stage: "link",
        rows: UInt64(index.count),
        unit: "patients",
        note: result.overlays.isEmpty ? "" : "\(result.overlays.count) possible overlays"
      )
    )
    return LinkedPersons(
      accounted: accounted,
      deliveries: deliveries,
      asOfs: deliveries.map(\.asOf),
      readers: deliveries.map(\.part.reader),
      index: index,
      ids: ids,
      overlays: result.overlays,
      unclearMerges: result.unclearMerges,
      registrationOfRow: result.registrationOfRow,
      review: result.review,
      waitingDecisions: waiting
    )
  }

  private func idsGivenOut() throws(NightError) -> IdsGivenOut {
    // A night that was rolled back gave its ids out all the same: somebody may have read them.
    let given = try ledgerCall { () throws(LedgerError) in try ledger.idsEverGivenOut() }
    guard let given else { return IdsGivenOut() }
    return try storeCall { () throws(StoreError) in try IdsPart.read(given, from: store) }
  }
}
