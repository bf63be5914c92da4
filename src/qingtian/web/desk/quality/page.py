"""Samples of closed files: the list, the draw, and of each its files, its result by unit, whether the draw holds."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.petition_figures.actions.count import catch_up
from qingtian.apps.petition_figures.models import CountedPetition
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.quality.actions.draw_sample import draw_sample
from qingtian.apps.quality.models import Sample, SampledFile
from qingtian.apps.quality.queries import PARTS, drawn_again, finding_titles, results
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.web.desk.figures.words import organ_names
from qingtian.web.desk.quality.taking import taken
from qingtian.web.desk.seat import DeskRequest, matter, officer
from qingtian.web.desk.short_form import ShortForm

DRAWERS = frozenset({"inspection_officer", "review_officer", "petition_officer"})
SHOWN = 100
NAV = "desk:petitions"


@officer
@require_safe
def samples(request: DeskRequest) -> HttpResponse:
    """Every sample in one's sight, the latest first."""
    seen = visible(request.actor).filter(procedure="file_review")
    held = Sample.objects.filter(proceeding__in=seen).select_related("proceeding").order_by("-pk")[:SHOWN]
    rows = [(one, _state(one), results(list(one.files.all()))) for one in held]
    shown = [(one, state, sum(r.drawn for r in found), sum(r.reviewed for r in found)) for one, state, found in rows]
    context = {"rows": shown, "may_draw": _may_draw(request), "nav_current": NAV}
    return render(request, "desk/quality/samples.html", context)


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def new_sample(request: DeskRequest) -> HttpResponse:
    """GET the form, POST to draw: what comes out follows from the seed, not from who asks."""
    if not _may_draw(request):
        return render(request, "desk/quality/not_yours.html", status=403)
    if request.method == "POST":
        catch_up()
    form = ShortForm(request, "file_review", _first(request), "desk/quality/new.html", "desk:sample", NAV)
    return form.answer(draw_sample)


@officer
@require_safe
def sample(request: DeskRequest, number: str) -> HttpResponse:
    """One sample: files with what the figures say of each, the result by unit; ``?format=xlsx`` takes it away."""
    found = matter(request, number)
    held = Sample.objects.filter(proceeding=found).first()
    if held is None:
        raise Http404
    files = list(held.files.select_related("petition").order_by("unit", "petition__number"))
    names = organ_names([one.unit for one in files])
    if request.GET.get("format") == "xlsx":
        return taken(request, held, files, names)
    counted = CountedPetition.objects.in_bulk([one.petition_id for one in files])
    titles = finding_titles()
    seen = set(visible(request.actor).filter(pk__in=[one.petition_id for one in files]).values_list("pk", flat=True))
    rows = [
        {
            "file": one,
            "unit": names.get(one.unit, one.unit),
            "counted": counted.get(one.petition_id),
            "findings": [titles[code] for code in one.findings if code in titles],
            "seen": one.petition_id in seen,
            "review": _review_address(number, one) if found.state == "drawn" and _may_draw(request) else "",
        }
        for one in files
    ]
    context = {
        "sample": held,
        "matter": found,
        "state": _state(held),
        "rows": rows,
        "parts": [title for title, _ in PARTS.values()],
        "results": [(names.get(r.unit, r.unit), r, [r.parts[part] for part in PARTS]) for r in results(files)],
        "holds": drawn_again(held),
        "mendings": [one.proceeding for one in held.mendings.select_related("proceeding")],
        "nav_current": NAV,
    }
    return render(request, "desk/quality/sample.html", context)


def _may_draw(request: DeskRequest) -> bool:
    return bool(request.actor.roles & DRAWERS)


def _state(held: Sample) -> Text:
    found = held.proceeding
    return load_procedures().edition(found.procedure, found.edition).states[found.state].title


def _review_address(number: str, one: SampledFile) -> str:
    return f"{reverse('desk:act', args=[number, 'review_file'])}?{urlencode({'f_file': one.petition.number})}"


def _first(request: DeskRequest) -> dict[str, str]:
    """The month before this one."""
    last = request.as_of.replace(day=1) - timedelta(days=1)
    subject = f"{last.year}年{last.month}月办结案卷评查"
    days = {"first_day": str(last.replace(day=1)), "last_day": str(last)}
    return {"subject": subject, **days, "per_unit": "2", "seed": ""}
