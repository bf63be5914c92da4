"""Propose a reward (提请奖励): a verified report, the first about its violation, not rewarded before."""

from __future__ import annotations

from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.rewards.models import Reward
from qingtian.apps.rewards.queries import new_pay_code, root_of
from qingtian.errors import Refused
from qingtian.language import Text

#: an opinion that supports the request says that the report is true
VERIFIED = "supported"
NOT_VERIFIED = Text("{number} 还没有查证属实的处理意见。", "{number} has no opinion yet that finds it true.")
NOT_FIRST = Text("最先举报的是 {number}，只奖最先举报的。", "{number} reported it first; only the first is rewarded.")
ALREADY = Text("同一违法行为已经有奖励 {number}。", "The same violation has a reward already: {number}.")


def write_reward(performed: Performed) -> None:
    """The effect of ``propose``. Raises Refused ``reward.not_verified``, ``reward.not_first``, ``reward.already``."""
    number = performed.values["petition"]["number"]
    petition = Petition.objects.select_related("proceeding").get(proceeding__number=number)
    root = Proceeding.objects.select_for_update().get(pk=root_of(petition.proceeding).pk)
    if petition.proceeding.projection["facts"].get("outcome") != VERIFIED:
        raise Refused("reward.not_verified", NOT_VERIFIED.format(number=number), where="petition")
    first = first_report(root)
    if first.pk != petition.proceeding_id:
        raise Refused("reward.not_first", NOT_FIRST.format(number=first.number), where="petition")
    if standing := Reward.objects.filter(root=root, standing=True).select_related("proceeding").first():
        raise Refused("reward.already", ALREADY.format(number=standing.proceeding.number), where="petition")
    Reward.objects.create(proceeding=performed.proceeding, petition=petition, root=root, pay_code=new_pay_code())


def first_report(root: Proceeding) -> Proceeding:
    """The report that came first of all about the same event: the main one or one merged into it."""
    merged = Link.objects.filter(target=root, kind=Link.Kind.DUPLICATE_OF, undone_by__isnull=True).values("source")
    group = Proceeding.objects.filter(pk__in=merged) | Proceeding.objects.filter(pk=root.pk)
    return group.order_by("opened_on", "pk")[0]
