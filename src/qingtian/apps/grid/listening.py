"""What other chapters open about an event or a hazard (``about``) came of it: linked as soon as it is opened."""

from __future__ import annotations

from collections.abc import Mapping

from qingtian.apps.proceedings.actions.link import link
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link, Proceeding

OWN = ("grid_event", "hidden_hazard")


def link_what_came_of_it(performed: Performed) -> None:
    """A visit, clue, hazard or case opened about one of ours; nothing else, and nothing twice."""
    about = performed.values.get("about")
    if performed.act.seq != 1 or not isinstance(about, Mapping) or about.get("procedure") not in OWN:
        return
    source = Proceeding.objects.get(uid=about["uid"])
    if source.pk != performed.proceeding.pk:
        link(source, performed.proceeding, Link.Kind.GAVE_RISE_TO, by_act=source.seq)
