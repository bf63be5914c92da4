"""Who writes: a contact, found by the digest of the OpenID, opened only to answer and to seal a report."""

from __future__ import annotations

import json
from datetime import datetime

from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.vault import Identity
from qingtian.gateways.wechat.models import Contact
from qingtian.gateways.wechat.sealed import digest, seal, unseal

#: how the sealed identity names the account of the reporter
OTHER = "微信 WeChat OpenID {openid}"


@sensitive_variables()
def contact_of(openid: str, now: datetime) -> Contact:
    """The contact, locked until the transaction ends, so that one person's messages are taken one after another."""
    mark = digest("contact", openid)
    sealed = seal(json.dumps({"openid": openid}).encode(), mark)
    Contact.objects.get_or_create(digest=mark, defaults={"sealed": sealed, "since": now, "heard_at": now})
    return Contact.objects.select_for_update().get(digest=mark)


@sensitive_variables()
def _opened(contact: Contact) -> dict[str, str]:
    found: dict[str, str] = json.loads(unseal(contact.sealed, contact.digest))
    return found


@sensitive_variables()
def openid_of(contact: Contact) -> str:
    """The OpenID, for a call to WeChat. Raises seal_broken, key_missing."""
    return _opened(contact)["openid"]


@sensitive_variables()
def identity_of(contact: Contact) -> Identity:
    """Who reports: the name and number they gave, if any, and the account."""
    found = _opened(contact)
    return Identity(found.get("name", ""), found.get("phone", ""), OTHER.format(openid=found["openid"]))


@sensitive_variables()
def keep_name(contact: Contact, name: str, phone: str) -> None:
    """Keep what the person is called, sealed; the caller saves."""
    contact.sealed = seal(json.dumps({**_opened(contact), "name": name, "phone": phone}).encode(), contact.digest)


@sensitive_variables()
def forget_name(contact: Contact) -> None:
    """Once a report holds the name, or was taken back, the chat does not; the caller saves."""
    contact.sealed = seal(json.dumps({"openid": openid_of(contact)}).encode(), contact.digest)
