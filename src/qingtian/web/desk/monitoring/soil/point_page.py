"""One plot's story (地块): what was found on each day and layer, against which value, corrections beside the first."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from qingtian.apps.soil.models import SoilPoint, SoilResult
from qingtian.apps.soil.queries import JudgedSample, judged_points, story
from qingtian.charts import SCREEN, Against, against_limits
from qingtian.language import Text
from qingtian.standards.soil import RISKS, ItemRisk, land_uses
from qingtian.web.design.drawn import drawn
from qingtian.web.desk.monitoring.soil.measures_page import may_propose, measures_of
from qingtian.web.desk.monitoring.soil.seats import NAV, may_see_users, refused
from qingtian.web.desk.monitoring.soil.words import (
    BACKGROUND_NOTE,
    NO_CLASS,
    consequence,
    content_words,
    item_names,
    multiple_words,
    rests_on,
)
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

CHART = Text("{on}，{layer} cm，mg/kg：含量 / 筛选值", "{on}, {layer} cm, mg/kg: content / screening value")
RULE = Text("筛选值", "screening value")
NO_VALUE = Text("没有可比的值", "no value to compare with")
UNSURE = Text("检出限高于筛选值", "detection limit above the screening value")


@dataclass(frozen=True, slots=True)
class Line:
    """An item of a sample; ``earlier`` are the values it had before it was corrected."""

    item: Text
    content: str
    judged: ItemRisk | None
    risk: Text
    multiple: str
    earlier: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A sample with its class, its lines and its chart."""

    one: JudgedSample
    use: Text
    risk: Text
    follows: Text | None
    background: Text | None
    lines: list[Line]
    chart: SafeString | None


@officer
@require_safe
def soil_point(request: DeskRequest, code: str) -> HttpResponse:
    """Every sample of the point, the latest first."""
    if (answer := refused(request)) is not None:
        return answer
    point = SoilPoint.objects.select_related("area", "source", "land_user").filter(code=code).first()
    if point is None:
        raise Http404
    samples = story(point)
    context = {
        "point": point,
        "use": land_uses()[point.land_use].title,
        "land_user": point.land_user.number if point.land_user and may_see_users(request) else "",
        "measures": measures_of(request, point),
        "propose": _propose(request, point),
        "samples": [_shown(one, _earlier(samples)) for one in samples],
        "rests_on": rests_on(),
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/soil/point.html", context)


def _propose(request: DeskRequest, point: SoilPoint) -> str:
    """What the form of a measure is asked for; empty where none follows or this officer may not propose."""
    (one,) = judged_points([point])
    if one.risk in (None, "low_risk") or not may_propose(request):
        return ""
    return urlencode({"f_point": point.code, "f_risk": one.risk})


def _earlier(samples: list[JudgedSample]) -> dict[tuple[int, str], list[str]]:
    """Values that were corrected, by sample and item, the first first; one query for the whole story."""
    found: dict[tuple[int, str], list[str]] = {}
    rows = SoilResult.objects.filter(sample__in=[one.sample for one in samples], latest=False)
    for row in rows.order_by("revision"):
        found.setdefault((row.sample_id, row.item), []).append(content_words(row))
    return found


def _shown(one: JudgedSample, earlier: dict[tuple[int, str], list[str]]) -> Shown:
    judged = {item.item: item for item in one.risk.items} if one.risk else {}
    found = one.risk.risk if one.risk else None
    words = one.refused.message if one.refused else RISKS[found] if found else NO_CLASS
    background = one.risk.at_background if one.risk else ()
    return Shown(
        one=one,
        use=land_uses()[one.sample.land_use].title,
        risk=words,
        follows=consequence(one.sample.land_use, found),
        background=BACKGROUND_NOTE.format(items=item_names(background)) if background else None,
        lines=[_line(row, judged.get(row.item), one, earlier) for row in one.results],
        chart=_chart(one),
    )


def _line(
    row: SoilResult, judged: ItemRisk | None, one: JudgedSample, earlier: dict[tuple[int, str], list[str]]
) -> Line:
    unsure = one.risk is not None and row.item in one.risk.unsure
    words = RISKS[judged.risk] if judged else UNSURE if unsure else NO_VALUE
    multiple = multiple_words(judged.exceedance) if judged else ""
    before = tuple(earlier.get((row.sample_id, row.item), ()))
    return Line(item_names([row.item]), content_words(row), judged, words, multiple, before)


def _chart(one: JudgedSample) -> SafeString | None:
    """Contents as shares of their screening value; what lies below a detection limit has no bar."""
    items = [
        Against(item.item, "" if item.measured.below else _plain(item.measured.value), _plain(item.screening))
        for item in (one.risk.items if one.risk else ())
    ]
    if not any(item.value for item in items):
        return None
    title = CHART.format(on=one.sample.sampled_on.isoformat(), layer=one.sample.layer)
    return drawn(against_limits(SCREEN, say(title), items, say(RULE)), title)


def _plain(value: Decimal) -> str:
    """Without the zeros at the end: 20, 0.3, 1800."""
    return f"{value.normalize():f}"
