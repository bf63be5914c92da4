"""Commenting on a consultation: the form under its notice, the receipt, and the private page with the answer."""

from __future__ import annotations

import logging
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from qingtian.apps.consultations.actions.receive_comment import ReceivedComment, receive_comment
from qingtian.apps.consultations.models import Adoption, Comment, Consultation
from qingtian.apps.consultations.queries import by_key, is_open
from qingtian.apps.identities.vault import Identity, Kind, kind_of, openings
from qingtian.config.city import city
from qingtian.errors import QingtianError, Refused
from qingtian.language import Text
from qingtian.web.design.fields import FieldView
from qingtian.web.portal import human_check
from qingtian.web.portal.answers import TOO_LONG, line
from qingtian.web.portal.private import private
from qingtian.web.portal.sending_often import refuse_asked, spend_report
from qingtian.web.portal.sentences import in_full
from qingtian.web.portal.views.consultations import context_of
from qingtian.web.portal.views.receipt import no_such_link
from qingtian.web.templatetags.words import page_language

logger = logging.getLogger(__name__)
COOKIE, SALT = "qingtian_comment", "qingtian.comment"
LIFE = timedelta(hours=2)
LONGEST = 3000
LONGEST_NAME, LONGEST_PHONE = 100, 50
TRAP = "website"
WRITE = Text("请写下您的意见。", "Please write your comment.")
NOT_SENT = Text("没有交上去。您写的都在。", "Not sent. What you wrote is still here.")
ADOPTIONS = {
    Adoption.ADOPTED.value: Text("采纳", "Adopted"),
    Adoption.PARTLY.value: Text("部分采纳", "Adopted in part"),
    Adoption.NOT.value: Text("没有采纳", "Not adopted"),
}


def _fields(words: str, posted: Any, faults: dict[str, Text]) -> dict[str, FieldView]:
    return {
        "words": FieldView(
            "words",
            Text("您的意见", "Your comment"),
            "textarea",
            hint=Text(
                "赞成、反对、要改哪里、为什么，都可以写。",
                "For or against, what should change, and why: all is welcome.",
            ),
            value=words,
            error=faults.get("words", ""),
            rows=6,
            maxlength=LONGEST,
        ),
        "name": FieldView(
            "name",
            Text("姓名", "Name"),
            hint=Text(
                "可以不留；留了单独加密，不公布。", "Not needed; if given it is sealed apart and never published."
            ),
            value=posted.get("name", ""),
            error=faults.get("name", ""),
            required=False,
            autocomplete="name",
            maxlength=LONGEST_NAME,
        ),
        "phone": FieldView(
            "phone",
            Text("电话", "Telephone"),
            "tel",
            value=posted.get("phone", ""),
            error=faults.get("phone", ""),
            required=False,
            autocomplete="tel",
            maxlength=LONGEST_PHONE,
        ),
    }


@sensitive_variables()
def _faults(request: HttpRequest, words: str) -> dict[str, Text]:
    posted, faults = request.POST, {}
    if not words:
        faults["words"] = WRITE
    for name, value, most in (
        ("words", words, LONGEST),
        ("name", posted.get("name", ""), LONGEST_NAME),
        ("phone", posted.get("phone", ""), LONGEST_PHONE),
    ):
        if len(value) > most:
            faults[name] = TOO_LONG.format(limit=most, n=len(value))
    if posted.get(TRAP):
        faults["words"] = NOT_SENT
    if faults:
        return faults
    asked = refuse_asked(request, posted.get("phone", ""), posted.get("check", ""), posted.get("check_token", ""))
    return {"check": asked} if asked else {}


@sensitive_variables()
def _receive(request: HttpRequest, consultation: Consultation, words: str) -> ReceivedComment:
    posted = request.POST
    spend_report(request, posted.get("phone", ""))
    return receive_comment(
        consultation,
        words,
        Identity(posted.get("name", "").strip(), posted.get("phone", "").strip(), ""),
        language="en" if page_language() == "en" else "zh-Hans",
        on=request.as_of,
        now=request.now,
        prefix=city().prefix,
        once=posted.get("once", "")[:64],
    )


def _page(
    request: HttpRequest, number: str, words: str, faults: dict[str, Text], refused: Text | None, status: int
) -> HttpResponse:
    question = human_check.ask() if "check" in faults else None
    context = context_of(request, number) | {
        "fields": _fields(words, request.POST, faults),
        "errors": [(f"id_{name}", sentence) for name, sentence in faults.items()],
        "refused": refused,
        "written": words,
        "check": FieldView(
            "check",
            question.words,
            hint=human_check.WHY,
            error=faults["check"],
            width="short",
            maxlength=human_check.LONGEST,
        )
        if question
        else None,
        "check_token": question.token if question else "",
        "once": request.POST.get("once", "")[:64] or secrets.token_urlsafe(24),
    }
    return render(request, "portal/consultation.html", context, status=status)


@sensitive_post_parameters("words", "name", "phone")
@require_http_methods(["GET", "HEAD", "POST"])
def consultation(request: HttpRequest, number: str) -> HttpResponse:
    """The notice with the form; a comment that comes too late is told so, with what it says still there."""
    if request.method != "POST":
        return _page(request, number, "", {}, None, 200)
    words = line(request.POST, "words")
    found = Consultation.objects.select_related("proceeding").filter(proceeding__number=number).first()
    if found is None or found.notice_id is None:
        return _page(request, number, words, {}, None, 404)
    faults = _faults(request, words) if is_open(found, request.as_of) else {}
    if faults:
        return _page(request, number, words, faults, None, 422)
    try:
        received = _receive(request, found, words)
    except Refused as refused:
        late = refused.code.startswith("consultation.")
        return _page(request, number, words, {}, in_full(refused), 409 if late else 429)
    except QingtianError as failed:
        logger.error("a comment could not be kept: %s", failed.code)
        return _page(request, number, words, {}, NOT_SENT, 503)
    return _told(received)


def _told(received: ReceivedComment) -> HttpResponse:
    """On to the page with the receipt; what it shows lies in this browser's cookie alone, for two hours."""
    response = redirect("portal:comment_received")
    response.set_cookie(
        COOKIE,
        signing.dumps([received.comment.receipt, received.key], salt=SALT),
        max_age=int(LIFE.total_seconds()),
        path=reverse("portal:comment_received"),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@require_GET
@private
def received(request: HttpRequest) -> HttpResponse:
    """Shown after sending: the receipt number and the secret link, readable by the sending browser only."""
    try:
        receipt, key = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LIFE)
    except (signing.BadSignature, ValueError, TypeError):
        return redirect("portal:consultations")
    return render(request, "portal/comment_received.html", {"receipt": receipt, "key": key})


def _answers(comment: Comment) -> list[dict[str, object]]:
    """What was answered: to all who said the same, and to this comment by itself."""
    point, found = comment.point, []
    if point is not None and point.reply:
        found.append(
            {"adoption": ADOPTIONS[point.adoption], "reply": point.reply, "on": point.replied_on, "shared": True}
        )
    if comment.reply:
        one = {"adoption": ADOPTIONS[comment.adoption], "reply": comment.reply, "on": comment.replied_on}
        found.append(one | {"shared": False})
    return found


@require_safe
@private
def comment(request: HttpRequest, key: str) -> HttpResponse:
    """One's own comment and what became of it."""
    found = by_key(key)
    if found is None:
        return no_such_link(request)
    try:
        given = kind_of(found.identity_token)
    except QingtianError:
        given = Kind.ANONYMOUS
    context = context_of(request, found.consultation.proceeding.number) | {
        "comment": found,
        "answers": _answers(found),
        "given": given.value,
        "openings": openings(found.identity_token),
    }
    return render(request, "portal/comment.html", context)
