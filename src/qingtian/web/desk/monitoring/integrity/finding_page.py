"""One finding: its picture, what is seen, what else could explain it, how often such findings were false, what next."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from qingtian.apps.integrity.models import Finding
from qingtian.apps.integrity.queries import findings_seen, track_record
from qingtian.apps.integrity.seen import SHANGHAI
from qingtian.charts import SCREEN, BesideHour, beside
from qingtian.language import Text
from qingtian.procedures.guards.integrity import NATIONAL
from qingtian.web.design.drawn import drawn
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.monitoring.integrity.words import NAV, READING, choices_of, declared, pattern_name
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

TITLE = Text("报出（实线）与{other}（虚线）；阴影为可疑时段", "Reported (line), {other} (dashed); doubted hours shaded")
REPORTED = Text("报出", "reported")
EXPECTED = Text("推算", "expected")
#: the act that registers a clue of enforcement
CLUE = "desk:new_penalty"


@officer
@require_safe
@only(READING)
def finding(request: DeskRequest, number: str) -> HttpResponse:
    """404 where it is not in sight."""
    found = findings_seen(request.actor).filter(proceeding__number=number).first()
    if found is None:
        raise Http404
    matter = found.proceeding
    facts = matter.projection["facts"]
    _, each = track_record(request.actor)
    context = {
        "finding": found,
        "matter": matter,
        "pattern": pattern_name(found.pattern),
        "kind": choices_of("raise", "place_kind")[found.place_kind],
        "state": declared().states[matter.state].title,
        "sentence": _text(found.sentence),
        "doubt": _text(found.doubt),
        "facts": facts,
        "reason": choices_of("judge", "reason").get(facts.get("reason", "")),
        "picture": _picture(found),
        "record": next((one for one in each if one.pattern == found.pattern), None),
        "national": found.place_kind == NATIONAL,
        "clue": _clue(found, request),
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/integrity/finding.html", context)


def _text(stored: dict[str, str]) -> Text | None:
    return Text.of(stored) if stored else None


def _picture(found: Finding) -> SafeString | None:
    """The hours around it; none where it was raised by hand or nothing was measured."""
    hours = [_hour(found, *one) for one in found.hours]
    if not any(one.value for one in hours):
        return None
    other = Text(found.compared_with, found.compared_with) if found.compared_with else EXPECTED
    title = TITLE.format(other=other)
    names = (say(REPORTED), say(other) if any(one.other for one in hours) else "")
    limit = f"{found.numbers['limit']:g}" if "limit" in found.numbers else ""
    return drawn(beside(SCREEN, say(title), hours, names, limit=limit, rule=limit, width=960), title)


def _hour(found: Finding, at: str, value: float | None, other: float | None) -> BesideHour:
    begins = datetime.fromisoformat(at).replace(tzinfo=SHANGHAI)
    doubted = found.begins_at < begins + timedelta(hours=1) and begins < found.ends_at
    return BesideHour(at, _printed(value), _printed(other), doubted)


def _printed(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _clue(found: Finding, request: DeskRequest) -> str:
    """The form of a clue that comes from it, for whoever may register one; none at a national station."""
    if found.proceeding.state != "stands" or found.place_kind == NATIONAL:
        return ""
    if "penalty_officer" not in request.actor.roles:
        return ""
    told: dict[str, Any] = {"f_about": found.proceeding.number, "f_source": "monitoring"}
    told |= {"f_area": found.proceeding.area.code} if found.proceeding.area else {}
    return f"{reverse(CLUE)}?{urlencode(told)}"
