"""Daily penalty, late charge, court window, seizure: the four whose arithmetic is days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qingtian.enforcement import daily_penalty as daily
from qingtian.enforcement import lines
from qingtian.enforcement.court_window import court_window
from qingtian.enforcement.daily_penalty import Cycle, DailyPenalty, daily_penalty
from qingtian.enforcement.late_charge import late_charge
from qingtian.enforcement.seizure import seizure
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.calculators.asked import Asked, read_day, read_interval
from qingtian.web.desk.calculators.calculator import Calculator, Example, Reckoning, Room

SUM_HINT = Text("元，最多到分。", "Yuan, to the fen at most.")
SPANS_HINT = Text(
    "每行一段，首尾都算，写成 2026-03-10..2026-03-14。", "One span a line, both days included: 2026-03-10..2026-03-14."
)
CYCLES_HINT = Text(
    "每行一个周期：送达日..复查日，按先后写，如 2026-03-02..2026-03-20。",
    "A cycle a line, in order: service..re-inspection, such as 2026-03-02..2026-03-20.",
)


def fine_field(asked: Asked) -> FieldView:
    return FieldView("fine", Text("罚款数额", "Fine"), hint=SUM_HINT, value=asked.words("fine"), width="medium")


def day_field(asked: Asked, name: str, label: Text, *, required: bool = True) -> FieldView:
    return FieldView(name, label, "date", value=asked.words(name), required=required, width="date")


def spans_field(asked: Asked, name: str, label: Text) -> FieldView:
    return FieldView(name, label, "textarea", hint=SPANS_HINT, value=asked.words(name), required=False, rows=2)


def spans(asked: Asked, name: str) -> tuple[tuple[date, date], ...]:
    """The spans of a longer answer, one a line."""
    return asked.each(name, asked.lines(name), read_interval)


def _daily_fields(asked: Asked, room: Room) -> list[FieldView]:
    cycles = FieldView(
        "cycles",
        Text("责令改正的周期", "Cycles of correction orders"),
        "textarea",
        hint=CYCLES_HINT,
        value=asked.words("cycles"),
    )
    return [fine_field(asked), cycles]


def _daily(asked: Asked, room: Room) -> Reckoning:
    fine = asked.sum("fine")
    reckoned = daily_penalty(fine, _cycles(asked), room.law, room.calendar)
    headline = Text("{d} 日，{s} 元", "{d} day(s), {s} yuan").format(d=reckoned.days, s=lines.money(reckoned.amount))
    notes = [daily.UNSETTLED] if len(reckoned.cycles) > 1 else []
    return Reckoning(headline, lines.of_daily_penalty(reckoned, room.law), tuple(_numbered(reckoned)), notes)


def _cycles(asked: Asked) -> tuple[Cycle, ...]:
    asked.read("cycles", str)
    return asked.each("cycles", asked.lines("cycles"), _cycle)


def _cycle(line: str) -> Cycle:
    served, dots, inspected = line.partition("..")
    if not dots:
        raise UnusableInput("enforcement.cycle.unreadable", CYCLES_HINT, where=line[:40])
    return Cycle(read_day(served.strip()), read_day(inspected.strip()))


def _numbered(reckoned: DailyPenalty) -> Iterator[tuple[int, date]]:
    days = (day for cycle in reckoned.cycles for day in cycle.each_day())
    return enumerate(days, 1)


DAILY_PENALTY = Calculator(
    "daily-penalty",
    Text("按日连续处罚", "Daily penalty"),
    Text(
        "从责令改正送达次日到复查之日，逐日数，再乘原罚款。",
        "Day by day from service to re-inspection, times the fine.",
    ),
    _daily_fields,
    _daily,
    (
        Example(
            Text("一个周期：18 日，1,800,000 元", "One cycle: 18 days, 1,800,000 yuan"),
            {"fine": "100000", "cycles": "2026-03-02..2026-03-20"},
        ),
        Example(
            Text("两个周期：39 日，3,900,000 元", "Two cycles: 39 days, 3,900,000 yuan"),
            {"fine": "100000", "cycles": "2026-03-02..2026-03-20\n2026-03-20..2026-04-10"},
        ),
    ),
)


def _late_fields(asked: Asked, room: Room) -> list[FieldView]:
    return [
        fine_field(asked),
        day_field(asked, "served", Text("决定书送达日", "Decision served on")),
        day_field(asked, "paid", Text("缴款日", "Paid on")),
        spans_field(
            asked, "challenged", Text("复议、诉讼期间（不加处）", "Reconsideration or litigation (not counted)")
        ),
    ]


_LATE = Text("逾期 {d} 日，加处罚款 {s} 元", "{d} day(s) late, a charge of {s} yuan")
_LATE_CAPPED = Text(
    "逾期 {d} 日，加处罚款 {s} 元（已到上限）", "{d} day(s) late, a charge of {s} yuan (the cap is reached)"
)


def _late(asked: Asked, room: Room) -> Reckoning:
    fine, served, paid = asked.sum("fine"), asked.day("served"), asked.day("paid")
    reckoned = late_charge(fine, served, paid, room.law, room.calendar, spans(asked, "challenged"))
    headline = (_LATE_CAPPED if reckoned.capped else _LATE).format(d=reckoned.days, s=lines.money(reckoned.charge))
    notes = [reckoned.rate.note] if reckoned.rate.note else []
    return Reckoning(headline, lines.of_late_charge(reckoned, room.law), notes=notes)


LATE_CHARGE = Calculator(
    "late-charge",
    Text("加处罚款", "Late charge"),
    Text(
        "到期不缴的，逐日加处，不超过罚款本数。",
        "On a fine not paid in time, by the day, up to the fine.",
    ),
    _late_fields,
    _late,
    (
        Example(
            Text("31 日，186,000 元", "31 days, 186,000 yuan"),
            {"fine": "200000", "served": "2026-03-02", "paid": "2026-04-17"},
        ),
        Example(
            Text("34 日，到上限 200,000 元", "34 days, capped at 200,000 yuan"),
            {"fine": "200000", "served": "2026-03-02", "paid": "2026-04-20"},
        ),
    ),
)


def _court_fields(asked: Asked, room: Room) -> list[FieldView]:
    return [day_field(asked, "served", Text("决定书送达日", "Decision served on"))]


def _court(asked: Asked, room: Room) -> Reckoning:
    reckoned = court_window(asked.day("served"), room.law, room.calendar)
    headline = Text(
        "{a} 至 {b} 可以申请；催告书最迟 {c} 送达", "Apply from {a} to {b}; serve the demand by {c}"
    ).format(a=reckoned.opens, b=reckoned.closes, c=reckoned.latest_demand_service)
    return Reckoning(headline, lines.of_court_window(reckoned, room.law))


COURT_WINDOW = Calculator(
    "court-window",
    Text("申请法院强制执行的期间", "Court window"),
    Text(
        "何时可以申请、最迟何时申请、催告书最迟哪天送达。",
        "When to apply, the last day, and the last day for the demand.",
    ),
    _court_fields,
    _court,
    (
        Example(
            Text("2026-03-02 送达：2026-09-03 至 2026-12-02", "Served 2026-03-02: 2026-09-03 to 2026-12-02"),
            {"served": "2026-03-02"},
        ),
    ),
)


def _seizure_fields(asked: Asked, room: Room) -> list[FieldView]:
    return [
        day_field(asked, "from", Text("查封、扣押之日", "Day of the seizure")),
        day_field(asked, "extended_on", Text("决定延长之日", "Extension decided on"), required=False),
        spans_field(asked, "testing", Text("检测、鉴定期间（不计入）", "Testing or appraisal (not counted)")),
    ]


def _seizure(asked: Asked, room: Room) -> Reckoning:
    from_, extended_on = asked.day("from"), asked.perhaps("extended_on", read_day)
    reckoned = seizure(from_, room.law, room.calendar, extended_on, spans(asked, "testing"))
    last = reckoned.extended or reckoned.first
    headline = Text("{d} 期满", "Expires on {d}").format(d=last.due)
    return Reckoning(headline, lines.of_seizure(reckoned, room.law))


SEIZURE = Calculator(
    "seizure",
    Text("查封、扣押期限", "Sealing and seizure"),
    Text(
        "哪天期满，延长以后到哪天；期满以后不能再延长。",
        "The day it expires and with an extension; never after expiry.",
    ),
    _seizure_fields,
    _seizure,
    (
        Example(Text("2026-03-02 起：2026-04-01 期满", "From 2026-03-02: expires 2026-04-01"), {"from": "2026-03-02"}),
        Example(
            Text("期满前延长：到 2026-05-01", "Extended in time: to 2026-05-01"),
            {"from": "2026-03-02", "extended_on": "2026-03-30"},
        ),
        Example(
            Text("期满后延长：拒绝", "Extended after expiry: refused"),
            {"from": "2026-03-02", "extended_on": "2026-04-02"},
        ),
    ),
)
