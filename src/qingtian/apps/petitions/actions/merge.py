"""Merge and unmerge (并案、分案): the link to the main petition follows the act."""

from __future__ import annotations

from qingtian.apps.proceedings.actions.link import link, unlink
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link, Proceeding


def link_to_main(performed: Performed) -> None:
    main = Proceeding.objects.get(uid=performed.values["main"]["uid"])
    link(performed.proceeding, main, Link.Kind.DUPLICATE_OF, by_act=performed.act.seq)


def unlink_from_main(performed: Performed) -> None:
    unlink(performed.proceeding, Link.Kind.DUPLICATE_OF, by_act=performed.act.seq)
