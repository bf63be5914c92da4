"""The tables of the page: the same rows are shown, drawn and taken away; every number has its list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.safestring import SafeString

from qingtian.apps.petition_figures.changes import Earlier
from qingtian.apps.petition_figures.definitions import definitions
from qingtian.apps.petition_figures.questions import MEASURES, Asked, Counts, by_month
from qingtian.apps.petition_figures.rates import ABSENT, PARTS, Rate, rates
from qingtian.language import Text
from qingtian.web.desk.figures.choice import Chosen
from qingtian.web.desk.figures.words import WEEKDAYS, area_names, organ_names

SHOWN = (
    *("reports", "matters", "first_reports", "open", "ended", "overdue", "answered", "looked_at", "verified"),
    *("rated", "satisfied", "dissatisfied", "escalated", "repeated"),
)
COLUMNS = ("matters", "ended", "overdue", "satisfied", "settled_locally", "escalated", "repeated")
RATES = ("answered", "verified", "satisfied", "settled_locally", "escalated", "repeated")


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as it is shown, with the address of its list where it has one."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One table: ``heads`` over the first column and the figures; ``drawn`` is the chart of the same rows."""

    id: str
    title: Text
    heads: Sequence[Text]
    rows: Sequence[tuple[Text | str, Sequence[Cell]]]
    note: Text | None = None
    drawn: Sequence[SafeString] = field(default_factory=tuple)
    folded: bool = False

    @property
    def wide(self) -> bool:
        """Too wide to have its chart beside it."""
        return len(self.heads) > 6 and not self.folded


def list_address(asked: Chosen, measure: str, **more: object) -> str:
    """The address of the list behind one number."""
    return f"{reverse('desk:petition_figures_list')}?{asked.query(measure=measure, **more)}"


def counted(asked: Chosen, counts: Counts, measure: str, **more: object) -> Cell:
    """A count with its list; nought leads nowhere."""
    n = counts[measure]
    return Cell(str(n), list_address(asked, measure, **more) if n else "")


def whole_table(asked: Chosen, now: Counts, before: Earlier, year: Earlier) -> FigureTable:
    """Every measure against the period before and the year before."""
    rows = []
    for measure in SHOWN:
        cells = [counted(asked, now, measure)]
        for one in (before, year):
            change = one.change(measure, now[measure])
            cells += [Cell(ABSENT if change.before is None else str(change.before)), Cell(change.percent)]
        rows.append((MEASURES[measure], cells))
    heads = [
        *(Text("数", "Count"), Text("本期", "Period"), Text("上期", "Before"), Text("环比 %", "Change, %")),
        *(Text("上年同期", "Year before"), Text("同比 %", "On the year, %")),
    ]
    gaps = [Text(f"{name.zh}：{one.gap.zh}", f"{name.en}: {one.gap.en}") for name, one in
            ((Text("环比", "Period before"), before), (Text("同比", "Year before"), year)) if one.gap]  # fmt: skip
    note = Text("".join(gap.zh for gap in gaps), " ".join(gap.en for gap in gaps)) if gaps else None
    return FigureTable("whole", Text("总数", "In all"), heads, rows, note)


def rate_rows(asked: Chosen, counts: Counts) -> list[tuple[Rate, Cell, Cell]]:
    """Every rate with what is under and over its line."""
    found = rates(counts)
    return [
        (rate, counted(asked, counts, PARTS[id_][0]), counted(asked, counts, PARTS[id_][1]))
        for id_, rate in found.items()
    ]


def area_table(asked: Chosen, counts: Mapping[int | None, Counts]) -> FigureTable:
    """Counts and rates by place; a report whose area is not settled stands apart."""
    names = area_names()
    order = sorted(counts.items(), key=lambda pair: (pair[0] is None, -pair[1]["reports"], pair[0] or 0))
    no_area = Text("属地没定", "Area not settled")
    rows = [
        (names[key][1] if key else no_area, _line(asked, one, place=names[key][0] if key else "-"))
        for key, one in order
    ]
    return FigureTable("area", Text("地方", "Place"), _line_heads(Text("地方", "Place")), rows)


def handler_table(asked: Chosen, counts: Mapping[str, Counts]) -> FigureTable:
    """The same by handling unit: units are compared, never persons."""
    names = organ_names(list(counts))
    order = sorted(counts.items(), key=lambda pair: (not pair[0], -pair[1]["reports"], pair[0]))
    nobody = Text("还没有分给单位", "Not given to a unit yet")
    rows = [(names.get(code, code) if code else nobody, _line(asked, one, handler=code or "-")) for code, one in order]
    return FigureTable(
        "handler", Text("承办单位", "Handling unit"), _line_heads(Text("承办单位", "Handling unit")), rows
    )


def _line_heads(first: Text) -> list[Text]:
    counts = ("reports", "matters", "open", "overdue", "ended")
    rates_ = [definitions()[id_].title for id_ in RATES]
    return [first, *(MEASURES[one] for one in counts), *(Text(f"{t.zh} %", f"{t.en}, %") for t in rates_)]


def _line(asked: Chosen, counts: Counts, **more: object) -> list[Cell]:
    found = rates(counts)
    return [
        *(counted(asked, counts, one, **more) for one in ("reports", "matters", "open", "overdue", "ended")),
        *(Cell(found[id_].percent) for id_ in RATES),
    ]


def simple_table(
    id_: str,
    title: Text,
    asked: Chosen,
    counts: Mapping[str, int],
    before: Mapping[str, int] | None,
    words: Callable[[str], Text],
) -> FigureTable:
    """Reports by one code, beside the year before where that is known."""
    rows = [
        (
            words(code),
            [
                Cell(str(n), list_address(asked, "reports", **{id_: code or "-"}) if n else ""),
                Cell(ABSENT if before is None else str(before.get(code, 0))),
            ],
        )
        for code, n in counts.items()
    ]
    heads = [title, Text("报告", "Reports"), Text("上年同期", "Year before")]
    return FigureTable(id_, title, heads, rows)


def hour_table(asked: Chosen, counts: Mapping[tuple[int, int], int], unknown: Cell) -> FigureTable:
    """Reports by hour and weekday of receipt."""
    rows = []
    for hour in range(24):
        found = [(day, counts.get((day, hour), 0)) for day in range(1, 8)]
        cells = [Cell(str(n), list_address(asked, "reports", hour=hour, weekday=day) if n else "") for day, n in found]
        total = sum(n for _, n in found)
        rows.append((f"{hour:02d}", [*cells, Cell(str(total))]))
    heads = [Text("钟点", "Hour"), *WEEKDAYS, Text("合计", "All")]
    note = Text(
        f"按收到的钟点（北京时间）。信件、传真、邮件和补录的没有钟点，{unknown.text} 件不在表里。",
        f"By the hour of receipt (Beijing time). Letters, faxes, mails and what was entered later have none: "
        f"{unknown.text} are not in the table.",
    )
    return FigureTable("hour", Text("钟点和星期", "Hour and weekday"), heads, rows, note, folded=True)


def month_table(asked: Chosen, question: Asked) -> FigureTable:
    """Counts and rates by month of receipt; a month before the first report is a gap."""
    found = by_month(question)
    rows = [(f"{month:%Y-%m}", _month_line(asked, month.isoformat(), one)) for month, one in sorted(found.items())]
    return FigureTable("month", Text("逐月", "By month"), _line_heads(Text("月", "Month")), rows)


def _month_line(asked: Chosen, month: str, counts: Counts) -> list[Cell]:
    return _line(asked, counts, span="month", on=month, to="")
