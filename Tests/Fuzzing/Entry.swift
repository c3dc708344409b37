import Glibc

/// What libFuzzer calls; `CHARTLIFT_FUZZ` names the target: `date`, or a format of the catalogue.
// libFuzzer calls from one thread.
private nonisolated(unsafe) let execute: (UnsafeBufferPointer<UInt8>) -> Void = {
  let target = getenv("CHARTLIFT_FUZZ").map { String(cString: $0) } ?? "csv"
  guard target != "date" else { return DateTrial.execute }
  let trial = ReaderTrial(target)
  return trial.execute
}()

/// One execution.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  execute(UnsafeBufferPointer(start: start, count: count))
  return 0
}
