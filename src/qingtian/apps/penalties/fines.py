"""The account of a case's fine as of a day: its rows, the remedies that were pending, reckoned by the pure room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qingtian.apps.penalties.models import FineEntry
from qingtian.apps.penalties.numbers import law
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.enforcement.fine_account import Due, FineAccount, Moved, Plan, fine_account
from qingtian.law import Calendar

Kind = FineEntry.Kind
#: kinds of remedy during which no late charge is counted (行政处罚法 73)
SUSPENDING = ("reconsideration", "lawsuit")
#: states in which such a remedy is over, and the acts that led there
OVER = ("decided", "judged", "closed", "withdrawn", "not_taken")
ENDING = ("record_decision", "take_effect", "record_second_judgment", "record_withdrawal", "record_refusal")
SIGN = {Kind.PAYMENT: 1, Kind.SET_OFF: 1, Kind.REFUND: -1}


@dataclass(frozen=True, slots=True)
class Pending:
    """A remedy and the days it was pending, both included; one still open has no last day."""

    number: str
    first: date
    last: date | None


@dataclass(frozen=True)
class CaseAccount:
    """A case with its rows and remedies; ``account`` is None where nothing is due."""

    case: Proceeding
    entries: Sequence[FineEntry]
    pending: Sequence[Pending]
    account: FineAccount | None


def account_of(case: Proceeding, until: date) -> CaseAccount:
    """The account of one case as of the evening of ``until``."""
    return accounts_of([case], until)[0]


def accounts_of(cases: Sequence[Proceeding], until: date) -> list[CaseAccount]:
    """Those of several cases, in four questions however many they are."""
    rows: dict[int, list[FineEntry]] = defaultdict(list)
    for entry in FineEntry.objects.filter(proceeding__in=cases).order_by("proceeding", "number"):
        rows[entry.proceeding_id].append(entry)
    remedies, days = _remedies(cases), calendar()
    return [
        CaseAccount(
            case,
            rows[case.pk],
            remedies[case.pk],
            reckoned(rows[case.pk], remedies[case.pk], _until(case, rows[case.pk], until), days),
        )
        for case in cases
    ]


def _until(case: Proceeding, entries: Sequence[FineEntry], until: date) -> date:
    """A closed case bears no further charge; money that moved after its closing still counts."""
    if case.ended_on is None or case.ended_on >= until:
        return until
    return max([case.ended_on, *(one.on for one in entries if one.kind in SIGN and one.on <= until)])


def standing(entries: Iterable[FineEntry]) -> list[FineEntry]:
    """Rows that no other row reverses, and no reversals."""
    entries = list(entries)
    reversed_ = {one.reverses_id for one in entries if one.reverses_id}
    return [one for one in entries if one.pk not in reversed_ and one.kind != Kind.REVERSAL]


def reckoned(
    entries: Sequence[FineEntry], pending: Sequence[Pending], until: date, days: Calendar
) -> FineAccount | None:
    """The account of these rows: the last fine served, changed by what came after it."""
    rows = standing(entries)
    due = next((one for one in reversed(rows) if one.kind == Kind.DUE), None)
    if due is None:
        return None
    later = [one for one in rows if one.number > due.number]
    fine = next((one.amount for one in reversed(later) if one.kind == Kind.CHANGE), due.amount)
    return fine_account(
        fine,
        due.on,
        law(),
        days,
        until=until,
        plans=_plans(later),
        moved=[Moved(one.on, SIGN[Kind(one.kind)] * one.amount) for one in rows if one.kind in SIGN],
        not_counted=[(one.first, last) for one in pending if (last := one.last or until) >= one.first],
    )


def _plans(rows: Iterable[FineEntry]) -> list[Plan]:
    """Instalments by the act that approved them."""
    by_act: dict[tuple[int, date], list[Due]] = defaultdict(list)
    for one in rows:
        if one.kind == Kind.INSTALMENT:
            by_act[one.act or 0, one.entered_on].append(Due(one.on, one.amount))
    return [Plan(since, tuple(dues)) for (_, since), dues in sorted(by_act.items())]


def _remedies(cases: Sequence[Proceeding]) -> Mapping[int, list[Pending]]:
    links = Link.objects.filter(
        source__in=cases,
        kind=Link.Kind.GAVE_RISE_TO,
        undone_by__isnull=True,
        target__procedure__in=SUSPENDING,
    )
    found: dict[int, list[Pending]] = defaultdict(list)
    for one in links.select_related("target").order_by("target__opened_on", "target"):
        found[one.source_id].append(_pending(one.target))
    return found


def _pending(remedy: Proceeding) -> Pending:
    """From the day it was filed, which is before we heard of it, to the day it ended or its ruling came into force."""
    projection, last = remedy.projection, None
    if remedy.state in OVER:
        marks = (mark["on"] for act in ENDING for mark in projection.get("done", {}).get(act, ()))
        last = max(map(date.fromisoformat, marks), default=remedy.ended_on)
    filed = projection.get("facts", {}).get("filed_on")
    return Pending(remedy.number, date.fromisoformat(filed) if filed else remedy.opened_on, last)


def fine_left(case: Proceeding, until: date) -> Decimal | None:
    """What of the fine itself is not met; None where none is due."""
    account = account_of(case, until).account
    return account.fine_left if account else None
