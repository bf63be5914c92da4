"""The tables of the publications of water: sections, shares, basins, lakes, ranks."""

from __future__ import annotations

from qingtian.apps.water.publications.composing.words import grade, item, named
from qingtian.apps.water.publications.issue import Issue
from qingtian.apps.water.publications.places import CITY, Place
from qingtian.language import Text
from qingtian.standards.periods import year_before
from qingtian.standards.water import CLASSES
from qingtian.standards.water.trophic import trophic_on
from qingtian.typeset import Column, Table

SECTION_HEADS = (
    Text("断面", "Section"),
    Text("级别", "Level"),
    Text("本月", "Class"),
    Text("上年同月", "Year before"),
    Text("目标", "Target"),
    Text("达标", "Met"),
    Text("定类项目", "Deciding items"),
    Text("超标倍数", "Multiples"),
)
LEVELS = {
    "national": Text("国控", "national"),
    "provincial": Text("省控", "provincial"),
    "city": Text("市控", "city"),
}
MET = {"yes": Text("达标", "met"), "no": Text("未达标", "not met")}
SHARE_HEADS = (Text("类别", "Class"), Text("断面数", "Sections"), Text("上年同月", "Year before"))
BASIN_HEADS = (
    Text("流域", "Basin"),
    Text("断面数", "Sections"),
    Text("Ⅰ至Ⅲ类，%", "I to III, %"),
    Text("劣Ⅴ类，%", "Worse than V, %"),
    Text("状况", "State"),
    Text("上年同月", "Year before"),
)
LAKE_HEADS = (
    Text("湖库点位", "Point"),
    Text("类别", "Class"),
    Text("营养状态指数", "TLI"),
    Text("营养状态", "Level"),
    Text("上年同月", "Year before"),
)
RANK_HEADS = (
    Text("名次", "Rank"),
    Text("区域", "Area"),
    Text("指数", "Index"),
    Text("上年同月", "Year before"),
    Text("变化，%", "Change, %"),
    Text("断面数", "Sections"),
)
NOT_GIVEN = Text("规则没有给出", "the rule gives none")
APART = Text("不参加", "apart")


def sections_table(issue: Issue, language: str, caption: str) -> Table:
    """Every section with its class, the year before, the target and what decides."""
    before = year_before(issue.span).id
    rows = []
    for place in issue.of_sort("section"):
        met = MET.get(issue.get(place, "WATER", "meets"))
        rows.append(
            [
                place.name.in_(language),
                LEVELS[place.level].in_(language),
                grade(issue.get(place, "WATER", "class"), language),
                grade(issue.get(place, "WATER", "class", before), language),
                grade(issue.get(place, "WATER", "target"), language),
                met.in_(language) if met else "—",
                named(issue.get(place, "WATER", "worst"), language),
                multiples(issue, place, language),
            ]
        )
    widths = (5, 3, 3, 3, 3, 3, 6, 7)
    return Table([Column(one.in_(language), n) for one, n in zip(SECTION_HEADS, widths, strict=True)], rows, caption)


def multiples(issue: Issue, place: Place, language: str) -> str:
    """化学需氧量 0.50、总磷 0.25: greatest first; — where nothing is above class III."""
    found = [
        (row.item, row.value)
        for row in issue.figures
        if (row.place, row.period, row.statistic) == (place.code, issue.period, "multiple")
    ]
    found.sort(key=lambda one: -float(one[1]))
    separator = "、" if language == "zh" else ", "
    return separator.join(f"{item(code, language)} {value}" for code, value in found) or "—"


def shares_table(issue: Issue, language: str, caption: str) -> Table:
    """Sections of the whole city by class."""
    before = year_before(issue.span).id
    rows = [
        [
            grade(one, language),
            issue.printed(CITY, one, "sections"),
            issue.printed(CITY, one, "sections", before),
        ]
        for one in CLASSES
    ]
    columns = [Column(one.in_(language), 3, figures=n > 0) for n, one in enumerate(SHARE_HEADS)]
    return Table(columns, rows, caption)


def basins_table(issue: Issue, language: str, caption: str) -> Table:
    """Each basin by the shares of its sections."""
    before = year_before(issue.span).id
    rows = [
        [
            place.name.in_(language),
            issue.printed(place, "WATER", "sections"),
            issue.printed(place, "WATER", "good"),
            issue.printed(place, "WATER", "worst"),
            state(issue, place, language),
            state(issue, place, language, before),
        ]
        for place in issue.of_sort("basin")
    ]
    columns = [Column(one.in_(language), 4, figures=n in (1, 2, 3)) for n, one in enumerate(BASIN_HEADS)]
    return Table(columns, rows, caption)


def state(issue: Issue, place: Place | str, language: str, of: str | None = None) -> str:
    """The description of a group; said so where the rule gives none, — where nothing was measured."""
    if not issue.get(place, "WATER", "sections", of):
        return "—"
    name = "description" if language == "zh" else "description_en"
    return issue.get(place, "WATER", name, of) or NOT_GIVEN.in_(language)


def lakes_table(issue: Issue, language: str, caption: str) -> Table | None:
    """The points of lakes with their trophic state; None where there are none."""
    before = year_before(issue.span).id
    words = {one.id: one.words for one in trophic_on(issue.span.last).levels}
    rows = []
    for place in issue.of_sort("section"):
        if place.waterbody != "lake":
            continue
        level = words.get(issue.get(place, "WATER", "trophic"))
        rows.append(
            [
                place.name.in_(language),
                grade(issue.get(place, "WATER", "class"), language),
                issue.printed(place, "WATER", "tli"),
                level.in_(language) if level else "—",
                issue.printed(place, "WATER", "tli", before),
            ]
        )
    columns = [Column(one.in_(language), 4, figures=n in (2, 4)) for n, one in enumerate(LAKE_HEADS)]
    return Table(columns, rows, caption) if rows else None


def ranks_table(issue: Issue, language: str, caption: str) -> Table:
    """Areas by their index, least first; those whose items are not complete stand apart behind them."""
    before = year_before(issue.span).id
    ranked = sorted(issue.of_sort("area"), key=lambda one: int(issue.get(one, "WATER", "rank") or 10**6))
    rows = [
        [
            issue.get(place, "WATER", "rank") or APART.in_(language),
            place.name.in_(language),
            issue.printed(place, "WATER", "cwqi"),
            issue.printed(place, "WATER", "cwqi", before),
            issue.printed(place, "WATER", "change"),
            issue.printed(place, "WATER", "sections"),
        ]
        for place in ranked
        if issue.get(place, "WATER", "sections")
    ]
    columns = [Column(one.in_(language), 4, figures=n not in (0, 1)) for n, one in enumerate(RANK_HEADS)]
    return Table(columns, rows, caption)
