"""Who lies upwind (上风向排查): a place and a window in, units to look at first out, each with its reasons.

Started from here, or from the page of a petition, whose marked place and day stand in the form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from qingtian.apps.parties.models import Party
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.targeting.registry import KINDS as WORDS
from qingtian.apps.targeting.upwind import KINDS, LONGEST, Found, suspects
from qingtian.language import Text
from qingtian.targeting.objects import CITY
from qingtian.targeting.upwind import Suspect
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.inspections.new_page import ENTERS
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.targeting.words import BAR, NAV, READERS

SHOWN = 12
#: hours of the window before now, where nothing is known of it
USUAL = timedelta(hours=2)
FIELDS = ("lon", "lat", "since", "until", "kind")
NOT_A_PLACE = Text("经纬度要是数，比如 102.7、25.0。", "Longitude and latitude are numbers, such as 102.7 and 25.0.")
NOT_A_TIME = Text("填日期和时间。", "Enter day and time.")
WINDOW = Text(
    "到的时间不早于从，最长 {n} 小时。", "The end does not lie before the beginning; at most {n} hours."
).format(n=int(LONGEST.total_seconds() // 3600))
AHEAD = Text("这个时间还没有到。", "That time has not come yet.")


@dataclass(frozen=True, slots=True)
class Row:
    """One suspect as the table shows it. ``visit``: the form of a visit on this clue, where one may be entered."""

    suspect: Suspect
    unit: Party
    width: int
    visit: str


@officer
@require_safe
@only(READERS)
def upwind(request: DeskRequest) -> HttpResponse:
    """``?about=`` a petition fills the form; with all of ``lon lat since until kind`` the search is made."""
    petition = _petition(request)
    values = _first(request, petition) | {name: request.GET[name] for name in FIELDS if request.GET.get(name)}
    asked = any(name in request.GET for name in FIELDS)
    faults: dict[str, Text] = {}
    found = _searched(request, values, faults) if asked else None
    about = petition.proceeding.number if petition else ""
    context = {
        "fields": _fields(values, faults),
        "about": about,
        "found": found,
        "rows": _rows(request, found, values, about) if found else [],
        "winds": [(one, _sector(one.origin)) for one in found.winds] if found else [],
        "calm": round(100 * found.calm) if found else 0,
        "nav_current": NAV,
    }
    return render(request, "desk/targeting/upwind.html", context, status=422 if faults else 200)


def _petition(request: DeskRequest) -> Petition | None:
    """The petition named, where this officer may see it."""
    seen = visible(request.actor).filter(number=request.GET.get("about", "")[:40], procedure="petition")
    return Petition.objects.select_related("proceeding").filter(proceeding__in=seen).first()


def _first(request: DeskRequest, petition: Petition | None) -> dict[str, Any]:
    now = request.now.astimezone(CITY)
    values = {"since": f"{now - USUAL:%Y-%m-%dT%H:%M}", "until": f"{now:%Y-%m-%dT%H:%M}", "kind": "smoke"}
    if petition and petition.longitude is not None and petition.latitude is not None:
        values |= {"lon": f"{petition.longitude:f}", "lat": f"{petition.latitude:f}"}
    return values


def _searched(request: DeskRequest, values: Mapping[str, Any], faults: dict[str, Text]) -> Found | None:
    """The search; None where ``faults`` now says what is wrong with the form."""
    place = {name: _degrees(values.get(name)) for name in ("lon", "lat")}
    moments = {name: _moment(values.get(name)) for name in ("since", "until")}
    faults |= {name: NOT_A_PLACE for name, value in place.items() if value is None}
    faults |= {name: NOT_A_TIME for name, value in moments.items() if value is None}
    x, y, since, until = place["lon"], place["lat"], moments["since"], moments["until"]
    if faults or x is None or y is None or since is None or until is None:
        return None
    if until > request.now:
        faults["until"] = AHEAD
    elif not timedelta(0) <= until - since <= LONGEST:
        faults["until"] = WINDOW
    kind = values["kind"] if values["kind"] in KINDS else KINDS[0]
    return None if faults else suspects(x, y, since, until, kind)


def _degrees(value: Any) -> float | None:
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if -180 <= number <= 180 else None


def _moment(value: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(str(value)).replace(tzinfo=CITY)
    except ValueError:
        return None


def _rows(request: DeskRequest, found: Found, values: Mapping[str, Any], about: str) -> list[Row]:
    shown = found.suspects[:SHOWN]
    most = max((one.score for one, _ in shown), default=1.0)
    return [Row(one, unit, int(one.score / most * BAR), _visit(request, unit, values, about)) for one, unit in shown]


def _visit(request: DeskRequest, unit: Party, values: Mapping[str, Any], about: str) -> str:
    """The form of a visit on a case: by the petition it comes from, else by the clue in words."""
    if not ENTERS & request.actor.roles:
        return ""
    kind = WORDS[str(values["kind"])] if values["kind"] in WORDS else WORDS["other"]
    clue = f"上风向排查：{values['since'].replace('T', ' ')} 至 {values['until'].replace('T', ' ')} {kind.zh}"
    ground = "complaint" if about else "remote_clue"
    told = {"party": unit.number, "f_kind": "case", "f_ground": ground, "f_clue": clue}
    told |= {"f_about": about} if about else {}
    return f"{reverse('desk:new_visit')}?{urlencode(told)}"


def _sector(origin: float | None) -> Text:
    """Where the wind came from, in eight directions."""
    if origin is None:
        return Text("不详", "not known")
    return SECTORS[round(origin / 45) % 8]


SECTORS = (
    *(Text("北", "north"), Text("东北", "north-east"), Text("东", "east"), Text("东南", "south-east")),
    *(Text("南", "south"), Text("西南", "south-west"), Text("西", "west"), Text("西北", "north-west")),
)


def _fields(values: Mapping[str, Any], faults: Mapping[str, Text]) -> list[FieldView]:
    def box(name: str, label: Text, kind: Any = "text", **more: Any) -> FieldView:
        return FieldView(name, label, kind, value=values.get(name, ""), error=faults.get(name, ""), **more)

    choices = [Choice(code, Text(WORDS[code].zh, WORDS[code].en.capitalize())) for code in KINDS]
    return [
        box("kind", Text("闻到、看到什么", "What was noticed"), "select", choices=choices),
        box("lon", Text("经度（度）", "Longitude, °E"), width="short"),
        box("lat", Text("纬度（度）", "Latitude, °N"), width="short"),
        box("since", Text("从", "From"), "datetime-local", width="medium"),
        box("until", Text("到", "To"), "datetime-local", width="medium"),
    ]
