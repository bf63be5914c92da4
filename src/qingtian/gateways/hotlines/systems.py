"""The hotlines this product knows, and the systems they call from: 12345-370102 is a source of 12345.

An order is known by its whole source; the number before the dash only says which hotline and channel it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from qingtian.errors import Refused, UnusableInput
from qingtian.language import Text

#: a hotline, and behind a dash whose it is; the columns hold 20
_SOURCE = re.compile(r"(\d{5})(?:-[0-9A-Za-z]{1,14})?", re.ASCII)
UNKNOWN = Text(
    "来源系统要写 12345、12369、12319，或者后面加“-”和最多 14 个字母数字，比如 12345-370102。",
    "The source system is 12345, 12369 or 12319, or that with a dash and up to 14 letters or digits: 12345-370102.",
)
NOT_YOURS = Text("这个对接系统没有登记这个来源系统。", "This source system is not entered for the system that calls.")
ENTER_IT = Text("请管理员在“对接系统”里登记来源系统。", "The administrator enters it under “Connected systems”.")


@dataclass(frozen=True, slots=True)
class Hotline:
    """One hotline: its number, the channel of its petitions, its name."""

    id: str
    channel: str
    title: Text


HOTLINES: dict[str, Hotline] = {
    one.id: one
    for one in (
        Hotline("12345", "hotline_12345", Text("12345 政务服务便民热线", "12345 government hotline")),
        Hotline("12369", "hotline_12369", Text("12369 环保举报热线", "12369 environmental hotline")),
        Hotline("12319", "hotline_12319", Text("12319 城建服务热线", "12319 municipal services hotline")),
    )
}


def hotline_of(source: str) -> Hotline:
    """The hotline a source system belongs to. Raises UnusableInput (hotlines.unknown_system)."""
    written = _SOURCE.fullmatch(source)
    found = HOTLINES.get(written[1]) if written else None
    if found is None:
        raise UnusableInput("hotlines.unknown_system", UNKNOWN, where="source_system")
    return found


def sources_within(entered: Sequence[str], field: str) -> Q:
    """Rows whose ``field`` is one of the entered source systems, or lies behind the dash of one."""
    found = Q(pk__in=[])
    for one in entered:
        found |= Q(**{field: one}) | Q(**{f"{field}__startswith": f"{one}-"})
    return found


def check_within(source: str, entered: Sequence[str]) -> None:
    """Raises Refused (hotlines.not_yours) for a source system the caller was not entered for."""
    if not any(source == one or source.startswith(f"{one}-") for one in entered):
        raise Refused("hotlines.not_yours", NOT_YOURS, where="source_system", remedy=ENTER_IT)
