"""What a member's phone asks and sends: its cells and the token against foreign forms; one patrol a request, whole. The
same patrol sent again is answered as before; a session that has ended answers with the way to the sign-in form, and
nothing is lost."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_GET, require_POST

from qingtian.apps.grid.actions.take_patrol import TRACK, Finding, Walked, take_patrol
from qingtian.apps.grid.models import GridAssignment
from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.errors import QingtianError
from qingtian.web.desk.seat import DeskRequest
from qingtian.web.field.answering import Unreadable, asked_by, json_object, refusal
from qingtian.web.field.page import owner
from qingtian.web.field.patrol_page import PHOTOS, WALKING
from qingtian.web.portal.sentences import in_full
from qingtian.web.templatetags.words import name

#: lengths of what a phone writes, and findings of one patrol
LONGEST, LINE, FINDINGS = 2000, 100, 20
#: a row of a patrol is words and positions; photos come beside it
MOST_BYTES = 256 * 1024

_asked = asked_by(WALKING)


@require_GET
@_asked
def kit(request: DeskRequest) -> HttpResponse:
    """Who is signed in, the token, and the cells of the member's post today."""
    post = request.actor.for_post or request.actor.post
    held = GridAssignment.objects.on(request.as_of).filter(duty=GridAssignment.Duty.MEMBER, post__code=post)
    rows = held.select_related("cell__parent").order_by("cell__code")
    cells = [{"code": row.cell.code, "name": name(row.cell), "town": name(row.cell.parent)} for row in rows]
    return JsonResponse({"owner": owner(request), "csrf": get_token(request), "cells": cells})


@require_POST
@_asked
def send(request: DeskRequest) -> HttpResponse:
    """One patrol: field ``row`` as JSON, files ``photo-1`` … of its findings; ``{"taken": token}`` once kept."""
    walked = _walked(request)
    try:
        patrol = take_patrol(
            walked, by=request.actor, on=request.as_of, now=request.now, generated=kind() == DEMONSTRATION
        )
    except QingtianError as refused:
        return refusal(in_full(refused))
    numbers = [event.proceeding.number for event in patrol.events.select_related("proceeding").order_by("pk")]
    return JsonResponse({"taken": patrol.token, "events": numbers})


def _walked(request: DeskRequest) -> Walked:
    """The patrol as it was sent. Raises Unreadable."""
    told = _row(request)
    findings = told.get("findings", [])
    if not isinstance(findings, list) or len(findings) > FINDINGS:
        raise Unreadable
    return Walked(
        token=_text(told, "token", 64, needed=True),
        cell=_text(told, "cell", 60, needed=True),
        started_at=_moment(told, "started_at"),
        finished_at=_moment(told, "finished_at"),
        note=_text(told, "note", 500),
        track=_track(told.get("track", [])),
        findings=tuple(_finding(one, request, place) for place, one in enumerate(findings, 1)),
    )


def _row(request: DeskRequest) -> dict[str, Any]:
    content = request.POST.get("row", "").encode()
    if len(content) > MOST_BYTES:
        raise Unreadable
    return json_object(content)


def _finding(told: Any, request: DeskRequest, place: int) -> Finding:
    if not isinstance(told, dict):
        raise Unreadable
    photos = request.FILES.getlist(f"photo-{place}")
    if len(photos) > PHOTOS:
        raise Unreadable
    return Finding(
        what=_text(told, "what", LONGEST, needed=True),
        kind=_text(told, "kind", LINE, needed=True),
        dissuasion=_text(told, "dissuasion", LINE, needed=True),
        severity=_text(told, "severity", LINE, needed=True),
        found_at=_moment(told, "found_at"),
        position=_text(told, "position", LINE),
        address=_text(told, "address", LINE),
        photos=tuple(photo.read() for photo in photos),
    )


def _text(told: dict[str, Any], field: str, longest: int, *, needed: bool = False) -> str:
    value = told.get(field, "")
    if not isinstance(value, str) or len(value) > longest or (needed and not value.strip()):
        raise Unreadable
    return value.strip()


def _moment(told: dict[str, Any], field: str) -> datetime:
    """A moment with its zone, as every phone writes it."""
    try:
        found = datetime.fromisoformat(_text(told, field, 40, needed=True))
    except ValueError as wrong:
        raise Unreadable from wrong
    if found.tzinfo is None:
        raise Unreadable
    return found


def _track(told: Any) -> list[list[float]]:
    """Longitude, latitude, minutes since the beginning; nothing where the member recorded none."""
    if not isinstance(told, list) or len(told) > TRACK:
        raise Unreadable
    for one in told:
        if not (isinstance(one, list) and len(one) == 3 and all(_number(value) for value in one)):
            raise Unreadable
        if abs(one[0]) > 180 or abs(one[1]) > 90 or not 0 <= one[2] < 24 * 60:
            raise Unreadable
    return told


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value == value
