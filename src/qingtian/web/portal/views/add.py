"""Adding to an own report through the secret link: words and photos, refused kindly where the matter has ended."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from qingtian.apps.petitions.actions.add_information import add_information
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.actions.perform import StaleProceeding
from qingtian.apps.proceedings.queries import possible
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures.decide import FieldsRefused
from qingtian.web.design.fields import FieldView
from qingtian.web.portal.answers import TOO_LONG, line
from qingtian.web.portal.photos import take_for, too_large
from qingtian.web.portal.private import private
from qingtian.web.portal.rate import spend
from qingtian.web.portal.sending import REPORTER
from qingtian.web.portal.sentences import in_full
from qingtian.web.portal.settled import LONGEST_REPORT
from qingtian.web.portal.uploads import StopAtLimit, watch
from qingtian.web.portal.views.receipt import no_such_link, opened
from qingtian.web.portal.views.reporter import CHANGED
from qingtian.web.typed import whole

WRITE = Text(
    "请写一两句要补充的；只加照片，也写一句照片上是什么。",
    "Write a sentence or two; for photos alone, say what they show.",
)


def may_add(petition: Petition, request: HttpRequest) -> bool:
    """Whether the matter is still open to what its reporter has to add."""
    found = possible(petition.proceeding, REPORTER, request.as_of)
    return any(one.allowed for one in found if one.transition.act == "add_information")


@sensitive_variables()
def _added(request: HttpRequest, petition: Petition, words: str, handler: StopAtLimit) -> Text | None:
    """Add it, or the sentence that says why not."""
    if not words:
        return WRITE
    if len(words) > LONGEST_REPORT:
        return TOO_LONG.format(limit=LONGEST_REPORT, n=len(words))
    if handler.too_large:
        return too_large(handler.too_large, video=handler.was_video).refusal
    try:
        spend("reporter", request)
        uploads = [*request.FILES.getlist("photos"), *request.FILES.getlist("video")]
        photos, token = take_for(petition, uploads, request.now)
        add_information(
            petition,
            words,
            photos=photos,
            photos_token=token,
            by=REPORTER,
            on=request.as_of,
            now=request.now,
            expected_seq=whole(request.POST.get("seq", ""), otherwise=-1),
            once=request.POST.get("once", "")[:64] or None,
        )
    except StaleProceeding:
        return CHANGED
    except FieldsRefused as refused:
        return Text("".join(t.zh for t in refused.faults.values()), " ".join(t.en for t in refused.faults.values()))
    except QingtianError as refused:
        return in_full(refused)
    return None


@csrf_protect
def _answer(request: HttpRequest, key: str, handler: StopAtLimit) -> HttpResponse:
    petition = opened(key)
    if petition is None:
        return no_such_link(request)
    words, refused = "", None
    open_to_it = may_add(petition, request)
    if request.method == "POST" and open_to_it:
        words = line(request.POST, "words")
        refused = _added(request, petition, words, handler)
        if refused is None:
            return redirect("portal:receipt", key=key)
        petition.proceeding.refresh_from_db()
    context = {
        "key": key,
        "petition": petition,
        "open": open_to_it,
        "refused": refused,
        "words": FieldView(
            "words",
            Text("补充什么", "What you want to add"),
            "textarea",
            hint=Text(
                "又看到什么、时间、地方。不要写您自己的姓名、电话。",
                "What you saw since, when and where. Leave out your own name and number.",
            ),
            value=words,
            rows=5,
            maxlength=LONGEST_REPORT,
        ),
        "most": settings.PHOTOS_MAX,
        "most_bytes": settings.PHOTO_MAX_BYTES,
        "most_megabytes": settings.PHOTO_MAX_BYTES // (1024 * 1024),
        "seq": petition.proceeding.seq,
        "once": secrets.token_urlsafe(24),
    }
    status = 422 if refused else 409 if request.method == "POST" else 200
    return render(request, "portal/add.html", context, status=status)


@csrf_exempt  # checked inside, by csrf_protect: the upload handler must be in place before the form is read
@sensitive_post_parameters("words")
@require_http_methods(["GET", "HEAD", "POST"])
@private
def add(request: HttpRequest, key: str) -> HttpResponse:
    """补充情况: a page with one question; a matter that has ended says where to go instead."""
    return _answer(request, key, watch(request))
