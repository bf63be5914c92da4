"""One message of a chat to what is kept and what is said back. Runs inside the transaction of the message."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.proceedings.actions.perform import SHANGHAI
from qingtian.apps.rates import spending
from qingtian.gateways.gcj02 import to_wgs84
from qingtian.gateways.wechat.actions.drafting import adopt, discard, keep
from qingtian.gateways.wechat.actions.filing import file_report
from qingtian.gateways.wechat.actions.queue import attend
from qingtian.gateways.wechat.around import Around
from qingtian.gateways.wechat.conversation import words
from qingtian.gateways.wechat.conversation.commands import Order, order
from qingtian.gateways.wechat.conversation.said import Said, clean, is_english
from qingtian.gateways.wechat.conversation.turn import Turn, taken, turn
from qingtian.gateways.wechat.models import Contact, Media
from qingtian.gateways.wechat.people import keep_name
from qingtian.gateways.wechat.reading import Message
from qingtian.language import Text

#: what becomes of each kind of message
MEDIA = {
    "image": Media.Kind.PHOTO,
    "voice": Media.Kind.VOICE,
    "video": Media.Kind.VIDEO,
    "shortvideo": Media.Kind.VIDEO,
}
LONGEST_MEDIA_ID = 300
#: how many of one's own reports "query" alone tells of
LATEST = 3


@sensitive_variables()
def said_in(message: Message, contact: Contact, around: Around) -> Said | None:
    """What somebody said; None for a kind nobody can take. A picture waits for the queue from now on."""
    if message.kind == "text":
        return Said("text", clean(message["Content"]))
    if message.kind == "link":
        parts = (message["Title"], message["Description"], message["Url"])
        return Said("text", clean("\n".join(part for part in parts if part)))
    if message.kind == "location" and message.longitude is not None and message.latitude is not None:
        longitude, latitude = to_wgs84(message.longitude, message.latitude)
        return Said("place", clean(message["Label"]), str(longitude), str(latitude))
    kind, media_id = MEDIA.get(message.kind), message["MediaId"]
    if kind is None or not 0 < len(media_id) <= LONGEST_MEDIA_ID:
        return None
    waiting = Media.objects.create(
        contact=contact, kind=kind, media_id=media_id, asked_at=around.clock, next_at=around.clock
    )
    return Said("photo" if kind == Media.Kind.PHOTO else "recording", media=waiting.pk)


@sensitive_variables()
def talk(contact: Contact, message: Message, around: Around, join: timedelta) -> list[Text]:
    """The sentences to answer with. The caller saves the contact. Raises what ``receive`` raises."""
    said = said_in(message, contact, around)
    if said is None or (said.kind == "text" and not said.text):
        return [words.NOT_UNDERSTOOD]
    values: dict[str, Any] = contact.draft.values if contact.draft else {}
    if said.kind == "text":
        if not values:
            contact.language = "en" if is_english(said.text) else contact.language
        if found := order(said.text):
            return _ordered(contact, found, values, around)
    last = contact.draft.changed_at if contact.draft else around.now
    at = last.astimezone(SHANGHAI).strftime("%m-%d %H:%M")
    stale = around.now - last > join
    return _turned(contact, said, turn(values, said, stale=stale, at=at, most_photos=settings.PHOTOS_MAX), around)


def _turned(contact: Contact, said: Said, done: Turn, around: Around) -> list[Text]:
    """Keep what the turn says, do what it asks for."""
    replies = list(done.replies)
    if done.deed == "submit" and contact.draft is not None:
        if not _may_file(contact, around):
            return [words.TOO_MANY_REPORTS]
        received = file_report(contact, contact.draft, around)
        link = around.link_of(received.key) if received.key else ""
        told = words.RECEIVED if link else words.RECEIVED_BEFORE
        replies.append(told.format(receipt=received.receipt, link=link))
    elif done.deed == "discard":
        discard(contact)
    elif done.values:
        _noted(contact, said, done, around)
    if done.begin:
        begun = taken({}, done.begin, settings.PHOTOS_MAX)
        keep(contact, begun.values, around.now)
        adopt(contact, done.begin)
        replies.extend(begun.replies)
    if said.media:
        attend.enqueue()
    return replies


def _may_file(contact: Contact, around: Around) -> bool:
    """Count one more report of this account, as of a telephone number; what is written stays where it was too many."""
    try:
        spending.spend("phone", f"wechat {contact.digest}", around.clock)
    except spending.Spent:
        return False
    return True


def _noted(contact: Contact, said: Said, done: Turn, around: Around) -> None:
    """Keep the draft; what was sent joins it, unless it is put aside or one photo too many."""
    before = contact.draft.values.get("photos", 0) if contact.draft else 0
    keep(contact, done.values, around.now)
    if done.values.get("held"):
        return
    if said.kind == "photo" and done.values.get("photos", 0) == before:
        Media.objects.filter(pk=said.media).update(state=Media.State.DROPPED)
    else:
        adopt(contact, [said, *_held_before(contact)])


def _held_before(contact: Contact) -> list[Said]:
    """What waits without a draft of its own: put aside before, and now settled."""
    loose = Media.objects.filter(contact=contact, draft=None, petition=None, state=Media.State.WAITING)
    return [Said("photo", media=pk) for pk in loose.values_list("pk", flat=True)]


@sensitive_variables()
def _ordered(contact: Contact, found: Order, values: dict[str, Any], around: Around) -> list[Text]:
    if found.kind == "help":
        return [words.HELP]
    if found.kind == "hello":
        return [words.GREETING]
    if found.kind == "language":
        contact.language = found.argument
        return [words.LANGUAGE, words.GREETING]
    if found.kind == "contact":
        if not found.argument and not found.second:
            return [words.CONTACT_HOW]
        keep_name(contact, found.argument, found.second)
        return [words.CONTACT_KEPT]
    return _status(contact, found.argument, around)


def _status(contact: Contact, receipt: str, around: Around) -> list[Text]:
    """Where a report stands; without a number, where one's own latest stand."""
    receipts = [receipt] if receipt else []
    if not receipts:
        latest = contact.filings.order_by("-pk").values_list("petition__receipt", flat=True)
        receipts = list(latest[:LATEST])
    if not receipts:
        return [words.NO_REPORTS]
    try:
        spending.spend("lookup", f"wechat {contact.digest}", around.clock)
    except spending.Spent:
        return [words.TOO_OFTEN]
    told = [(each, around.status_of(each)) for each in receipts]
    return [words.STATUS.format(receipt=each.upper(), status=status) for each, status in told if status] or [
        words.UNKNOWN_RECEIPT
    ]
