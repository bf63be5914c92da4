"""Link an item to a matter as evidence, and undo it."""

from __future__ import annotations

from datetime import datetime

from qingtian.apps.opinion.models import OpinionItem, OpinionLink
from qingtian.apps.opinion.policy import may_read
from qingtian.apps.proceedings.policy import visible
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures.who import Actor

NO_MATTER = Text(
    "没有编号“{number}”的件，或者您看不到它。", "There is no matter “{number}”, or it is not yours to see."
)
NOT_YOURS = Text("舆情不归您的岗位。", "Public opinion is not for your post.")


def link(item: OpinionItem, number: str, by: Actor, now: datetime) -> OpinionLink:
    """The item is evidence for the matter of that number. Repeating it changes nothing. Raises Refused."""
    if not may_read(by):
        raise Refused("opinion.not_yours", NOT_YOURS)
    matter = visible(by).filter(number=number.strip().upper()).first()
    if matter is None:
        raise Refused("opinion.no_matter", NO_MATTER.format(number=number.strip()[:40]))
    made, _ = OpinionLink.objects.get_or_create(item=item, matter=matter, defaults={"at": now, "by": by.post or ""})
    return made


def unlink(made: OpinionLink, by: Actor) -> None:
    """The item is evidence no longer. Raises Refused."""
    if not may_read(by):
        raise Refused("opinion.not_yours", NOT_YOURS)
    made.delete()
