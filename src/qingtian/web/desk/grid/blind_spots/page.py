"""What nobody has looked at: by question and area, the oldest first; each line leads to what ends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingtian.apps.blind_spots.queries import QUESTIONS, counts, figures, oldest
from qingtian.apps.blind_spots.spots import Spot
from qingtian.apps.places.models import Area
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.web.access import PAGES
from qingtian.web.design.shapes import FacetGroup, Link
from qingtian.web.desk.monitoring.taking import taken
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say
from qingtian.web.typed import whole

NAV = "desk:enforcement"
#: lines of a page; lines that are asked for at most, whatever there is; points of the map
PAGE, MOST, POINTS = 50, 1000, 400
TITLE = Text("监管盲区", "Blind spots")
HEADS = (
    Text("问题", "Question"),
    Text("是哪个", "Which"),
    Text("代码", "Code"),
    Text("区域", "Area"),
    Text("从哪天", "Since"),
    Text("天数", "Days"),
    Text("怎么了结", "What ends it"),
)
NOTE = Text("比单位和地方，不比个人。", "Units and places are compared, persons never.")


@dataclass(frozen=True, slots=True)
class Row:
    """One line. ``href`` is empty where the page that ends it is not this reader's."""

    spot: Spot
    question: Text
    ends: Text
    area: Text
    days: int | None
    href: str


@officer
@require_safe
def blind_spots(request: DeskRequest) -> HttpResponse:
    """``?question=`` one question, ``?area=`` a code; ``?format=xlsx`` the first thousand lines."""
    question, area, areas = _chosen(request)
    numbers = counts(request.as_of, area)
    many = min(MOST, numbers[question] if question else sum(numbers.values()))
    if request.GET.get("format") == "xlsx":
        rows = _rows(request, oldest(request.as_of, MOST, area=area, question=question), areas)
        return taken(request, "blind-spots", TITLE, HEADS, [_cells(row) for row in rows], [NOTE])
    page = Paginator(range(many), PAGE).get_page(whole(request.GET.get("page", ""), otherwise=1))
    last = page.end_index()
    shown = oldest(request.as_of, last, area=area, question=question)[max(0, page.start_index() - 1) :] if many else []
    context = {
        "page": page,
        "rows": _rows(request, shown, areas),
        "all": numbers[question] if question else sum(numbers.values()),
        "question": QUESTIONS.get(question),
        "facets": _facets(numbers, areas, question, area),
        "figures": [(one, load_law().cite(one.basis)) for one in figures(request.as_of)],
        "points": f"{reverse('desk:blind_spot_points')}?question={question}&area={area}",
        "nav_current": NAV,
    }
    return render(request, "desk/grid/blind_spots/list.html", context)


@officer
@require_safe
def blind_spot_points(request: DeskRequest) -> JsonResponse:
    """Those of the same choice that have a position, as points of the map."""
    question, area, _ = _chosen(request)
    found = oldest(request.as_of, POINTS, area=area, question=question)
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [one.longitude, one.latitude]},
            "properties": {"kind": "place", "name_zh": one.name.zh, "name_en": one.name.en},
        }
        for one in found
        if one.longitude is not None and one.latitude is not None
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _chosen(request: DeskRequest) -> tuple[str, str, dict[str, Text]]:
    """Question, area and the names of all areas; what nobody declared is nothing chosen."""
    areas = {one.code: Text(one.name_zh, one.name_en) for one in Area.objects.exclude(kind=Area.Kind.CITY)}
    question, area = request.GET.get("question", ""), request.GET.get("area", "")
    return question if question in QUESTIONS else "", area if area in areas else "", areas


def _rows(request: DeskRequest, spots: Sequence[Spot], areas: dict[str, Text]) -> list[Row]:
    return [
        Row(
            spot=one,
            question=QUESTIONS[one.question].title,
            ends=QUESTIONS[one.question].ends,
            area=areas.get(one.area, Text("—", "—")),
            days=one.days(request.as_of),
            href=_href(request, one),
        )
        for one in spots
    ]


def _href(request: DeskRequest, spot: Spot) -> str:
    """Where it ends, for whom that page is."""
    wanted = PAGES[spot.ends].roles
    if wanted and not wanted & request.actor.roles:
        return ""
    if spot.ends == "desk:new_visit":
        return f"{reverse(spot.ends)}?party={spot.key}"
    return reverse(spot.ends, args=[spot.key] if spot.key else [])


def _cells(row: Row) -> list[str | int]:
    since = row.spot.since.isoformat() if row.spot.since else ""
    days = "" if row.days is None else row.days
    return [say(row.question), say(row.spot.name), row.spot.code, say(row.area), since, days, say(row.ends)]


def _facets(numbers: dict[str, int], areas: dict[str, Text], question: str, area: str) -> list[FacetGroup]:
    everything = Text("全部", "All")
    by_question = [
        Link(one.title, f"?question={id_}&area={area}", numbers[id_], current=question == id_)
        for id_, one in QUESTIONS.items()
        if numbers[id_] or id_ == question  # nothing found, nothing to choose
    ]
    by_area = [
        Link(words, f"?question={question}&area={code}", None, current=area == code) for code, words in areas.items()
    ]
    return [
        FacetGroup(Text("问题", "Question"), [Link(everything, f"?area={area}", current=not question), *by_question]),
        FacetGroup(Text("区域", "Area"), [Link(everything, f"?question={question}", current=not area), *by_area]),
    ]
