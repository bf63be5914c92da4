"""A derivation unfolded week by week: what stands behind a due day. Reads no clock; the day is an argument."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from qingtian.language import Text
from qingtian.web.design.figures import MONTHS_EN

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the grid; ``classes`` are its marks, ``words`` what a reader hears."""

    day: date
    classes: str
    words: Text


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday; None outside the period. ``running``: days counted up to its end."""

    month: Text | None
    cells: tuple[Cell | None, ...]
    running: int


@dataclass(frozen=True, slots=True)
class DerivationView:
    """What the derivation block shows. ``basis`` is cited in words; ``certainty`` is the mark the law room carries."""

    title: Text
    start: date
    due: date
    unit: str
    length: int
    extension: int
    rolled: bool
    provisional: bool
    basis: Text
    certainty: str
    last_checked: date | None
    starts: Text | None
    suspended: tuple[tuple[date, date], ...] | None
    weeks: tuple[Week, ...]
    counts_rest_days: bool
    advised: date | None = None

    @property
    def back(self) -> bool:
        """Whether it is counted back from an event."""
        return self.due < self.start

    @property
    def checked(self) -> bool:
        """Whether the number was read in the text of the law."""
        return self.certainty == "sure"


def derivation_view(
    derivation: Any,
    *,
    as_of: date,
    start: date | None = None,
    due: date | None = None,
    basis: Text | None = None,
    working: Callable[[date], bool] | None = None,
    suspended: Iterable[tuple[date, date]] | None = None,
) -> DerivationView:
    """From a ``law.Derivation``, or from the frozen form an act stores (a mapping with ``runs``; give start and due).

    ``working`` is ``Calendar.is_working``; without it Saturdays and Sundays are taken as rest days.
    ``suspended``: first and last day of each gap; a frozen form keeps none, so nothing is denied.
    """
    of = derivation if isinstance(derivation, Mapping) else _fields(derivation)
    days = tuple(_days(of))
    if days and days[-1][0] < days[0][0]:  # counted back from an event: shown in the order of the calendar
        days = days[::-1]
    first, last = start or of.get("start") or days[0][0], due or of.get("due") or days[-1][0]
    rest = (lambda day: not working(day)) if working else (lambda day: day.weekday() >= SATURDAY)
    return DerivationView(
        title=Text.of(of["title"]),
        start=first,
        due=last,
        unit=of["unit"],
        length=of["length"],
        extension=of["extension"],
        rolled=of["rolled"],
        provisional=of["provisional"],
        basis=basis or Text.of(of["cited"]),
        certainty=of["certainty"],
        last_checked=of.get("last_checked"),
        starts=of.get("starts"),
        suspended=_gaps(of, suspended),
        weeks=tuple(_weeks(days, first, last, as_of, rest)),
        counts_rest_days=any(counted and rest(day) for day, counted, _ in days),
        advised=_day(of.get("advised")),
    )


def _day(given: date | str | None) -> date | None:
    return date.fromisoformat(given) if isinstance(given, str) else given


def _fields(derivation: Any) -> dict[str, Any]:
    names = ("title", "start", "due", "unit", "length", "extension", "rolled", "provisional", "days", "certainty")
    found = {name: getattr(derivation, name) for name in names}
    basis = getattr(derivation, "basis", None)
    found["cited"] = basis if isinstance(basis, Text) else _plain(basis)
    for name in ("last_checked", "starts", "advised"):
        found[name] = getattr(derivation, name, None)
    found["suspensions"] = getattr(derivation, "suspensions", ())
    return found


def _gaps(of: Mapping[str, Any], given: Iterable[tuple[date, date]] | None) -> tuple[tuple[date, date], ...] | None:
    """None where nobody said: not known is not never."""
    if given is not None:
        return tuple(given)
    return tuple((gap.first, gap.last) for gap in of["suspensions"]) if "suspensions" in of else None


def _plain(basis: Any) -> Text:
    """Instrument and article as they are kept, where the page gave no citation in words."""
    written = f"{getattr(basis, 'instrument', '')} {getattr(basis, 'article', '')}".strip() or "—"
    return Text(written, written)


def _days(of: Mapping[str, Any]) -> Iterable[tuple[date, bool, Text]]:
    if "runs" not in of:
        for entry in of["days"]:
            yield (entry.date, entry.counted, entry.reason) if hasattr(entry, "date") else tuple(entry)
        return
    for run in of["runs"]:
        day, last = date.fromisoformat(run["from"]), date.fromisoformat(run["to"])
        while day <= last:
            yield day, run["counted"], Text.of(run["reason"])
            day += ONE_DAY


def _weeks(
    days: tuple[tuple[date, bool, Text], ...], start: date, due: date, as_of: date, rest: Callable[[date], bool]
) -> Iterable[Week]:
    running, shown = 0, None
    for _, entries in groupby(days, key=lambda entry: entry[0] - timedelta(days=entry[0].weekday())):
        week = list(entries)
        running += sum(counted for _, counted, _ in week)
        cells: list[Cell | None] = [None] * 7
        for day, counted, reason in week:
            cells[day.weekday()] = Cell(day, _classes(day, counted, start, due, as_of, rest), reason)
        months = sorted({day.replace(day=1) for day, _, _ in week})
        label = [month for month in months if shown is None or month > shown]
        shown = months[-1]
        yield Week(_months(label) if label else None, tuple(cells), running)


def _months(months: list[date]) -> Text:
    zh = "、".join(str(month.month) for month in months) + "月"
    return Text(zh, "/".join(MONTHS_EN[month.month - 1][:3] for month in months))


def _classes(day: date, counted: bool, start: date, due: date, as_of: date, rest: Callable[[date], bool]) -> str:
    if counted:
        kind = "day-counted" if day < as_of else "day-coming"
    else:
        kind = "day-start" if day == start else "day-uncounted"
    marks = [
        kind,
        "day-rest" if rest(day) else "",
        "day-today" if day == as_of else "",
        "day-due" if day == due else "",
    ]
    return " ".join(mark for mark in marks if mark)
