"""What was reckoned, on the terminal: each day and sum with the article it rests on and its mark of certainty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from qingtian.enforcement import daily_penalty as daily
from qingtian.enforcement.court_window import CourtWindow
from qingtian.enforcement.daily_penalty import DailyPenalty
from qingtian.enforcement.late_charge import LateCharge
from qingtian.enforcement.seizure import Seizure
from qingtian.language import Text
from qingtian.law.derivation import Derivation
from qingtian.law.model import CERTAINTIES, Basis, Figure
from qingtian.law.registry import Law
from qingtian.law.terminal import columns

Row = tuple[Text, str, Text]
A_LINE = 7
_NOTHING = Text("—", "—")


def of_daily_penalty(reckoned: DailyPenalty, law: Law, language: str) -> str:
    """The cycles, every day that counts, the sum, and the point that is unsettled."""
    rows = [(Text("原罚款", "Original fine"), _money(reckoned.fine), law.cite(daily.AMOUNT_BY))]
    rows += [
        (
            Text("第{n}周期", "Cycle {n}").format(n=number),
            Text("{s} 送达，{f} 复查：{d} 日", "served {s}, found {f}: {d} days")
            .format(s=cycle.served.isoformat(), f=cycle.found.isoformat(), d=cycle.days)
            .in_(language),
            law.cite(daily.COUNTED_BY),
        )
        for number, cycle in enumerate(reckoned.cycles, 1)
    ]
    rows += [
        (Text("累计", "Days in all"), str(reckoned.days), law.cite(daily.COUNTED_BY)),
        (Text("按日连续处罚", "Daily penalty"), _money(reckoned.amount), law.cite(daily.AMOUNT_BY)),
    ]
    return "\n".join([*_table(rows, language), "", *_each_day(reckoned), *_unsettled(reckoned, language)])


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
    rate = Text("每日 {r}%", "{r}% a day").format(r=reckoned.rate.value)
    rows = [
        (Text("罚款", "Fine"), _money(reckoned.fine), _NOTHING),
        _last_day(Text("缴款末日", "Last day to pay"), reckoned.payment, law),
        (
            Text("逾期日数", "Days of delay"),
            f"{reckoned.days}  ({_span(reckoned.payment.due, reckoned.paid)})" if reckoned.days else "0",
            _NOTHING,
        ),
        (rate, _money(reckoned.uncapped), _figure(reckoned.rate, law)),
        (Text("上限", "Cap"), _money(reckoned.most), _figure(reckoned.cap, law)),
        (Text("加处罚款", "Late charge"), _money(reckoned.charge), _NOTHING),
    ]
    return "\n".join([*_table(rows, language), *_note(reckoned.rate, language)])


def _span(last_day: date, paid: date) -> str:
    return f"{(last_day + timedelta(days=1)).isoformat()} – {paid.isoformat()}"


def _note(figure: Figure, language: str) -> list[str]:
    return ["", figure.note.in_(language)] if figure.note else []


def of_court_window(reckoned: CourtWindow, law: Law, language: str) -> str:
    """The four days, from the end of the party's time to the last day for the demand."""
    rows = [
        _last_day(Text("起诉期限届满", "Time to sue ends"), reckoned.litigation, law),
        (Text("可以申请", "Window opens"), reckoned.opens.isoformat(), _NOTHING),
        _last_day(Text("申请末日", "Window closes"), reckoned.application, law),
        (
            Text("催告书最迟送达", "Demand served by"),
            reckoned.latest_demand_service.isoformat(),
            _cited(reckoned.demand, law),
        ),
    ]
    return "\n".join(_table(rows, language))


def of_seizure(reckoned: Seizure, law: Law, language: str) -> str:
    """The day of expiry, and that of the extension."""
    rows = [_last_day(Text("期满", "Expires"), reckoned.first, law)]
    if reckoned.extended:
        rows.append(_last_day(Text("延长至", "Extended to"), reckoned.extended, law))
    return "\n".join(_table(rows, language))


def _last_day(label: Text, derived: Derivation, law: Law) -> Row:
    return label, derived.due.isoformat() + (" ?" if derived.provisional else ""), _cited(derived, law)


def _cited(derived: Derivation, law: Law) -> Text:
    return _marked(derived.basis, derived.certainty, law)


def _figure(figure: Figure, law: Law) -> Text:
    return _marked(figure.basis, figure.certainty, law)


def _marked(basis: Basis, certainty: str, law: Law) -> Text:
    return Text("{a}（{c}）", "{a} ({c})").format(a=law.cite(basis), c=CERTAINTIES[certainty])


def _money(sum_: Decimal) -> str:
    return f"{sum_:,.2f}"


def _table(rows: list[Row], language: str) -> list[str]:
    return columns([(label.in_(language), value, article.in_(language)) for label, value, article in rows])
