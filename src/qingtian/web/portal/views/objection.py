"""Objecting to the notice of a rectification: no name, no number, no receipt; the answer is written in the case."""

from __future__ import annotations

import logging
import secrets

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from qingtian.apps.cases.actions.object_to_notice import case_on_notice, object_to_notice
from qingtian.errors import QingtianError, Refused
from qingtian.language import Text
from qingtian.web.design.fields import FieldView
from qingtian.web.portal import human_check
from qingtian.web.portal.answers import TOO_LONG, line
from qingtian.web.portal.sending_often import refuse_asked, spend_report
from qingtian.web.portal.sentences import in_full
from qingtian.web.public.publications import publication_shown

logger = logging.getLogger(__name__)
LONGEST = 1000
TRAP = "website"
WRITE = Text("请写下哪里没有改好。", "Please say what was not put right.")
NOT_SENT = Text("没有交上去。您写的都在。", "Not sent. What you wrote is still here.")


@sensitive_post_parameters("words")
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest, number: str) -> HttpResponse:
    """The form below a notice; 404 for a notice the public never saw or that is not of a rectification."""
    versions = publication_shown(number, request.as_of)
    if not versions or versions[0]["kind"] != "case_notice" or versions[0].get("withdrawn"):
        raise Http404
    if request.method != "POST":
        return _page(request, number, "", {}, None, 200)
    words = line(request.POST, "words")
    faults = _faults(request, words)
    if faults:
        return _page(request, number, words, faults, None, 422)
    try:
        spend_report(request, "")
        once = request.POST.get("once", "")[:64] or None
        object_to_notice(number, words, on=request.as_of, now=request.now, once=once)
    except Refused as refused:
        late = not refused.code.startswith("portal.")
        return _page(request, number, words, {}, in_full(refused), 409 if late else 429)
    except QingtianError as failed:
        logger.error("an objection could not be kept: %s", failed.code)
        return _page(request, number, words, {}, NOT_SENT, 503)
    return redirect(f"{request.path}?sent=1")


@sensitive_variables()
def _faults(request: HttpRequest, words: str) -> dict[str, Text]:
    if not words:
        return {"words": WRITE}
    if len(words) > LONGEST:
        return {"words": TOO_LONG.format(limit=LONGEST, n=len(words))}
    if request.POST.get(TRAP):
        return {"words": NOT_SENT}
    asked = refuse_asked(request, "", request.POST.get("check", ""), request.POST.get("check_token", ""))
    return {"check": asked} if asked else {}


def _page(
    request: HttpRequest, number: str, words: str, faults: dict[str, Text], refused: Text | None, status: int
) -> HttpResponse:
    question = human_check.ask() if "check" in faults else None
    context = {
        "number": number,
        "sent": request.GET.get("sent") == "1" and request.method != "POST",
        "open": case_on_notice(number) is not None,
        "words": FieldView(
            "words",
            Text("哪里没有改好", "What was not put right"),
            "textarea",
            hint=Text(
                "写地方、时间和看到的；不用写您是谁，写了的姓名电话会遮住。",
                "Place, time and what you saw; not who you are: names and numbers are covered.",
            ),
            value=words,
            error=faults.get("words", ""),
            rows=6,
            maxlength=LONGEST,
        ),
        "errors": [(f"id_{name}", sentence) for name, sentence in faults.items()],
        "refused": refused,
        "check": FieldView("check", question.words, hint=human_check.WHY, error=faults["check"], width="short",
                           maxlength=human_check.LONGEST) if question else None,
        "check_token": question.token if question else "",
        "once": request.POST.get("once", "")[:64] or secrets.token_urlsafe(24),
    }  # fmt: skip
    return render(request, "portal/objection.html", context, status=status)
