"""Money moves in the account of a fine: paid, set off, paid back, changed by a ruling, reversed where entered wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from qingtian.apps.penalties.actions.write_fine import add
from qingtian.apps.penalties.fines import account_of, standing
from qingtian.apps.penalties.models import FineEntry
from qingtian.apps.proceedings.models import Proceeding
from qingtian.errors import Refused
from qingtian.language import Text

Kind, Reason = FineEntry.Kind, FineEntry.Reason
NOTHING_DUE = Text("{number} 没有应缴的罚款。", "No fine of {number} is due.")
LATER = Text("日期 {on} 在今天（{today}）之后。", "The day {on} lies after today, {today}.")
EARLIER = Text("日期 {on} 早于立案（{opened}）。", "The day {on} lies before the case was opened, {opened}.")
TWICE = Text("凭证号 {reference} 已经登记在 {number}。", "The reference {reference} is entered in {number} already.")
NO_REFERENCE = Text("写凭证号，防止重复登记。", "Give the reference, so that nothing is entered twice.")
TOO_MUCH_BACK = Text("多缴的只有 {most} 元。", "Only {most} yuan were paid too much.")
TOO_MUCH_OFF = Text("没有缴的罚款只有 {most} 元。", "Only {most} yuan of the fine are left.")
REVERSED = Text(
    "第 {number} 行不能冲正：没有这一行、已经冲正或者由动作产生。",
    "Row {number} cannot be reversed: there is none, it is reversed already, or an act wrote it.",
)
LONGEST = 80
#: kinds somebody enters by hand or from a sheet; the others follow from acts
BY_HAND = (Kind.PAYMENT, Kind.SET_OFF, Kind.REFUND)


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody enters: kind, day, sum, the reference of the bank, whether the payer is the party."""

    kind: FineEntry.Kind
    on: date
    amount: Decimal
    reference: str
    payer_matches: bool | None = None


def _refused(code: str, words: Text, **said: Any) -> Refused:
    return Refused(f"fines.{code}", words.format(**said), where=code)


@transaction.atomic
def enter(case: Proceeding, told: Told, *, by: str, today: date) -> FineEntry:
    """One row. Raises Refused ``fines.reference``, ``.twice``, ``.day``, ``.nothing_due``, ``.too_much``."""
    locked = Proceeding.objects.select_for_update().get(pk=case.pk)
    reference = told.reference.strip()[:LONGEST]
    if not reference:
        raise _refused("reference", NO_REFERENCE)
    _check_day(locked, told.on, today)
    again = _used(reference) if told.kind == Kind.PAYMENT else 0
    _check_sum(locked, told, today)
    more = {"reference": reference, "again": again, "payer_matches": told.payer_matches}
    return add(locked, told.kind, told.on, told.amount, by, today, **more)


def _check_day(case: Proceeding, on: date, today: date) -> None:
    if on > today:
        raise _refused("day", LATER, on=on, today=today)
    if on < case.opened_on:
        raise _refused("day", EARLIER, on=on, opened=case.opened_on)


def _used(reference: str) -> int:
    """How often the reference was used and reversed. Raises where it stands."""
    used = FineEntry.objects.filter(kind=Kind.PAYMENT, reference=reference).select_related("proceeding")
    rows = list(used)
    taken_back = set(FineEntry.objects.filter(reverses__in=rows).values_list("reverses", flat=True))
    for one in rows:
        if one.pk not in taken_back:
            raise _refused("twice", TWICE, reference=reference, number=one.proceeding.number)
    return len(rows)


def _check_sum(case: Proceeding, told: Told, today: date) -> None:
    account = account_of(case, today).account
    if account is None:
        raise _refused("nothing_due", NOTHING_DUE, number=case.number)
    if told.kind == Kind.REFUND and told.amount > account.too_much:
        raise _refused("too_much", TOO_MUCH_BACK, most=account.too_much)
    if told.kind == Kind.SET_OFF and told.amount > account.fine_left:
        raise _refused("too_much", TOO_MUCH_OFF, most=account.fine_left)


@transaction.atomic
def reverse(case: Proceeding, number: int, reason: str, *, by: str, today: date) -> FineEntry:
    """Take a row entered by hand or from a sheet back, with a reason. Raises Refused ``fines.reversed``."""
    locked = Proceeding.objects.select_for_update().get(pk=case.pk)
    rows = {one.number: one for one in standing(locked.fine_entries.order_by("number")) if one.kind in BY_HAND}
    row = rows.get(number)
    if row is None or reason not in Reason.values or reason == Reason.VOIDED:
        raise _refused("reversed", REVERSED, number=number)
    return add(locked, Kind.REVERSAL, today, row.amount, by, today, reverses=row, reason=reason)


@transaction.atomic
def change(
    case: Proceeding, fine: Decimal, on: date, *, about: str, act: int, by: str, entered_on: date
) -> FineEntry | None:
    """A ruling in force makes the fine another one; nothing where no fine is due."""
    locked = Proceeding.objects.select_for_update().get(pk=case.pk)
    if not any(one.kind == Kind.DUE for one in standing(locked.fine_entries.order_by("number"))):
        return None
    return add(locked, Kind.CHANGE, on, fine, by, entered_on, about=about, act=act)


@transaction.atomic
def unchange(case: Proceeding, *, about: str, act: int, by: str, entered_on: date) -> None:
    """The act that recorded the ruling was voided."""
    locked = Proceeding.objects.select_for_update().get(pk=case.pk)
    for row in standing(locked.fine_entries.order_by("number")):
        if row.kind == Kind.CHANGE and row.about == about and row.act == act:
            add(
                locked,
                Kind.REVERSAL,
                entered_on,
                row.amount,
                by,
                entered_on,
                reverses=row,
                reason=Reason.VOIDED,
                about=about,
            )
