"""A report written where there is no network: the page that opens without one, and the door through which it is sent.

The phone keeps words and photos (``portal-phone.js``) under a key it made itself, and sends them when the network is
back. However often it asks, one key receives one report and is told the same receipt. No name is kept on a phone:
whoever wants to give one is led to the last question once the words are here.
"""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect, ensure_csrf_cookie
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST, require_safe

from qingtian.apps.identities.vault import Identity
from qingtian.apps.petitions.receipts import new_key
from qingtian.errors import QingtianError, Refused
from qingtian.language import Text
from qingtian.web.portal import answers, human_check, places
from qingtian.web.portal.drafts import COOKIE, Draft, discard
from qingtian.web.portal.kinds import KINDS
from qingtian.web.portal.photos import VIDEOS_MAX, take, too_large
from qingtian.web.portal.private import private
from qingtian.web.portal.rate import spend
from qingtian.web.portal.sending import send
from qingtian.web.portal.sending_often import must_ask, refuse_asked, spend_report
from qingtian.web.portal.sentences import in_full
from qingtian.web.portal.settled import DRAFT_LIFE, LONGEST_PLACE, LONGEST_REPORT, LONGEST_WHEN
from qingtian.web.portal.uploads import StopAtLimit, watch
from qingtian.web.templatetags.words import page_language, say

#: a key a phone made: as long as ours
KEY = re.compile(r"[A-Za-z0-9_-]{40,64}", re.ASCII)
NO_KEY = Text("这部手机存的内容读不出来，请重新写。", "What this phone kept cannot be read; please write it again.")
#: what the page needs to open without a network
STYLES = ("tokens", "base", "type", "tables", "forms", "clock", "timeline", "portal", "air")
SCRIPTS = ("portal-phone", "portal-offline")


@require_safe
@ensure_csrf_cookie
@cache_control(no_cache=True)
def offline(request: HttpRequest) -> HttpResponse:
    """All questions on one page. Nothing of anybody stands in it: the phone keeps a copy and fills it itself."""
    context = {
        "kinds": KINDS,
        "whens": answers.WHENS,
        "areas": places.choices(),
        "longest": {"report": LONGEST_REPORT, "place": LONGEST_PLACE, "when": LONGEST_WHEN},
        "most": settings.PHOTOS_MAX,
        "most_bytes": settings.PHOTO_MAX_BYTES,
        "most_megabytes": settings.PHOTO_MAX_BYTES // (1024 * 1024),
        "video_bytes": settings.VIDEO_MAX_BYTES,
        "video_megabytes": settings.VIDEO_MAX_BYTES // (1024 * 1024),
        "video_seconds": settings.VIDEO_MAX_SECONDS,
        "videos": VIDEOS_MAX,
        "days": DRAFT_LIFE.days,
        "check_longest": human_check.LONGEST,
    }
    return render(request, "portal/report/offline.html", context)


@require_GET
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the page on the phone; its scope is the folder it is served from."""
    kept = [reverse("portal:report_offline"), static("vendor/fonts/latin.woff2"), static("qingtian/mark.svg")]
    kept += [static(f"qingtian/{name}.css") for name in STYLES]
    kept += [static(f"qingtian/js/{name}.js") for name in SCRIPTS]
    context = {"kept": kept, "page": kept[0], "phone": static("qingtian/js/portal-phone.js")}
    return render(request, "portal/report/worker.js", context, content_type="text/javascript; charset=utf-8")


def _question() -> dict[str, str]:
    asked = human_check.ask()
    return {"words": say(asked.words), "why": say(human_check.WHY), "token": asked.token}


@require_GET
@private
def ticket(request: HttpRequest) -> JsonResponse:
    """What the phone needs to send: the token against foreign forms, and the question where one must be answered."""
    asked = _question() if must_ask(request, "") else None
    return JsonResponse({"csrf": get_token(request), "check": asked})


def _read(request: HttpRequest) -> tuple[dict[str, Any], dict[str, Text]]:
    """The answers of the three questions; an unanswered place or time is an answer here."""
    posted = request.POST
    what, where, when = answers.what(posted), answers.where(posted), answers.when(posted)
    where.errors = {name: words for name, words in where.errors.items() if words is not answers.NOWHERE}
    when.errors.pop("when", None)
    values = what.values | where.values | when.values
    return values | {"when": values["when"] or "unsure"}, what.errors | where.errors | when.errors


def _refusal(errors: dict[str, Text], status: int = 422, **more: Any) -> JsonResponse:
    told = {name: say(words) for name, words in errors.items()}
    return JsonResponse({"errors": told} | more, status=status)


def _told(draft: Draft, files: list[str]) -> JsonResponse:
    """The receipt and the secret link, for this phone alone."""
    found = draft.received()
    if found is None:
        return _refusal({"key": NO_KEY})
    receipt, key = found
    link = reverse("portal:receipt", args=[key]) if key else ""
    return JsonResponse({"receipt": receipt, "link": link, "files": files})


def _fill(request: HttpRequest, draft: Draft, values: dict[str, Any], handler: StopAtLimit) -> list[str]:
    """Words and files into the draft; the sentences of files that were not taken. A second try takes no file twice."""
    draft.keep(request.now, **values)
    if draft.files and draft.from_phone:
        return []
    uploads = [*request.FILES.getlist("photos"), *request.FILES.getlist("video")]
    for _ in uploads:
        spend("photo", request)
    outcomes = take(draft, uploads, request.now)
    if handler.too_large:
        outcomes.append(too_large(handler.too_large, video=handler.was_video))
    return [f"{one.name} {say(one.refusal)}".strip() for one in outcomes if one.refusal]


def _named(request: HttpRequest, values: dict[str, Any], handler: StopAtLimit) -> HttpResponse:
    """The sender wants to give a name: the words go into the ordinary draft, and the last question is asked online."""
    draft = Draft.of(request, request.now)
    if draft.sent:
        draft = Draft(new_key(), None)
    spend("draft", request)
    files = _fill(request, draft, values, handler)
    onward = "portal:report_photos" if draft.values.get("photo_position") else "portal:report_who"
    return draft.give_cookie(JsonResponse({"go": reverse(onward), "files": files}))


def _received(request: HttpRequest, draft: Draft, values: dict[str, Any], handler: StopAtLimit) -> HttpResponse:
    posted = request.POST
    if said := refuse_asked(request, "", posted.get("check", ""), posted.get("check_token", "")):
        return _refusal({"check": said}, check=_question())
    spend_report(request, "")  # before anything is kept: a program that makes a key a second stops here
    files = _fill(request, draft, values | {"photo_position": None}, handler)
    language = "en" if page_language() == "en" else "zh-Hans"
    send(draft, Identity("", "", ""), language=language, on=request.as_of, now=request.now)
    return _told(draft, files)


@csrf_protect
def _answer(request: HttpRequest, handler: StopAtLimit) -> HttpResponse:
    key = request.POST.get("key", "")
    if not KEY.fullmatch(key):
        return _refusal({"key": NO_KEY})
    draft = Draft.of_phone(key, request.now)
    if draft.sent:
        return _told(draft, [])
    values, errors = _read(request)
    if errors:
        return _refusal(errors)
    try:
        if request.POST.get("then") == "name":
            return _named(request, values, handler)
        return _received(request, draft, values, handler)
    except IntegrityError:
        return _refusal({"later": answers.TELL_US}, 503)  # the same phone sends twice at once: it asks again
    except Refused as refused:
        return _refusal({"later": in_full(refused)}, 429)
    except QingtianError as failed:
        return _refusal({"later": in_full(failed)}, 503)


@csrf_exempt  # checked inside, by csrf_protect: the upload handler must be in place before the form is read
@sensitive_post_parameters("report", "place")
@require_POST
@private
def phone(request: HttpRequest) -> HttpResponse:
    """Receive what a phone kept: once a key, however often it is sent."""
    return _answer(request, watch(request))


@require_POST
@private
def forget(request: HttpRequest) -> HttpResponse:
    """Somebody else uses this phone next: the draft goes, here and (by its script) there."""
    draft = Draft.of(request, request.now)
    if draft.row is not None and not draft.sent:
        discard(draft.row)
    response = redirect("portal:home")
    response.delete_cookie(COOKIE, samesite="Lax")
    return response
