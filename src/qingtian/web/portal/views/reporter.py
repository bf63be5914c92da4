"""What a reporter may do through the secret link: rate, ask for a review or re-review, withdraw."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.actions.perform import StaleProceeding, perform
from qingtian.apps.proceedings.queries import possible
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures import Transition
from qingtian.procedures.decide import FieldsRefused
from qingtian.web.design.fields import FieldView
from qingtian.web.portal.private import private
from qingtian.web.portal.rate import spend
from qingtian.web.portal.sending import REPORTER
from qingtian.web.portal.sentences import in_full
from qingtian.web.portal.views.receipt import no_such_link, opened, receipt_context
from qingtian.web.typed import whole

#: said instead of the kernel's sentence, which names the officer who acted
CHANGED = Text(
    "没有存上：这件事刚有了新进展。您写的都在，看过再试。",
    "Not saved: something just changed. What you wrote is still here; look and try again.",
)


def _perform(request: HttpRequest, petition: Petition, act: str, fields: dict[str, Any]) -> Text | None:
    """Perform it, or the sentence that says why not."""
    try:
        spend("reporter", request)
        perform(
            petition.proceeding,
            act,
            by=REPORTER,
            on=request.as_of,
            now=request.now,
            fields=fields,
            expected_seq=whole(request.POST.get("seq", ""), otherwise=-1),
            once=request.POST.get("once", "")[:64] or None,
        )
    except StaleProceeding:
        return CHANGED
    except FieldsRefused as refused:
        return Text("".join(t.zh for t in refused.faults.values()), " ".join(t.en for t in refused.faults.values()))
    except Refused as refused:
        return in_full(refused) if refused.code == "portal.too_often" else refused.message
    return None


@sensitive_post_parameters("remark")
@require_POST
@private
def rate(request: HttpRequest, key: str) -> HttpResponse:
    """满意、基本满意、不满意, with words if one likes."""
    petition = opened(key)
    if petition is None:
        return no_such_link(request)
    fields = {"satisfaction": request.POST.get("satisfaction", ""), "remark": request.POST.get("remark", "").strip()}
    refused = _perform(request, petition, "rate", fields)
    if refused is None:
        return redirect("portal:receipt", key=key)
    context = receipt_context(petition, key, request.as_of) | {"refused": refused, "remark": fields["remark"]}
    return render(request, "portal/receipt.html", context, status=422)


def _possible(request: HttpRequest, petition: Petition, act: str) -> Transition | None:
    found = possible(petition.proceeding, REPORTER, request.as_of)
    return next((p.transition for p in found if p.transition.act == act and p.allowed), None)


def _asked(request: HttpRequest, key: str, act: str, template: str) -> HttpResponse:
    """A page with one act on it: its consequence beside the button, and by POST the act itself."""
    petition = opened(key)
    if petition is None:
        return no_such_link(request)
    grounds, refused = request.POST.get("grounds", "").strip(), None
    if request.method == "POST":
        refused = _perform(request, petition, act, {"grounds": grounds} if act != "withdraw" else {})
        if refused is None:
            return redirect("portal:receipt", key=key)
        petition.proceeding.refresh_from_db()
    transition = _possible(request, petition, act)
    if transition is None and refused is None:
        return redirect("portal:receipt", key=key)
    context = receipt_context(petition, key, request.as_of) | {
        "transition": transition,
        "refused": refused,
        "grounds": FieldView(
            "grounds",
            Text("为什么不服", "Why you disagree"),
            "textarea",
            hint=Text("哪一点不对，您希望怎样。", "What is wrong, and what you ask for."),
            value=grounds,
            rows=6,
            maxlength=5000,
        ),
    }
    return render(request, template, context, status=422 if refused else 200)


@sensitive_post_parameters("grounds")
@require_http_methods(["GET", "HEAD", "POST"])
@private
def ask_review(request: HttpRequest, key: str) -> HttpResponse:
    """Ask the higher organ to review the answer (申请复查)."""
    return _asked(request, key, "request_review", "portal/ask_review.html")


@sensitive_post_parameters("grounds")
@require_http_methods(["GET", "HEAD", "POST"])
@private
def ask_re_review(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for a re-review of the review opinion (申请复核)."""
    return _asked(request, key, "request_re_review", "portal/ask_review.html")


@require_http_methods(["GET", "HEAD", "POST"])
@private
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Withdraw the report (撤回); a violation is pursued all the same."""
    return _asked(request, key, "withdraw", "portal/withdraw.html")
