"""How well it was chosen (选得准不准): hit rates of the chosen and of the random visits, calibration, drift, bias.

Judged is the ranking, by units, areas and months; nobody who inspected is in it.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.places.models import Area
from qingtian.apps.targeting.choosing import random_share
from qingtian.apps.targeting.reading import judged
from qingtian.language import Text
from qingtian.targeting import visits as judging
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.targeting.words import NAV, READERS, SIZES, own_area, rate_words


@officer
@require_safe
@only(READERS)
def target_judging(request: DeskRequest) -> HttpResponse:
    """Visits of plans in the officer's own area, up to the day."""
    own = own_area(request)
    names = {area.code: area for area in Area.objects.filter(path__startswith=own.path)} if own else {}
    visits = [one for one in judged(request.as_of, planned_only=True) if one.area in names]
    targeted, random = judging.targeted_and_random(visits)
    share = judging.random_share(visits)
    context = {
        "visits": len(visits),
        "targeted": rate_words(targeted),
        "random": rate_words(random),
        "share": None if share is None else round(100 * share),
        "asked": random_share(request.as_of),
        "bands": [
            (round(100 * one.low), round(100 * one.high), round(100 * one.predicted), rate_words(one.rate))
            for one in judging.calibration(visits)
        ],
        "months": [
            (month, None if told is None else round(100 * told), rate_words(rate))
            for month, (told, rate) in judging.drift(visits).items()
        ],
        "by_area": [
            (Text(names[code].name_zh, names[code].name_en), rate_words(one), rate_words(other))
            for code, (one, other) in judging.by_area(visits).items()
        ],
        "by_size": [
            (SIZES.get(size, SIZES[""]), rate_words(one), rate_words(other))
            for size, (one, other) in judging.by_size(visits).items()
        ],
        "nav_current": NAV,
    }
    return render(request, "desk/targeting/judging.html", context)
