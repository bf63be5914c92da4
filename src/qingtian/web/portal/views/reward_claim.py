"""The claim code, shown once on the reporter's own receipt, and the claim by it: nobody is asked who they are."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from qingtian.apps.rewards.actions.claim import Payee, claim_reward, take_code
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.portal.private import private
from qingtian.web.portal.rate import spend
from qingtian.web.portal.sentences import in_full
from qingtian.web.portal.views.receipt import no_such_link, opened, receipt_context

WAYS = ("counter", "account")
CHOOSE = Text("请选怎么领。", "Choose how.")


@sensitive_variables()
@require_POST
@private
def reward_code(request: HttpRequest, key: str) -> HttpResponse:
    """The claim code, on this answer and never again: nothing is redirected, nothing kept by a browser."""
    petition = opened(key)
    if petition is None:
        return no_such_link(request)
    try:
        spend("reporter", request)
        code = take_code(petition.pk)
    except Refused as refused:
        context = receipt_context(petition, key, request.as_of) | {"refused": in_full(refused)}
        return render(request, "portal/receipt.html", context, status=422)
    return render(request, "portal/reward_code.html", {"code": code, "key": key, "petition": petition})


@sensitive_post_parameters("code", "holder", "account", "bank")
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
@private
def reward_claim(request: HttpRequest) -> HttpResponse:
    """Claim by the code; nobody is asked who they are. An account is sealed at once and never shown again."""
    if request.method != "POST":
        return render(request, "portal/reward_claim.html", _fields({}, None))
    said = {name: request.POST.get(name, "").strip()[:200] for name in ("code", "way", "holder", "account", "bank")}
    try:
        spend("reporter", request)
        if said["way"] not in WAYS:
            raise Refused("reward.no_way", CHOOSE, where="way")
        payee = Payee(said["holder"], said["account"], said["bank"])
        reward = claim_reward(said["code"], said["way"], payee, on=request.as_of, now=request.now)
    except Refused as refused:
        return render(request, "portal/reward_claim.html", _fields(said, refused), status=422)
    return render(request, "portal/reward_claim.html", {"claimed": reward, "way": said["way"]})


def _fields(said: dict[str, str], refused: Refused | None) -> dict[str, Any]:
    """The form with what was typed; the code and the account are typed anew after a refusal."""
    claim = load_procedures().editions("reward")[-1].named("claim")
    ways = claim.field("way") if claim else None
    fault = {refused.where: refused.message} if refused and refused.where in ("code", "way", "account") else {}
    return {
        "refused": in_full(refused) if refused and not fault else None,
        "code": FieldView(
            "code",
            Text("领奖码", "Claim code"),
            hint=Text("四组，每组四个字母或数字。", "Four groups of four letters or digits."),
            error=fault.get("code", ""),
            width="medium",
            maxlength=40,
        ),
        "way": FieldView(
            "way",
            Text("怎么领", "How"),
            "radio",
            value=said.get("way", ""),
            error=fault.get("way", ""),
            choices=[Choice(code, ways.choices[code]) for code in WAYS] if ways else [],
        ),
        "account": [
            FieldView("holder", Text("户名", "Holder of the account"), required=False, maxlength=100),
            FieldView("bank", Text("开户行", "Bank"), required=False, maxlength=100),
            FieldView(
                "account",
                Text("账号", "Number of the account"),
                required=False,
                hint=Text(
                    "到窗口领可以不写；写了只留一个还原不出号码的标记，用来数一年内领过几次。",
                    "Not needed at the counter. If given there, only a mark is kept that does not lead back to the "
                    "number; it counts rewards within a year.",
                ),
                error=fault.get("account", ""),
                inputmode="numeric",
                maxlength=60,
            ),
        ],
    }
