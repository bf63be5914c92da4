"""Tables of one indicator: areas or units by month, with totals; a figure that could show a person is kept back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qingtian.apps.indicators.definitions import Indicator, indicators, least_count, quiet_days
from qingtian.apps.indicators.questions import Share, by_month
from qingtian.apps.petition_figures.rates import ABSENT, Rate
from qingtian.law.periods import months_after
from qingtian.procedures.who import Actor

MONTHS = 12
NOTHING = Share(0, 0)


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure. ``share`` None: kept back; a whole of 0: nothing counted, which is not nought per cent."""

    share: Share | None

    @property
    def percent(self) -> str:
        """As every rate is printed; — where nothing is counted or the figure is kept back."""
        return ABSENT if self.share is None else Rate("", self.share.part, self.share.whole).percent


@dataclass(frozen=True, slots=True)
class Row:
    """Of one area or unit (its code), a cell a month, and their sum."""

    of: str
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True, slots=True)
class Table:
    """An indicator by ``by`` (area, unit); ``months`` are first days, oldest first; ``totals`` has no code."""

    indicator: Indicator
    by: str
    months: tuple[date, ...]
    rows: tuple[Row, ...]
    totals: Row


def months_to(as_of: date, number: int = MONTHS) -> tuple[date, ...]:
    """The first days of the last ``number`` months, the running one last."""
    first = as_of.replace(day=1)
    return tuple(months_after(first, -back) for back in range(number - 1, -1, -1))


def table(code: str, actor: Actor, as_of: date, *, by: str) -> Table:
    """The table of one indicator; one statement however many matters lie behind it."""
    indicator, months = indicators(quiet_days(as_of))[code], months_to(as_of)
    shares = by_month(code, actor, as_of, since=months[0], by=by)
    least = least_count(as_of) if indicator.people else 0
    of = sorted({whose for whose, _ in shares})
    rows = tuple(_row(one, [shares.get((one, month), NOTHING) for month in months], least) for one in of)
    sums = [sum((shares.get((one, month), NOTHING) for one in of), NOTHING) for month in months]
    return Table(indicator, by, months, rows, _totals(sums, rows, least))


def _row(of: str, shares: Sequence[Share], least: int) -> Row:
    cells = tuple(_cell(share, least) for share in shares)
    return Row(of, cells, _sum(shares, cells, least))


def _totals(sums: Sequence[Share], rows: Sequence[Row], least: int) -> Row:
    """A month's sum is kept back with any of its parts, lest the part be had by subtraction."""
    cells = tuple(
        Cell(None) if any(row.cells[i].share is None for row in rows) else _cell(share, least)
        for i, share in enumerate(sums)
    )
    hidden = any(row.total.share is None for row in rows)
    return Row("", cells, Cell(None) if hidden else _sum(sums, cells, least))


def _sum(shares: Sequence[Share], cells: Sequence[Cell], least: int) -> Cell:
    if any(cell.share is None for cell in cells):
        return Cell(None)
    return _cell(sum(shares, NOTHING), least)


def _cell(share: Share, least: int) -> Cell:
    """Kept back where so few were counted that a reader might know who; where all or none of a group said the same,
    the figure shows what each of them said, and is kept back below twice as many."""
    few = 0 < share.whole < least
    telling = share.whole and share.part in (0, share.whole) and share.whole < 2 * least
    return Cell(None) if few or telling else Cell(share)


def overview(actor: Actor, as_of: date) -> Mapping[str, Table]:
    """Every indicator by area, a statement each."""
    return {code: table(code, actor, as_of, by="area") for code in indicators(quiet_days(as_of))}
