"""What the phone asks and sends: its kit, a ticket, sealed items, their pieces, the end of a chain. JSON throughout; a
session that has ended answers with the way to the sign-in form, and nothing is lost."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse, RawPostDataException
from django.middleware.csrf import get_token
from django.views.decorators.http import require_GET, require_POST

from qingtian.apps.inspections.actions.announce import announce
from qingtian.apps.inspections.actions.take_in import take_in
from qingtian.apps.inspections.actions.take_piece import take_piece
from qingtian.apps.inspections.models import FieldEvidence, Visit
from qingtian.apps.inspections.queries import kit_of, of_officer
from qingtian.apps.inspections.receiving import CHUNK, MOST_AT_ONCE
from qingtian.enforcement.field_seal import Capture
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.secrecy import Declaration
from qingtian.web.desk.enforcement.seats import ENFORCING
from qingtian.web.desk.seat import DeskRequest
from qingtian.web.field.answering import UNREADABLE, Unreadable, asked_by, json_object, refusal
from qingtian.web.field.kit import packed
from qingtian.web.field.page import MARKS, owner
from qingtian.web.portal.sentences import in_full
from qingtian.web.templatetags.words import page_language
from qingtian.web.typed import whole

NOT_YOURS = Text(
    "这次检查不是您的，或者已经换人；手机上的都在。", "This visit is not yours, or no longer; nothing was lost."
)
#: the data of a capture that are numbers
NUMBERS = ("n", "size")
#: a datum is short: digests, keys, degrees
LONGEST = 100

_asked = asked_by(ENFORCING)


@require_GET
@_asked
def ticket(request: DeskRequest) -> HttpResponse:
    """Who is signed in, the token against foreign forms, and how large a piece is."""
    told = {"owner": owner(request), "csrf": get_token(request), "chunk": CHUNK, "most": MOST_AT_ONCE}
    return JsonResponse(told)


@require_GET
@_asked
def kit(request: DeskRequest) -> HttpResponse:
    """What the officer takes along: the visits of the day with their checklists."""
    visits = packed(kit_of(request.actor, request.as_of), request.actor)
    return JsonResponse({"owner": owner(request), "visits": visits})


@require_POST
@_asked
def announced(request: DeskRequest) -> HttpResponse:
    """Sealed items, judged one by one: kept already, wanted, or refused and why."""
    told = json_object(_bytes(request))
    visit = _own(request, told.get("visit"))
    items, mark = told.get("items"), told.get("mark")
    if visit is None:
        return refusal(NOT_YOURS)
    if not isinstance(items, list) or len(items) > MOST_AT_ONCE or mark not in MARKS:
        return refusal(UNREADABLE)
    captures = [_capture(one) for one in items]
    if None in captures:
        return refusal(UNREADABLE)
    post = request.actor.for_post or request.actor.post or ""
    read = [one for one in captures if one is not None]
    answers = announce(visit, read, mark=Declaration(mark), by_post=post, now=request.clock)
    return JsonResponse({"items": [one.as_dict(page_language()) for one in answers]})


@require_POST
@_asked
def piece(request: DeskRequest) -> HttpResponse:
    """One piece of one item (``?client=&place=``), its bytes as the body."""
    row = FieldEvidence.objects.filter(
        client=request.GET.get("client", "")[:64], visit__in=of_officer(request.actor).order_by()
    ).first()
    if row is None:
        return refusal(NOT_YOURS)
    place = whole(request.GET.get("place", ""), otherwise=-1)
    answer = take_piece(row, place, _bytes(request), now=request.clock)
    return JsonResponse(answer.as_dict(page_language()))


@require_POST
@_asked
def finish(request: DeskRequest) -> HttpResponse:
    """Everything of a chain is here: its length and last seal go into the record of the matter."""
    told = json_object(_bytes(request))
    visit = _own(request, told.get("visit"))
    if visit is None:
        return refusal(NOT_YOURS)
    try:
        act = take_in(visit, str(told.get("chain", ""))[:64], by=request.actor, on=request.as_of, now=request.now)
    except QingtianError as refused:
        return refusal(in_full(refused))
    return JsonResponse({"taken": act.seq})


def _bytes(request: DeskRequest) -> bytes:
    """The body as it was sent; a phone sends no forms. Raises Unreadable."""
    try:
        return request.body
    except RawPostDataException as wrong:
        raise Unreadable from wrong


def _own(request: DeskRequest, number: object) -> Visit | None:
    """A visit of this officer by its number."""
    return of_officer(request.actor).filter(proceeding__number=str(number)[:40]).first()


def _capture(told: Any) -> Capture | None:
    """One item as the phone wrote it down; None for what is none."""
    names = Capture.__slots__
    if not isinstance(told, dict) or set(told) != set(names):
        return None
    for name in names:
        wanted: type = int if name in NUMBERS else str
        if type(told[name]) is not wanted or len(str(told[name])) > LONGEST:
            return None
    if not all(0 <= told[name] < 2**40 for name in NUMBERS):
        return None
    return Capture(**told)
