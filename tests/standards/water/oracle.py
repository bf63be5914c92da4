"""GB 3838-2002 Table 1 typed a second time, and the rules done plainly: what the program must equal."""

from __future__ import annotations

from fractions import Fraction as F

GRADES = ["I", "II", "III", "IV", "V", "劣V"]
TABLE = """
CODMn 2 4 6 10 15
COD 15 15 20 30 40
BOD5 3 3 4 6 10
NH3-N 0.15 0.5 1.0 1.5 2.0
Cu 0.01 1.0 1.0 1.0 1.0
Zn 0.05 1.0 1.0 2.0 2.0
fluoride 1.0 1.0 1.0 1.5 1.5
Se 0.01 0.01 0.01 0.02 0.02
As 0.05 0.05 0.05 0.1 0.1
Hg 0.00005 0.00005 0.0001 0.001 0.001
Cd 0.001 0.005 0.005 0.005 0.01
Cr(VI) 0.01 0.05 0.05 0.05 0.1
Pb 0.01 0.01 0.05 0.05 0.1
cyanide 0.005 0.05 0.2 0.2 0.2
volatile_phenol 0.002 0.002 0.005 0.01 0.1
petroleum 0.05 0.05 0.05 0.5 1.0
LAS 0.2 0.2 0.2 0.3 0.3
sulfide 0.05 0.1 0.2 0.5 1.0
"""
MOST: dict[str, list[F]] = {}
for line in TABLE.strip().splitlines():
    name, *limits = line.split()
    MOST[name.replace("_", " ")] = [F(limit) for limit in limits]
TP = {
    "river": [F(x) for x in ("0.02", "0.1", "0.2", "0.3", "0.4")],
    "lake": [F(x) for x in ("0.01", "0.025", "0.05", "0.1", "0.2")],
}
DO = [F(x) for x in ("7.5", "6", "5", "3", "2")]
ITEMS = ["pH", "DO", "CODMn", "COD", "BOD5", "NH3-N", "TP", *list(MOST)[4:]]
#: water of class I in every item
CLEAN = {code: five[0] / 2 for code, five in MOST.items()} | {"pH": F(7), "DO": F(8), "TP": F("0.005")}


def limits(code: str, body: str) -> list[F]:
    return TP[body] if code == "TP" else MOST[code]


def grade(code: str, value: F, body: str) -> str:
    """The better class of equal limits; equal to a limit is within it."""
    if code == "pH":
        return "I" if 6 <= value <= 9 else "劣V"
    if code == "DO":
        for name, least in zip(GRADES, DO, strict=False):
            if value >= least:
                return name
        return "劣V"
    for name, most in zip(GRADES, limits(code, body), strict=False):
        if value <= most:
            return name
    return "劣V"


def ratio(code: str, value: F, body: str) -> F:
    if code == "pH":
        return (7 - value) / 1 if value <= 7 else (value - 7) / 2
    if code == "DO":
        return 5 / value
    return value / limits(code, body)[2]
