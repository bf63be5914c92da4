"""Following by the receipt number alone: where it stands, and nothing that was written by anybody."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from qingtian.apps.petitions.models import Petition
from qingtian.apps.petitions.queries import by_receipt
from qingtian.apps.proceedings.queries import procedure_of, projection_of, timeline
from qingtian.config.city import city
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.web.design.fields import FieldView
from qingtian.web.portal import guessing
from qingtian.web.portal.private import private
from qingtian.web.portal.rate import spend
from qingtian.web.portal.sentences import in_full
from qingtian.web.portal.shown.headline import headline
from qingtian.web.portal.shown.span import span
from qingtian.web.portal.shown.story import future_steps, past_steps, standing

EMPTY = Text("请写回执号。", "Enter the receipt number.")
UNKNOWN = Text(
    "查不到这个号码。请对照回执再写一次；号码没有错，就用当时给您的网址打开。",
    "Nothing is found under this number. Check it against your receipt, or open the address you were given.",
)


def receipt_field(entered: str = "", error: Text | str = "") -> FieldView:
    """The one question of following."""
    return FieldView(
        "receipt",
        Text("回执号", "Receipt number"),
        value=entered,
        error=error,
        placeholder=Text(f"如 {city().prefix}-7K3M-92QD", f"e.g. {city().prefix}-7K3M-92QD"),
        maxlength=40,
    )


def _status(petition: Petition, as_of: date) -> dict[str, object]:
    """Headline, bar and the names of the steps: no subject, no sentence under a step, no reply."""
    proceeding = petition.proceeding
    procedure, projection = procedure_of(proceeding), projection_of(proceeding)
    shown = headline(procedure, projection, as_of)
    past = past_steps(procedure, standing(timeline(proceeding)), told=False)
    return {
        "receipt_number": petition.receipt,
        "headline": shown,
        "span": span(shown.clock, as_of),
        "steps": [*past, *future_steps(procedure, projection, as_of)],
    }


def day_field(entered: str = "", error: Text | str = "") -> FieldView:
    """Asked besides while somebody goes through numbers."""
    return FieldView(
        "day", Text("哪天反映的", "Day of the report"), "date", value=entered, error=error, width="date",
        hint=Text(
            "现在有人在大量试号码，所以多问一项。记不准的，差一天也行。",
            "Somebody is trying out numbers just now, so this is asked too. A day earlier or later will do.",
        ),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@private
def follow(request: HttpRequest) -> HttpResponse:
    """The form, and by POST the answer: a receipt number stands in no address and in no log."""
    careful = guessing.is_under_way(request.clock)
    if request.method != "POST":
        return _form(request, receipt_field(), day_field() if careful else None, 200)
    entered, day = request.POST.get("receipt", "").strip()[:60], request.POST.get("day", "").strip()[:10]
    asked = day_field(day) if careful else None
    try:
        spend("lookup", request)
    except Refused as refused:
        return _form(request, receipt_field(entered, in_full(refused)), asked, 429)
    if not entered:
        return _form(request, receipt_field(entered, EMPTY), asked, 422)
    if careful and guessing.day_of(day) is None:
        return _form(request, receipt_field(entered), day_field(day, guessing.WHICH_DAY), 422)
    petition = _found(entered, guessing.day_of(day) if careful else None)
    if petition is None:
        guessing.note_miss(request)
        return _form(request, receipt_field(entered, UNKNOWN), asked, 422)
    return render(request, "portal/status.html", _status(petition, request.as_of))


def _found(entered: str, day: date | None) -> Petition | None:
    """The petition of that number, and of that day where one is asked for.

    An accusation of an official is answered like an unknown number: a receipt may lie on somebody's desk.
    """
    petition = by_receipt(entered)
    if petition is None or petition.proceeding.restricted:
        return None
    return petition if day is None or guessing.fits(petition.proceeding.opened_on, day) else None


def _form(request: HttpRequest, receipt: FieldView, day: FieldView | None, status: int) -> HttpResponse:
    return render(request, "portal/follow.html", {"receipt": receipt, "day": day}, status=status)
