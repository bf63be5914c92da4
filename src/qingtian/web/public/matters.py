"""Matters as everybody may see them, through the gate (``_listing`` says which and in what words)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.publishing.gate import Gate, Publishable, Shown
from qingtian.language import Text
from qingtian.web.public._listing import CLOSED_CASES, listed, sentence


def _put_right() -> QuerySet[Proceeding]:
    """Matters seen to be put right by somebody other than who did the work, the latest first."""
    seen = Q(procedure="petition", state="closed", projection__facts__verified="put_right")
    accepted = Q(procedure="five_ones_case", state__in=CLOSED_CASES)
    return listed().filter(seen | accepted).order_by("-last_on", "-pk")


def _publishable(each: Proceeding) -> Publishable:
    return Publishable(
        "matter",
        {
            "subject": str(each.projection["facts"]["subject"]),
            "language": each.title_language,
            "area": Text(each.area.name_zh, each.area.name_en or each.area.name_zh) if each.area else None,
            "sentence": sentence(each),
            "on": each.ended_on or each.last_on,
            "ended": each.ended_on is not None,
        },
        each.number,
    )


def _passed(gate: Gate, matters: Iterable[Proceeding]) -> list[Shown]:
    return gate.admit_all(_publishable(each) for each in matters)


def matter_counts(gate: Gate) -> Shown:
    """How many there are: all, still open, ended, seen to be put right."""
    if (shut := gate.closed("matter_count")) is not None:
        return shut
    found = listed().aggregate(all=Count("pk"), open=Count("pk", filter=Q(ended_on=None)))
    fields = {**found, "ended": found["all"] - found["open"], "right": _put_right().count()}
    return gate.admit(Publishable("matter_count", fields))


@dataclass(frozen=True, slots=True)
class ShownMatters:
    """One page of the list; ``shut`` is what the gate says where it lets none pass."""

    rows: list[Shown]
    page: Page[Any] | None = None
    shut: Shown | None = None


def recently_put_right(gate: Gate, most: int) -> ShownMatters:
    """The latest seen to be put right by somebody other than who did the work."""
    if (shut := gate.closed("matter")) is not None:
        return ShownMatters([], shut=shut)
    return ShownMatters(_passed(gate, _put_right().select_related("area")[:most]))


def matters_shown(gate: Gate, which: str, page: str | None, size: int) -> ShownMatters:
    """The matters of one page, newest first. ``which``: empty for all, open, ended, right."""
    if (shut := gate.closed("matter")) is not None:
        return ShownMatters([], shut=shut)
    rows = _put_right() if which == "right" else listed().order_by("-last_on", "-pk")
    if which in ("open", "ended"):
        rows = rows.filter(ended_on__isnull=which == "open")
    found = Paginator(rows.select_related("area"), size).get_page(page)
    return ShownMatters(_passed(gate, found.object_list), found)
