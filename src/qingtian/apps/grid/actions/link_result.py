"""Link what came of an event (连上后来的事项), and undo it with the act."""

from __future__ import annotations

from qingtian.apps.proceedings.actions.link import link, unlink
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link, Proceeding


def link_result(performed: Performed) -> None:
    """Both pages show it from now on."""
    result = Proceeding.objects.get(uid=performed.values["came_of"]["uid"])
    link(performed.proceeding, result, Link.Kind.GAVE_RISE_TO, by_act=performed.act.seq)


def unlink_result(performed: Performed) -> None:
    """The act was voided."""
    made_by = performed.extra["voided"]["seq"]
    unlink(performed.proceeding, Link.Kind.GAVE_RISE_TO, by_act=performed.act.seq, made_by=made_by)
