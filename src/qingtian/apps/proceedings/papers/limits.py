"""The time limit a paper tells of and the remedy it points to, from the act's clocks, the law and the organ tree."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.proceedings.papers.telling import Telling
from qingtian.apps.proceedings.papers.words import chinese_date
from qingtian.language import Text
from qingtian.law.model import quantity

EXTENDED = Text("{whole}（含延长{more}）", "{whole} (of which {more} by extension)")
PROVISIONAL = Text("{day}（该年放假安排公布前暂定）", "{day} (provisional until that year's holidays are published)")
REMEDY = Text(
    "不服的，可以自{starts}之日起{length}内，向{organ}{request}（{cited}）。",
    "If you disagree, you may turn to {organ} within {length} of {starts}: {request} ({cited}).",
)


def clock_of(telling: Telling) -> dict[str, Any] | None:
    """The time limit the catalogue names for this paper, as the act left it; None where it does not run."""
    key = telling.kind.clock
    standing = telling.before.clocks.get(key)
    state: dict[str, Any] = {"due": standing.due, "derivation": standing.derivation} if standing else {}
    for operation in telling.record["clocks"]:
        if operation["key"] == key:
            state |= {name: operation[name] for name in ("due", "derivation") if name in operation}
    return clock_in_words(state["due"], state["derivation"]) if state else None


def clock_in_words(due: str, derivation: Mapping[str, Any]) -> dict[str, Any]:
    """A frozen derivation in words: an extension is told apart, a day that may still move says so."""
    length: Text = quantity(derivation["length"], derivation["unit"])
    if derivation["extension"]:
        length = EXTENDED.format(whole=length, more=quantity(derivation["extension"], derivation["unit"]))
    day = chinese_date(date.fromisoformat(due))
    return {
        "title": derivation["title"],
        "length": length,
        "due": PROVISIONAL.format(day=day) if derivation["provisional"] else day,
        "basis": derivation["cited"],
    }


def remedy_of(telling: Telling) -> Text | None:
    """To whom, within what time and by which article; None without a remedy, or with nobody above the organ."""
    declared = telling.kind.remedy
    above = (telling.relations.get(declared.above) or {}).get("above") if declared else None
    if declared is None or not above:
        return None
    limit = telling.law.limit(declared.limit, on=date.fromisoformat(telling.record["on"]))
    return REMEDY.format(
        starts=limit.starts,
        length=quantity(limit.value, limit.unit),
        organ=Text.of(above["name"]),
        request=limit.title,
        cited=telling.law.cite(limit.basis),
    )
