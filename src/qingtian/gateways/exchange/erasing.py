"""What was exchanged about a matter goes with it, after the retention of its file has ended (内容销毁)."""

from __future__ import annotations

from qingtian.apps.proceedings.models import Proceeding
from qingtian.gateways.exchange.models import Counterpart, Message


def erase_messages(matter: Proceeding) -> None:
    """Numbers and days stay, so that the line still adds up; what was told is gone."""
    for message in Message.objects.filter(proceeding=matter):
        message.content, message.told, message.ident, message.kind = {}, "", f"erased-{message.pk}", ""
        message.save(update_fields=["content", "told", "ident", "kind"])
    Counterpart.objects.filter(proceeding=matter).update(their_number="")
