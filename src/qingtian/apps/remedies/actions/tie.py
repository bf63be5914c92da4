"""A remedy is tied to the matter it is about; two of one kind are never open on one matter."""

from __future__ import annotations

from qingtian.apps.proceedings.actions.link import link
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.errors import Refused
from qingtian.language import Text

#: kinds of which the law knows one at a time: there is one decision, one reconsideration, one suit of first instance
ONE_AT_A_TIME = ("reconsideration", "lawsuit")
SECOND = Text("{number} 已经有没办完的{other}，不能再立一件。", "{number} has one open already: {other}.")


def tie(performed: Performed) -> None:
    """The effect of ``receive``. Raises Refused ``remedies.second_open``, by the same party about the same matter."""
    told = performed.values.get("about")
    if not told:
        return
    matter = Proceeding.objects.select_for_update().get(uid=told["uid"])
    _refuse_second(performed.proceeding, matter, performed)
    link(matter, performed.proceeding, Link.Kind.GAVE_RISE_TO, by_act=performed.act.seq)


def _refuse_second(remedy: Proceeding, matter: Proceeding, performed: Performed) -> None:
    if remedy.procedure not in ONE_AT_A_TIME:
        return
    party = (performed.after.facts.get("party") or {}).get("number", "")
    links = matter.links_out.filter(kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True)
    same = links.filter(target__procedure=remedy.procedure, target__ended_on__isnull=True, target__party=party).exclude(
        target=remedy
    )
    if other := same.values_list("target__number", flat=True).first():
        raise Refused("remedies.second_open", SECOND.format(number=matter.number, other=other), where="about")
