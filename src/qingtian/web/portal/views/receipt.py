"""The page of a secret link: what became of one's report, and what its reporter may do."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.identities.vault import Kind, kind_of, openings
from qingtian.apps.petitions.models import Petition
from qingtian.apps.petitions.queries import by_key
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.proceedings.queries import possible, procedure_of, projection_of, timeline
from qingtian.apps.rewards.queries import of_petition
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.web.portal.kinds import in_words
from qingtian.web.portal.photos import JPEG
from qingtian.web.portal.private import private, sealed_from_caches
from qingtian.web.portal.sending import REPORTER
from qingtian.web.portal.shown.headline import Headline, headline
from qingtian.web.portal.shown.reward import reward_notice
from qingtian.web.portal.shown.span import span
from qingtian.web.portal.shown.story import future_steps, in_order, past_steps, standing, steps_of_the_main

SUBJECT = Text("您反映的问题", "What you reported")


def opened(key: str) -> Petition | None:
    """The petition behind a secret link."""
    return by_key(key)


def no_such_link(request: HttpRequest) -> HttpResponse:
    """A wrong address, answered without Django's log line, which would hold what was typed."""
    response = sealed_from_caches(render(request, "portal/no_such_link.html", {}, status=404))
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def _linked(proceeding: Proceeding, kind: str) -> Proceeding | None:
    """The matter this one leads to by an open link of that kind."""
    link = proceeding.links_out.filter(kind=kind, undone_by__isnull=True).select_related("target").last()
    return link.target if link else None


def _case(proceeding: Proceeding) -> dict[str, Any] | None:
    """How far a case raised from this petition has come: its public sentence and public acts, never a name."""
    case = _linked(proceeding, Link.Kind.GAVE_RISE_TO)
    if case is None or case.restricted:
        return None
    procedure, projection = procedure_of(case), projection_of(case)
    public = procedure.states[projection.state].public
    if public is None:
        return None
    steps = past_steps(procedure, standing(timeline(case)), told=False)
    return {"headline": public, "steps": steps}


def _main(proceeding: Proceeding, records: list[Any], as_of: date) -> tuple[Headline, list[Any]] | None:
    """For a petition handled with another: where that one stands, and what was done about it since they were joined."""
    main = _linked(proceeding, Link.Kind.DUPLICATE_OF)
    joined = [record["on"] for record in records if record["act"] == "merge"]
    if main is None or main.restricted or not joined:
        return None
    procedure, projection = procedure_of(main), projection_of(main)
    steps = steps_of_the_main(procedure, standing(timeline(main)), date.fromisoformat(joined[-1]))
    return headline(procedure, projection, as_of), steps


def _identity(petition: Petition) -> dict[str, Any]:
    """How much was given, and every opening of it: when, which organ, what for."""
    try:
        kind = kind_of(petition.identity_token)
    except QingtianError:
        kind = Kind.ANONYMOUS
    reward = of_petition(petition)
    tokens = [petition.identity_token, petition.photos_token, reward.payee_token if reward else ""]
    seen = sorted((opening for token in tokens if token for opening in openings(token)), key=lambda each: each.at)
    return {"given": kind.value, "openings": seen}


def _subject(petition: Petition, facts: dict[str, Any]) -> Text | str:
    """The officer's one line once there is one, before that the kinds that were chosen."""
    return facts.get("subject") or in_words(facts.get("kinds") or []) or SUBJECT


def receipt_context(petition: Petition, key: str, as_of: date) -> dict[str, Any]:
    """Everything the page shows."""
    proceeding = petition.proceeding
    procedure, projection = procedure_of(proceeding), projection_of(proceeding)
    shown, facts = headline(procedure, projection, as_of), dict(projection.facts)
    records = standing(timeline(proceeding))
    main = _main(proceeding, records, as_of)
    steps = in_order([*(main[1] if main else []), *past_steps(procedure, records)])
    allowed = {p.transition.act: p.transition for p in possible(proceeding, REPORTER, as_of) if p.allowed}
    return {
        "key": key,
        "petition": petition,
        "subject": _subject(petition, facts),
        "subject_is_written": bool(facts.get("subject")),
        "kinds": in_words(facts.get("kinds") or []),
        "headline": shown,
        "main": main[0] if main and proceeding.state == "merged" else None,
        "span": span(shown.clock, as_of),
        "steps": steps + future_steps(procedure, projection, as_of),
        "facts": facts,
        "case": _case(proceeding),
        "photos": list(range(1, petition.photos.count() + 1)),
        "videos": proceeding.files.filter(media_type__startswith="video/").count(),
        "can_add": "add_information" in allowed,
        "acts": allowed,
        "can_rate": "rate" in allowed,
        "reviews": [
            transition for act, transition in allowed.items() if act in ("request_review", "request_re_review")
        ],
        "withdraw": allowed.get("withdraw"),
        "identity": _identity(petition),
        "reward": reward_notice(petition, as_of),
        "seq": proceeding.seq,
        "once": secrets.token_urlsafe(24),
    }


@require_safe
@private
def receipt(request: HttpRequest, key: str) -> HttpResponse:
    """What became of it."""
    petition = opened(key)
    if petition is None:
        return no_such_link(request)
    return render(request, "portal/receipt.html", receipt_context(petition, key, request.as_of))


@require_safe
@private
def photo(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The sterile copy of the n-th photo, through the secret link only."""
    petition = opened(key)
    if petition is None:
        return no_such_link(request)
    photos = list(petition.photos.select_related("file"))
    if not 1 <= number <= len(photos):
        raise Http404
    return HttpResponse(photos[number - 1].file.read(), content_type=JPEG)
