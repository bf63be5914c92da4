"""Confirm the working copy (确认工作副本): the raw words beside the covered ones, for the receiving office alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.petitions.actions.confirm_copy import Wanted, confirm_copy, seen_of, spans_of
from qingtian.apps.petitions.models import WorkingCopy
from qingtian.apps.petitions.policy import may_confirm_copy
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.errors import QingtianError
from qingtian.insight.reading.personal import KINDS
from qingtian.language import Text
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.covered_words import pieces
from qingtian.web.desk.matter_page import head
from qingtian.web.desk.seat import DeskRequest, matter, officer
from qingtian.web.templatetags.words import say
from qingtian.web.typed import whole

CONFIRMED = Text("工作副本确认了，别的单位看得到了。", "It is confirmed; other offices can read it now.")
LOOKED = Text("核对工作副本 {number}", "Checking the working copy of {number}")
FURTHER = Text("还要遮盖的话", "Further words to cover")
FURTHER_HINT = Text(
    "照原话抄，一行一处；选中再按 C 也行。",
    "As written, one to a line; or select and press C.",
)


@dataclass(frozen=True, slots=True, repr=False)
class Cover:
    """One cover as the form lists it: its number, the raw words under it, its kind, whether it stays."""

    number: int
    words: str
    kind: Text
    kept: bool


@sensitive_post_parameters()
@officer
@sensitive_variables()
def working_copy(request: DeskRequest, number: str) -> HttpResponse:
    """GET both texts side by side, POST to confirm. Each look at the raw words is in the log of use."""
    found = matter(request, number)
    copy = WorkingCopy.objects.select_related("petition").filter(petition__proceeding=found).first()
    if copy is None or not may_confirm_copy(request.actor, found):
        raise Http404
    if request.method != "POST":
        return _page(request, found, copy)
    try:
        confirm_copy(copy, _wanted(request), by=request.actor, now=request.now)
    except QingtianError as refused:
        copy = WorkingCopy.objects.select_related("petition").get(pk=copy.pk)
        return _page(request, found, copy, refused, status=422)
    messages.success(request, say(CONFIRMED))
    return redirect("desk:proceeding", found.number)


@sensitive_variables()
def _wanted(request: DeskRequest) -> Wanted:
    """What was decided; the short form under the facts confirms the covers as they stand."""
    post = request.POST
    seen = post.get("seen", "")
    if "as_drafted" in post:
        return Wanted(seen=seen)
    kept = frozenset(whole(one, otherwise=-1) for one in post.getlist("kept"))
    further = [line.strip() for line in post.get("further", "").splitlines() if line.strip()]
    return Wanted(kept, further, post.get("place", "").strip(), post.get("occurred", "").strip(), seen)


@sensitive_variables()
def _page(
    request: DeskRequest, found: Proceeding, copy: WorkingCopy, refused: QingtianError | None = None, status: int = 200
) -> HttpResponse:
    note_use(
        "identities",
        by=request.actor,
        rows=1,
        way="working copy",
        purpose=LOOKED.format(number=found.number).zh,
        now=request.now,
        identities=True,
    )
    raw, spans = copy.petition.report, spans_of(copy)
    ticked = refused and refused.code != "petition.copy_changed"  # the numbers of another list say nothing of this one
    kept = set(request.POST.getlist("kept")) if ticked else {str(n) for n in range(len(spans))}
    context = head(found, procedure_of(found), projection_of(found), request) | {
        "copy": copy,
        "seen": seen_of(copy),
        "raw": pieces(raw, spans),
        "covered": pieces(copy.text, copy.marks),
        "covers": [Cover(n, raw[a:b], KINDS[kind], str(n) in kept) for n, (a, b, kind) in enumerate(spans)],
        "further": FieldView(
            "further",
            FURTHER,
            "textarea",
            FURTHER_HINT,
            value=request.POST.get("further", ""),
            error=refused.message if refused and refused.where == "further" else "",
            required=False,
            rows=3,
        ),
        "place": FieldView("place", Text("地点", "Place"), value=copy.place, required=False),
        "occurred": FieldView("occurred", Text("什么时候", "When"), value=copy.occurred, required=False),
        "refused": refused,
    }
    response = render(request, "desk/working_copy.html", context, status=status)
    response["Cache-Control"] = "no-store, private, max-age=0"
    return response
