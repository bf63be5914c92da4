"""Draft a step (拟稿): tied to the matter it is about, once a matter, and to the proposal it came from."""

from __future__ import annotations

from qingtian.apps.proceedings.actions.link import link
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.supervision.models import Proposal
from qingtian.errors import Refused
from qingtian.language import Text

SECOND = Text(
    "{number} 已经有没办完的同类督办 {other}，不能再发一份。",
    "{number} has an open step of this kind already: {other}.",
)
DECIDED = Text("这条建议已经处理过了。", "This proposal was decided already.")


def tie(performed: Performed) -> None:
    """The effect of ``draft``. Raises Refused ``supervision.same_step_open``, ``supervision.proposal_decided``."""
    about = performed.values.get("about")
    if about:
        matter = Proceeding.objects.select_for_update().get(uid=about["uid"])
        refuse_second(performed.proceeding, matter)
        link(matter, performed.proceeding, Link.Kind.GAVE_RISE_TO, by_act=performed.act.seq)
    if key := performed.extra.get("proposal"):
        settle(int(key), performed.proceeding)


def refuse_second(step: Proceeding, matter: Proceeding) -> None:
    """Two steps of one kind are never open on one matter."""
    links = matter.links_out.filter(kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True)
    same = links.filter(target__procedure=step.procedure, target__ended_on__isnull=True).exclude(target=step)
    if other := same.values_list("target__number", flat=True).first():
        raise Refused("supervision.same_step_open", SECOND.format(number=matter.number, other=other), where="about")


def settle(key: int, step: Proceeding) -> None:
    """The proposal was issued as this matter."""
    proposal = Proposal.objects.select_for_update().get(pk=key)
    if proposal.issued_id or proposal.dismissed_on or proposal.step != step.procedure:
        raise Refused("supervision.proposal_decided", DECIDED)
    proposal.issued = step
    proposal.save(update_fields=["issued"])
