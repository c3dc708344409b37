#!/usr/bin/env python3
"""Writes a synthetic legacy index with known truth: index.csv and truth.csv.

    make_index.py --records 1000000 --seed 1 --out DIR

Eight facilities keep their own date formats and name layouts. A person has about two documents;
one in five has a second, altered registration. Households share surname, address and phone; there
are twins, juniors, namesakes, unnamed newborns, missing and placeholder values, and keying errors.
Nothing here was ever a patient. The same arguments give the same bytes on any machine: every draw
comes from `Random.random`, whose stream Python keeps stable.
"""
import argparse
import datetime
import os
import random

from name_lists import CITIES, DOCUMENT_TYPES, FEMALE, MALE, NICKNAMES, STREETS, SURNAMES, SYLLABLES

COLUMNS = (
    "doc_id facility mrn patient_name last_name first_name middle_name suffix sex dob ssn phone "
    "address city state zip doc_type service_date box reel frame page_count image_path").split()
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
FIRST_DAY = datetime.date(1900, 1, 1).toordinal()
DAYS = [(d.year, d.month, d.day) for d in map(
    datetime.date.fromordinal, range(FIRST_DAY, datetime.date(2026, 12, 31).toordinal()))]


def day(year, month=1, day_of_month=1):
    return datetime.date(year, month, day_of_month).toordinal() - FIRST_DAY


def written_date(facility, y, m, d):
    """A date as this facility writes it."""
    if facility in ("GEN", "BEH"): return "%02d/%02d/%04d" % (m, d, y)
    if facility == "STJ": return "%04d-%02d-%02d" % (y, m, d)
    if facility == "FLM": return "%02d/%02d/%02d" % (m, d, y % 100)
    if facility == "CLN": return "%02d-%s-%04d" % (d, MONTHS[m - 1], y)
    if facility == "RHC": return "%04d%02d%02d" % (y, m, d)
    if facility == "PED": return "%02d-%02d-%04d" % (m, d, y)
    return '"%s %02d, %04d"' % (MONTHS[m - 1], d, y)


# code: (share, first and last year of service, whole name in one column, upper case, film)
FACILITIES = {
    "GEN": (0.26, 1978, 2016, False, True, True),
    "STJ": (0.17, 1990, 2016, False, False, False),
    "FLM": (0.15, 1962, 1999, True, True, True),
    "CLN": (0.12, 1995, 2016, False, False, False),
    "RHC": (0.09, 1985, 2014, True, True, False),
    "PED": (0.08, 1980, 2016, False, False, True),
    "BEH": (0.06, 1982, 2012, True, True, False),
    "ONC": (0.07, 1992, 2016, True, False, False),
}
CODES = list(FACILITIES)


class Dice:
    """All randomness, from one stream."""

    def __init__(self, seed):
        self.roll = random.Random(seed).random

    def below(self, n): return int(self.roll() * n)
    def of(self, items): return items[int(self.roll() * len(items))]
    def chance(self, p): return self.roll() < p

    def shuffled(self, items):
        for i in range(len(items) - 1, 0, -1):
            j = int(self.roll() * (i + 1))
            items[i], items[j] = items[j], items[i]
        return items


def table(weighted, slots=1 << 16):
    """A list in which each item takes its share of slots: one draw is one look-up."""
    total = sum(w for _, w in weighted)
    out, done = [], 0.0
    for item, weight in weighted:
        done += weight
        out.extend([item] * (round(slots * done / total) - len(out)))
    return out


def surnames(dice):
    """Common names take a quarter of the people, made-up ones the long tail."""
    common = [(n, 1 / (60 + i)) for i, n in enumerate(SURNAMES)]
    starts, middles, ends = SYLLABLES
    made = sorted({a + b + c for a in starts for b in middles for c in ends} - set(SURNAMES))
    tail = [(n, 1 / (800 + i)) for i, n in enumerate(dice.shuffled(made)[:25000])]
    scale = 3 * sum(w for _, w in common) / sum(w for _, w in tail)
    return table(common + [(n, w * scale) for n, w in tail], 1 << 18)


class Person:
    __slots__ = ("number", "household", "family", "given", "middle", "suffix", "sex", "birth", "ssn",
                 "phone", "home", "flags")

    def copy(self):
        other = Person()
        for slot in Person.__slots__: setattr(other, slot, getattr(self, slot))
        return other


class Town:
    """Makes households and the people in them."""

    def __init__(self, dice):
        self.dice, self.people, self.households = dice, 0, 0
        self.surnames = surnames(dice)
        self.given = {"M": table([(n, 1 / (25 + i)) for i, n in enumerate(MALE)]),
                      "F": table([(n, 1 / (25 + i)) for i, n in enumerate(FEMALE)])}

    def person(self, household, family, sex, birth, home, phone):
        dice, p = self.dice, Person()
        p.number, self.people = self.people, self.people + 1
        p.household, p.family, p.sex, p.birth = household, family, sex, birth
        p.given, p.middle = dice.of(self.given[sex]), dice.of(self.given[sex])
        p.suffix, p.flags, p.home, p.phone = "", [], home, phone
        p.ssn = "%03d%02d%04d" % (268 + dice.below(35), 1 + dice.below(98), 1 + dice.below(9998))
        return p

    def home(self):
        dice = self.dice
        city, zips = dice.of(CITIES)
        line = "%d %s" % (1 + dice.below(9400), dice.of(STREETS))
        if dice.chance(0.14): line += " APT %d" % (1 + dice.below(40))
        return line, city, dice.of(zips)

    def phone(self):
        dice = self.dice
        return "%s%03d%04d" % (dice.of(("330", "419", "440", "513", "614", "740", "937")),
                               201 + dice.below(790), dice.below(10000))

    def household(self):
        dice, number = self.dice, self.households
        self.households += 1
        family, home, phone = dice.of(self.surnames), self.home(), self.phone()
        head_birth = day(1908) + dice.below(day(1985) - day(1908))
        head = self.person(number, family, "MF"[dice.below(2)], head_birth, home, phone)
        people = [head]
        if dice.chance(0.42):
            spouse_family = family if dice.chance(0.85) else dice.of(self.surnames)
            birth = min(max(head_birth + dice.below(3600) - 1800, day(1902)), day(1990))
            people.append(self.person(
                number, spouse_family, "F" if head.sex == "M" else "M", birth, home, phone))
        if dice.chance(0.60): people += self.children(number, family, people, home, phone)
        return people

    def children(self, number, family, parents, home, phone):
        dice, out = self.dice, []
        birth = max(p.birth for p in parents) + 7300 + dice.below(3600)
        for _ in range(1 + int(dice.roll() * dice.roll() * 5)):
            if birth >= day(2015): break
            child = self.person(number, family, "MF"[dice.below(2)], birth, home, phone)
            father = next((p for p in parents if p.sex == "M"), None)
            if father and child.sex == "M" and father.family == family and dice.chance(0.09):
                child.given, child.middle, child.suffix = father.given, father.middle, "JR"
                father.suffix = "SR" if dice.chance(0.4) else father.suffix
                child.flags.append("namesake")
            out.append(child)
            if dice.chance(0.04): out.append(self.twin(child))
            birth += 500 + dice.below(1600)
        return out

    def twin(self, child):
        twin = self.person(child.household, child.family, child.sex, child.birth, child.home, child.phone)
        if self.dice.chance(0.35): twin.sex = "M" if child.sex == "F" else "F"
        twin.given = self.dice.of(self.given[twin.sex])
        while twin.given == child.given: twin.given = self.dice.of(self.given[twin.sex])
        child.flags.append("twin")
        twin.flags.append("twin")
        return twin


def typo(dice, text, letters="ABCDEFGHIJKLMNOPRSTUVWYZ"):
    """One keying error: a letter changed, lost, doubled, or two swapped."""
    if len(text) < 3: return text
    at, kind = dice.below(len(text) - 1), dice.below(4)
    if kind == 0: return text[:at] + dice.of(letters) + text[at + 1:]
    if kind == 1: return text[:at] + text[at + 1:]
    if kind == 2: return text[:at] + text[at] + text[at:]
    return text[:at] + text[at + 1] + text[at] + text[at + 2:]


def mistyped_digits(dice, text):
    at = dice.below(len(text))
    return text[:at] + "0123456789"[dice.below(10)] + text[at + 1:]


def mistaken_date(dice, birth):
    """A birth date keyed wrongly: day and month swapped, a year or day off."""
    y, m, d = DAYS[birth]
    kind = dice.below(4)
    if kind == 0 and d <= 12: m, d = d, m
    elif kind == 1: y += dice.of((-10, -2, -1, 1, 2, 10))
    elif kind == 2: d += dice.of((-10, -1, 1, 10))
    else: m = 1 + dice.below(12)
    y, m, d = min(max(y, 1902), 2015), m, min(max(d, 1), 28)
    return datetime.date(y, m, d).toordinal() - FIRST_DAY


def altered(dice, town, p):
    """The same person, registered again elsewhere, years later, by another clerk."""
    q = p.copy()
    if dice.chance(0.18): q.given = dice.of(NICKNAMES.get(q.given, [q.given]))
    elif dice.chance(0.10): q.given = typo(dice, q.given)
    if q.sex == "F" and dice.chance(0.22): q.family = dice.of(town.surnames)
    elif dice.chance(0.10): q.family = typo(dice, q.family)
    if dice.chance(0.015): q.given, q.family = q.family, q.given
    if dice.chance(0.25): q.middle = q.middle[:1]
    elif dice.chance(0.35): q.middle = ""
    if dice.chance(0.13): q.birth = mistaken_date(dice, q.birth)
    if dice.chance(0.04): q.birth = None
    if q.ssn and dice.chance(0.42): q.ssn = ""
    elif q.ssn and dice.chance(0.05): q.ssn = mistyped_digits(dice, q.ssn)
    if dice.chance(0.40): q.home, q.phone = town.home(), town.phone() if dice.chance(0.7) else q.phone
    elif dice.chance(0.20): q.phone = town.phone()
    if q.suffix and dice.chance(0.3): q.suffix = ""
    if dice.chance(0.01): q.sex = "U"
    return q


def thinned(dice, p):
    """A registration as one clerk filled it in: some of it missing."""
    q = p.copy()
    if dice.chance(0.30): q.ssn = "999999999" if dice.chance(0.04) else ""
    if dice.chance(0.13): q.phone = "0000000000" if dice.chance(0.05) else ""
    if dice.chance(0.06): q.home = ("", "", "") if dice.chance(0.8) else ("UNKNOWN", "", "")
    if q.birth is not None and dice.chance(0.015): q.birth = 0 if dice.chance(0.2) else None
    if dice.chance(0.45): q.middle = q.middle[:1]
    elif dice.chance(0.40): q.middle = ""
    if dice.chance(0.012): q.sex = ""
    return q


def rekeyed(dice, p):
    """A document of a registration, keyed again from the paper with one slip."""
    q, kind = p.copy(), dice.below(6)
    if kind == 0: q.given = typo(dice, q.given)
    elif kind == 1: q.family = typo(dice, q.family)
    elif kind == 2 and q.birth: q.birth = mistaken_date(dice, q.birth)
    elif kind == 3 and q.ssn: q.ssn = mistyped_digits(dice, q.ssn)
    elif kind == 4: q.phone, q.middle = "", ""
    else: q.home = ("", "", "")
    return q


SEX_WRITTEN = {"STJ": {"M": "Male", "F": "Female", "U": "Unknown"}, "CLN": {"M": "m", "F": "f", "U": "u"}}


def scattered(count, offset):
    """A different number for each count below ten million, with no order in it."""
    return (count * 7_368_787 + offset) % 9_999_991


class Clerk:
    """Writes registrations and documents the way a facility does."""

    def __init__(self, dice):
        self.dice, self.numbers = dice, {c: 0 for c in CODES}
        self.offsets = {c: dice.below(9_999_991) for c in CODES}
        self.images = dice.below(9_999_991)
        self.types = {c: table(
            [(t, 1 / (1 + i)) for i, t in enumerate(dice.shuffled(list(DOCUMENT_TYPES)))], 1 << 10)
            for c in CODES}

    def record_number(self, facility):
        """Unique in a facility, and telling nothing by its neighbours."""
        self.numbers[facility] += 1
        number = scattered(self.numbers[facility], self.offsets[facility])
        if facility == "STJ": return "S%07d" % number
        if facility == "PED": return "P-%07d" % number
        if facility == "ONC": return str(number + 1)
        return "%07d" % number

    def names(self, facility, p):
        _, _, _, whole, upper, _ = FACILITIES[facility]
        case = str if upper else str.title
        if not whole:
            return ",%s,%s,%s,%s" % (case(p.family), case(p.given), case(p.middle), case(p.suffix))
        last = case(p.family) + (" " + p.suffix if p.suffix else "")
        return '"%s, %s%s",,,,' % (last, case(p.given), " " + p.middle[0] if p.middle else "")

    def registration(self, facility, number, p):
        """The cells of a person from facility to zip."""
        home, ssn, phone = p.home, p.ssn, p.phone
        if ssn and facility in ("GEN", "STJ", "FLM", "ONC"):
            ssn = "%s-%s-%s" % (ssn[:3], ssn[3:5], ssn[5:])
        if phone and facility in ("GEN", "PED"):
            phone = "(%s) %s-%s" % (phone[:3], phone[3:6], phone[6:])
        elif phone and facility != "RHC":
            phone = "%s-%s-%s" % (phone[:3], phone[3:6], phone[6:])
        birth = "" if p.birth is None else written_date(facility, *DAYS[p.birth])
        sex = SEX_WRITTEN.get(facility, {}).get(p.sex, p.sex)
        line, city, postal = home if FACILITIES[facility][4] else (
            home[0].title(), home[1].title(), home[2])
        return "%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s" % (
            facility, number, self.names(facility, p), sex, birth, ssn, phone, line, city,
            "OH" if city else "", postal)

    def document(self, facility, served, count):
        """The cells of a document, from its type to its image."""
        dice = self.dice
        box, frame = 1 + dice.below(2400), 1 + dice.below(2600)
        reel = "R%04d" % (1 + dice.below(1800)) if FACILITIES[facility][5] else ""
        pages = 1 + int(dice.roll() * dice.roll() * 18)
        image = "" if dice.chance(0.02) else "/archive/%s/%s/%07d.tif" % (
            facility.lower(), reel or "B%04d" % box, scattered(count, self.images))
        return "%s,%s,B%04d,%s,%s,%d,%s" % (
            dice.of(self.types[facility]), written_date(facility, *DAYS[served]) if served else "",
            box, reel, frame if reel else "", pages, image)


FIRST_COUNTS = table([(1, 54), (2, 27), (3, 11), (4, 5), (6, 2), (9, 1)], 1 << 10)
SECOND_COUNTS = table([(1, 62), (2, 25), (3, 10), (5, 3)], 1 << 10)
WHERE = table([(c, FACILITIES[c][0]) for c in CODES], 1 << 12)


class Index:
    """All rows, with the truth beside each."""

    def __init__(self, dice, records):
        self.dice, self.records, self.rows, self.registrations = dice, records, [], 0
        self.town, self.clerk = Town(dice), Clerk(dice)

    def fill(self):
        while len(self.rows) < self.records:
            for person in self.town.household():
                self.add(person)
        del self.rows[self.records:]
        return self.dice.shuffled(self.rows)

    def add(self, person):
        dice = self.dice
        home_facility = dice.of(WHERE)
        base = thinned(dice, person)
        if dice.chance(0.006):
            base.flags = person.flags = person.flags + ["unknown"]
            base.given, base.middle = dice.of(("BABY BOY", "BABY GIRL", "UNKNOWN")), ""
            if base.given != "UNKNOWN": base.given = "BABY BOY" if base.sex == "M" else "BABY GIRL"
        self.register(person, base, home_facility, "base", dice.of(FIRST_COUNTS))
        if dice.chance(0.20):
            again = thinned(dice, altered(dice, self.town, person))
            elsewhere = home_facility if dice.chance(0.15) else dice.of(WHERE)
            self.register(person, again, elsewhere, "altered", dice.of(SECOND_COUNTS))

    def register(self, person, written, facility, kind, documents):
        dice, clerk = self.dice, self.clerk
        number = clerk.record_number(facility)
        if facility == "FLM" and dice.chance(0.10): number = ""
        cells = clerk.registration(facility, number, written)
        truth = ",P%07d,I%07d,%s,H%07d,%s\n" % (
            person.number, self.registrations, kind, person.household, " ".join(person.flags))
        self.registrations += 1
        for _ in range(documents):
            row = cells
            if dice.chance(0.05): row = clerk.registration(facility, number, rekeyed(dice, written))
            document = clerk.document(facility, self.served(person, facility), len(self.rows))
            self.rows.append((row + "," + document, truth))

    def served(self, person, facility):
        """A day of service after birth while the facility was open; sometimes missing."""
        dice = self.dice
        if dice.chance(0.01): return 0
        _, first, last, *_ = FACILITIES[facility]
        start = max(day(first), person.birth)
        return min(start + dice.below(max(day(last) - start, 400)), len(DAYS) - 1)


def write(rows, folder):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "index.csv"), "w", newline="") as index, \
            open(os.path.join(folder, "truth.csv"), "w", newline="") as truths:
        index.write(",".join(COLUMNS) + "\n")
        truths.write("doc_id,person_id,identity_id,kind,household_id,flags\n")
        for number, (row, truth) in enumerate(rows, 1):
            index.write("D%08d,%s\n" % (number, row))
            truths.write("D%08d%s" % (number, truth))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--records", type=int, required=True)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--out", required=True, help="folder to write index.csv and truth.csv to")
    given = arguments.parse_args()
    write(Index(Dice(given.seed), given.records).fill(), given.out)


if __name__ == "__main__":
    main()
