"""What is measured in surface water (监测项目): names, units and the headings people write for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from qingtian.standards.declared import Bilingual, Declared, package_data, read

PACKAGE = "qingtian.standards.water"
_SIGNS = re.compile(r"[\W_]+")


class Item(Declared):
    """One item: its name, the unit every value of it is in, and other headings it is known by."""

    name: Bilingual
    unit: str
    also: tuple[str, ...]


class _Items(Declared):
    items: dict[str, Item]


@cache
def items() -> Mapping[str, Item]:
    """Code → item, in the order of Table 1; the code is the name as the table prints it (``NH3-N``)."""
    return MappingProxyType(read(_Items, package_data(PACKAGE, "items.yaml")).items)


def key(heading: str) -> str:
    """A heading without case, blanks and signs; sub- and superscripts are plain digits.

    >>> key(" NH₃-N "), key("Cr⁶⁺"), key("Volatile_Phenol")
    ('nh3n', 'cr6', 'volatilephenol')
    """
    return _SIGNS.sub("", unicodedata.normalize("NFKC", heading).casefold())


@cache
def known_headings() -> Mapping[str, str]:
    """Key of a heading → code; a key that two items claim is a fault of the file, found when it is read."""
    known: dict[str, str] = {}
    for code, item in items().items():
        for heading in {key(one) for one in (code, item.name.zh, item.name.en, *item.also)}:
            if known.setdefault(heading, code) != code:
                raise ValueError(f"{heading} is claimed by {known[heading]} and {code}")
    return MappingProxyType(known)
