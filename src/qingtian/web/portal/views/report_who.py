"""Step 5 of a report: with a name or without, then sending. Names and numbers pass through here into the seal only."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from qingtian.apps.identities.vault import Identity
from qingtian.errors import QingtianError, Refused
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.portal import human_check
from qingtian.web.portal.answers import WHENS
from qingtian.web.portal.drafts import Draft
from qingtian.web.portal.kinds import in_words
from qingtian.web.portal.places import area_named
from qingtian.web.portal.private import private
from qingtian.web.portal.sending import send
from qingtian.web.portal.sending_often import refuse_asked, spend_report
from qingtian.web.portal.sentences import in_full
from qingtian.web.portal.views.report import frame, out_of_order
from qingtian.web.templatetags.words import page_language

logger = logging.getLogger(__name__)

TRAP = "website"
CHECK = "check"
LONGEST_ENTRY = {"name": 100, "phone": 50, "other": 500}
CHOOSE = Text("请选一个。", "Choose one.")
NAME_WANTED = Text("署名就要写姓名；也可以改选不留姓名。", "To give your name, enter it; or choose not to.")
LEAVE_EMPTY = Text("请把这一格留空。", "Leave this box empty.")
TOO_LONG = Text("写得太长了，最多 {n} 字。", "Too long: at most {n} characters.")
NOT_SENT = Text("没有交上去。您写的都在。", "Not sent. What you wrote is still here.")
LATER = Text("过一会儿再试，或拨打 12345。", "Try again in a while, or call 12345.")


@sensitive_variables()
def _faults(posted: QueryDict) -> dict[str, Text]:
    faults = {}
    if posted.get("naming") not in ("named", "anonymous"):
        faults["naming"] = CHOOSE
    if posted.get("naming") == "named" and not posted.get("name", "").strip():
        faults["name"] = NAME_WANTED
    for field, longest in LONGEST_ENTRY.items():
        if len(posted.get(field, "")) > longest:
            faults[field] = TOO_LONG.format(n=longest)
    if posted.get(TRAP):
        faults[TRAP] = LEAVE_EMPTY
    return faults


@sensitive_variables()
def _identity(posted: QueryDict) -> Identity:
    """Who reports. Choosing not to give a name wins over a name that was typed before."""
    name = posted.get("name", "").strip() if posted.get("naming") == "named" else ""
    return Identity(name, posted.get("phone", "").strip(), posted.get("other", "").strip())


def _fields(posted: Mapping[str, str], faults: Mapping[str, Text]) -> list[FieldView]:
    """The questions; what was typed comes back in this one answer and is kept nowhere."""
    naming = FieldView(
        "naming",
        Text("选一个", "Choose one"),
        "radio",
        value=posted.get("naming", "anonymous"),
        error=faults.get("naming", ""),
        choices=[
            Choice(
                "anonymous",
                Text("不留姓名", "No name"),
                Text("照样登记、照样查。", "It is registered and looked into all the same."),
            ),
            Choice(
                "named",
                Text("留姓名", "Give my name"),
                Text("依法要给您书面告知和答复。", "The law then owes you written notice and an answer."),
            ),
        ],
    )
    rest = (
        ("name", Text("姓名", "Name"), "", "text", "name"),
        (
            "phone",
            Text("电话", "Telephone"),
            Text("到现场前可能要问您路。", "Officers may need to ask the way."),
            "tel",
            "tel",
        ),
        ("other", Text("别的联系方式", "Another way to reach you"), "", "text", "off"),
    )
    entered = [
        FieldView(
            name,
            label,
            kind,
            hint=hint,
            value=posted.get(name, ""),
            error=faults.get(name, ""),
            required=False,
            autocomplete=autocomplete,
            maxlength=LONGEST_ENTRY[name],
        )
        for name, label, hint, kind, autocomplete in rest
    ]
    return [naming, *entered]


def _summary(draft: Draft) -> dict[str, object]:
    """What is about to be sent, without anything about the sender."""
    values = draft.values
    return {
        "kinds": in_words(values.get("kinds", [])),
        "when": WHENS.get(values.get("when", "")),
        "named_area": None if values.get("lon") or values.get("area") else area_named(values.get("place", "")),
        "photos": draft.photos,
        "videos": draft.videos,
    }


def _check(words: Text, faults: Mapping[str, Text]) -> FieldView:
    """The question to a person; a new one each time, so nothing typed before stands in it."""
    return FieldView(
        CHECK, words, hint=human_check.WHY, error=faults[CHECK], width="short", maxlength=human_check.LONGEST
    )


@sensitive_variables("posted")
def _page(
    request: HttpRequest, draft: Draft, posted: Mapping[str, str], faults: Mapping[str, Text], refused: Text | None
) -> HttpResponse:
    question = human_check.ask() if CHECK in faults else None
    context = frame(draft, "who") | {
        "fields": _fields(posted, faults),
        "trap": FieldView(TRAP, LEAVE_EMPTY, required=False, error=faults.get(TRAP, "")),
        "check": _check(question.words, faults) if question else None,
        "check_token": question.token if question else "",
        "errors": [(f"id_{name}", words) for name, words in faults.items()],
        "refused": refused,
        "later": LATER,
        "summary": _summary(draft),
    }
    response = render(request, "portal/report/who.html", context, status=422 if faults or refused else 200)
    return draft.give_cookie(response)


@sensitive_variables()
def _sent(request: HttpRequest, draft: Draft) -> Text | None:
    """Send; the sentence to show when it could not be."""
    language = "en" if page_language() == "en" else "zh-Hans"
    try:
        spend_report(request, request.POST.get("phone", ""))
        send(draft, _identity(request.POST), language=language, on=request.as_of, now=request.now)
    except Refused as refused:
        if refused.code == "portal.too_often":
            return Text(f"{NOT_SENT.zh}{refused.message.zh}", f"{NOT_SENT.en} {refused.message.en}")
        if refused.code == "portal.phone_too_often":
            said = in_full(refused)
            return Text(f"{NOT_SENT.zh}{said.zh}", f"{NOT_SENT.en} {said.en}")
        logger.error("a report was refused: %s", refused.code)
        return NOT_SENT
    except QingtianError as failed:
        logger.error("a report could not be sent: %s", failed.code)
        return NOT_SENT
    return None


@sensitive_variables()
def _asked(request: HttpRequest) -> dict[str, Text]:
    """The question to a person, where it must be answered first and was not."""
    posted = request.POST
    said = refuse_asked(request, posted.get("phone", ""), posted.get(CHECK, ""), posted.get("check_token", ""))
    return {CHECK: said} if said else {}


@sensitive_post_parameters("name", "phone", "other")
@require_http_methods(["GET", "HEAD", "POST"])
@private
def who(request: HttpRequest) -> HttpResponse:
    """Step 5 and sending. Pressing twice sends once."""
    draft = Draft.of(request, request.now)
    if elsewhere := out_of_order(draft, "who"):
        return elsewhere
    if request.method != "POST":
        return _page(request, draft, {}, {}, None)
    faults = _faults(request.POST) or _asked(request)
    refused = None if faults else _sent(request, draft)
    if faults or refused or not draft.sent:
        return _page(request, draft, request.POST, faults, refused or (None if faults else NOT_SENT))
    return redirect("portal:received")


@require_GET
@private
def received(request: HttpRequest) -> HttpResponse:
    """Shown once after sending: the receipt number and the secret link, readable by the sending browser only."""
    found = Draft.of(request, request.now).received()
    if found is None:
        return redirect("portal:home")
    receipt, key = found
    return render(request, "portal/received.html", {"receipt": receipt, "key": key})
