"""What other chapters open about an alert (``about``) is what came of it: linked to it as soon as it is opened."""

from __future__ import annotations

from collections.abc import Mapping

from qingtian.apps.proceedings.actions.link import link
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link, Proceeding


def link_what_came_of_it(performed: Performed) -> None:
    """A notice, visit, clue or case opened about an alert; nothing else, and nothing twice."""
    about = performed.values.get("about")
    if performed.act.seq != 1 or not isinstance(about, Mapping) or about.get("procedure") != "monitor_alert":
        return
    alert = Proceeding.objects.get(uid=about["uid"])
    if alert.pk != performed.proceeding.pk:
        link(alert, performed.proceeding, Link.Kind.GAVE_RISE_TO, by_act=alert.seq)
