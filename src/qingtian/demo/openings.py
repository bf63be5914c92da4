"""Now and then an officer opens who reported: with a reason, and the log keeps it for the reporter and the auditor."""

from __future__ import annotations

from datetime import date

from qingtian.apps.identities.vault import Opener, open_identity
from qingtian.apps.petitions.models import Petition
from qingtian.demo.stage import Life, Stage, moment

OFFICER = "yunping-petition-officer"
#: (days before, hour, reason)
OPENED = (
    (44, 10, "约反映人到现场指认位置"),
    (27, 15, "电话核对反映的时间"),
    (19, 9, "寄送受理告知书"),
    (12, 16, "约反映人到现场指认位置"),
    (6, 11, "回访满意度"),
    (3, 10, "寄送处理意见书"),
)


def openings(stage: Stage) -> Life:
    """On those days the officer opens the latest named petition that is being handled."""
    for before, hour, reason in OPENED:
        at = moment(stage.day(before), hour, 25)
        yield at
        handled = Petition.objects.filter(proceeding__state="accepted", proceeding__projection__facts__naming="named")
        petition = handled.order_by("-proceeding__pk").first()
        if petition is not None:
            open_identity(petition.identity_token, by=_opener(stage, OFFICER, at.date()), reason=reason, now=at)


def _opener(stage: Stage, post: str, on: date) -> Opener:
    actor = stage.actor(post, on)
    title = actor.post_title.zh if actor.post_title else ""
    return Opener(actor.person_id or 0, actor.person or "", title, actor.organ_name.zh if actor.organ_name else "")
