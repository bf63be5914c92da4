"""What a damage claim adds to the left-hand column: losses, money, publicity, and the pages of each."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from qingtian.apps.compensation.queries import NOTICE, ledger
from qingtian.apps.proceedings.models import Proceeding
from qingtian.enforcement.compensation_ledger import sum_or_zero
from qingtian.language import Text
from qingtian.procedures import Projection
from qingtian.procedures.who import Actor
from qingtian.web.access import PAGES
from qingtian.web.design.shapes import Fact, Link, Words


def compensation_facts(actor: Actor, claim: Proceeding, projection: Projection) -> list[Fact]:
    """The sheet of losses and the ledger as far as they are known, and what to publish or ask the public about."""
    facts, number = projection.facts, [claim.number]
    found = []
    if actor.roles & PAGES["desk:compensation_losses"].roles:
        total = facts.get("total")
        shown = f"{sum_or_zero(str(total)):,.2f}" if total else ""
        sum_: Words = Text(f"{shown} 元", f"{shown} yuan") if total else Text("还没填", "not entered yet")
        sheet = Link(Text("损失清单", "Sheet of losses"), reverse("desk:compensation_losses", args=number))
        found.append(Fact(Text("损失合计", "Sum of losses"), [sum_, sheet]))
        found += _money(claim, projection)
    return found + _public(actor, claim)


def _money(claim: Proceeding, projection: Projection) -> list[Fact]:
    if not projection.facts.get("payable"):
        return []
    held = ledger(claim, projection)
    words = Text(
        f"应缴 {held.owed:,.2f} 元，已缴 {held.paid:,.2f} 元，还欠 {held.balance:,.2f} 元",
        f"owed {held.owed:,.2f}, paid {held.paid:,.2f}, left {held.balance:,.2f} yuan",
    )
    page = Link(Text("缴款", "Payments"), reverse("desk:compensation_payments", args=[claim.number]))
    return [Fact(Text("赔偿金", "Compensation"), [words, page])]


def _public(actor: Actor, claim: Proceeding) -> list[Fact]:
    """The two ways to the public: a notice through the one gate, and a consultation."""
    links: list[Words | Link] = []
    if actor.roles & PAGES["desk:new_publication"].roles:
        told = urlencode({"f_kind": NOTICE, "f_source": claim.number, "f_subject": claim.title})
        links.append(Link(Text("拟公示稿", "Draft a notice"), f"{reverse('desk:new_publication')}?{told}"))
    if actor.roles & PAGES["desk:new_consultation"].roles:
        links.append(
            Link(Text("就修复方案征求意见", "Ask the public about the plan"), reverse("desk:new_consultation"))
        )
    return [Fact(Text("公开和参与", "Publicity"), links)] if links else []
