#!/usr/bin/env bash
# Runs a synthetic index through the release program and, where it can, through the Python yardstick.
#
#   Tests/Benchmarks/bench.sh [RECORDS] [TIMES]      default 1000000 3
#
# Both sides read the same file in the same session, one after the other, so that their ratio means
# something even where the machine does not. YARDSTICK_PYTHON names a Python that has splink, duckdb
# and orjson; without it a venv is made, and without PyPI the yardstick is left out.
set -euo pipefail
cd "$(dirname "$0")/../.."

records=${1:-1000000}
times=${2:-3}
seed=1
yardstick=../shared/bench
place=.build/bench
data=$place/made-$records
measure=(python3 Tests/Benchmarks/measure.py)

swift build -c release --explicit-target-dependency-import-check error --product chartlift
program=$PWD/.build/release/chartlift
mkdir -p "$place"
if [ ! -e "$data/truth.csv" ]; then
  "$program" synthesize --records "$records" --seed $seed --out "$data"
fi

python=${YARDSTICK_PYTHON:-}
if [ -z "$python" ] && [ -e $yardstick/e2e.py ]; then
  if [ ! -e .venv-bench/ready ]; then
    python3 -m venv --clear .venv-bench >/dev/null 2>&1 &&
      .venv-bench/bin/pip install --quiet --disable-pip-version-check --retries 1 --timeout 20 \
        splink==5.0.0 duckdb==2.0.0 orjson && touch .venv-bench/ready || true
  fi
  [ -e .venv-bench/ready ] && python=$PWD/.venv-bench/bin/python
fi
[ -e $yardstick/e2e.py ] || python=
[ -n "$python" ] || echo "The yardstick is left out: no $yardstick/e2e.py, or no Python with splink, duckdb and orjson." >&2

log=$place/times-$records.jsonl
: >"$log"
for ((n = 1; n <= times; n++)); do
  workspace=$place/workspace
  rm -rf "$workspace"
  mkdir -p "$workspace/inbox"
  ln "$data/index.csv" "$workspace/inbox/index.csv" 2>/dev/null || cp "$data/index.csv" "$workspace/inbox/"
  sync
  "${measure[@]}" run chartlift "$log" -- \
    "$program" run Pipelines/bench.yaml -C "$workspace" --as-of 2026-11-21 --quiet --no-color
  if [ -n "$python" ]; then
    rm -f "$place/yardstick.ndjson"
    sync
    "${measure[@]}" run yardstick "$log" --in $yardstick -- \
      "$python" -B e2e.py "$PWD/$data" "$PWD/$place/yardstick.ndjson"
  fi
done

"${measure[@]}" show "$log" "$records" "$place/workspace/out/current/bundles"

Tests/Benchmarks/ingest.sh "${INGEST_CSV_MB:-1000}" "${INGEST_XML_MB:-500}" "$times"
