"""Open a measure about a case: tied to it, about the same party, and of a kind the case has no open one of."""

from __future__ import annotations

from qingtian.apps.proceedings.actions.link import link
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.errors import Refused
from qingtian.language import Text

#: kinds a case may have several of at a time: other things may be sealed
SEVERAL = frozenset({"seizure"})
SECOND = Text(
    "{number} 已经有没办完的同类措施 {other}。", "{number} has an open measure of this kind already: {other}."
)
OTHER_PARTY = Text("{number} 的当事人是 {party}，不是这一个。", "The party of {number} is {party}, not this one.")


def tie(performed: Performed) -> None:
    """The effect of opening. Raises Refused ``measures.same_kind_open``, ``measures.other_party``."""
    about = performed.values.get("about")
    if not about:
        return
    case = Proceeding.objects.select_for_update().get(uid=about["uid"])
    _refuse_other_party(case, performed)
    if performed.proceeding.procedure not in SEVERAL:
        _refuse_second(case, performed.proceeding)
    link(case, performed.proceeding, Link.Kind.GAVE_RISE_TO, by_act=performed.act.seq)


def _refuse_other_party(case: Proceeding, performed: Performed) -> None:
    party = (case.projection.get("facts", {}).get("party") or {}).get("number")
    if party and party != performed.values["party"]["number"]:
        raise Refused("measures.other_party", OTHER_PARTY.format(number=case.number, party=party), where="party")


def _refuse_second(case: Proceeding, measure: Proceeding) -> None:
    links = case.links_out.filter(kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True)
    same = links.filter(target__procedure=measure.procedure, target__ended_on__isnull=True).exclude(target=measure)
    if other := same.values_list("target__number", flat=True).first():
        raise Refused("measures.same_kind_open", SECOND.format(number=case.number, other=other), where="about")
