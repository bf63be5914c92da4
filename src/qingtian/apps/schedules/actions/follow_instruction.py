"""What the acts of a leader's instruction write into the ledger (批示督办台账), and how that is undone."""

from __future__ import annotations

from datetime import date

from qingtian.apps.people.models import Post
from qingtian.apps.proceedings.actions.link import link, unlink
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Handling, Proceeding
from qingtian.apps.proceedings.policy import may_see
from qingtian.apps.schedules.models import Instruction
from qingtian.errors import Refused
from qingtian.language import Text

NOT_SEEN = Text("没有这一件，或者不在您的范围里。", "There is no such matter in your sight.")
ITSELF = Text("不能关联它自己。", "A matter is not linked with itself.")


def write_instruction(performed: Performed) -> None:
    """The effect of ``receive_instruction``: a work secret from the first moment."""
    values, matter = performed.values, performed.proceeding
    matter.handling_mark = Handling.WORK_SECRET
    matter.save(update_fields=["handling_mark"])
    Instruction.objects.create(
        proceeding=matter,
        leader_post=Post.objects.get(code=values["leader"]["post"]),
        instructed_on=date.fromisoformat(values["instructed_on"]),
        document=values["document"],
        document_number=values.get("document_number", "")[:200],
        text=values["text"],
    )


def link_matter(performed: Performed) -> None:
    """The effect of ``link_matter``. Raises Refused ``instruction.not_seen``: nobody links what they may not see."""
    values, matter = performed.values, performed.proceeding
    target = Proceeding.objects.get(uid=values["about"]["uid"])
    if not may_see(performed.actor, target):
        raise Refused("instruction.not_seen", NOT_SEEN, where="about")
    if target.pk == matter.pk:
        raise Refused("instruction.itself", ITSELF, where="about")
    link(matter, target, values["how"], by_act=performed.act.seq)


def unlink_matter(performed: Performed) -> None:
    """Undo of ``link_matter``."""
    voided = performed.extra["voided"]
    unlink(performed.proceeding, voided["fields"]["how"], by_act=performed.act.seq, made_by=voided["seq"])


def follow(performed: Performed) -> None:
    """The effect, and the undo, of every act that moves it: the row says what the standing acts say."""
    clock = performed.after.clocks.get("schedules.instruction_reply")
    handler = performed.after.relations.get("handler")
    row = Instruction.objects.get(proceeding=performed.proceeding)
    row.handler = handler["chain"][-1] if handler else ""
    row.due = date.fromisoformat(clock.due) if clock else None
    row.save(update_fields=["handler", "due"])


def keep_reply(performed: Performed) -> None:
    """The effect of ``reply_instruction``: the latest reply stands in the ledger."""
    Instruction.objects.filter(proceeding=performed.proceeding).update(
        reply=performed.values["reply"], replied_on=performed.act.on
    )


def forget_reply(performed: Performed) -> None:
    """Undo of ``reply_instruction``."""
    Instruction.objects.filter(proceeding=performed.proceeding).update(reply="", replied_on=None)
