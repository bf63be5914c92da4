"""What the page of a transfer, of a meeting and of a penalty case adds to the left-hand column."""

from __future__ import annotations

from django.urls import reverse

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import may_see
from qingtian.apps.transfers.queries import awaiting_receipt, case_of, confirmed_limbs, standing_records
from qingtian.enforcement.crime_limbs import load_limbs
from qingtian.language import Text
from qingtian.procedures import Projection
from qingtian.web.design.shapes import Fact, Link, Words
from qingtian.web.desk.enforcement.seats import ENFORCING
from qingtian.web.desk.seat import DeskRequest

SEE = Text("候选情形和依据的事实", "Candidate limbs and the facts they rest on")
REGISTER = Text("往来登记", "Register of messages")


def transfer_facts(request: DeskRequest, proceeding: Proceeding, projection: Projection) -> list[Fact]:
    """Its case, the limbs persons confirmed, messages without a receipt; of a meeting what was agreed and fed back."""
    found = _case(request, projection)
    if proceeding.procedure == "joint_meeting":
        return found + _agreed(proceeding, projection)
    if proceeding.procedure == "criminal_transfer" and (limbs := confirmed_limbs(proceeding)):
        words = [_limb(one) for one in limbs]
        found.append(Fact(Text("认定成立", "Confirmed"), list(words)))
    waiting: list[Words | Link] = list(awaiting_receipt(proceeding))
    register = [Link(REGISTER, reverse("desk:judicial_messages"))] if request.actor.roles & ENFORCING else []
    return [*found, Fact(Text("等回执", "Receipt awaited"), [*waiting, *register])] if waiting or register else found


def _limb(id_: str) -> Text:
    declared = load_limbs()
    limb = declared.limbs[id_]
    return Text("{g}：{t}", "{g}: {t}").format(g=declared.grades[limb.grade], t=limb.title)


def _case(request: DeskRequest, projection: Projection) -> list[Fact]:
    case = case_of(projection.facts)
    if case is None:
        return []
    if not may_see(request.actor, case):
        return [Fact(Text("案件", "Case"), [case.number])]
    return [Fact(Text("案件", "Case"), [Link(case.number, reverse("desk:proceeding", args=[case.number]))])]


def _agreed(proceeding: Proceeding, projection: Projection) -> list[Fact]:
    back = {record["fields"]["item"] for record in standing_records(proceeding, "give_feedback")}
    lines: list[Words | Link] = []
    for place, item in enumerate(projection.facts.get("agreed") or (), 1):
        state = Text("已反馈", "fed back") if place in back else Text("待反馈", "feedback awaited")
        words = Text("{n}. {due} {title}（{state}）", "{n}. {due} {title} ({state})")
        lines.append(words.format(n=place, due=item["due"], title=item["title"], state=state))
    return [Fact(Text("议定事项", "Agreed"), lines)] if lines else []


def crime_facts(request: DeskRequest, proceeding: Proceeding) -> list[Fact]:
    """Of a penalty case, for who enforces: the way to its candidate crimes."""
    if proceeding.procedure != "penalty_case" or not request.actor.roles & ENFORCING:
        return []
    address = reverse("desk:candidates", args=[proceeding.number])
    return [Fact(Text("涉嫌犯罪", "Suspected crime"), [Link(SEE, address)])]
