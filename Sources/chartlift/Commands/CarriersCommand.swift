import ArgumentParser
import Glibc
import Night

/// `chartlift carriers`: what the index says about reels, fiches, boxes and images.
struct CarriersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "carriers",
    abstract: "List reels, fiches and boxes: missing, repeated and out-of-order frames; images.",
    discussion: """
      Counts the live rows of the published state; while nothing is published, the rows that wait. \
      A row covers as many frames as it has pages. Changes nothing, and ends with 0 also when \
      frames are missing.

      Examples:
        chartlift carriers
        chartlift carriers --gaps
        chartlift carriers --images /mnt/scans
      """
  )

  @Argument(
    help: ArgumentHelp(
      "The pipeline file; the one kept with the last published run when not given.",
      valueName: "pipeline"
    )
  )
  var pipeline: String?

  @OptionGroup var options: WorkspaceOption

  @Flag(help: "Only carriers with a fault, and which frames are missing, repeated or out of order.")
  var gaps = false

  @Option(
    help: ArgumentHelp(
      "Hold the image paths of the index against the files below this folder.",
      valueName: "folder"
    )
  )
  var images: String?

  @OptionGroup var values: ShowValuesOption

  @Flag(help: "All of it as JSON.")
  var json = false

  func run() throws {
    let carriers = try reporting { () throws(NightError) in
      try Carriers(
        pipeline: pipeline,
        workspace: options.workspace,
        imageFolder: images,
        tellsFolders: values.showValues,
        jobs: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
      )
    }
    if json { return Terminal.put(carriers.json + [UInt8(ascii: "\n")]) }
    for line in carriers.text(gaps: gaps, showsValues: values.showValues) { Terminal.print(line) }
  }
}
