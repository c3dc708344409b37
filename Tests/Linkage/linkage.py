#!/usr/bin/env python3
"""Links public person files whose truth is known with the real program, and prints how well.

    linkage.py --program .build/release/chartlift [--data ../shared/data] [--only WORD] [--full]
    linkage.py --program .build/release/chartlift --rows 100000 --seeds "1 2 3 4 5" [--splink PYTHON] [--bench DIR]

Each set goes through a pipeline file of its own and `chartlift score`; the CMS rules are scored beside.
Nothing is fitted to a file: no set has a setting for linkage. What the program cannot read as it stands is
taken apart into an export and a truth first (MIIS keeps two patients in one case; RecordLinker's cases are
linked one by one to its seed, as its own tests do). The last column holds figures published or measured for
other tools; they are never compared here by the script. With --rows, `chartlift synthesize` makes the files,
and Splink 5 links the same ones where --splink names a Python that has it and --bench the folder with
splink_dedupe.py. Ends with 1 when a set cannot be scored, and with 0 where the data are not there.
"""
import argparse
import csv
import glob
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

# Figures of other tools, as the project's goal for linkage names them.
OTHERS = {
    "FEBRL": "Splink pair F1 .999",
    "fake_1000": "Splink pair F1 .805",
    "MIIS Dev": "accuracy: Splink .781, CMS rules .731, weights with fitted cuts .900",
    "MIIS E": "accuracy: Splink .861, CMS rules .744, weights with fitted cuts .924",
    "RecordLinker better_test": "accuracy: RecordLinker .816",
}


def quoted(word): return json.dumps(word, ensure_ascii=False)


class Source:
    """One export: a name, the text of the file, and how its columns are read; every other column is ignored."""

    def __init__(self, name, text, fields, *, options=()):
        self.name, self.text, self.fields, self.options = name, text, fields, list(options)

    def yaml(self):
        heads = [head.strip() for head in next(csv.reader(io.StringIO(self.text)))]
        used = set(re.findall(r"«(.*?)»", " ".join(self.fields.values())))
        lines = ["  %s:" % self.name, "    files: inbox/%s.csv" % self.name, "    format: csv", "    encoding: utf-8",
                 "    delimiter: \",\"", "    facility: %s" % self.name.upper(), "    columns:"]
        for field, text in self.fields.items():
            lines.append("      %s: %s" % (field, re.sub(r"«(.*?)»", lambda word: quoted(word.group(1)), text)))
        rest = [head for head in dict.fromkeys(heads) if head and head not in used]
        if rest: lines += ["    ignore:"] + ["      %s: says nothing about who it is" % quoted(head) for head in rest]
        return "\n".join(lines + ["    " + option for option in self.options])


class Set:
    """Exports with a truth or labelled pairs, both as text of a CSV file."""

    def __init__(self, name, sources, *, truth=None, pairs=None, words=()):
        self.name, self.sources, self.truth, self.pairs, self.words = name, sources, truth, pairs, list(words)

    def lay(self, folder):
        os.makedirs(folder + "/inbox")
        for source in self.sources: write(folder + "/inbox/%s.csv" % source.name, source.text)
        write(folder + "/pipeline.yaml", "pipeline: linkage\nsite: https://linkage.example/charts\ningest:\n"
              + "\n".join(source.yaml() for source in self.sources) + "\npublish: {to: out}\n")
        words = ["score", "pipeline.yaml"]
        if self.truth is not None:
            write(folder + "/truth.csv", self.truth)
            words += ["--truth", "truth.csv"]
        if self.pairs is not None:
            write(folder + "/pairs.csv", self.pairs)
            words += ["--pairs", "pairs.csv"]
        return words + self.words


def write(path, text):
    with open(path, "w", encoding="utf-8", newline="") as file: file.write(text)


def read(path):
    with open(path, encoding="utf-8", newline="") as file: return file.read()


def table(heads, rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return text.getvalue()


# FEBRL: rec-12-org and rec-12-dup-3 are one person.

FEBRL = {
    "document-id": "«rec_id»", "family-name": "«surname»", "given-name": "«given_name»",
    "address-line": "{columns: [«street_number», «address_1»], join: ' '}", "city": "«suburb»", "state": "«state»",
    "postal-code": "«postcode»", "birth-date": "{column: «date_of_birth», written: year-month-day}"}


def febrl(name, paths, has_number):
    sources, truth = [], []
    for path in paths:
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(read(path))) if row]
        heads, fields = rows[0], dict(FEBRL)
        truth += [(row[0], row[0].split("-")[1]) for row in rows[1:]]
        if has_number:
            # Seven digits; two in front make nine, which is what a social security number has.
            at = heads.index("soc_sec_id")
            for row in rows[1:]: row[at] = "22" + row[at] if row[at] else ""
            fields["ssn"] = "«soc_sec_id»"
        sources.append(Source(os.path.basename(path)[:-4], table(heads, rows[1:]), fields))
    return Set(name, sources, truth=table(["doc_id", "person_id"], truth))


def fake(name, path, labels, fields):
    pairs = [(row["unique_id_l"], row["unique_id_r"], row["clerical_match_score"])
             for row in csv.DictReader(io.StringIO(read(labels)))] if os.path.exists(labels) else []
    source = Source("fake", read(path), {
        "document-id": "«unique_id»", "family-name": "«surname»", "given-name": "«first_name»",
        "birth-date": "{column: «dob», written: year-month-day}", "city": "«city»", **fields})
    # The export is the truth: its last column says who is who.
    made = Set(name, [source], truth=read(path), words=["--id", "unique_id", "--person", "cluster"])
    if pairs: made.pairs = table(["id_a", "id_b", "label"], pairs)
    return made


# MIIS: four lines a case, two patients as lists of key=value.

def patient(line):
    values, last = {}, None
    for piece in line.split(": ", 1)[1].split(","):
        key, sign, value = piece.partition("=")
        if sign: values[key], last = value, key
        elif last is not None and piece: values[last] += "," + piece
    return values


MIIS = [("given-name", "nameFirst"), ("middle-name", "nameMiddle"), ("family-name", "nameLast"), ("name-suffix", "nameSuffix"),
        ("birth-date", "birthDate"), ("sex", "gender"), ("ssn", "ssn"), ("phone", "phone"), ("address-line", "addressStreet1"),
        ("city", "addressCity"), ("state", "addressState"), ("postal-code", "addressZip"), ("record-number", "mrns")]


def miis(name, path):
    with open(path, encoding="utf-8", errors="replace") as file: text = file.read()
    rows, pairs, case, label = [], [], 0, ""
    for line in text.splitlines():
        if line.startswith("EXPECT: "): case, label = case + 1, line[8:].strip()
        if not line.startswith("PATIENT "): continue
        values = patient(line)
        # A second family name is written apart.
        values["nameLast"] = "-".join(part for part in (values.get("nameLast"), values.get("nameLastHyph")) if part)
        rows.append(["%d%s" % (case, line[8])] + [values.get(key, "") for _, key in MIIS])
        if line[8] == "B": pairs.append(("%dA" % case, "%dB" % case, label))
    fields = {"document-id": "«id»", **{field: "«%s»" % key for field, key in MIIS}}
    fields["birth-date"] = "{column: «birthDate», written: year-month-day}"
    source = Source("miis", table(["id"] + [key for _, key in MIIS], rows), fields)
    return Set(name, [source], pairs=table(["id_a", "id_b", "label"], pairs))


# RecordLinker: a seed of people, and cases each of which is one more row, expected to match its person or not.

LINKER = {"document-id": "«doc»", "family-name": "«LAST»", "given-name": "«FIRST»", "name-suffix": "«SUFFIX»",
          "maiden-name": "«MAIDEN»", "birth-date": "{column: «BIRTHDATE», written: year-month-day}", "sex": "«GENDER»",
          "ssn": "«SSN»", "address-line": "«ADDRESS»", "city": "«CITY»", "state": "«STATE»", "postal-code": "«ZIP»"}
COLUMNS = ["doc", "BIRTHDATE", "FIRST", "LAST", "SUFFIX", "MAIDEN", "GENDER", "ADDRESS", "CITY", "STATE", "ZIP", "SSN"]


def linker(name, seed, path):
    def row(doc, values): return [doc] + [(values.get(head) or "").strip() for head in COLUMNS[1:]]
    people = list(csv.DictReader(io.StringIO(read(seed))))
    text = table(COLUMNS, [row("seed-" + each["Match Id"], each) for each in people])
    known = {each["Match Id"] for each in people}
    for number, case in enumerate(csv.DictReader(io.StringIO(read(path)))):
        label = (case.get("Expected Result") or "").strip().replace("_", " ")
        if label not in ("match", "possible match", "no match") or case["Match Id"] not in known: continue
        sources = [Source("seed", text, LINKER), Source("case", table(COLUMNS, [row("case-%d" % number, case)]), LINKER)]
        pairs = table(["id_a", "id_b", "label"], [("case-%d" % number, "seed-" + case["Match Id"], label)])
        yield Set(name, sources, pairs=pairs)


class Program:
    def __init__(self, path):
        self.path = os.path.abspath(path)
        self.environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "SWIFT_BACKTRACE": "enable=no"}

    def score(self, folder, words):
        """The program's own figures; None and what it said when it cannot."""
        done = subprocess.run([self.path, *words, "--json", "--quiet", "--baseline", "cms", "--as-of", "2026-11-21"],
                              cwd=folder, env=self.environment, capture_output=True, timeout=7200)
        if done.returncode != 0: return None, done.stderr.decode(errors="replace").strip()[-600:]
        return json.loads(done.stdout), ""

    def make(self, rows, seed, folder):
        subprocess.run([self.path, "synthesize", "--records", str(rows), "--seed", str(seed), "--out", folder], check=True,
                       env=self.environment, capture_output=True)


def figure(share):
    value = share if not isinstance(share, dict) else share["value"]
    return "-" if value is None else ("%.4f" % value).lstrip("0") if value < 1 else "1.0000"


HEADS = "%-26s %9s %7s %7s %7s %7s %7s %7s %9s   %s"


def head():
    print(HEADS % ("set", "rows", "P", "R", "cross R", "F1", "exact", "B-cubed", "false", "other tools"))


def line(name, score, others=""):
    false = score["falsePairs"]
    text = str(false["count"]) + (" h%d" % false["inHousehold"] if "inHousehold" in false else "")
    cells = [score[key] for key in ("precision", "recall", "crossRegistrationRecall", "f1", "exactF1", "bCubedF1")]
    print(HEADS % (name[:26], score["rows"], *(figure(cell) for cell in cells), text, others), flush=True)


def show_truth(name, found, others=""):
    line(name, found["chartlift"], others)
    line("  CMS rules", found["baseline"])
    lost = found["counts"]["idsWithoutRow"]
    if not lost: return
    more = found["withMissing"]
    print("  ! %d ids of the truth have no row; with them as patients of their own recall is %s, F1 %s"
          % (lost, figure(more["recall"]), figure(more["f1"])))


ZONES = ("Match", "Possible", "Not")


def show_zones(name, tables, others=""):
    print("\n%s: labelled pairs in three zones%s" % (name, "   other tools: " + others if others else ""))
    for who, rows in tables:
        total, right = sum(map(sum, rows)), sum(rows[zone][zone] for zone in range(3))
        if not total: continue
        print("  %-10s %s" % (who, " ".join("%9s" % zone for zone in ZONES)) + "    recall   accuracy %s of %d"
              % (figure(right / total), total))
        for label in range(3):
            count = sum(rows[label])
            print("  %-10s %s" % (ZONES[label], " ".join("%9d" % cell for cell in rows[label]))
                  + "  %8s" % figure(rows[label][label] / count if count else None))
        columns = [sum(rows[label][zone] for label in range(3)) for zone in range(3)]
        print("  %-10s %s" % ("precision", " ".join("%9s" % figure(rows[zone][zone] / columns[zone] if columns[zone] else None)
                                                    for zone in range(3))), flush=True)


def add(sum_, rows): return [[left + right for left, right in zip(*pair)] for pair in zip(sum_, rows)]


class Trials:
    def __init__(self, program, only):
        self.program, self.only, self.failures = program, only.lower(), []

    def score(self, each):
        with tempfile.TemporaryDirectory() as folder:
            found, words = self.program.score(folder, each.lay(folder))
        if found is None: self.failures.append("%s: %s" % (each.name, words))
        return found

    def wants(self, name): return self.only in name.lower()

    def truth(self, each, others=""):
        if not self.wants(each.name): return
        found = self.score(each)
        if found is None: return
        show_truth(each.name, found["truth"], others)
        if "pairs" in found: self.zones(each.name, [found["pairs"]], others)

    def zones(self, name, found, others=""):
        empty = [[0] * 3 for _ in ZONES]
        ours, rules = empty, empty
        for each in found:
            ours, rules = add(ours, each["chartlift"]["table"]), add(rules, each["baseline"]["table"])
        show_zones(name, [("chartlift", ours), ("CMS rules", rules)], others)

    def pairs(self, name, sets, others=""):
        if not self.wants(name): return
        found = [each["pairs"] for each in map(self.score, sets) if each is not None]
        if found: self.zones(name, found, others)


def public(trials, data, full):
    def path(*parts): return os.path.join(data, *parts)

    head()
    files = {1: ["dataset1"], 3: ["dataset3"], 4: ["dataset4a", "dataset4b"]}
    for number, names in files.items():
        paths = [path("febrl", name + ".csv") for name in names]
        if not all(map(os.path.exists, paths)): continue
        trials.truth(febrl("FEBRL %d" % number, paths, True), OTHERS["FEBRL"])
        trials.truth(febrl("FEBRL %d without soc_sec_id" % number, paths, False))
    for name in sorted(glob.glob(path("febrl", "dsgen", "**", "*.csv"), recursive=True)) if full else []:
        trials.truth(febrl("FEBRL " + os.path.basename(name)[:-4], [name], True))
    if os.path.exists(path("splink-datasets", "fake_1000.csv")):
        files = path("splink-datasets", "fake_1000.csv"), path("splink-datasets", "fake_1000_labels.csv")
        trials.truth(fake("fake_1000", *files, {}), OTHERS["fake_1000"])
        # It has an e-mail address where other lists have a street, and we have no field for one.
        trials.truth(fake("fake_1000, mail as street", *files, {"address-line": "«email»"}), OTHERS["fake_1000"])
    for name in ["Dev-Test-2015-01-01", "MIIS-B", "MIIS-C", "MIIS-D", "MIIS-E"]:
        short, file = "MIIS " + name.replace("MIIS-", "").split("-")[0], path("miis-patient-matching", name + ".txt")
        if os.path.exists(file): trials.pairs(short, [miis(short, file)], OTHERS.get(short, ""))
    folder = path("cdc-recordlinker", "algorithm", "data")
    for name in ["better_test", "nbs_test"] + (["expanded_nbs_test"] if full else []):
        if not os.path.exists("%s/%s.csv" % (folder, name)): continue
        title = "RecordLinker " + name
        trials.pairs(title, linker(title, folder + "/nbs_seed.csv", "%s/%s.csv" % (folder, name)), OTHERS.get(title, ""))


def splink(python, bench, folder):
    if not python or not os.path.exists(os.path.join(bench, "splink_dedupe.py")): return None
    done = subprocess.run([python, "splink_dedupe.py", folder, "tuned", "0.99"], cwd=bench, capture_output=True, timeout=7200)
    if done.returncode != 0: return None
    return json.loads(done.stdout.decode().strip().splitlines()[0])


def synthesized(trials, pipeline, sizes, seeds, python, bench):
    head()
    if not python: print("  (Splink is left out: --splink names no Python that has it)")
    for rows in sizes:
        for seed in seeds:
            with tempfile.TemporaryDirectory() as folder:
                trials.program.make(rows, seed, folder + "/made")
                os.makedirs(folder + "/work/inbox")
                os.rename(folder + "/made/index.csv", folder + "/work/inbox/index.csv")
                name = "%d rows, seed %d" % (rows, seed)
                found, words = trials.program.score(folder + "/work", ["score", pipeline, "--truth", "../made/truth.csv"])
                if found is None:
                    trials.failures.append("%s: %s" % (name, words))
                    continue
                show_truth(name, found["truth"])
                if not python: continue
                os.rename(folder + "/work/inbox/index.csv", folder + "/made/index.csv")
                other = splink(python, bench, folder + "/made")
                if other is None:
                    print("  (Splink could not be run)")
                    continue
                pair = other["pair"]
                print(HEADS % ("  Splink %s tuned" % other["version"], rows, figure(pair["precision"]), figure(pair["recall"]),
                               figure(other["cross_identity_recall"]), figure(pair["f1"]), figure(other["cluster_exact"]["f1"]),
                               figure(other["b_cubed_f1"]), "", ""), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--data", default="../shared/data")
    parser.add_argument("--only", default="")
    parser.add_argument("--full", action="store_true", help="also the larger and the scrambled sets")
    parser.add_argument("--rows", default="", help="sizes of made files, such as '10000 100000'")
    parser.add_argument("--seeds", default="1 2 3 4 5")
    parser.add_argument("--pipeline", default="Pipelines/synthesized.yaml")
    parser.add_argument("--splink", default="", help="a Python that has splink")
    parser.add_argument("--bench", default="../shared/bench")
    args = parser.parse_args()
    trials = Trials(Program(args.program), args.only)
    if args.rows:
        synthesized(trials, os.path.abspath(args.pipeline), [int(word) for word in args.rows.split()],
                    [int(word) for word in args.seeds.split()], args.splink, os.path.abspath(args.bench))
    elif os.path.isdir(args.data): public(trials, os.path.abspath(args.data), args.full)
    else: print("skipped: there are no person files in %s" % args.data)
    for words in trials.failures: print("FAILED  " + words, file=sys.stderr)
    sys.exit(1 if trials.failures else 0)


if __name__ == "__main__": main()
