"""Register a clue (登记线索): tied to the matter it comes from, and the place of the damage noted."""

from __future__ import annotations

from qingtian.apps.compensation.actions.place_site import place
from qingtian.apps.compensation.models import Site
from qingtian.apps.proceedings.actions.link import link
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link, Proceeding


def register(performed: Performed) -> None:
    """The effect of ``register_clue``."""
    values = performed.values
    if about := values.get("about"):
        matter = Proceeding.objects.get(uid=about["uid"])
        link(matter, performed.proceeding, Link.Kind.GAVE_RISE_TO, by_act=performed.act.seq)
    place(performed.proceeding, Site.Kind.DAMAGED, values["site"], values.get("site_at"))
