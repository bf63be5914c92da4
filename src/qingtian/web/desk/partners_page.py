"""Connected systems (对接系统): who may call us and for what; the secret is shown once. For the administrator."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from qingtian.errors import QingtianError
from qingtian.gateways.partners.actions.keep import Wanted, add_partner, change_partner, end_partner, renew_secret
from qingtian.gateways.partners.models import Partner
from qingtian.gateways.partners.rights import Right
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.accounts_page import administrators_only
from qingtian.web.desk.proof import confirmation
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import say

CHANGED = Text("“{code}”已修改。", "“{code}” is changed.")
ENDED = Text("“{code}”已停用，从现在起它的请求都会被拒绝。", "“{code}” has ended; its calls are refused from now on.")


@officer
@administrators_only
@sensitive_variables()
def partners(request: DeskRequest) -> HttpResponse:
    """GET the list and an empty form; POST adds one and shows its secret, once."""
    request.back = reverse("desk:partners")
    if request.method == "POST" and (step := confirmation(request)):
        return step
    refused = None
    if request.method == "POST":
        try:
            partner, secret = add_partner(_wanted(request, request.POST.get("code", "").strip()),
                                          by=doer(request), now=request.now)  # fmt: skip
            return _shown_once(request, partner, secret)
        except QingtianError as wrong:
            refused = wrong
    context = {
        "partners": Partner.objects.order_by("ended_at", "code"),
        "fields": [_code_field(request, refused), *fields_of(request.POST, refused)],
        "errors": _errors(refused),
    }
    return render(request, "desk/partners.html", context, status=422 if refused else 200)


@officer
@administrators_only
@sensitive_variables()
def partner(request: DeskRequest, code: str) -> HttpResponse:
    """One system: change what it may do, renew its secret, end it (``do`` = change, renew, end)."""
    request.back = reverse("desk:partner", args=[code])
    if request.method == "POST" and (step := confirmation(request)):
        return step
    found = get_object_or_404(Partner, code=code)
    refused = None
    if request.method == "POST":
        try:
            return _done(request, found)
        except QingtianError as wrong:
            refused = wrong
            found.refresh_from_db()
    known = request.POST if refused and request.POST.get("do") == "change" else _entered(found)
    context = {"partner": found, "fields": fields_of(known, refused), "errors": _errors(refused)}
    return render(request, "desk/partner.html", context, status=422 if refused else 200)


@sensitive_variables()
def _done(request: DeskRequest, found: Partner) -> HttpResponse:
    do = request.POST.get("do")
    if do == "renew":
        return _shown_once(request, found, renew_secret(found, by=doer(request), now=request.now))
    if do == "end":
        end_partner(found, by=doer(request), now=request.now)
        messages.success(request, say(ENDED.format(code=found.code)))
    elif do == "change":
        change_partner(found, _wanted(request, found.code), by=doer(request), now=request.now)
        messages.success(request, say(CHANGED.format(code=found.code)))
    return redirect("desk:partners")


@sensitive_variables()
def _shown_once(request: DeskRequest, found: Partner, secret: str) -> HttpResponse:
    response = render(request, "desk/partner_secret.html", {"partner": found, "secret": secret})
    response["Cache-Control"] = "no-store, private, max-age=0"
    return response


def _wanted(request: DeskRequest, code: str) -> Wanted:
    post = request.POST
    hosts = re.split(r"[\s,，;；]+", post.get("media_hosts", "")[:2000])
    systems = re.split(r"[\s,，;；]+", post.get("systems", "")[:2000])
    return Wanted(code, post.get("title_zh", ""), post.get("title_en", ""), post.getlist("may"), hosts, systems)


def _entered(found: Partner) -> dict[str, object]:
    return {"title_zh": found.title_zh, "title_en": found.title_en, "may": found.may,
            "systems": "\n".join(found.systems), "media_hosts": "\n".join(found.media_hosts)}  # fmt: skip


def _errors(refused: QingtianError | None) -> list[tuple[str, Text]]:
    return [(f"id_{refused.where}", refused.message)] if refused else []


def _code_field(request: DeskRequest, refused: QingtianError | None) -> FieldView:
    wrong = refused.message if refused and refused.where == "code" else ""
    return FieldView("code", Text("代码", "Code"), value=request.POST.get("code", ""), width="medium", maxlength=40,
                     error=wrong, hint=Text("小写字母、数字、连字符，比如 hotline-12345。",
                                            "Lower-case letters, digits, hyphens, such as hotline-12345."))  # fmt: skip


def fields_of(values: Mapping[str, object], refused: QingtianError | None) -> list[FieldView]:
    """Name, rights and hosts, with what was entered and what is wrong with it."""
    wrong = {refused.where: refused.message} if refused else {}
    chosen = values.getlist("may") if hasattr(values, "getlist") else values.get("may", [])
    rights = [Choice(right.value, right.text) for right in Right]
    return [
        FieldView("title_zh", Text("名称（中文）", "Name in Chinese"), value=values.get("title_zh", ""), maxlength=80,
                  width="medium", error=wrong.get("title_zh", "")),
        FieldView("title_en", Text("名称（英文）", "Name in English"), value=values.get("title_en", ""), maxlength=120,
                  width="medium", error=wrong.get("title_en", "")),
        FieldView("may", Text("可以做什么", "What it may do"), "checkboxes", value=chosen, choices=rights,
                  error=wrong.get("may", "")),
        FieldView("systems", Text("它是哪些热线来源系统", "Source systems of the hotline"), "textarea", rows=2,
                  value=values.get("systems", ""), required=False, error=wrong.get("systems", ""),
                  hint=Text("一行一个，比如 12345-370102；写 12345 就是它的所有来源。别的来源推不了、取不了。",
                            "One a line, such as 12345-370102; 12345 means all of its sources. It can neither push "
                            "nor fetch what belongs to another.")),
        FieldView("media_hosts", Text("附件可以从哪些主机取", "Hosts its files are fetched from"), "textarea",
                  value=values.get("media_hosts", ""), required=False, error=wrong.get("media_hosts", ""),
                  hint=Text("一行一个主机名；没有写的主机一概不取。", "One host name a line; from no other host is "
                            "anything fetched.")),
    ]  # fmt: skip
