"""Which licences the base install stands under; stops at one that may not be in it. No network, under a second.

Reads what is installed of ``requirements/base.lock`` and what ``package-lock.json`` says of browser assets and fonts.
A GPL, an AGPL, or a licence nobody can tell is refused; a LGPL or something unclear passes only by a line in
``REVIEWED``, which says why. The libraries inside binary wheels are not read: docs/decisions/0031.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

ALLOWED = frozenset(
    [
        "0BSD",
        "Apache-2.0",
        "BSD",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "HPND",
        "ISC",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "MPL-2.0",
        "OFL-1.1",
        "PSF-2.0",
        "Unlicense",
        "Zlib",
    ]
)
#: what packages call themselves where they use no SPDX identifier
NAMES = {
    "apache software license": "Apache-2.0",
    "bsd license": "BSD",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "psfl": "PSF-2.0",
    "python software foundation license": "PSF-2.0",
    "isc license (iscl)": "ISC",
}
UNMODIFIED = "used unmodified as a library of its own, which whoever has the product may replace (LGPL 2.1 §6, 3.0 §4)"
#: licences somebody read: package → (expression, why it may be in)
REVIEWED = {
    "docxtpl": ("LGPL-2.1-only", UNMODIFIED),
    "psycopg": ("LGPL-3.0-only", UNMODIFIED),
    "psycopg-binary": ("LGPL-3.0-only", UNMODIFIED),
}
_WORD = re.compile(r"\(|\)|[A-Za-z0-9.+-]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """One package and what it stands under; ``fault`` says why it may not be in, empty when it may."""

    package: str
    version: str
    licence: str
    fault: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is refused, or everything with ``--list``. Returns 1 when something is refused."""
    parser = argparse.ArgumentParser(description=__doc__, epilog="Example: tools/licences.py --list")
    parser.add_argument("--list", action="store_true", help="print every package with its licence")
    wanted = parser.parse_args(arguments)
    findings = [*of_python(ROOT / "requirements/base.lock"), *of_npm(ROOT / "package-lock.json")]
    refused = [each for each in findings if each.fault]
    if wanted.list:
        for each in findings:
            print(f"{each.package} {each.version}\t{each.licence or 'unknown'}")
    for each in refused:
        print(f"licences: {each.package} {each.version}: {each.fault}", file=sys.stderr)
    if not refused:
        print(f"licences: {len(findings)} packages, none refused")
    return 1 if refused else 0


def of_python(lock: Path, path: list[str] | None = None) -> Iterator[Finding]:
    """Every package of a lock file, as it is installed. ``path``: where to look instead of ``sys.path``."""
    installed = {_plain(each.name): each for each in (distributions(path=path) if path else distributions())}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", lock.read_text(encoding="utf-8"), re.M):
        found = installed.get(_plain(name))
        if found is None:
            yield Finding(name, version, "", "is not installed, so its licence cannot be read")
        elif found.version != version:
            yield Finding(name, version, "", f"{found.version} is installed instead; install the lock file first")
        else:
            yield judged(name, version, claimed(found))


def of_npm(lock: Path) -> Iterator[Finding]:
    """Every package of ``package-lock.json``: browser assets and fonts."""
    for place, package in json.loads(lock.read_text(encoding="utf-8"))["packages"].items():
        if place:
            name = place.rpartition("node_modules/")[2]
            yield judged(name, str(package.get("version", "")), str(package.get("license", "")))


def claimed(package: Distribution) -> str:
    """What the package says of itself as one expression; "" where it says nothing that can be read.

    ``License-Expression`` decides (PEP 639). Older packages have words and classifiers: what both say must hold.
    """
    said = package.metadata
    if expression := said.get("License-Expression"):
        return str(expression)
    classifiers = [c.rpartition(" :: ")[2] for c in said.get_all("Classifier") or [] if c.startswith("License ::")]
    parts = [_identifier(each) for each in classifiers if each != "OSI Approved"]
    words = str(said.get("License") or "").strip()
    if words and "\n" not in words and (not parts or _is_known(words)):
        parts.append(_identifier(words))
    return " AND ".join(dict.fromkeys(parts))


def judged(name: str, version: str, expression: str) -> Finding:
    """The finding for one package."""
    if known := REVIEWED.get(_plain(name)):
        # a line was written for one licence; when the package changes it, somebody reads again
        fault = "" if expression == known[0] else f"was reviewed as {known[0]} and now says {expression or 'nothing'}"
        return Finding(name, version, expression, fault)
    if not expression:
        return Finding(name, version, "", "says nothing about its licence: read it, then add a line to REVIEWED")
    fault = "" if allowed(expression) else f"{expression} may not be in the base install"
    return Finding(name, version, expression, fault)


def allowed(expression: str) -> bool:
    """Whether an SPDX expression leaves a choice that is allowed. What cannot be read is not.

    >>> allowed("MIT OR GPL-3.0-only"), allowed("MIT AND GPL-3.0-only"), allowed("(MIT")
    (True, False, False)
    """
    words = _WORD.findall(expression)
    if not words or "".join(words) != re.sub(r"\s+", "", expression):
        return False
    value, rest = _either(words)
    return value and not rest


def _either(words: list[str]) -> tuple[bool, list[str]]:
    value, rest = _both(words)
    while rest and rest[0] == "OR":
        other, rest = _both(rest[1:])
        value = value or other
    return value, rest


def _both(words: list[str]) -> tuple[bool, list[str]]:
    value, rest = _one(words)
    while rest and rest[0] == "AND":
        other, rest = _one(rest[1:])
        value = value and other
    return value, rest


def _one(words: list[str]) -> tuple[bool, list[str]]:
    if words and words[0] == "(":
        value, rest = _either(words[1:])
        return (value, rest[1:]) if rest and rest[0] == ")" else (False, ["("])
    return (words[0] in ALLOWED, words[1:]) if words else (False, ["?"])


def _identifier(words: str) -> str:
    # a name in brackets or of several words would not read as one identifier; it stays visible and is refused
    return NAMES.get(words.lower(), words if allowed(words) else words.replace(" ", "-"))


def _is_known(words: str) -> bool:
    return words.lower() in NAMES or allowed(words) or "gpl" in words.lower()


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
