"""One unit (重点对象): why it stands where it does, event by event, and what visits found there before."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from qingtian.apps.inspections.caps import lines_of
from qingtian.apps.inspections.models import Visit
from qingtian.apps.inspections.queries import seen_by
from qingtian.apps.parties.models import Party
from qingtian.apps.targeting.actions.rank import last_ranking
from qingtian.apps.targeting.models import PlannedVisit, RankedObject
from qingtian.language import Text
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.inspections.list_page import rows_of
from qingtian.web.desk.inspections.new_page import ENTERS
from qingtian.web.desk.inspections.words import LEVELS
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.targeting.words import BAR, NAV, READERS, TERMS, estimate, own_area, reasons

VISITS, EARLIER = 20, 12


@officer
@require_safe
@only(READERS)
def target_object(request: DeskRequest, party: str) -> HttpResponse:
    """404 for a natural person, and for a unit outside the officer's area."""
    own = own_area(request)
    unit = Party.objects.select_related("area").filter(number=party, kind=Party.Kind.UNIT).first()
    if unit is None or own is None or unit.area is None or not unit.area.path.startswith(own.path):
        raise Http404
    ranking = last_ranking(request.as_of)
    row = RankedObject.objects.filter(ranking=ranking, party=party).first() if ranking else None
    year = request.as_of.year
    context = {
        "unit": unit,
        "ranking": ranking,
        "row": row,
        "estimate": estimate(row) if row else None,
        "terms": _terms(row) if row else [],
        "reasons": reasons(request, [row])[row.pk] if row else [],
        "before": _before(party, ranking.pk if ranking else 0),
        "visits": rows_of(request, list(seen_by(request.actor).filter(party=party)[:VISITS])),
        "made": Visit.objects.filter(party=party, made=True).count(),
        "planned": PlannedVisit.objects.filter(party=party).select_related("proceeding").order_by("-pk")[:VISITS],
        "lines": [(LEVELS[line.level], line) for line in lines_of([party], year)[party]],
        "year": year,
        "new_visit": urlencode({"party": party}) if ENTERS & request.actor.roles else "",
        "nav_current": NAV,
    }
    return render(request, "desk/targeting/object.html", context)


def _terms(row: RankedObject) -> list[tuple[Text, float, int]]:
    """What adds up to the score, the weightiest first, with the width of its bar."""
    terms = row.reasons.get("terms", {})
    most = max((abs(points) for points in terms.values()), default=1.0) or 1.0
    found = [
        (TERMS.get(name, Text(name, name)), points, int(abs(points) / most * BAR)) for name, points in terms.items()
    ]
    return sorted(found, key=lambda one: -abs(one[1]))


def _before(party: str, ranking: int) -> list[RankedObject]:
    """Where it stood in earlier rankings, the latest first."""
    rows = RankedObject.objects.filter(party=party).exclude(ranking=ranking).select_related("ranking")
    return list(rows.order_by("-ranking__on")[:EARLIER])
