"""When the content of a matter is destroyed after its retention, its chat is forgotten with it (内容销毁)."""

from __future__ import annotations

from qingtian.apps.proceedings.models import Proceeding
from qingtian.gateways.wechat.models import Contact, Filing, Media, Outgoing


def forget_petition(matter: Proceeding) -> None:
    """What was sent, fetched and told about it goes; the contact too where nothing else was reported."""
    if matter.procedure != "petition":
        return
    filing = Filing.objects.filter(petition__proceeding=matter).first()
    Media.objects.filter(petition__proceeding=matter).delete()
    Outgoing.objects.filter(petition__proceeding=matter).delete()
    if filing is None:
        return
    contact = filing.contact
    filing.delete()
    if not contact.filings.exists() and contact.draft_id is None:
        Contact.objects.filter(pk=contact.pk).delete()
