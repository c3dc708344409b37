import Glibc

/// A pattern for the paths of exports: `*`, `?` and `[a-z]`, each within one component.
///
/// As the shell does it (POSIX.1-2017, XCU 2.13): a wildcard matches no slash and no leading dot.
package struct FilePattern: Sendable {
  /// The pattern between its slashes.
  let components: [String]

  package init(_ pattern: String) {
    components = pattern.split(separator: "/").map(String.init).filter { $0 != "." }
  }

  /// Says whether a relative path matches, component by component.
  package func matches(_ path: String) -> Bool {
    let names = path.split(separator: "/").map(String.init)
    guard names.count == components.count else { return false }
    return zip(names, components).allSatisfy { Self.matches($0, $1) }
  }

  /// Says whether one name matches one component.
  static func matches(_ name: String, _ component: String) -> Bool {
    fnmatch(component, name, FNM_PERIOD | FNM_PATHNAME) == 0
  }

  /// Says whether a component can match more than one name.
  static func hasWildcard(_ component: String) -> Bool {
    component.utf8.contains { $0 == 0x2A || $0 == 0x3F || $0 == 0x5B || $0 == 0x5C }
  }
}
