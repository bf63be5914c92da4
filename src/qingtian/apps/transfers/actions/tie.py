"""Tie a transfer to the case it is about (关联): two open transfers of one kind never stand on one case."""

from __future__ import annotations

from qingtian.apps.proceedings.actions.link import link
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.errors import Refused
from qingtian.language import Text

SECOND = Text("{number} 已经有没办完的同类移送 {other}。", "{number} has an open transfer of this kind: {other}.")


def tie(performed: Performed) -> None:
    """The effect of an opening act. Raises Refused ``transfers.open_already``."""
    about = performed.values.get("about")
    if not about:
        return
    case = Proceeding.objects.select_for_update().get(uid=about["uid"])
    _refuse_second(performed.proceeding, case)
    link(case, performed.proceeding, Link.Kind.GAVE_RISE_TO, by_act=performed.act.seq)


def _refuse_second(transfer: Proceeding, case: Proceeding) -> None:
    """Meetings may be many; transfers of a kind are one at a time."""
    if transfer.procedure == "joint_meeting":
        return
    links = case.links_out.filter(kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True)
    same = links.filter(target__procedure=transfer.procedure, target__ended_on__isnull=True).exclude(target=transfer)
    if other := same.values_list("target__number", flat=True).first():
        raise Refused("transfers.open_already", SECOND.format(number=case.number, other=other), where="about")
