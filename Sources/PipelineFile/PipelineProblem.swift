/// One mistake in a pipeline file: where it is, what it is, and what to type instead.
package struct PipelineProblem: Error, Sendable, Hashable {
  /// The pipeline file, as the command line named it.
  package let file: String
  /// Line in the file, from 1.
  package let line: Int
  /// Character in the line, from 1.
  package let column: Int
  /// A stable code: `PIPE-03`.
  package let code: String
  /// What was found, and what was expected; no full stop.
  package let problem: String
  /// What to type, as whole sentences.
  package let remedy: String

  /// The message in one paragraph.
  ///
  /// `Pipelines/x.yaml:12:7: PIPE-03 unknown key … . Did you mean …?`
  package var message: String { "\(file):\(line):\(column): \(code) \(problem). \(remedy)" }
}

/// All mistakes of one pipeline file at once, in order of place.
package struct PipelineProblems: Error, Sendable {
  package let file: String
  package let problems: [PipelineProblem]

  /// All messages, one a line.
  package var message: String { problems.map(\.message).joined(separator: "\n") }
}

/// The kinds of mistakes.
///
/// The numbers are printed and tested, and never change their meaning.
enum ProblemCode: String, Sendable {
  /// The pipeline file is not there or cannot be read.
  case fileMissing = "PIPE-00"
  /// The text is no YAML, or not one that we take.
  case unreadable = "PIPE-01"
  case duplicateKey = "PIPE-02"
  case unknownKey = "PIPE-03"
  case missingKey = "PIPE-04"
  case wrongKind = "PIPE-05"
  case unknownWord = "PIPE-06"
  /// A number out of range, a name with forbidden letters, a share that is none.
  case badValue = "PIPE-07"
  case empty = "PIPE-08"
  /// Two statements that cannot both hold.
  case contradiction = "PIPE-09"
  case notAvailable = "PIPE-10"
  case noPatient = "PIPE-11"
  case badMapFile = "PIPE-12"
}

/// Collects the mistakes of one file while it is walked.
struct ProblemList: Sendable {
  let file: String
  private var found: [PipelineProblem] = []
  // An alias brings one node to several places; its mistake is one mistake.
  private var seen: Set<PipelineProblem> = []
  /// More mistakes than this help nobody, and looking for them takes time.
  private static let maximum = 1_000

  init(file: String) { self.file = file }

  var isEmpty: Bool { found.isEmpty }

  /// Says whether nothing more is taken.
  var isFull: Bool { found.count >= Self.maximum }

  /// Notes a mistake at a place.
  mutating func add(_ code: ProblemCode, at place: YAMLPlace, _ problem: String, _ remedy: String) {
    let problem = PipelineProblem(
      file: file,
      line: place.line,
      column: place.column,
      code: code.rawValue,
      problem: problem,
      remedy: remedy
    )
    if !isFull, seen.insert(problem).inserted { found.append(problem) }
  }

  /// Everything found, in order of place; at one place by code, then in the order of finding.
  var inOrder: PipelineProblems {
    let sorted = found.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      return (a.line, a.column, a.code, left.offset) < (b.line, b.column, b.code, right.offset)
    }
    return PipelineProblems(file: file, problems: sorted.map(\.element))
  }
}

/// A text of the pipeline file as messages quote it: in quotes, short, on one line.
func quoted(_ text: String) -> String {
  let shown = text.unicodeScalars.prefix(60).map { scalar in
    scalar.value < 0x20 || scalar.value == 0x7F ? "\u{FFFD}" : String(scalar)
  }
  return "'\(shown.joined())\(text.unicodeScalars.count > 60 ? "…" : "")'"
}
