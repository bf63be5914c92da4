"""One due day on the terminal: a heading, a short table, and the days as a grid of weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qingtian.language import Text
from qingtian.law.calendars import ONE_DAY
from qingtian.law.derivation import Day, Derivation
from qingtian.law.model import CERTAINTIES, quantity
from qingtian.law.registry import Law
from qingtian.law.terminal import columns, pad, width

WEEKDAYS = Text("一 二 三 四 五 六 日", "Mon Tue Wed Thu Fri Sat Sun")
FIRMNESS = {"must": Text("必须", "must"), "in_principle": Text("原则上", "in principle")}
REST_DAY = {
    "stay": Text("期满日遇休息日不顺延（机关的义务）", "the last day stays on a rest day (duty of an organ)"),
    "roll": Text("期满日遇休息日顺延（当事人的行为）", "a last day on a rest day moves on (act of a party)"),
}
CELL = 7
ADVISED = Text(
    "法定末日是休息日，宜在前一个工作日办；法定末日不变",
    "the legal last day is a rest day: better done on the working day before; the legal day stands",
)


def page(law: Law, derived: Derivation, language: str) -> str:
    """Everything about one due day, as text of several lines."""
    heading = f"{derived.title.in_(language)}  {derived.id}"
    parts = [heading, "=" * width(heading), "", *columns(list(_facts(law, derived, language))), ""]
    parts += [*_weeks(derived, language), "", *_legend(derived, language), *_special_days(derived, language)]
    return "\n".join(parts)


def _facts(law: Law, derived: Derivation, language: str) -> Iterator[tuple[str, str]]:
    limit = law.limit(derived.id, on=derived.start)

    def row(label: Text, value: str) -> tuple[str, str]:
        return label.in_(language), value

    yield row(Text("起算", "From"), f"{_dated(derived.start, language)}  {derived.starts.in_(language)}")
    yield row(Text("期限", "Length"), _length(derived).in_(language))
    yield row(
        Text("到期", "Due"),
        "  ".join([_dated(derived.due, language), *(each.in_(language) for each in _due_remarks(derived))]),
    )
    if derived.advised:
        advised = f"{_dated(derived.advised, language)}  {ADVISED.in_(language)}"
        yield row(Text("建议", "Advice"), advised)
    if derived.unit != "working_day":
        yield row(Text("休息日", "Rest day"), REST_DAY[limit.rest_day_rule].in_(language))
    yield row(Text("依据", "Basis"), law.cite(derived.basis).in_(language))
    if derived.extension and limit.extension and limit.extension.basis:
        yield row(Text("延长依据", "Extension"), law.cite(limit.extension.basis).in_(language))
    yield row(Text("确定性", "Certainty"), _certainty(derived).in_(language))
    yield row(Text("约束力", "Firmness"), FIRMNESS[derived.firmness].in_(language))
    yield row(Text("日历", "Calendar"), derived.calendar)
    if limit.note:
        yield row(Text("说明", "Note"), limit.note.in_(language))


def _certainty(derived: Derivation) -> Text:
    mark = CERTAINTIES[derived.certainty]
    if derived.last_checked is None:
        return mark
    return Text("{m}（核对于{d}）", "{m} (checked {d})").format(m=mark, d=derived.last_checked.isoformat())


def _length(derived: Derivation) -> Text:
    whole = quantity(derived.length, derived.unit)
    if not derived.extension:
        return whole
    return Text("{w}（含延长{e}）", "{w} (of which {e} by extension)").format(w=whole, e=derived.extension)


def _due_remarks(derived: Derivation) -> Iterator[Text]:
    if derived.rolled:
        yield Text("因休息日顺延", "moved on from a rest day")
    if derived.provisional:
        yield Text("暂定：该年放假通知尚未公布", "provisional: that year's notice is not published yet")


def _weeks(derived: Derivation, language: str) -> Iterator[str]:
    """Seven columns; each week begins with the date of its Monday."""
    cells = _cells(derived)
    names = WEEKDAYS.in_(language).split(" ")
    yield (
        "  " + pad(Text("周一为", "week of").in_(language), 12) + "".join(pad(name, CELL, right=True) for name in names)
    )
    monday = min(cells) - min(cells).weekday() * ONE_DAY
    while monday <= max(cells):
        week = [cells.get(monday + offset * ONE_DAY, "") for offset in range(7)]
        yield ("  " + pad(monday.isoformat(), 12) + "".join(pad(cell, CELL, right=True) for cell in week)).rstrip()
        monday += 7 * ONE_DAY


def _cells(derived: Derivation) -> dict[date, str]:
    """What stands in the grid for each day: its number, or a mark where it is not counted."""
    cells, count = {}, 0
    for day in derived.days:
        count += day.counted
        cells[day.date] = _cell(day, count, derived)
    return cells


def _cell(day: Day, count: int, derived: Derivation) -> str:
    mark = str(count) if day.counted else "·"
    if day.date == derived.start and not day.counted:
        mark = "*"
    elif any(gap.first <= day.date <= gap.last for gap in derived.suspensions):
        mark = "="
    mark += "?" if day.provisional else ""
    return f"[{mark}]" if day.date == derived.due else mark


def _legend(derived: Derivation, language: str) -> Iterator[str]:
    yield "  " + Text("* 起算日  · 不计入  = 中止  [ ] 到期日", "* event  · not counted  = suspended  [ ] due day").in_(
        language
    )
    if any(day.provisional for day in derived.days):
        yield "  " + _PROVISIONAL[derived.provisional].in_(language)


_PROVISIONAL = {
    True: Text(
        "? 该年放假通知尚未公布，按一般规则推算", "? the year's notice is not published yet; the general rule was used"
    ),
    False: Text(
        "? 该年放假通知尚未公布，到期日不受影响",
        "? the year's notice is not published yet; the due day does not depend on it",
    ),
}


def _special_days(derived: Derivation, language: str) -> Iterator[str]:
    """Holidays, make-up working days, suspensions and the roll; days on end with one remark make one line."""
    runs: list[tuple[date, date, Text]] = []
    for day in derived.days[1:]:
        if day.remark is None:
            continue
        if runs and runs[-1][2] == day.remark and abs(day.date - runs[-1][1]) == ONE_DAY:
            runs[-1] = (runs[-1][0], day.date, day.remark)
        else:
            runs.append((day.date, day.date, day.remark))
    rows = [(_span(first, last), remark.in_(language)) for first, last, remark in runs]
    yield from ["", *columns(rows)] if rows else []


def _span(first: date, last: date) -> str:
    first, last = sorted((first, last))
    return first.isoformat() if first == last else f"{first.isoformat()} – {last.isoformat()}"


def _dated(day: date, language: str) -> str:
    names = Text("周一 周二 周三 周四 周五 周六 周日", "Mon Tue Wed Thu Fri Sat Sun").in_(language).split(" ")
    return f"{day.isoformat()} {names[day.weekday()]}"
