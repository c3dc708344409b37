#!/usr/bin/env python3
"""Takes public sample files of every kind through the real program and prints where every row went.

    realdata.py --program .build/release/chartlift [--data ../shared/data] [--only WORD]

For each set of files: a pipeline of its own in a fresh workspace, `run`, then `account`. One line of the
table is one set: files, format, rows, dispositions, and whether the books balance. Rows are counted here
too, without the program, where a few lines of code can. Ends with 1 when the program crashes, when books
do not balance, when a row has no disposition, when a file is neither read nor named as left out, or when
the two counts differ. `--files` adds a line for each file. Where the folder is not there, says so and
ends with 0.
"""
import argparse
import csv
import glob
import gzip
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from xml.etree import ElementTree

NAACCR = "{http://naaccr.org/naaccrxml}"
KINDS = ["loaded", "updated", "unchanged", "repeated", "quarantined", "ignored"]


class Set:
    """Files that are read with one pipeline; `count` says how many rows there must be, or is None.

    `usable` says how many of the files can be used, where the others are to be left out.
    """

    def __init__(self, name, format, files, source, count=None, placeholders=None, usable=None):
        self.name, self.format, self.files, self.source = name, format, files, source
        self.count, self.placeholders, self.usable = count, placeholders, usable

    def pipeline(self, pattern):
        text = "pipeline: real\nsite: https://realdata.example/charts\ningest:\n  files:\n"
        text += "    files: %s\n    format: %s\n" % (pattern, self.format)
        if self.usable is not None: text += "    unusable: leave-out\n"
        text += "".join("    %s\n" % line for line in self.source)
        if self.placeholders: text += "normalize:\n  placeholders: %s\n" % json.dumps(self.placeholders)
        return text + "bundle: {partitions: 4}\npublish: {to: out}\n"


def quoted(word): return json.dumps(word, ensure_ascii=False)


def columns(fields, ignored=()):
    lines = ["columns:"] + ["  %s: %s" % field for field in fields.items()]
    if ignored: lines += ["ignore:"] + ["  %s: not asked for here" % quoted(name) for name in ignored]
    return lines


def table(name, path, fields, *, encoding="utf-8", delimiter=",", header=True, lines=(), **more):
    """A delimited file; fields name headings (or numbers), every other heading is ignored."""
    rows = list(csv.reader(io.open(path, encoding=encoding, newline=""), delimiter=delimiter))
    first = [cell.strip() for cell in rows[0]]
    # The program reads a delimiter behind every row or behind none: where only the header lacks it, columns
    # go by number, and the header is a line to ignore.
    unlike = header and all(len(row) == len(first) + 1 and not row[-1] for row in rows[1:] if row)
    if unlike:
        fields = {field: re.sub(r"«(.*?)»", lambda word: "«%d»" % (first.index(word.group(1)) + 1), text)
                  for field, text in fields.items()}
        lines = [*lines, "ignore-lines: {%s: the header lacks the delimiter of the rows}" % quoted(first[0])]
        header = False
    used = set(re.findall(r"«(.*?)»", " ".join(fields.values())))
    fields = {field: re.sub(r"«(.*?)»", lambda word: quoted(word.group(1)), text) for field, text in fields.items()}
    names = first if header else [str(number + 1) for number in range(len(first))]
    rest = [name for name in dict.fromkeys(names) if name and name not in used]
    source = ["facility: REAL", "delimiter: %s" % quoted(delimiter) if delimiter != "\t" else "delimiter: tab",
              "encoding: %s" % encoding]
    if not header: source.append("header: false")
    # A quote that is never closed makes one row of several lines for Python; here it costs one line.
    lines_read = sum(1 for line in io.open(path, encoding=encoding, newline="").read().splitlines() if line.strip())
    # An ignored header is a row too, and is booked as ignored.
    count = {number - (1 if header else 0) for number in (sum(1 for row in rows if row), lines_read)}
    return Set(name, "csv", [path], source + list(lines) + columns(fields, rest), count, **more)


def naaccr_rows(paths):
    """One row a tumor, and one for a patient without any."""
    rows = 0
    for path in paths:
        with gzip.open(path, "rb") as file:
            for _, element in ElementTree.iterparse(file):
                if element.tag != NAACCR + "Patient": continue
                rows += max(1, len(element.findall(NAACCR + "Tumor")))
                element.clear()
    return rows


def clinical_documents(paths):
    """Those whose root element is one, with the namespace or without any; what has a document type is refused."""
    def is_document(path):
        text = open(path, "rb").read()
        names = ("{urn:hl7-org:v3}ClinicalDocument", "ClinicalDocument")
        try: return b"<!DOCTYPE" not in text and ElementTree.fromstring(text).tag in names
        except (ElementTree.ParseError, ValueError): return False
    return sum(1 for path in paths if is_document(path))


def messages(paths):
    """At least one row a message: one that names several patients has several."""
    many = sum(len(re.findall(rb"(?:^|^\xef\xbb\xbf|[\r\n\x0b])MSH[^A-Za-z0-9\r\n]", open(path, "rb").read())) for path in paths)
    return range(many, 10 * many)


def sets(data):
    def found(*pattern): return sorted(glob.glob(os.path.join(data, *pattern), recursive=True))

    kofax = found("kofax-text-release", "meta-*.txt")
    kofax_names = sorted({name for path in kofax
                          for name in next(csv.reader(open(path, encoding="utf-8", newline="")))[0:-1:2]} - {"T_BW Scan"})
    yield Set("Kofax text release", "kofax-text", kofax, ["facility: REAL"] + columns(
        {"record-number": '{column: "BarcodeQRSep", optional: true}'},
        [name for name in kofax_names if name != "BarcodeQRSep"]), 2)
    vendors = [path for path in found("ccda-vendors", "**", "*.xml")]
    # Sample documents are often copied without a new id; what else they say of themselves keeps them apart.
    itself = columns({"document-id": "{columns: [\"id/@root\", \"id/@extension\", \"code/@code\", "
                      "\"effectiveTime/@value\", title, \"documentationOf[1]/serviceEvent/effectiveTime/low/@value\"], "
                      "join: /}"})
    yield Set("C-CDA of vendors", "ccda", vendors, itself, 35)
    examples = [path for path in found("ccda-hl7-examples", "**", "*") if path.lower().endswith(".xml")]
    # Most are a piece cut out of a document: they are left out, each named.
    documents = clinical_documents(examples)
    yield Set("C-CDA examples", "ccda", examples, itself, documents, usable=documents)
    samples = found("naaccr-xml", "docs", "samples", "*.xml.gz")
    yield Set("NAACCR samples", "naaccr", samples, ["facility: REAL"], lambda: naaccr_rows(samples))
    hl7 = found("hl7v2", "*.hl7")
    yield Set("HL7 v2", "hl7", hl7, [], lambda: messages(hl7))

    folder = os.path.join(data, "synthea-csv-59")
    yield table("Synthea patients", folder + "/patients.csv", {
        "record-number": "«Id»", "family-name": "«LAST»", "given-name": "«FIRST»", "name-suffix": "«SUFFIX»",
        "maiden-name": "«MAIDEN»", "birth-date": "{column: «BIRTHDATE», written: year-month-day}",
        "death-date": "{column: «DEATHDATE», written: year-month-day}", "sex": "«GENDER»", "ssn": "«SSN»",
        "address-line": "«ADDRESS»", "city": "«CITY»", "state": "«STATE»", "postal-code": "«ZIP»"})
    for name in ["allergies", "careplans", "conditions", "devices", "encounters", "imaging_studies", "immunizations",
                 "medications", "observations", "procedures", "supplies", "claims", "payer_transitions"]:
        heads = next(csv.reader(open("%s/%s.csv" % (folder, name), encoding="utf-8")))
        who = "PATIENT" if "PATIENT" in heads else "PATIENTID"
        when = next((head for head in ["START", "DATE", "SERVICEDATE", "START_YEAR"] if head in heads), None)
        fields = {"record-number": "«%s»" % who}
        if when: fields["service-date"] = "{column: «%s», written: year-month-day}" % when
        if "ENCOUNTER" in heads: fields["encounter-number"] = "«ENCOUNTER»"
        if "DESCRIPTION" in heads: fields["document-title"] = "«DESCRIPTION»"
        # What names the row: its own id, else all that tells it from its neighbours.
        names = ["Id"] if "Id" in heads and name != "imaging_studies" else [
            head for head in ["Id", who, "ENCOUNTER", when, "CODE", "INSTANCE_UID", "UDI", "PAYER"] if head in heads and head]
        fields["document-id"] = "{columns: [%s], join: /}" % ", ".join("«%s»" % head for head in names)
        yield table("Synthea " + name, "%s/%s.csv" % (folder, name), fields)

    for path in found("febrl", "*.csv") + found("febrl", "dsgen", "**", "*.csv"):
        yield table("FEBRL " + os.path.basename(path), path, {
            "record-number": "«rec_id»", "family-name": "«surname»", "given-name": "«given_name»",
            "address-line": "{columns: [«street_number», «address_1»], join: ' '}", "city": "«suburb»",
            "postal-code": "«postcode»", "birth-date": "{column: «date_of_birth», written: year-month-day}"})
    for path in found("splink-datasets", "fake_1000.csv"):
        yield table("fake_1000", path, {
            "record-number": "«unique_id»", "family-name": "«surname»", "given-name": "«first_name»",
            "birth-date": "{column: «dob», written: year-month-day}", "city": "«city»"})
    for path in found("cdc-recordlinker", "algorithm", "data", "*.csv"):
        yield table("RecordLinker " + os.path.basename(path), path, {
            "record-number": "«ID»", "family-name": "«LAST»", "given-name": "«FIRST»", "name-suffix": "«SUFFIX»",
            "birth-date": "{column: «BIRTHDATE», written: year-month-day}", "sex": "«GENDER»", "ssn": "«SSN»",
            "address-line": "«ADDRESS»", "city": "«CITY»", "state": "«STATE»", "postal-code": "«ZIP»"})
    # Lists of words and codes: nobody is named. A column that never says who stands for the patient, so
    # that every row is set aside by PAT-01 and still counted.
    nobody = {"record-number": ["0", "1"]}
    for name in ["females", "males", "last_names", "us-cities", "ocr-variations"]:
        path = os.path.join(data, "jempi-testdata", "Reference", "metadata", name + ".csv")
        yield table("JeMPI " + name, path, {"family-name": "«1»", "document-title": "«2»"}, header=False)
    yield table("CMS ICD-9 to 10", os.path.join(data, "icd", "icd9toicd10cmgem.csv"), {
        "record-number": "«no_map»", "document-id": "{columns: [«icd9cm», «icd10cm», «scenario», «choice_list»], join: /}"},
        placeholders=nobody)
    yield table("ICD-10-CM 2026", os.path.join(data, "icd", "icd10cm-2026-all.tsv"), {
        "record-number": "«2»", "document-id": "«1»", "document-title": "«3»"}, delimiter="\t", header=False,
        placeholders=nobody)
    for name, encoding, code, text in [("CMS32_DESC_LONG_DX", "iso-8859-1", "1-5", "7-400"),
                                       ("CMS32_DESC_LONG_SG", "iso-8859-1", "1-4", "6-400"),
                                       ("icd10pcs-codes-2024", "utf-8", "1-7", "9-400")]:
        path = os.path.join(data, "icd", name + ".txt")
        count = sum(1 for line in open(path, "rb").read().splitlines() if line.strip())
        yield Set(name, "fixed-width", [path], ["facility: REAL", "encoding: " + encoding] + columns({
            "document-id": quoted(code), "document-title": quoted(text), "family-name": quoted("401-420")}), count)
    for path in [path for path in found("miis-patient-matching", "*.txt") if "SOURCE" not in path]:
        lines = open(path, encoding="utf-8", newline="").read().splitlines()
        first = next(line for line in lines if line.startswith("PATIENT"))
        names = [cell.split("=")[0].split(": ")[-1] for cell in first.split(",")]
        at = lambda name: quoted(str(names.index(name) + 1))
        rest = [str(number + 1) for number, name in enumerate(names)
                if name not in ("nameLast", "nameFirst", "mrns")]
        yield Set("MIIS " + os.path.basename(path), "csv", [path], [
            "facility: REAL", "delimiter: \",\"", "encoding: utf-8", "header: false",
            "ignore-lines: {\"TEST\": name of a test, \"EXPECT\": what is expected}"] + columns(
                {"record-number": at("mrns"), "family-name": at("nameLast"), "given-name": at("nameFirst")}, rest),
            sum(1 for line in lines if line.strip()))


class Program:
    def __init__(self, path):
        self.path = os.path.abspath(path)
        self.environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "SWIFT_BACKTRACE": "enable=no"}

    def run(self, workspace, *words):
        done = subprocess.run([self.path, *words], cwd=workspace, env=self.environment, capture_output=True,
                              timeout=1800)
        return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


class Trial:
    """One set on its way through the program."""

    def __init__(self, program, set, workspace):
        self.program, self.set, self.workspace = program, set, workspace
        self.failures, self.left_out, self.lines = [], {}, []
        self.books, self.read, self.balanced = dict.fromkeys(KINDS, 0), 0, False

    def go(self):
        self.deliver()
        code, out, err = self.program.run(self.workspace, "run", "pipeline.yaml", "--as-of", "2026-11-21",
                                          "--quiet", "--no-color", "--json")
        if code not in ((3,) if self.expects_left_out() else (0, 1)):
            return self.failures.append("exit code %d\n%s" % (code, err[-800:]))
        for export in json.loads(out).get("notLanded", []):
            self.left_out[export["name"]] = export["message"].split()[0]
        self.account()

    def expects_left_out(self): return self.set.usable is not None and self.set.usable < len(self.set.files)

    def deliver(self):
        os.makedirs(self.workspace + "/inbox")
        for number, path in enumerate(self.set.files):
            name = "%03d-%s" % (number, re.sub(r"[^A-Za-z0-9.]+", "_", os.path.basename(path)).lower())
            target = "%s/inbox/%s" % (self.workspace, name)
            shutil.copyfile(path, target)
        with open(self.workspace + "/pipeline.yaml", "w", encoding="utf-8") as file:
            file.write(self.set.pipeline("inbox/*"))

    def account(self):
        code, out, err = self.program.run(self.workspace, "account", "--json")
        try: books = json.loads(out)
        except ValueError: return self.failures.append("account ended with %d: %s" % (code, err[-400:]))
        books = books.get("books", books)
        self.balanced = bool(books["balanced"]) and code == 0
        landed = set()
        for export in books["exports"]:
            landed.add(export["name"])
            self.read += export["read"]
            for kind in KINDS: self.books[kind] += export["dispositions"].get(kind, 0)
            self.lines.append(self.columns("  " + os.path.basename(export["name"]), 1, export["read"], export["dispositions"]))
        # The same content under another name is not read again.
        known = {self.digest(name) for name in landed | set(self.left_out)}
        lost = [name for name in self.delivered() if self.digest(name) not in known]
        if not self.balanced: self.failures.append("the books do not balance")
        if sum(self.books.values()) != self.read: self.failures.append("a row has no disposition")
        if lost: self.failures.append("%d files are neither read nor named" % len(lost))
        if self.set.usable is not None and len(landed) != self.set.usable:
            self.failures.append("%d files were read, and %d can be used" % (len(landed), self.set.usable))
        count = self.set.count() if callable(self.set.count) else self.set.count
        counts = count if isinstance(count, (set, range)) else {count}
        if count is not None and self.read not in counts:
            self.failures.append("%d rows were read, and %d were counted without the program" % (self.read, min(counts)))

    def delivered(self): return ["inbox/" + name for name in os.listdir(self.workspace + "/inbox")]

    def digest(self, name):
        with open(os.path.join(self.workspace, name), "rb") as file: return hashlib.sha256(file.read()).digest()

    def columns(self, name, files, read, books):
        return "%-30s %5d  %-12s %8d %s" % (
            name[:30], files, self.set.format, read, " ".join("%11d" % books.get(kind, 0) for kind in KINDS))

    def line(self):
        codes = sorted(self.left_out.values())
        note = "".join("  %d left out by %s" % (codes.count(code), code) for code in dict.fromkeys(codes))
        return self.columns(self.set.name, len(self.set.files), self.read, self.books) + (
            "  balanced" if self.balanced else "  NOT BALANCED") + note


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--data", default="../shared/data")
    parser.add_argument("--only", default="")
    parser.add_argument("--files", action="store_true")
    args = parser.parse_args()
    if not os.path.isdir(args.data): return print("skipped: there are no sample files in %s" % args.data)
    program = Program(args.program)
    failures = []
    print("%-30s %5s  %-12s %8s %s" % ("files", "", "format", "rows", " ".join("%11s" % kind for kind in KINDS)))
    for each in sets(os.path.abspath(args.data)):
        if args.only.lower() not in each.name.lower() or not each.files: continue
        with tempfile.TemporaryDirectory() as workspace:
            trial = Trial(program, each, workspace)
            trial.go()
            print("\n".join([trial.line()] + (trial.lines if args.files else [])), flush=True)
            failures += ["%s: %s" % (each.name, words) for words in trial.failures]
    for words in failures: print("FAILED  " + words, file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__": main()
