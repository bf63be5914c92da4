"""Duty lists by day (责任清单): which version was in force, what a duty is called, what an act keeps of one.

Versions replace each other: on a day the list that began last is in force, unless its own last day has passed.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from qingtian.apps.people.models import Duty, DutyList
from qingtian.language import Text
from qingtian.procedures.duties import duty_code, none_found, outside, parts_of


def list_in_force(on: date) -> DutyList | None:
    """The version in force on that day; None before the first, and after the last day of one not replaced."""
    found = DutyList.objects.filter(in_force_from__lte=on).order_by("-in_force_from", "-pk").first()
    return None if found is None or (found.in_force_to and found.in_force_to < on) else found


def in_order(duty: Duty) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Organs as the tree has them, then numbers as they are read: 2 before 10, 3.2 before 3.10."""
    parts = (part.rjust(12, "0") if part.isdigit() else part for part in duty.number.replace("-", ".").split("."))
    return duty.organ.path, tuple((len(part), part) for part in parts)


def duties_of(one: DutyList) -> list[Duty]:
    """Every duty of a version by organ and number; one query."""
    found = Duty.objects.filter(duty_list=one).select_related("organ", "post__organ", "duty_list")
    return sorted(found, key=in_order)


def duties_in_force(on: date) -> list[Duty]:
    """The duties one can name on that day."""
    one = list_in_force(on)
    return duties_of(one) if one else []


def versions() -> QuerySet[DutyList]:
    """Every version, the latest first."""
    return DutyList.objects.order_by("-in_force_from", "-pk")


def code_of(duty: Duty) -> str:
    return duty_code(duty.duty_list.version, duty.number)


def duty_named(code: str) -> Duty | None:
    """The duty of that code, whether in force or not."""
    parts = parts_of(code)
    if parts is None:
        return None
    found = Duty.objects.filter(duty_list__version=parts[0], number=parts[1])
    return found.select_related("duty_list", "organ", "post").first()


def duty_reference(typed: str, on: date) -> Any:
    """What an act keeps of the answer: the duty as it read that day, or that none was found; unknown codes stay."""
    if (why := none_found(typed)) is not None:
        return {"none": True, "why": why}
    duty = duty_named(typed)
    if duty is None:
        return typed
    name, held = Text(f"{duty.number} {duty.text_zh}", f"{duty.number} {duty.text_en}"), duty.duty_list
    if list_in_force(on) != held:
        return outside(name, held.version, held.in_force_from, held.in_force_to, on)
    kept = {"duty": code_of(duty), "name": name.as_dict(), "owed_by": duty.organ.code, "basis": duty.basis}
    return kept | ({"owed_at": duty.post.code} if duty.post else {})
