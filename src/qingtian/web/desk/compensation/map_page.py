"""Sites (损害和修复地点) on the schematic map, each with its claim and its photos before and after."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingtian.apps.compensation.models import Site
from qingtian.apps.compensation.queries import sites_seen
from qingtian.apps.proceedings.models import ActContent
from qingtian.language import Text
from qingtian.web.desk.compensation.list_page import state_of
from qingtian.web.desk.compensation.seats import admitted
from qingtian.web.desk.seat import DeskRequest, officer

SHOWN = 100
KINDS = {
    Site.Kind.DAMAGED: Text("损害地点", "Place of the damage"),
    Site.Kind.SUBSTITUTE: Text("替代修复地点", "Substitute restoration"),
}
#: acts with photos of the place, and which side they show; ``monitor`` says it of its own photos
SHOWING: Mapping[str, str] = {
    "check_clue": "before",
    "report_investigation": "before",
    "monitor": "",
    "finish_restoration": "after",
}


@officer
@require_safe
@admitted("desk:compensation_map")
def site_map(request: DeskRequest) -> HttpResponse:
    """The map and the same places as a table; what has no coordinates stands in the table alone."""
    sites = sites_seen(request.actor)[:SHOWN]
    photos, nothing = photos_of({site.proceeding_id for site in sites}), {"before": [], "after": []}
    rows = [
        {
            "site": site,
            "kind": KINDS[Site.Kind(site.kind)],
            "state": state_of(site.proceeding),
            **photos.get(site.proceeding_id, nothing),
        }
        for site in sites
    ]
    context = {"rows": rows, "drawn": any(site.longitude is not None for site in sites)}
    return render(request, "desk/compensation/map.html", context | {"nav_current": "desk:enforcement"})


@officer
@require_safe
@admitted("desk:compensation_map_points")
def map_points(request: DeskRequest) -> HttpResponse:
    """The places as GeoJSON points."""
    features = [_feature(site) for site in sites_seen(request.actor)[:SHOWN] if site.longitude is not None]
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _feature(site: Site) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [float(site.longitude or 0), float(site.latitude or 0)]},
        "properties": {
            "kind": "report",
            "name_zh": site.name,
            "name_en": site.name,
            "href": reverse("desk:proceeding", args=[site.proceeding.number]),
        },
    }


def photos_of(claims: Collection[int]) -> dict[int, dict[str, list[Any]]]:
    """By claim: files that show the place before and after, from the acts that say so and were not voided."""
    kept = ActContent.objects.filter(act__proceeding__in=claims, act__act__in=(*SHOWING, "correct"))
    contents = kept.order_by("act__proceeding", "act__seq").values_list("act__proceeding", "content")
    records = [(claim, content) for claim, content in contents if content]
    voided = {(claim, record["voids"]) for claim, record in records if record.get("voids")}
    found: dict[int, dict[str, list[Any]]] = {}
    for claim, record in records:
        if (claim, record["seq"]) in voided or not (side := _side(record)):
            continue
        found.setdefault(claim, {"before": [], "after": []})[side] += _files(record["fields"])
    return found


def _side(record: Mapping[str, Any]) -> str:
    """Which side an act's photos show; monitoring says it itself, and in between shows neither."""
    side = SHOWING.get(record["act"]) or str(record["fields"].get("stage", ""))
    return side if side in ("before", "after") else ""


def _files(fields: Mapping[str, Any]) -> list[Any]:
    return [*(fields.get("photos") or ()), *(fields.get("evidence_files") or ())]
