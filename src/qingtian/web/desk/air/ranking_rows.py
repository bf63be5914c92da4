"""The monthly ranking as rows of a table: figures as printed, parts of the index, rank against last year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qingtian.apps.air.figures import INDEX_STATISTICS, Ranking
from qingtian.apps.air.places import Place
from qingtian.language import Text
from qingtian.measurements.statistics.results import Figure, PeriodIndex
from qingtian.web.design import parts
from qingtian.web.design.figures import ABSENT
from qingtian.web.templatetags.air_pieces import signed_thousandths, thousandths

#: the columns of concentrations, PM10 first; ozone is the percentile of its greatest 8 h
ITEMS = ("PM10", "PM2_5", "NO2", "SO2", "CO", "O3_8h")
UNGROUPED = Text("各区域", "Regions")
UP, DOWN = Text("升 {n}", "up {n}"), Text("降 {n}", "down {n}")


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure as printed."""

    written: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One region's line."""

    place: Place
    rank: int | None
    moved: Text | str
    cells: tuple[Cell, ...]
    bar: parts.PartsBar
    bar_said: Text
    href: str
    order: tuple[int, int]

    @property
    def name(self) -> Text:
        """The region's name."""
        return self.place.name


@dataclass(frozen=True, slots=True)
class Group:
    """A ranking group with its rows."""

    name: Text
    rows: tuple[Row, ...]


def groups(ranking: Ranking, address: Callable[[Place], str], sort: str) -> tuple[list[Group], parts.Head]:
    """The groups in the order of their first region, each ascending by ``sort`` (``rank``, ``index`` or an item)."""
    singles = {place.code: _singles(ranking.index(place.code)) for place in ranking.places}
    top = parts.top_of([*(sum(v or 0 for v in each.values()) for each in singles.values()),
                        *(_composite(ranking.before(place.code)) for place in ranking.places)])  # fmt: skip
    found: dict[str, list[Row]] = {}
    names: dict[str, Text | None] = {}
    for place in ranking.places:
        names.setdefault(place.group, place.group_name)
        found.setdefault(place.group, []).append(_row(ranking, place, singles[place.code], top, address(place), sort))
    made = [
        Group(names[code] or UNGROUPED, tuple(sorted(rows, key=lambda row: row.order))) for code, rows in found.items()
    ]
    return made, parts.head([row.bar for group in made for row in group.rows], top)


def _row(ranking: Ranking, place: Place, singles: dict[str, int | None], top: int, href: str, sort: str) -> Row:
    code = place.code
    ranked, index, before = ranking.rank(code), ranking.index(code), ranking.before(code)
    bar = parts.parts_bar(singles, _composite(before), top)
    said = parts.items_said({item: thousandths(value, 2) for item, value in singles.items()})
    rank = ranked.rank if ranked else None
    shown = ranked.shown if ranked else 999
    by = shown if sort == "rank" else _sorted_by(ranking, code, sort)
    order = (10**9 if by is None else by, shown)
    moved = moved_words(rank, ranking.rank_before(code))
    return Row(place, rank, moved, tuple(_cells(ranking, code, index)), bar, said, href, order)


def _cells(ranking: Ranking, code: str, index: PeriodIndex | None) -> list[Cell]:
    figures = [ranking.figure(code, item) for item in ITEMS]
    pm10, *others = figures
    change = signed_change(pm10, ranking.figure_before(code, ITEMS[0]))
    ranked = ranking.rank(code)
    good = ranking.good_rate(code)
    return [
        Cell(written(pm10), True),
        Cell(change),
        *(Cell(written(figure)) for figure in others),
        Cell(thousandths(index.composite if index else None, 2), True),
        Cell(signed_thousandths(ranked.change if ranked else None, 1)),
        Cell(written(good)),
    ]


def written(figure: Figure | None) -> str:
    """As printed; ``NA`` where it is refused."""
    return "NA" if figure is None else thousandths(figure.value, figure.decimals)


def signed_change(now: Figure | None, before: Figure | None) -> str:
    """The difference of two printed figures; ``—`` where one of them is not there."""
    if now is None or before is None or now.value is None or before.value is None:
        return ABSENT
    return signed_thousandths(now.value - before.value, max(now.decimals, before.decimals))


def moved_words(rank: int | None, before: int | None) -> Text | str:
    """升 1, 降 2; ``—`` where the rank is the same or there is nothing to compare."""
    if rank is None or before is None or rank == before:
        return ABSENT
    return (UP if rank < before else DOWN).format(n=abs(rank - before))


def _singles(index: PeriodIndex | None) -> dict[str, int | None]:
    """By the six items of charts; ozone under its own name whatever statistic it is."""
    held = index.singles if index else {}
    return {item.removesuffix("_8h"): held.get(item, held.get(item.removesuffix("_8h"))) for item in INDEX_STATISTICS}


def _composite(index: PeriodIndex | None) -> int | None:
    return index.composite if index else None


def _sorted_by(ranking: Ranking, code: str, sort: str) -> int | None:
    if sort == "index":
        return _composite(ranking.index(code))
    figure = ranking.figure(code, sort)
    return figure.value if figure else None


def sheet(made: Sequence[Group]) -> list[list[str]]:
    """The rows as they stand on the page, for CSV and Excel."""
    return [
        [group.name.zh, ABSENT if row.rank is None else str(row.rank), _zh(row.moved), row.name.zh,
         *(cell.written for cell in row.cells)]
        for group in made
        for row in group.rows
    ]  # fmt: skip


def _zh(words: Text | str) -> str:
    return words.zh if isinstance(words, Text) else words
