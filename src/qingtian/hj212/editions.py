"""The editions (版本) of the standard, and what a message lets one guess of its own."""

from __future__ import annotations

from datetime import date
from typing import Literal

from qingtian.hj212.declarations import Basis, Bilingual, Declared, read
from qingtian.hj212.message import Message

Edition = Literal["2005", "2017", "2025"]


class EditionOfTheStandard(Declared):
    """One edition: its days, the version in ``Flag``, and the flag its answers carry."""

    id: Edition
    number: str
    name: Bilingual
    in_force: date | None
    until: date | None
    flag_version: int
    answer_flag: int
    basis: Basis


class _Editions(Declared):
    editions: tuple[EditionOfTheStandard, ...]


EDITIONS: dict[Edition, EditionOfTheStandard] = {one.id: one for one in read(_Editions, "editions").editions}
_BY_VERSION: dict[int, Edition] = {one.flag_version: one.id for one in EDITIONS.values()}


def edition_hint(message: Message) -> Edition:
    """The edition ``Flag`` speaks of; 2005 without a flag. Surface-water stations sent version 2 years before 2025, so
    a unit's profile goes before this."""
    flag = message.any_flag
    return _BY_VERSION.get(flag.version, "2017") if flag else "2005"
