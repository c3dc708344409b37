#!/usr/bin/env python3
"""Measures a command, and prints what was measured.

    measure.py run NAME LOG [--in FOLDER] -- COMMAND...    runs it; adds wall, CPU and peak memory to LOG
    measure.py show LOG RECORDS BUNDLES                    minimum, median, maximum and the ratio
    measure.py ingest LOG KIND EXPORT                      reading alone beside the bare parser
"""
import json
import os
import resource
import statistics
import subprocess
import sys
import time


def run(name, log, folder, command):
    started, before = time.monotonic(), os.times()
    # Its words go to a file beside the log: the yardstick prints pages.
    with open(log + "." + name + ".out", "w") as words:
        status = subprocess.run(command, cwd=folder, stdout=words, stderr=subprocess.STDOUT).returncode
    wall, after = time.monotonic() - started, os.times()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    if status != 0:
        with open(log + "." + name + ".out") as words:
            sys.stderr.write("".join(words.readlines()[-20:]))
        sys.exit("%s ended with exit code %d" % (name, status))
    own = own_report(log + "." + name + ".out")
    wall, cpu = own.get("wall_s", wall), own.get("cpu_s", cpu)
    with open(log, "a") as lines:
        lines.write(json.dumps({"name": name, "wall": wall, "cpu": cpu, "peak_mib": peak,
                                "load_before": os.getloadavg()[0]}) + "\n")
    print("%-10s %7.2f s wall  %7.2f s CPU  %6.0f MiB peak" % (name, wall, cpu, peak), flush=True)


def own_report(path):
    """What a command says of itself. The yardstick leaves out start-up and its check against the truth."""
    with open(path) as words:
        for line in words:
            if line.startswith("{"):
                return json.loads(line)
    return {}


def show(log, records, bundles):
    with open(log) as lines:
        runs = [json.loads(line) for line in lines]
    names = sorted({r["name"] for r in runs})
    print("\n%d records, %d cores" % (records, os.cpu_count()))
    print("%-10s %30s %30s %16s" % ("", "wall min / median / max", "CPU min / median / max", "peak MiB"))
    medians = {}
    for name in names:
        wall, cpu, peak = ([r[key] for r in runs if r["name"] == name] for key in ("wall", "cpu", "peak_mib"))
        medians[name] = statistics.median(wall), statistics.median(cpu)
        print("%-10s %30s %30s %16.0f" % (name, spread(wall), spread(cpu), max(peak)))
    if "yardstick" in medians:
        theirs, ours = medians["yardstick"], medians["chartlift"]
        print("the yardstick takes %.1f times as long, %.1f times the CPU (medians of %d)" % (
            theirs[0] / ours[0], theirs[1] / ours[1], sum(r["name"] == "chartlift" for r in runs)))
    size = sum(os.path.getsize(os.path.join(top, name))
               for top, _, files in os.walk(bundles) for name in files)
    print("%.0f bundle bytes a row" % (size / records))


# What reading alone must reach of the bare parser's speed a core.
WANTED = {"csv": ("bare libcsv", 0.90), "xml": ("bare SAX2", 0.85)}


def ingest(log, kind, export):
    with open(log) as lines:
        runs = [json.loads(line) for line in lines]
    megabytes = os.path.getsize(export) / 1e6

    def median(name, key):
        return statistics.median(r[key] for r in runs if r["name"] == "%s.%s" % (kind, name))

    parser, wanted = WANTED[kind]
    bare = megabytes / median("bare", "cpu")
    for name, words in (("ingest", "ingest"), ("cells", "ingest without keys and digests")):
        ours = megabytes / median(name, "cpu")
        print("%s, %.0f MB: %s %.0f MB/s per core, %s %.0f MB/s, ratio %.2f (%.2f wanted)%s" % (
            kind, megabytes, words, ours, parser, bare, ours / bare, wanted, "" if ours >= wanted * bare else "  BELOW"))
    print("     %.2f cores busy; peak %.0f MiB, with a tenth of the file %.0f MiB" % (
        median("ingest", "cpu") / median("ingest", "wall"), median("ingest", "peak_mib"),
        median("tenth", "peak_mib")))


def spread(values):
    return "%.2f / %.2f / %.2f s" % (min(values), statistics.median(values), max(values))


def main():
    if len(sys.argv) > 4 and sys.argv[1] == "run" and "--" in sys.argv:
        cut = sys.argv.index("--")
        options = sys.argv[2:cut]
        folder = options[3] if options[2:3] == ["--in"] else None
        run(options[0], os.path.abspath(options[1]), folder, sys.argv[cut + 1:])
    elif len(sys.argv) == 5 and sys.argv[1] == "show":
        show(sys.argv[2], int(sys.argv[3]), sys.argv[4])
    elif len(sys.argv) == 5 and sys.argv[1] == "ingest":
        ingest(*sys.argv[2:])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
