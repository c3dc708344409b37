#!/usr/bin/env python3
"""Writes a large invented index export, to measure reading alone.

    make_export.py csv MEGABYTES FILE     20 columns: a provider always in quotes, an address in a quarter of
                                          the rows, a note in a third; 2 % of the notes have several lines
    make_export.py xml MEGABYTES FILE     the same as elements below <index><record>

The same call writes the same bytes.
"""
import random
import sys

COLUMNS = ("doc_id facility mrn last_name first_name sex dob ssn phone address city state zip doc_type "
           "service_date reel frame page_count provider note").split()
SURNAMES = ["Linmer", "Oberholt", "Vasquin", "Tamsworth", "Quillen", "Dabrek", "Fenimoor", "Hasselbrink"]
GIVEN = ["Gary", "Jennifer", "Amos", "Delia", "Ruthanne", "Ivor", "Marguerite", "Bo"]
TOWNS = [("Delaware", "OH", "43015"), ("Kent", "OH", "44240"), ("Gallipolis", "OH", "45631")]
TYPES = ["Discharge Summary", "Operative Report", "Transfer Form", "Consent", "Progress Note"]
STREETS = ["Cherry Street", "Poplar Ave", "Church Street", "Old Mill Road"]
WORDS = "chart refiled from basement shelf pages faint second exposure see also folder of the mother".split()


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def row(dice):
    """The cells behind doc_id, as they mean, in the order of COLUMNS."""
    town = dice.choice(TOWNS)
    address = "%d %s" % (dice.randrange(1, 9999), dice.choice(STREETS)) if dice.random() < 0.8 else ""
    if address and dice.random() < 0.3:
        address += ", Apt %d" % dice.randrange(1, 40)
    note = ""
    chance = dice.random()
    if chance < 0.3:
        note = " ".join(dice.choices(WORDS, k=8)) + ', said "' + dice.choice(WORDS) + '"'
    if chance < 0.02:
        note += "\n" + " ".join(dice.choices(WORDS, k=6))
    return ["GEN", str(dice.randrange(10 ** 6, 10 ** 7)), dice.choice(SURNAMES), dice.choice(GIVEN),
            dice.choice("MF"), "%04d-%02d-%02d" % (dice.randrange(1920, 2005), dice.randrange(1, 13),
                                                   dice.randrange(1, 29)),
            str(dice.randrange(10 ** 8, 6 * 10 ** 8)), str(dice.randrange(10 ** 9, 10 ** 10)), address,
            town[0], town[1], town[2], dice.choice(TYPES),
            "%04d-%02d-%02d" % (dice.randrange(1960, 2015), dice.randrange(1, 13), dice.randrange(1, 29)),
            "R%04d" % dice.randrange(1, 2000), str(dice.randrange(1, 2400)), str(dice.randrange(1, 30)),
            "%s, %s, MD" % (dice.choice(SURNAMES), dice.choice(GIVEN)), note]


def csv_text(cells):
    plain = [quoted(c) if "," in c or '"' in c or "\n" in c else c for c in cells[:-2]]
    return "," + ",".join(plain + [quoted(cells[-2]), quoted(cells[-1]) if cells[-1] else ""]) + "\n"


def xml_text(cells):
    def escaped(text):
        return text.replace("&", "&amp;").replace("<", "&lt;")
    parts = ["  <%s>%s</%s>\n" % (name, escaped(cell), name) for name, cell in zip(COLUMNS[1:], cells)]
    return "</doc_id>\n" + "".join(parts) + " </record>\n"


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in ("csv", "xml"):
        sys.exit(__doc__)
    kind, size, path = sys.argv[1], int(sys.argv[2]) * 1000 * 1000, sys.argv[3]
    dice = random.Random(4)
    make = csv_text if kind == "csv" else xml_text
    tails = [make(row(dice)) for _ in range(20000)]
    before = "" if kind == "csv" else " <record>\n  <doc_id>"
    head = ",".join(COLUMNS) + "\n" if kind == "csv" else "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<index>\n"
    written, number = 0, 0
    with open(path, "w", newline="", buffering=1 << 20) as file:
        written += file.write(head)
        while written < size:
            lines = ["%sD%09d%s" % (before, number + i, tail) for i, tail in enumerate(tails)]
            number += len(lines)
            written += file.write("".join(lines))
        if kind == "xml":
            file.write("</index>\n")


if __name__ == "__main__":
    main()
