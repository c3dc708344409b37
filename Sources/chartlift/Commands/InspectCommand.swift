import ArgumentParser
import Glibc
import Night
import Reporting

/// How `inspect` and `init` are told what a file is.
struct SniffingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The format, when it is known: csv, xml, …", valueName: "name"))
  var format: String?

  @Option(help: ArgumentHelp("The encoding, when it is known: windows-1252, …", valueName: "name"))
  var encoding: String?

  @Option(help: ArgumentHelp("The delimiter, when it is known: ';', tab, …", valueName: "sign"))
  var delimiter: String?

  @Flag(inversion: .prefixedNo, help: "Whether the first line holds headings.")
  var header: Bool?

  @Option(help: ArgumentHelp("Workers at once; all processors when not given.", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs wants a number from 1 to 256.")
    }
  }

  /// The request as far as these options say it.
  func request(_ files: [String]) -> InspectRequest {
    var request = InspectRequest(files: files)
    request.format = format
    request.encoding = encoding
    request.delimiter = delimiter
    request.hasHeader = header
    request.jobs = jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    return request
  }
}

/// `chartlift inspect`: what exports are made of, before there is a pipeline.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what exports are made of: rows, columns, patterns, dates, encoding.",
    discussion: """
      Reads each file from end to end, needs no workspace and writes nothing. Shows no value: a digit \
      is 9, a capital A, another letter a, the end of a long run …; patterns that fewer than three \
      rows share are counted as other. Up to 10,000 different values (fewer beyond 100 columns) are \
      counted exactly; more are marked ~ and within about 2 in 100.

      Examples:
        chartlift inspect inbox/film_2026-11-20.csv
        chartlift inspect inbox/*.csv --html exports.html
        chartlift inspect old.txt --encoding windows-1252 --delimiter '|' --no-header

      Ends with 0, with 65 when a file cannot be used and 66 when one is missing; the others are shown.
      """
  )

  @Argument(help: ArgumentHelp("The exports.", valueName: "file"))
  var files: [String]

  @OptionGroup var sniffing: SniffingOptions

  @Option(help: ArgumentHelp("Read as a source of this pipeline file does.", valueName: "file"))
  var pipeline: String?

  @Option(help: ArgumentHelp("The source, where the pipeline file has several.", valueName: "name"))
  var source: String?

  @OptionGroup var options: WorkspaceOption

  @Flag(help: "The same as JSON.")
  var json = false

  @Option(help: ArgumentHelp("Write one page that needs nothing else.", valueName: "file"))
  var html: String?

  @Flag(help: "The most frequent values, too: patient text, on a terminal only.")
  var showValues = false

  func run() throws {
    guard !showValues || (isatty(STDOUT_FILENO) == 1 && !json && html == nil) else {
      Terminal.tell(
        "--show-values prints patient text, so it works only where a person reads it: on a terminal,"
          + " without --json, --html, a pipe or a file behind it."
      )
      throw CommandEnded(exit: .usage)
    }
    var request = sniffing.request(files)
    request.pipeline = pipeline
    request.source = source
    request.workspace = options.workspace
    request.keepsValues = showValues
    let asked = request
    let found = try reporting { () throws(NightError) in try ExportInspection(asked) }
    if json {
      Terminal.put(InspectionJSON.bytes(found.files, found.differences) + [UInt8(ascii: "\n")])
    } else if html == nil {
      for line in InspectionText.lines(found.files, found.differences) { Terminal.print(line) }
    }
    if let html, !found.files.isEmpty {
      let page = InspectionHTML.bytes(found.files, found.differences)
      try reporting { () throws(NightError) in try ExportInspection.write(page, to: html) }
      Terminal.tell("Wrote \(html).")
    }
    if let failure = found.failure {
      for line in failure.lines { Terminal.tell(line) }
      throw CommandEnded(exit: Exit(failure.kind))
    }
  }
}
