#!/usr/bin/env bash
# Builds the fuzz targets with AddressSanitizer and runs them: bytes nobody would send, into the real readers.
#
#   SECONDS_EACH=60 Tests/Fuzzing/fuzz.sh            every target for a minute
#   RUNS=10000000 Tests/Fuzzing/fuzz.sh csv          one target, so many executions
#   SANITIZE=fuzzer RUNS=... Tests/Fuzzing/fuzz.sh   without AddressSanitizer: several times as fast
#   BUILD_ONLY=yes Tests/Fuzzing/fuzz.sh             builds, and runs nothing
#   Tests/Fuzzing/fuzz.sh --replay csv FILE          one input again, with what went wrong
#
# Builds the rooms by themselves, outside the package: libFuzzer brings its own main. What it finds is
# left in .build/fuzz/found/<target>/; inputs that reach something new, in .build/fuzz/corpus/<target>/
# (.build/fuzz-fast without AddressSanitizer).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export SWIFT_BACKTRACE=enable=no
export ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1:quarantine_size_mb=1:malloc_context_size=0

all=(csv rows fixed-width kofax-text onbase-dip hl7 xml kofax-xml docuware ccda naaccr date)
sanitize=${SANITIZE:-fuzzer,address}
place=$PWD/.build/fuzz
others=(-sanitize=address)
[ "$sanitize" = fuzzer ] && place=$PWD/.build/fuzz-fast others=()
mkdir -p "$place"

includes=() libraries=()
for folder in Sources/CLib*/; do includes+=(-I "$folder"); done
while read -r package; do
  for flag in $(pkg-config --cflags "$package" 2>/dev/null); do includes+=(-Xcc "$flag"); done
  for flag in $(pkg-config --libs "$package" 2>/dev/null); do libraries+=("$flag"); done
done < <(sed -nE 's/.*pkgConfig: "([^"]+)".*/\1/p' Package.swift)

rebuilt=
compile() { # MODULE SOURCE...: nothing to do where neither it nor a module before it has changed
  local module=$1
  shift
  if [ -z "$rebuilt" ] && [ -e "$place/$module.o" ] &&
    [ -z "$(find "$@" Package.swift -newer "$place/$module.o")" ]; then return 0; fi
  rebuilt=yes
  # Only what is looked for mistakes in tells libFuzzer which ways were taken.
  # Without the operands of comparisons: that costs a third of the time, and the words serve instead.
  local instruments=(-sanitize="$sanitize" -sanitize-coverage=edge,inline-8bit-counters,pc-table)
  case $module in RecordModel | Persons | Digests | Fuzzing) instruments=("${others[@]}") ;; esac
  echo "Building $module" >&2
  swiftc -O -wmo "${instruments[@]}" -parse-as-library -module-name "$module" \
    -package-name chartlift -enable-testing -assert-config Debug -swift-version 6 \
    -enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature MemberImportVisibility \
    -enable-upcoming-feature ExistentialAny -I "$place" "${includes[@]}" \
    -emit-module -emit-module-path "$place/$module.swiftmodule" -emit-object -o "$place/$module.o" "$@"
}

# Limits a hundred times lower: small inputs reach them, and nothing is slowed by large buffers.
lower_limits() {
  sed -E -e 's/(longestCell =).*/\1 200/' -e 's/(longestRow =).*/\1 1_000/' -e 's/(mostLinesOfRow =).*/\1 12/' \
    -e 's/(mostColumns =).*/\1 48/' -e 's/(mostRowsOfBatch =).*/\1 40/' -e 's/(longestTag =).*/\1 400/' \
    -e 's/(mostAttributes =).*/\1 20/' -e 's/(deepestElement =).*/\1 12/' -e 's/(longestText =).*/\1 400/' \
    -e 's/(longestRowElement =).*/\1 900/' -e 's/(longestDocument =).*/\1 900/' \
    -e 's/(longestCharacterData =).*/\1 300/' -e 's/(longestSegment =).*/\1 300/' \
    -e 's/(mostPatientsOfMessage =).*/\1 4/' Sources/Ingestion/HostileInput.swift
}

build() {
  compile RecordModel $(find Sources/RecordModel -name '*.swift')
  compile Persons $(find Sources/Persons -name '*.swift')
  compile Digests Tests/Fuzzing/Digests/Digests.swift Sources/Digests/StableHash.swift
  lower_limits | cmp -s - "$place/HostileInput.swift" || lower_limits >"$place/HostileInput.swift"
  compile Ingestion "$place/HostileInput.swift" Tests/Fuzzing/Memory/*.swift \
    $(find Sources/Ingestion -name '*.swift' ! -name HostileInput.swift ! -name ExportReader.swift)
  compile Normalization $(find Sources/Normalization -name '*.swift')
  compile Validation $(find Sources/Validation -name '*.swift')
  compile Fuzzing Tests/Fuzzing/*.swift
  [ -z "$rebuilt" ] && [ -x "$place/fuzz" ] && return 0
  swiftc -sanitize="$sanitize" "$place"/*.o "${libraries[@]}" -o "$place/fuzz" 2> >(grep -v 'ld.gold' >&2)
}

options() { # TARGET: limits: a second a kilobyte or so, a quarter of a gigabyte
  printf '%s\n' -timeout=5 -rss_limit_mb=1024 -malloc_limit_mb=256 -max_len=1024 -print_final_stats=1 \
    -close_fd_mask=1 -verbosity=0 -detect_leaks=0
  [ -e "Tests/Fuzzing/words/$1" ] && printf -- '-dict=Tests/Fuzzing/words/%s\n' "$1"
  [ -n "${RUNS:-}" ] && printf -- '-runs=%s\n' "$RUNS"
  [ -n "${SECONDS_EACH:-}" ] && printf -- '-max_total_time=%s\n' "$SECONDS_EACH"
  true
}

run() { # TARGET
  local target=$1 found=$place/found/$1 corpus=$place/corpus/$1 seeds=Tests/Fuzzing/corpus/$1
  mkdir -p "$found" "$corpus"
  local folders=("$corpus")
  [ -d "$seeds" ] && folders+=("$seeds")
  mapfile -t flags < <(options "$target")
  local began=$SECONDS code=0
  CHARTLIFT_FUZZ=$target "$place/fuzz" "${flags[@]}" -artifact_prefix="$found/" "${folders[@]}" \
    >"$place/$target.log" 2>&1 || code=$?
  local executions
  executions=$(sed -nE 's/^stat::number_of_executed_units: *//p' "$place/$target.log" | tail -1)
  if [ "$code" != 0 ]; then
    printf '%-12s FAILED  exit %s; see %s and %s\n' "$target" "$code" "$place/$target.log" "$found" >&2
    grep -aE 'Fatal error|ERROR:|SUMMARY|Test unit written' "$place/$target.log" | head -5 >&2
    return 1
  fi
  printf '%-12s %12s executions in %5d s, nothing found\n' "$target" "${executions:-?}" $((SECONDS - began))
}

build
[ -n "${BUILD_ONLY:-}" ] && exit 0
if [ "${1:-}" = --replay ]; then
  CHARTLIFT_FUZZ=$2 exec "$place/fuzz" "${@:3}"
fi
[ -n "${RUNS:-}${SECONDS_EACH:-}" ] || SECONDS_EACH=60
bad=0
targets=("$@")
[ ${#targets[@]} = 0 ] && targets=("${all[@]}")
for target in "${targets[@]}"; do run "$target" || bad=1; done
exit $bad
