"""Give rise to a case (引出案件) and mark a recurrence (复发): typed links, undone by correction."""

from __future__ import annotations

from qingtian.apps.proceedings.actions.link import link, unlink
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link, Proceeding


def link_to_case(performed: Performed) -> None:
    case = Proceeding.objects.get(uid=performed.values["raised"]["uid"])
    link(performed.proceeding, case, Link.Kind.GAVE_RISE_TO, by_act=performed.act.seq)


def link_to_earlier(performed: Performed) -> None:
    earlier = Proceeding.objects.get(uid=performed.values["earlier"]["uid"])
    link(performed.proceeding, earlier, Link.Kind.RECURRENCE_OF, by_act=performed.act.seq)


def link_to_pressed(performed: Performed) -> None:
    """The effect of ``press``: that both came from one person, never who."""
    earlier = Proceeding.objects.get(uid=performed.values["earlier"]["uid"])
    link(performed.proceeding, earlier, Link.Kind.PRESSES, by_act=performed.act.seq)


def undo(kind: str) -> object:
    """Undo the link of that kind which the voided act made."""

    def unlink_voided(performed: Performed) -> None:
        made_by = performed.extra["voided"]["seq"]
        unlink(performed.proceeding, kind, by_act=performed.act.seq, made_by=made_by)

    return unlink_voided
