"""The lines of a reckoning on a terminal, and what stands below them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qingtian.enforcement import daily_penalty as daily
from qingtian.enforcement import lines
from qingtian.enforcement.court_window import CourtWindow
from qingtian.enforcement.daily_penalty import DailyPenalty
from qingtian.enforcement.discretion.reckoned import Reckoned
from qingtian.enforcement.late_charge import LateCharge
from qingtian.enforcement.lines import Line
from qingtian.enforcement.seizure import Seizure
from qingtian.enforcement.violations.law_choice import LawChoice
from qingtian.enforcement.violations.one_fine import HigherNorm
from qingtian.language import Text
from qingtian.law.registry import Law
from qingtian.law.terminal import columns

A_LINE = 7
_NOTHING = Text("—", "—")


def of_daily_penalty(reckoned: DailyPenalty, law: Law, language: str) -> str:
    """The cycles, every day that counts, the sum, and the point that is unsettled."""
    table = _table(lines.of_daily_penalty(reckoned, law), language)
    return "\n".join([*table, "", *_each_day(reckoned), *_unsettled(reckoned, language)])


def _each_day(reckoned: DailyPenalty) -> Iterator[str]:
    """Every day that counts with its number, seven on a line; the first line of a cycle begins with its service."""
    before = 0
    for cycle in reckoned.cycles:
        numbered = [f"{before + n}: {each.isoformat()}" for n, each in enumerate(cycle.each_day(), 1)]
        for start in range(0, len(numbered), A_LINE):
            yield "  " + "  ".join(each.rjust(len("999: 2026-01-01")) for each in numbered[start : start + A_LINE])
        before += cycle.days


def _unsettled(reckoned: DailyPenalty, language: str) -> Iterator[str]:
    if len(reckoned.cycles) > 1:
        spans = ", ".join(f"{first.isoformat()} – {last.isoformat()}" for first, last in reckoned.gaps)
        yield from ["", daily.UNSETTLED.in_(language) + (f" [{spans}]" if spans else "")]


def of_late_charge(reckoned: LateCharge, law: Law, language: str) -> str:
    """The last day in time, the days of delay, and what they come to under the cap."""
    note = ["", reckoned.rate.note.in_(language)] if reckoned.rate.note else []
    return "\n".join([*_table(lines.of_late_charge(reckoned, law), language), *note])


def of_court_window(reckoned: CourtWindow, law: Law, language: str) -> str:
    """The four days, from the end of the party's time to the last day for the demand."""
    return "\n".join(_table(lines.of_court_window(reckoned, law), language))


def of_seizure(reckoned: Seizure, law: Law, language: str) -> str:
    """The day of expiry, and that of the extension."""
    return "\n".join(_table(lines.of_seizure(reckoned, law), language))


def of_discretion(reckoned: Reckoned, law: Law, language: str) -> str:
    """The computed fine, every step, the bounds, and what the table says of itself."""
    computed = Text("计算值 {s} 元", "Computed: {s} yuan").format(s=lines.money(reckoned.computed))
    note = ["", reckoned.table.note.in_(language)] if reckoned.table.note else []
    return "\n".join([computed.in_(language), *_table(lines.of_discretion(reckoned, law), language), *note])


def of_law_choice(choices: Iterable[LawChoice], higher: HigherNorm | None, law: Law, language: str) -> str:
    """For each violation both rules and the one that applies; of several, the higher norm."""
    page: list[str] = []
    for each in choices:
        page += [each.violation.title.in_(language), *_table(lines.of_law_choice(each, law), language), ""]
    if higher is not None:
        page += _table([lines.of_higher_norm(higher, law)], language)
    return "\n".join(page).rstrip()


def _table(rows: Iterable[Line], language: str) -> list[str]:
    parts = [(each.label, each.value, each.how or _NOTHING, each.source or _NOTHING) for each in rows]
    return columns([tuple(part.in_(language) for part in row) for row in parts])
