"""Open the sealed payee at pay-out: by the office that pays, each time logged and shown to the reporter."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.vault import Identity, Opener, Purpose, open_identity, openings
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.apps.rewards.models import Reward
from qingtian.apps.rewards.policy import may_open_payee
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.web.desk.identity import opening_post
from qingtian.web.desk.matter_page import head
from qingtian.web.desk.proof import confirmation
from qingtian.web.desk.seat import DeskRequest, matter, officer
from qingtian.web.templatetags.words import say

PAYING = Text("发放举报奖励 {code}", "Paying reward {code}")


@officer
@sensitive_variables()
def reward_payee(request: DeskRequest, number: str) -> HttpResponse:
    """GET says what opening means, POST opens once. The reason is written by the system: paying this reward."""
    found = matter(request, number)
    reward = Reward.objects.filter(proceeding=found).exclude(payee_token="").first()
    if reward is None or not may_open_payee(request.actor, found):
        raise Http404
    if step := confirmation(request, factor=True):
        return step
    if request.method != "POST":
        return _page(request, found, reward)
    organ = request.actor.organ_name
    opener = Opener(
        person_id=request.person.pk,
        person=request.person.name_zh,
        post=opening_post(request),
        organ=organ.zh if organ else "",
    )
    reason = say(PAYING.format(code=reward.pay_code))
    try:
        who = open_identity(reward.payee_token, by=opener, reason=reason, now=request.now, purpose=Purpose.REWARD)
    except QingtianError as refused:
        return _page(request, found, reward, refused=refused, status=422)
    return _page(request, found, reward, who=who)


def _page(
    request: DeskRequest,
    found: Proceeding,
    reward: Reward,
    *,
    who: Identity | None = None,
    refused: QingtianError | None = None,
    status: int = 200,
) -> HttpResponse:
    context = head(found, procedure_of(found), projection_of(found), request) | {
        "reward": reward,
        "who": who,
        "refused": refused,
        "openings": openings(reward.payee_token),
        "nav_current": "desk:petitions",
    }
    response = render(request, "desk/rewards/payee.html", context, status=status)
    response["Cache-Control"] = "no-store, private, max-age=0"
    return response
