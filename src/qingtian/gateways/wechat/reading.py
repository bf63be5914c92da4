"""Messages of WeChat, read from XML: no entity, no document type, nothing huge, nothing that is not ours."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from qingtian.errors import UnusableInput
from qingtian.language import Text

#: bytes of a callback; a message of WeChat has a few kilobytes
MOST_BYTES = 64 * 1024
#: elements of one message, and characters of one value
MOST_ELEMENTS, LONGEST = 60, 10_000
LONGEST_NAME = 128
#: the last second a date can carry
LAST_SECOND = 253_402_300_799


@dataclass(frozen=True, repr=False)
class Message:
    """One message or event. ``sender`` is an OpenID: it identifies a person, so nothing of this shows in a repr.

    ``latitude`` and ``longitude`` are degrees as WeChat sends them (GCJ-02).
    """

    account: str
    sender: str
    created: int
    kind: str
    number: str = ""
    event: str = ""
    values: dict[str, str] = field(default_factory=dict)
    latitude: Decimal | None = None
    longitude: Decimal | None = None

    def __repr__(self) -> str:
        return f"Message({self.kind})"

    @property
    def key(self) -> tuple[str, ...]:
        """What tells a repeat: the number of a message; sender, second and name of an event."""
        return ("message", self.number) if self.number else ("event", self.sender, str(self.created), self.event)

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")


def _unreadable(what: str) -> UnusableInput:
    message = Text("微信消息读不懂（{what}）。", "The message of WeChat cannot be read ({what}).").format(what=what)
    return UnusableInput("wechat.unreadable", message)


def elements(body: bytes) -> dict[str, str]:
    """The elements below the root and their words. Raises UnusableInput ``wechat.unreadable``."""
    if len(body) > MOST_BYTES:
        raise _unreadable("size")
    try:
        root: Element = fromstring(body, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, UnicodeError, RecursionError):
        raise _unreadable("XML") from None
    if root.tag != "xml" or len(root) > MOST_ELEMENTS:
        raise _unreadable("elements")
    found = {child.tag: child.text or "" for child in root}
    if any(len(words) > LONGEST for words in found.values()):
        raise _unreadable("length")
    return found


def read(body: bytes) -> Message:
    """The message in a (decrypted) body. Raises UnusableInput ``wechat.unreadable``."""
    found = {name: words.strip() for name, words in elements(body).items()}
    number, sender, account = found.get("MsgId", ""), found.get("FromUserName", ""), found.get("ToUserName", "")
    kind, event = found.get("MsgType", ""), found.get("Event", "")
    if not (0 < len(sender) <= LONGEST_NAME and len(account) <= LONGEST_NAME and 0 < len(kind) <= 20):
        raise _unreadable("FromUserName, MsgType")
    if number and not (number.isascii() and number.isdigit() and len(number) <= 24):
        raise _unreadable("MsgId")
    if kind == "event" and not 0 < len(event) <= 60:
        raise _unreadable("Event")
    if kind != "event" and not number:
        raise _unreadable("MsgId")
    latitude, longitude = _point(kind, event, found)
    return Message(account, sender, _second(found), kind, number, event, found, latitude, longitude)


def _second(found: dict[str, str]) -> int:
    written = found.get("CreateTime", "")
    if not (written.isascii() and written.isdigit()) or int(written[:20]) > LAST_SECOND:
        raise _unreadable("CreateTime")
    return int(written)


def _point(kind: str, event: str, found: dict[str, str]) -> tuple[Decimal | None, Decimal | None]:
    """Latitude and longitude of a location or of the event LOCATION. Location_X is the latitude."""
    names = {"location": ("Location_X", "Location_Y")}.get(kind)
    if kind == "event" and event == "LOCATION":
        names = ("Latitude", "Longitude")
    if names is None:
        return None, None
    return _degrees(found.get(names[0], ""), 90), _degrees(found.get(names[1], ""), 180)


def _degrees(written: str, bound: int) -> Decimal:
    try:
        degrees = Decimal(written[:30])
    except InvalidOperation:
        raise _unreadable("degrees") from None
    if not degrees.is_finite() or abs(degrees) > bound:
        raise _unreadable("degrees")
    return degrees
