"""One visit: who goes and what was declared, the sealed evidence with its digests, and looking at all of it again."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from qingtian.apps.inspections.models import FieldEvidence, Visit, VisitOfficer
from qingtian.apps.inspections.offers import in_the_city
from qingtian.apps.inspections.queries import evidence_of, seen_by
from qingtian.apps.inspections.recheck import recheck
from qingtian.enforcement.field_seal import KINDS
from qingtian.language import Text
from qingtian.web.desk.enforcement.seats import ENFORCING, only
from qingtian.web.desk.inspections.facts import penalty_form
from qingtian.web.desk.inspections.list_page import rows_of
from qingtian.web.desk.inspections.words import NAV
from qingtian.web.desk.seat import DeskRequest, officer

INTERESTS = {
    VisitOfficer.Interest.UNDECLARED.value: Text("还没有申明利害关系", "has not declared yet"),
    VisitOfficer.Interest.NONE.value: Text("申明没有利害关系", "declared no interest"),
    VisitOfficer.Interest.INTEREST.value: Text("申请回避", "withdraws"),
}
CLOCK_AHEAD = Text("手机时间比收到时还晚", "the phone's clock ran ahead")


@dataclass(frozen=True, slots=True)
class Line:
    """One item of evidence as the table shows it."""

    row: FieldEvidence
    kind: Text
    at: str
    place: str
    ahead: bool


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(ENFORCING)
def visit(request: DeskRequest, number: str) -> HttpResponse:
    """The page; POST hashes every file, seal and chain anew and says what was found. Nothing is written."""
    found = seen_by(request.actor).prefetch_related("officers").filter(proceeding__number=number).first()
    if found is None:
        raise Http404
    context = {
        "found": found,
        "matter": found.proceeding,
        "row": rows_of(request, [found])[0],
        "officers": [(_name(found, one), INTERESTS[one.interest]) for one in found.officers.all()],
        "lines": [_line(one) for one in evidence_of(found)],
        "checks": recheck(found) if request.method == "POST" else None,
        "penalty": penalty_form(found),
        "nav_current": NAV,
    }
    return render(request, "desk/inspections/visit.html", context)


def _name(found: Visit, one: VisitOfficer) -> Text:
    held = found.proceeding.projection["relations"].get(f"officer_{one.place}") or {}
    person, post = held.get("person_name") or {}, held.get("post_title") or {}
    return Text(
        f"{person.get('zh', '空缺')} {post.get('zh', '')}", f"{person.get('en', 'vacant')}, {post.get('en', '')}"
    )


def _line(row: FieldEvidence) -> Line:
    place = f"{row.lon}, {row.lat} ±{row.accuracy} m" if row.lat else ""
    ahead = row.received_at is not None and row.capture().moment > row.received_at
    return Line(row, KINDS[row.kind], in_the_city(row.at), place, ahead)
