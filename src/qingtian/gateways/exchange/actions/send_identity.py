"""Send who reported along (带身份交办): only by decision, sealed for the receiving office's key, logged."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.vault import Opener, Purpose, open_identity
from qingtian.apps.petitions.models import Petition
from qingtian.apps.petitions.policy import WITHHELD
from qingtian.errors import Refused
from qingtian.gateways.exchange.collect import collect
from qingtian.gateways.exchange.models import Line, Message
from qingtian.gateways.exchange.sealing import seal_identity
from qingtian.language import Text

NO_KEY = Text("还没有登记对方的公钥，身份不能带去。", "Without the other side's public key no identity is sent.")
CONFIDENTIAL = Text(
    "反映人要求保密，身份不交给承办单位。",
    "The reporter asked to be kept from the handling organ; no identity is sent.",
)
GONE = Text("这件已经发出，或者没有要发的。", "It has left already, or there is nothing to send.")


@sensitive_variables()
def send_identity(line: Line, number: str, *, by: Opener, reason: str, now: datetime) -> Message:
    """Put the sealed identity into an assignment that has not left yet. Raises Refused (exchange.…)."""
    if not line.their_key:
        raise Refused("exchange.no_key", NO_KEY)
    collect(line, now)
    with transaction.atomic():
        Line.objects.select_for_update().get(pk=line.pk)
        waiting = line.messages.filter(way=Message.Way.OUT, kind="assign", handed_at=None)
        message = waiting.filter(proceeding__number=number).last()
        if message is None:
            raise Refused("exchange.gone", GONE)
        if any(asked(message.proceeding) for asked in WITHHELD):
            raise Refused("exchange.confidential", CONFIDENTIAL)
        petition = Petition.objects.get(proceeding=message.proceeding)
        identity = open_identity(petition.identity_token, by=by, reason=reason, now=now, purpose=Purpose.TRANSFER)
        message.content = {**message.content, "identity": seal_identity(identity, line.their_key, number)}
        message.save(update_fields=["content"])
    return message
