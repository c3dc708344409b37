import Foundation
import Glibc
import Testing

/// Deliveries that are not complete, not files, or made to do harm.
struct DeliveryTests {
  @Test func `a file that another process goes on writing is waited for, then given up with 75`()
    throws
  {
    let night = try FilmNight(rows: 20)
    defer { night.remove() }
    #expect(try night.run().exit == 0)
    let before = try night.bundles()
    let writer = try shell("while :; do echo more >> inbox/film.csv; sleep 0.1; done", in: night)
    defer { writer.terminate() }
    let outcome = try night.run(["--wait", "2s"], asOf: "2026-11-22")
    #expect(outcome.exit == 75, "\(outcome.stderr)")
    #expect(outcome.stderr.contains("FILE-02 inbox/film.csv: "), "\(outcome.stderr)")
    #expect(outcome.stderr.contains("(--wait 2s)"), "\(outcome.stderr)")
    #expect(try night.bundles().firstDifference(from: before) == nil)
  }

  @Test func `a file that comes to rest while it is waited for is read whole`() throws {
    let night = try FilmNight(rows: 20)
    defer { night.remove() }
    let content = try Data(contentsOf: night.export)
    try content.prefix(200).write(to: night.export)
    let rest = night.workspace.appending(path: "rest")
    try content.dropFirst(200).write(to: rest)
    let writer = try shell("sleep 1; cat rest >> inbox/film.csv", in: night)
    let outcome = try night.run(["--wait", "1m"])
    writer.waitUntilExit()
    #expect(outcome.exit == 0 && outcome.stderr.contains("Rows 20 "), "\(outcome.stderr)")
  }

  @Test func `a file that a process holds open for writing is left alone with 75`() throws {
    let night = try FilmNight(rows: 20)
    defer { night.remove() }
    let writer = open(night.export.path, O_WRONLY | O_APPEND | O_CLOEXEC)
    let outcome = try night.run()
    close(writer)
    // Not every file system tells; where it does not, the file did not change either.
    #expect(outcome.exit == 75 || outcome.exit == 0, "\(outcome.stderr)")
    if outcome.exit == 75 { #expect(outcome.stderr.contains("open for writing")) }
    #expect(try night.run().exit == 0)
  }

  @Test func `a missing file is waited for as long as was said, then told with 66`() throws {
    let night = try FilmNight(rows: 20)
    defer { night.remove() }
    try FileManager.default.removeItem(at: night.export)
    let outcome = try Program.run(
      ["run", "pipeline.yaml", "--as-of", "2026-11-21", "--wait", "1s"],
      in: night.workspace
    )
    #expect(outcome.exit == 66)
    #expect(outcome.stderr.contains("event=delivery.waited-for"), "\(outcome.stderr)")
    #expect(outcome.stderr.contains("FILE-03"), "\(outcome.stderr)")
    #expect(try night.run(["--wait", "1"]).exit == 64)
    #expect(try night.run(["--wait", "49h"]).exit == 64)
  }

  @Test func `a pipe in the inbox is told and never opened`() throws {
    let night = try FilmNight(rows: 20)
    defer { night.remove() }
    let folder = night.workspace.appending(path: "inbox/film_2.csv").path
    #expect(mkfifo(folder, 0o600) == 0)
    let outcome = try night.run()
    #expect(outcome.exit == 0, "\(outcome.stderr)")
    #expect(outcome.stderr.contains("FILE-07 inbox/film_2.csv: is a pipe"), "\(outcome.stderr)")
  }

  @Test func `a bomb is stopped, leaves no bytes behind and publishes nothing`() throws {
    let night = try FilmNight(rows: 20)
    defer { night.remove() }
    let made = try shell("head -c 400000000 /dev/zero | gzip -9 > inbox/film.csv", in: night)
    made.waitUntilExit()
    let outcome = try night.run()
    #expect(outcome.exit == 65 && outcome.stderr.contains("FILE-05"), "\(outcome.stderr)")
    #expect(try night.trees().isEmpty)
    let all = try night.everything().files.reduce(0) { $0 + $1.content.count }
    #expect(all < 2_000_000)
  }

  @Test func `a run killed while it unpacks leaves nothing that the next one does not clear`()
    throws
  {
    let night = try FilmNight(rows: 20)
    defer { night.remove() }
    let row = "LAKE,1,\"A, B\",1950-01-01,F,D-1,Discharge Summary,1999-05-01,R0,1,f.tif"
    let make =
      "(head -1 inbox/film.csv; yes '\(row)' | head -n 1200000) | gzip -1 > inbox/x; mv inbox/x inbox/film.csv"
    try shell(make, in: night).waitUntilExit()
    _ = try night.run([], .init(killedAfter: 150))
    _ = try night.run([], .init(fileBlocks: 2_000))
    try Data("FAC\n".utf8).write(to: night.export)
    _ = try night.run()
    let left = try FileManager.default.contentsOfDirectory(
      atPath: night.workspace.appending(path: "tmp").path
    )
    #expect(left.isEmpty, "\(left)")
  }

  /// Starts a command in the workspace.
  private func shell(_ command: String, in night: FilmNight) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = night.workspace
    try process.run()
    return process
  }
}
