#!/usr/bin/env python3
"""Holds published bundles against two independent FHIR validators and against our own promises.

    conformance.py TREE... [--sample N] [--packages DIR] [--all-errors]

For each tree it reads every line of every `bundles/*.ndjson` and `changes/*.ndjson` and checks that

* the line is its own canonical form and is one transaction Bundle of at most 100 entries and 5 MB;
* every entry is a PUT of the resource it holds (in `changes/`, a DELETE of a Provenance may stand);
* no id stands twice with different content, and every reference resolves within the tree;
* every date is a real calendar date (validators take 30 February);
* nothing is empty;
* fhirkit-rs accepts every resource, and pyrofile-validator accepts a sample of the lines
  (R4 core and US Core 3.1.0; Patients and imaged DocumentReferences against their US Core profiles).

The sample is spread evenly and always holds lines with a document without an image and with a
person without a usable name. Nothing of a patient is printed: files, line numbers, types, paths and
rule codes only. Exit 0 when all is well, 1 on any error, 2 when something needed is missing.

Needs: pip install fhirkit-rs==0.1.0 pyrofile-validator==0.3.0
"""
import argparse
import collections
import contextlib
import copy
import datetime
import glob
import io
import json
import os
import re
import sys
import tempfile

US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-"
PROFILES = {"Patient": US_CORE + "patient", "DocumentReference": US_CORE + "documentreference"}
DATE_NAMES = {"birthDate", "deceasedDateTime", "start", "end", "date", "recorded", "recordedDate",
              "performedDateTime", "issued", "creation"}
DATE = re.compile(r"^(\d{4})(?:-(\d\d)(?:-(\d\d)(T\d\d:\d\d:\d\dZ)?)?)?$")


class Report:
    """Counts what was seen and prints the first errors of each kind."""

    def __init__(self, print_all):
        self.print_all = print_all
        self.errors = collections.Counter()
        self.resources = collections.Counter()
        self.lines = 0

    def error(self, kind, place, detail=""):
        self.errors[kind] += 1
        if self.print_all or self.errors[kind] <= 5:
            print(f"error: {place}: {kind}{': ' + detail if detail else ''}")


def pairs_once(pairs):
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise ValueError("a name stands twice")
    return dict(pairs)


def in_order(value):
    """The value with members by UTF-16 code units, as RFC 8785 section 3.2.3 asks."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return {name: in_order(value[name]) for name in names}
    if isinstance(value, list):
        return [in_order(element) for element in value]
    return value


class AsWritten(float):
    """A decimal that keeps its text."""

    def __new__(cls, text):
        number = super().__new__(cls, text)
        number.text = text
        return number

    def __repr__(self):
        return self.text


def canonical(value):
    return json.dumps(in_order(value), separators=(",", ":"), ensure_ascii=False)


def walk(value, path=""):
    """Every value with its name and path, parents first."""
    yield path, value
    if isinstance(value, dict):
        for name, member in value.items():
            yield from walk(member, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from walk(element, f"{path}[{index}]")


def is_real_date(text):
    found = DATE.match(text)
    if not found:
        return False
    year, month, day = (int(part or 1) for part in found.groups()[:3])
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


class Tree:
    """One published tree: its lines, what it defines and what it refers to."""

    def __init__(self, path, report):
        self.path, self.report = path, report
        self.defined, self.referred = {}, {}
        self.sample = []
        self.wanted = {"paper": [], "nameless": []}

    def files(self):
        for folder in ("bundles", "changes"):
            yield from sorted(glob.glob(os.path.join(self.path, folder, "*.ndjson")))

    def read(self, fhirkit):
        """Checks every line and remembers where each stands."""
        places = []
        for path in self.files():
            with open(path, "rb") as file:
                offset = 0
                for number, line in enumerate(file, 1):
                    place = f"{os.path.relpath(path, self.path)}:{number}"
                    resources = self.line(line, place, path, fhirkit)
                    places.append((path, offset, number))
                    for kind in kinds(resources):
                        if len(self.wanted[kind]) < 5:
                            self.wanted[kind].append(places[-1])
                    offset += len(line)
        for reference, place in sorted(self.referred.items()):
            if reference not in self.defined:
                self.report.error("a reference that nothing in the tree answers", place)
        return places

    def line(self, line, place, path, fhirkit):
        self.report.lines += 1
        if not line.endswith(b"\n"):
            self.report.error("a line without a line feed", place)
        line = line.rstrip(b"\n")
        try:
            text = line.decode("utf-8")
            bundle = json.loads(text, object_pairs_hook=pairs_once, parse_float=AsWritten)
        except ValueError as error:
            self.report.error("no JSON", place, type(error).__name__)
            return []
        if canonical(bundle) != text:
            self.report.error("a line that is not its own canonical form", place)
        return self.bundle(bundle, len(line), place, path, fhirkit)

    def bundle(self, bundle, size, place, path, fhirkit):
        entries = bundle.get("entry", [])
        if bundle.get("resourceType") != "Bundle" or bundle.get("type") != "transaction":
            self.report.error("no transaction Bundle", place)
        if not 1 <= len(entries) <= 100:
            self.report.error("a bundle without entries or with more than 100", place)
        if size > 5_000_000 and len(entries) > 1:
            self.report.error("a bundle over 5 MB", place)
        resources = []
        for index, entry in enumerate(entries):
            resource = self.entry(entry, f"{place} entry {index}", path)
            if resource:
                resources.append(resource)
                self.resource(resource, f"{place} entry {index}", fhirkit)
        return resources

    def entry(self, entry, place, path):
        request, resource = entry.get("request", {}), entry.get("resource")
        if request.get("method") == "DELETE" and os.path.basename(os.path.dirname(path)) == "changes":
            if resource is not None or not request.get("url", "").startswith("Provenance/"):
                self.report.error("a DELETE of something else than a Provenance", place)
            return None
        if resource is None or request.get("method") != "PUT":
            self.report.error("an entry that is no PUT of a resource", place)
            return None
        name = f"{resource.get('resourceType')}/{resource.get('id')}"
        if request.get("url") != name:
            self.report.error("a request for another resource than the one it holds", place)
        full = entry.get("fullUrl", "")
        if full != "urn:uuid:" + name.split("/")[-1] and not full.endswith("/" + name):
            self.report.error("no fullUrl, or that of another resource", place)
        return resource

    def resource(self, resource, place, fhirkit):
        kind = resource["resourceType"]
        self.report.resources[kind] += 1
        name, text = f"{kind}/{resource.get('id')}", canonical(resource)
        if self.defined.setdefault(name, hash(text)) != hash(text):
            self.report.error("an id with two contents", place, kind)
        for path, value in walk(resource):
            last = path.rsplit(".", 1)[-1]
            if value in ({}, [], "", None):
                self.report.error("an empty value", place, f"{kind}.{path}")
            elif last == "reference":
                self.referred.setdefault(value, place)
            elif last in DATE_NAMES and isinstance(value, str) and not is_real_date(value):
                self.report.error("a date that does not exist", place, f"{kind}.{path}")
        for issue in fhirkit.validate(text):
            if issue.severity == "error":
                self.report.error("fhirkit-rs", place, issue.path)


def kinds(resources):
    """What about a line makes it worth a validator's time."""
    found = set()
    for resource in resources:
        if resource["resourceType"] == "DocumentReference" and not any("url" in content["attachment"] for content in resource["content"]):
            found.add("paper")
        if resource["resourceType"] == "Patient" and any("_family" in name for name in resource.get("name", [])):
            found.add("nameless")
    return found


def spread(places, count):
    """That many places, evenly over all."""
    if len(places) <= count:
        return list(places)
    return [places[index * len(places) // count] for index in range(count)]


def line_at(path, offset):
    with open(path, "rb") as file:
        file.seek(offset)
        return json.loads(file.readline())


def profiled(resource):
    """The resource as one that claims its US Core profile, or None when it cannot be held to it.

    Stubs of retired ids say nothing but where their person went. US Core wants an image with a media
    type, and exactly one: paper and documents of several image files are plain R4.
    """
    profile = PROFILES.get(resource["resourceType"])
    if profile is None or resource.get("active") is False:
        return None
    if resource["resourceType"] == "DocumentReference":
        attachments = [content["attachment"] for content in resource["content"]]
        if len(attachments) != 1 or not {"url", "contentType"} <= set(attachments[0]):
            return None
    claiming = copy.deepcopy(resource)
    claiming["meta"] = {"profile": [profile]}
    return claiming


def validators(packages):
    from pyrofile_validator import Validator
    from pyrofile_validator.config import ValidatorConfig

    paths = [os.path.join(packages, "fhir-r4-core/hl7.fhir.r4.core-4.0.1.tgz"),
             os.path.join(packages, "fhir-us-core-3.1.0/uscore310-overlay.tgz")]
    for path in paths:
        if not os.path.exists(path):
            print(f"missing: {path}; name the folder with --packages")
            sys.exit(2)
    base = {"fhirVersion": "4.0.1", "localPackagePaths": paths, "terminology": {"mode": "local"},
            "evidenceOutputDir": tempfile.mkdtemp(prefix="conformance-")}
    return Validator(ValidatorConfig.load_dict(base))


def issues(validator, resource):
    """Errors of one resource; the validator also prints, so its output is caught."""
    with contextlib.redirect_stdout(io.StringIO()):
        report = validator.validate_resource(resource)
    return report.errors


def validate_line(validator, place, bundle, report, counts):
    for error in issues(validator, bundle):
        report.error("pyrofile", place, f"{error.code} {error.path}")
    for entry in bundle["entry"]:
        claiming = profiled(entry.get("resource") or {"resourceType": ""})
        if claiming is None:
            continue
        counts[claiming["resourceType"]] += 1
        for error in issues(validator, claiming):
            report.error("US Core", place, f"{error.code} {error.path}")


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("trees", nargs="+", metavar="TREE", help="a published tree: it holds bundles/")
    parser.add_argument("--sample", type=int, default=50, help="bundle lines a tree for the slow validator (50)")
    parser.add_argument("--packages", default=os.path.join(here, "../../../shared/data"), help="folder with fhir-r4-core/ and fhir-us-core-3.1.0/")
    parser.add_argument("--all-errors", action="store_true", help="print every error, not five of each kind")
    options = parser.parse_args()
    try:
        import fhirkit
        import pyrofile_validator  # noqa: F401
    except ImportError as error:
        print(f"missing: {error.name}; pip install fhirkit-rs==0.1.0 pyrofile-validator==0.3.0")
        return 2
    validator = validators(options.packages) if options.sample > 0 else None
    failed = False
    for path in options.trees:
        report, profiles = Report(options.all_errors), collections.Counter()
        tree = Tree(path, report)
        places = tree.read(fhirkit)
        if not places:
            report.error("a tree without bundles", path)
        chosen = dict.fromkeys(spread(places, options.sample) + tree.wanted["paper"] + tree.wanted["nameless"])
        for file, offset, number in chosen if validator else []:
            place = f"{os.path.relpath(file, path)}:{number}"
            validate_line(validator, place, line_at(file, offset), report, profiles)
        counted = ", ".join(f"{count} {kind}" for kind, count in sorted(report.resources.items()))
        print(f"{path}: {report.lines} lines, {counted or 'no resources'}")
        if validator:
            claimed = ", ".join(f"{count} {kind}" for kind, count in sorted(profiles.items()))
            print(f"  validated in full: {len(chosen)} lines; against US Core: {claimed or 'none'}")
        print(f"  {sum(report.errors.values())} errors" + "".join(f"\n  {count} x {kind}" for kind, count in report.errors.most_common()))
        failed = failed or bool(report.errors)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
