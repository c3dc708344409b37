/// The kinds of export that can be read, as a pipeline file names them in `format:`.
package enum Formats {
  package static let names = ["csv", "xml"]
}
