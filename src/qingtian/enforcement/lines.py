"""What was reckoned, line by line, for a terminal and for a page: each day and sum with its article and certainty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from qingtian.enforcement import daily_penalty as daily
from qingtian.enforcement.court_window import CourtWindow
from qingtian.enforcement.daily_penalty import DailyPenalty
from qingtian.enforcement.discretion.reckoned import DIRECTIONS, Reckoned
from qingtian.enforcement.late_charge import LateCharge
from qingtian.enforcement.seizure import Seizure
from qingtian.enforcement.violations.catalogue import MEASURES, FineRange, ViolationEdition
from qingtian.enforcement.violations.law_choice import LawChoice
from qingtian.enforcement.violations.one_fine import HigherNorm
from qingtian.language import Text
from qingtian.law.derivation import Derivation
from qingtian.law.model import CERTAINTIES, Basis, Figure
from qingtian.law.registry import Law

NOT_LOADED = Text("未载入，问法制人员", "not loaded: ask the legal officer")


@dataclass(frozen=True, slots=True)
class Line:
    """One step: what, what it comes to, how, under which articles, how certain. Empty parts are None or empty."""

    label: Text
    value: Text
    how: Text | None = None
    article: Text | None = None
    certainty: str = ""

    @property
    def source(self) -> Text | None:
        """The article with its mark of certainty."""
        if self.article is None or not self.certainty:
            return self.article
        return Text("{a}（{c}）", "{a} ({c})").format(a=self.article, c=CERTAINTIES[self.certainty])


def of_daily_penalty(reckoned: DailyPenalty, law: Law) -> list[Line]:
    """The original fine, the cycles, the days and the sum."""
    counted, amount = law.cite(daily.COUNTED_BY), law.cite(daily.AMOUNT_BY)
    cycles = [
        Line(
            Text("第{n}周期", "Cycle {n}").format(n=number),
            Text("{d} 日", "{d} day(s)").format(d=cycle.days),
            Text("{s} 送达，{f} 复查", "served {s}, found {f}").format(
                s=cycle.served.isoformat(), f=cycle.found.isoformat()
            ),
            counted,
        )
        for number, cycle in enumerate(reckoned.cycles, 1)
    ]
    return [
        Line(Text("原罚款", "Original fine"), money(reckoned.fine), article=amount),
        *cycles,
        Line(Text("累计", "Days in all"), _same(str(reckoned.days)), article=counted),
        Line(
            Text("按日连续处罚", "Daily penalty"),
            money(reckoned.amount),
            _same(f"{reckoned.fine:,.2f} × {reckoned.days}"),
            amount,
        ),
    ]


def of_late_charge(reckoned: LateCharge, law: Law) -> list[Line]:
    """The last day in time, the days of delay, and what they come to under the cap."""
    span = _same(f"{(reckoned.payment.due + timedelta(days=1)).isoformat()} – {reckoned.paid.isoformat()}")
    return [
        Line(Text("罚款", "Fine"), money(reckoned.fine)),
        _last_day(Text("缴款末日", "Last day to pay"), reckoned.payment, law),
        Line(Text("逾期日数", "Days of delay"), _same(str(reckoned.days)), span if reckoned.days else None),
        _figure(
            Text("每日 {r}%", "{r}% a day").format(r=reckoned.rate.value), money(reckoned.uncapped), reckoned.rate, law
        ),
        _figure(Text("上限", "Cap"), money(reckoned.most), reckoned.cap, law),
        Line(Text("加处罚款", "Late charge"), money(reckoned.charge)),
    ]


def of_court_window(reckoned: CourtWindow, law: Law) -> list[Line]:
    """The four days, from the end of the party's time to the last day for the demand."""
    demand = reckoned.demand
    return [
        _last_day(Text("起诉期限届满", "Time to sue ends"), reckoned.litigation, law),
        Line(Text("可以申请", "Window opens"), _day(reckoned.opens)),
        _last_day(Text("申请末日", "Window closes"), reckoned.application, law),
        Line(
            Text("催告书最迟送达", "Demand served by"),
            _day(reckoned.latest_demand_service),
            article=law.cite(demand.basis),
            certainty=demand.certainty,
        ),
    ]


def of_seizure(reckoned: Seizure, law: Law) -> list[Line]:
    """The day of expiry, and that of the extension."""
    lines = [_last_day(Text("期满", "Expires"), reckoned.first, law)]
    if reckoned.extended:
        lines.append(_last_day(Text("延长至", "Extended to"), reckoned.extended, law))
    return lines


def of_discretion(reckoned: Reckoned, law: Law) -> list[Line]:
    """Every step of a discretion table, then the bounds in each direction."""
    steps = [
        Line(each.title, _same(each.value or "—"), each.how, law.cite(each.basis), each.certainty)
        for each in reckoned.steps
    ]
    bounds = [
        Line(
            DIRECTIONS[name],
            _same(f"{each.lowest:,.2f} – {each.highest:,.2f}"),
            article=law.cite(each.basis),
            certainty=each.certainty,
        )
        for name, each in reckoned.bounds.items()
    ]
    return [*steps, *bounds]


def of_law_choice(choice: LawChoice, law: Law) -> list[Line]:
    """What was in force on either day, and what applies."""
    which = {
        "at_act": Text("行为时规定", "The rule of the day of the act"),
        "at_decision": Text("新规定", "The new rule"),
    }
    applies = which.get(choice.which, Text("由人判断", "A person decides"))
    return [
        _edition(Text("行为时 {d}", "Act {d}"), choice.act_on, choice.at_act, choice.range_at_act, law),
        _edition(
            Text("决定时 {d}", "Decision {d}"), choice.decided_on, choice.at_decision, choice.range_at_decision, law
        ),
        Line(Text("适用", "Applies"), applies, choice.reason, cited(choice.bases, law)),
    ]


def of_higher_norm(higher: HigherNorm, law: Law) -> Line:
    """One act, one fine: the norm that applies."""
    norm = higher.choice.violation.title if higher.choice else Text("由人判断", "A person decides")
    return Line(Text("一事不再罚", "One act, one fine"), norm, higher.reason, cited(higher.bases, law))


def fine_words(fine: FineRange | None) -> Text:
    """A range as it is read; what is not loaded says so."""
    if fine is None:
        return NOT_LOADED
    ends = ["—" if end is None else f"{end:,.2f}" for end in (fine.minimum, fine.maximum)]
    return Text("{a} 至 {b} 元", "{a} to {b} yuan").format(a=ends[0], b=ends[1])


def money(sum_: Decimal) -> Text:
    """A sum as it is read: 1,800,000.00."""
    return _same(f"{sum_:,.2f}")


def cited(bases: tuple[Basis, ...], law: Law) -> Text:
    """Articles in words; where none is known, that says so."""
    if not bases:
        return NOT_LOADED
    each = [law.cite(basis) for basis in bases]
    return Text("、".join(one.zh for one in each), "; ".join(one.en for one in each))


def _edition(label: Text, on: date, edition: ViolationEdition, fine: FineRange | None, law: Law) -> Line:
    names = [MEASURES[each.id] for each in edition.measures]
    measures = Text("、".join(each.zh for each in names), ", ".join(each.en for each in names)) if names else None
    certainty = fine.certainty if fine else edition.certainty
    return Line(label.format(d=on.isoformat()), fine_words(fine), measures, cited(edition.bases, law), certainty)


def _last_day(label: Text, derived: Derivation, law: Law) -> Line:
    value = _same(derived.due.isoformat() + (" ?" if derived.provisional else ""))
    return Line(label, value, article=law.cite(derived.basis), certainty=derived.certainty)


def _figure(label: Text, value: Text, figure: Figure, law: Law) -> Line:
    return Line(label, value, article=law.cite(figure.basis), certainty=figure.certainty)


def _day(day: date) -> Text:
    return _same(day.isoformat())


def _same(words: str) -> Text:
    """Figures read alike in both languages."""
    return Text(words, words)
