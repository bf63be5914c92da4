"""Named questions about rewards."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.rewards.models import Reward
from qingtian.procedures.claim_code import ALPHABET
from qingtian.procedures.who import Actor

#: states in which the money is still owed to somebody
UNPAID = ("approved", "claimable", "claimed")


def of(proceeding: Proceeding) -> Reward:
    """The reward of its matter."""
    return Reward.objects.select_related("root").get(proceeding=proceeding)


def of_petition(petition: Petition) -> Reward | None:
    """The latest reward proposed for a report."""
    return Reward.objects.filter(petition=petition).select_related("proceeding").order_by("-pk").first()


def root_of(proceeding: Proceeding) -> Proceeding:
    """The matter that carries the violation: the main petition of a merged one, else itself."""
    link = proceeding.links_out.filter(kind=Link.Kind.DUPLICATE_OF, undone_by__isnull=True).select_related("target")
    main = link.last()
    return main.target if main else proceeding


def new_pay_code() -> str:
    """What a payment list calls a reward: random, so that it leads to nobody."""
    return "J-" + "".join(secrets.choice(ALPHABET) for _ in range(8))


def tokens_held(tokens: Collection[str]) -> Iterable[str]:
    """Those of ``tokens`` that a reward carries; the sweep of orphans asks."""
    return Reward.objects.filter(payee_token__in=tokens).values_list("payee_token", flat=True)


def seen_by(actor: Actor) -> QuerySet[Reward]:
    """Rewards whose matter the actor may see, the latest first."""
    matters = visible(actor).filter(procedure="reward")
    return Reward.objects.filter(proceeding__in=matters).select_related("proceeding").order_by("-pk")


def to_pay(actor: Actor) -> QuerySet[Reward]:
    """The payment list: claimed and not paid yet, by code."""
    return seen_by(actor).filter(proceeding__state="claimed").order_by("pay_code")


def paid_to_the_same(reward: Reward, since: date) -> int:
    """How many other rewards the same payee was paid from ``since`` on, told by keyed marks alone."""
    if not reward.payee_mark:
        return 0
    others = Reward.objects.filter(payee_mark=reward.payee_mark, paid_on__gte=since).exclude(pk=reward.pk)
    return others.count()


def totals() -> list[tuple[int, int, int]]:
    """By year of payment, the latest first: year, how many, yuan."""
    paid = Reward.objects.filter(paid_on__isnull=False).annotate(year=ExtractYear("paid_on"))
    rows = paid.values("year").annotate(many=Count("pk"), yuan=Sum("amount")).order_by("-year")
    return [(row["year"], row["many"], row["yuan"]) for row in rows]


def honoured() -> int:
    """How many were given an honorary reward."""
    return Reward.objects.filter(Q(proceeding__state="honoured")).count()
