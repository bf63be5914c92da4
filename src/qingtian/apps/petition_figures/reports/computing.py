"""Compute the figures of a report: counts, and names of places and units as they are on that day. Plain JSON values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any

from qingtian.apps.people.models import Organ
from qingtian.apps.petition_figures.changes import earlier
from qingtian.apps.petition_figures.definitions import quiet_days
from qingtian.apps.petition_figures.questions import (
    Asked,
    by_area,
    by_channel,
    by_class,
    by_handler,
    by_kind,
    extent,
    whole,
)
from qingtian.apps.petition_figures.reports.kinds import Kind
from qingtian.apps.petition_figures.sources import named_sources
from qingtian.apps.places.models import Area, Source
from qingtian.apps.proceedings.models import Act, ActContent
from qingtian.standards.periods import Period

FORMAT = 1
HOTLINE = "hotline_12345"
#: acts counted for the annual report, 信访工作条例第41条
COUNTED_ACTS = ("forward", "assign", "urge", "supervise", "spot_check", "call_back", "verify", "object")
MOST_UNITS = 10


def compute(kind: Kind, of: Period, as_of: date) -> dict[str, Any]:
    """Everything the report prints, of the whole office: what it may leave out it does not invent."""
    channel = HOTLINE if kind.id == "hotline" else ""
    asked = Asked(of.first, of.last, as_of, channel=channel)
    before, year = earlier(asked, of)
    known = extent(asked)
    return {
        "v": FORMAT,
        "kind": kind.id,
        "period": of.id,
        "as_of": as_of.isoformat(),
        "known": [day.isoformat() for day in known] if known else [],
        "quiet_days": quiet_days(),
        "whole": dict(whole(asked)),
        "before": _earlier(before),
        "year": _earlier(year),
        "areas": _named_areas(by_area(asked)),
        "handlers": _named_organs(by_handler(asked)),
        "kinds": by_kind(asked),
        "channels": by_channel(asked),
        "classes": by_class(asked),
        "complained": _complained(asked),
        "acts": _acts(of),
        "suggestions": _suggestions(of),
    }


def _earlier(found: Any) -> dict[str, Any]:
    gap = found.gap.as_dict() if found.gap else None
    return {"period": found.period.id, "counts": dict(found.counts) if found.counts is not None else None, "gap": gap}


def _named_areas(counts: Any) -> list[dict[str, Any]]:
    names = {area.pk: {"zh": area.name_zh, "en": area.name_en} for area in Area.objects.all()}
    order = sorted(counts.items(), key=lambda pair: (pair[0] is None, -pair[1]["reports"], pair[0] or 0))
    return [{"name": names.get(key) if key else None, "counts": dict(one)} for key, one in order]


def _named_organs(counts: Any) -> list[dict[str, Any]]:
    organs = Organ.objects.filter(code__in=list(counts))
    names = {organ.code: {"zh": organ.name_zh, "en": organ.name_en} for organ in organs}
    order = sorted(counts.items(), key=lambda pair: (not pair[0], -pair[1]["reports"], pair[0]))
    return [{"name": names.get(code) if code else None, "counts": dict(one)} for code, one in order]


def _complained(asked: Asked) -> list[dict[str, Any]]:
    """The registered units most often named: units of the registry, persons never."""
    named = named_sources(list(asked.rows().order_by("pk").values_list("pk", flat=True)))
    found = Counter(code for codes in named.values() for code in codes)
    rows = Source.objects.select_related("area").in_bulk(list(found), field_name="code")
    order = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_UNITS]
    return [
        {
            "name": {"zh": rows[code].name_zh, "en": rows[code].name_en},
            "area": {"zh": rows[code].area.name_zh, "en": rows[code].area.name_en},
            "reports": n,
        }
        for code, n in order
    ]


def _standing(of: Period, acts: Collection[str]) -> Any:
    """Acts of petitions on days of the period that no correction voided. Accusations are not counted."""
    petitions = Act.objects.filter(proceeding__procedure="petition", proceeding__restricted=False)
    made = petitions.filter(act__in=acts, on__gte=of.first, on__lte=of.last)
    corrections = ActContent.objects.filter(act__act="correct", act__proceeding__procedure="petition")
    voided = {
        (content.act.proceeding_id, content.content.get("voids")) for content in corrections.select_related("act")
    }
    gone = [act.pk for act in made.only("pk", "proceeding_id", "seq") if (act.proceeding_id, act.seq) in voided]
    return made.exclude(pk__in=gone)


def _acts(of: Period) -> dict[str, int]:
    found = Counter(_standing(of, COUNTED_ACTS).values_list("act", flat=True))
    return {act: found.get(act, 0) for act in COUNTED_ACTS}


def _suggestions(of: Period) -> dict[str, int]:
    """Suggestions answered, by how far they were adopted (政策性建议及采纳)."""
    answers = _standing(of, ("answer",)).values_list("content__content", flat=True)
    found = Counter((content or {}).get("fields", {}).get("adopted", "") for content in answers)
    return {how: found.get(how, 0) for how in ("wholly", "partly", "not")}
