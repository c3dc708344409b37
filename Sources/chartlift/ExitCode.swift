import Night

/// What a command ends with; a timer or a person decides by it alone.
///
/// Listed in the README.
enum Exit: Int32 {
  case done = 0
  /// Findings over a limit: nothing published.
  case overLimit = 1
  /// Published, and an export that cannot be used was left out by its source's policy.
  case leftOut = 3
  case usage = 64
  case inputUnusable = 65
  case inputMissing = 66
  case bug = 70
  case cannotCreate = 73
  case inputOutput = 74
  case busy = 75
  case unverified = 76
  case permission = 77
  case badPipeline = 78

  init(_ kind: NightError.Kind) {
    switch kind {
    case .usage: self = .usage
    case .inputUnusable: self = .inputUnusable
    case .inputMissing: self = .inputMissing
    case .bug: self = .bug
    case .cannotCreate: self = .cannotCreate
    case .inputOutput: self = .inputOutput
    case .busy: self = .busy
    case .unverified: self = .unverified
    case .permission: self = .permission
    case .badPipeline: self = .badPipeline
    }
  }
}

/// A command's end that is not success, already told to the person.
struct CommandEnded: Error {
  var exit: Exit
}
