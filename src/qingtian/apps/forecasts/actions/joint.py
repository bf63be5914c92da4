"""The joint forecast with the weather bureau beside ours: found by its days, linked by an act."""

from __future__ import annotations

from datetime import date

from qingtian.apps.proceedings.actions.link import link, unlink
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link, Proceeding

SIGNED = ("signed", "issued", "lapsed")
#: how many of the latest are looked through
LOOKED_AT = 60


def joint_forecasts_of(first: date, last: date) -> list[Proceeding]:
    """Signed or issued joint forecasts whose days touch these, the latest first; the last sixty are looked through."""
    rows = Proceeding.objects.filter(procedure="joint_forecast", state__in=SIGNED).order_by("-pk")[:LOOKED_AT]
    found = []
    for row in rows:
        facts = row.projection["facts"]
        if facts["first_day"] <= last.isoformat() and facts["last_day"] >= first.isoformat():
            found.append(row)
    return found


def link_joint(performed: Performed) -> None:
    """This forecast is evidence for what both bureaus agreed; both pages show it."""
    joint = Proceeding.objects.get(uid=performed.values["joint"]["uid"])
    link(performed.proceeding, joint, Link.Kind.EVIDENCE_FOR, by_act=performed.act.seq)


def unlink_joint(performed: Performed) -> None:
    """The act was voided."""
    made_by = performed.extra["voided"]["seq"]
    unlink(performed.proceeding, Link.Kind.EVIDENCE_FOR, by_act=performed.act.seq, made_by=made_by)
