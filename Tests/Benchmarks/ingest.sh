#!/usr/bin/env bash
# Reading alone (`check --only ingest`) beside bare libcsv and bare libxml2 on the same invented files.
#
#   Tests/Benchmarks/ingest.sh [CSV_MB] [XML_MB] [TIMES]      default 1000 500 3
#
# "Per core" is bytes over CPU seconds, user and system, of the whole process. The bare programs take a
# file apart and count; ours also keeps its byte book, checks its text, and gives each row its key and
# its digest. A file of a tenth of the size shows that memory does not grow with the export.
set -euo pipefail
cd "$(dirname "$0")/../.."

csv=${1:-1000}
xml=${2:-500}
times=${3:-3}
here=Tests/Benchmarks
place=.build/bench/ingest
program=$PWD/.build/release/chartlift
measure=(python3 "$here/measure.py")

[ -x "$program" ] || swift build -c release --explicit-target-dependency-import-check error --product chartlift
mkdir -p "$place"
cc -O2 -o "$place/bare-csv" "$here/bare/bare_csv.c" -lcsv
# shellcheck disable=SC2046
cc -O2 -o "$place/bare-xml" "$here/bare/bare_xml.c" $(pkg-config --cflags --libs libxml-2.0)

make_export() { # KIND MB -> the folder that holds it as inbox/index.KIND
  local folder=$place/$1-$2
  if [ ! -e "$folder/ready" ]; then
    rm -rf "$folder"
    mkdir -p "$folder/inbox"
    python3 "$here/make_export.py" "$1" "$2" "$folder/inbox/index.$1"
    touch "$folder/ready"
  fi
}

log=$place/times.jsonl
: >"$log"
for kind in csv xml; do
  size=${!kind}
  make_export "$kind" "$size"
  make_export "$kind" $((size / 10))
  for ((n = 1; n <= times; n++)); do
    "${measure[@]}" run "$kind.bare" "$log" -- "$place/bare-$kind" "$place/$kind-$size/inbox/index.$kind"
    "${measure[@]}" run "$kind.ingest" "$log" -- \
      "$program" check "$here/ingest-$kind.yaml" -C "$place/$kind-$size" --only ingest --quiet --no-color
    "${measure[@]}" run "$kind.cells" "$log" -- \
      "$program" check "$here/ingest-$kind.yaml" -C "$place/$kind-$size" --only ingest --cells-only --quiet --no-color
  done
  "${measure[@]}" run "$kind.tenth" "$log" -- \
    "$program" check "$here/ingest-$kind.yaml" -C "$place/$kind-$((size / 10))" --only ingest --quiet --no-color
done
for kind in csv xml; do
  "${measure[@]}" ingest "$log" "$kind" "$place/$kind-${!kind}/inbox/index.$kind"
done
