/// What one pipeline file says, checked and with its defaults filled in.
package struct PipelineSettings: Sendable, Equatable {
  /// The pipeline's name: letters, digits and hyphens.
  package var name: String
  /// A URI the hospital owns; part of every id that is ever given out.
  package var site: String
  /// In the order of the file.
  ///
  /// The order changes nothing.
  package var sources: [SourceSettings]
  /// Added to the built-in placeholder values, by field.
  package var placeholders: [Field: [String]]
  /// Over one of these, a night is staged and not published.
  package var limits: [Limit]
  /// Files that patients are spread over, by id.
  package var partitions: Int
  /// Put before an image path to make a URL.
  package var imageBase: String?
  /// Whose word counts first when sources differ about a patient.
  package var trust: [String]
  /// Folder of the published trees, relative to the workspace.
  package var publishTo: String
  /// The base URL of the server the bundles are for; with it every entry has a `fullUrl`.
  package var publishBase: String?
  /// Says what `fullUrl` entries have when no base is given.
  package var fullURL: FullURLPolicy
  /// Published runs kept.
  package var keepRuns: Int
  /// When the whole snapshot is written beside the changes.
  package var snapshot: SnapshotPolicy

  package init(name: String, site: String, sources: [SourceSettings]) {
    self.name = name
    self.site = site
    self.sources = sources
    placeholders = [:]
    limits = []
    partitions = 64
    imageBase = nil
    trust = []
    publishTo = "out"
    publishBase = nil
    fullURL = .uuid
    keepRuns = 3
    snapshot = .always
  }
}

/// What stands in a drafted pipeline file where only a person can know: `check` takes it, `run` does not.
extension PipelineSettings {
  /// A host that nobody can own (RFC 2606).
  package static let undecidedSite = "https://decide.invalid/charts"
  package static let undecidedFacility = "DECIDE"

  /// Says whether the site lies on a host that nobody can own.
  package var isSiteUndecided: Bool { site == Self.undecidedSite }
}

/// What an entry's `fullUrl` is while the server's address is not known.
///
/// FHIR R4 wants one in every entry (Bundle.entry.fullUrl); servers that store by `request.url` do
/// without, and a tree is 58 bytes an entry smaller then.
package enum FullURLPolicy: String, CaseIterable, Sendable { case uuid, none }

/// When the whole snapshot is written.
package enum SnapshotPolicy: String, CaseIterable, Sendable { case always, weekly, first }

/// A limit on findings: rows, or a share of the rows read.
package struct Limit: Sendable, Equatable {
  /// What is limited.
  package enum Subject: Sendable, Equatable {
    /// Rows that were refused.
    case quarantined
    /// Live rows of one snapshot source that tonight's whole set of files does not hold any more.
    case withdrawn
    case rule(RuleCode)
  }
  /// How many are still good.
  package enum Amount: Sendable, Equatable {
    case rows(UInt64)
    /// In millionths of the rows read, so that 0.30 % is exact.
    case partsPerMillion(UInt64)
  }

  /// What a snapshot source may withdraw where the pipeline file says nothing: 1 % of its live rows.
  package static let ordinaryWithdrawal = Limit(
    subject: .withdrawn,
    amount: .partsPerMillion(10_000)
  )

  package var subject: Subject
  package var amount: Amount

  package init(subject: Subject, amount: Amount) {
    self.subject = subject
    self.amount = amount
  }

  /// Says whether so many rows are over the limit.
  package func isExceeded(by rows: UInt64, of read: UInt64) -> Bool {
    switch amount {
    case .rows(let most): rows > most
    case .partsPerMillion(let share): rows * 1_000_000 > share * read
    }
  }
}
