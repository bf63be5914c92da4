"""Enter and end what was agreed (约定): contact points and products. A row that ended stays; nothing is changed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import Doer, note
from qingtian.apps.weather.models import ContactPoint, Product
from qingtian.apps.weather.models.agreed import Side
from qingtian.errors import Refused, UnusableInput
from qingtian.language import Text

EMPTY = Text("这一项要填。", "This is needed.")
NO_SIDE = Text("选哪一方。", "Choose whose it is.")
NO_CONTACT = Text("选一个现在有效、同一方的联系点。", "Choose a contact point of the same side that is in force.")
ENDED = Text("这一条已经停了。", "This one has ended already.")
IN_USE = Text("还有产品由这个联系点答复，先停那些产品。", "Products still name this contact point; end them first.")
ADDED, STOPPED = Text("登记“{what}”", "“{what}” entered"), Text("停用“{what}”", "“{what}” ended")


def add_contact(values: dict[str, str], *, by: Doer, on: date, now: datetime) -> ContactPoint:
    """A post that answers: organ, post, office telephone. UnusableInput names the field."""
    row = ContactPoint(valid_from=on, side=_side(values), hours=_short(values, "hours", 80))
    for name, most in (("organ", 120), ("post", 80), ("phone", 40)):
        setattr(row, name, _needed(values, name, most))
    with transaction.atomic():
        row.save()
        note(Kind.ADMINISTERED, at=now, by=by, what=ADDED.format(what=row))
    return row


def add_product(values: dict[str, str], *, by: Doer, on: date, now: datetime) -> Product:
    """Something one side gives the other; a contact point of that side answers. UnusableInput names the field."""
    side = _side(values)
    row = Product(valid_from=on, side=side, due=_short(values, "due", 80), form=_short(values, "form", 80))
    row.title, row.how_often = _needed(values, "title", 120), _needed(values, "how_often", 80)
    wanted = values.get("contact", "")
    contact = ContactPoint.objects.on(on).filter(pk=int(wanted), side=side).first() if wanted.isdecimal() else None
    if contact is None:
        raise UnusableInput("weather.contact", NO_CONTACT, where="contact")
    row.contact = contact
    with transaction.atomic():
        row.save()
        note(Kind.ADMINISTERED, at=now, by=by, what=ADDED.format(what=row))
    return row


def end(row: ContactPoint | Product, *, by: Doer, on: date, now: datetime) -> None:
    """Its last day is ``on``. Refused where it ended, or where products still name it."""
    if row.valid_to is not None and row.valid_to < on:
        raise Refused("weather.ended", ENDED)
    if isinstance(row, ContactPoint) and row.products.exclude(valid_to__lte=on).exists():
        raise Refused("weather.contact_in_use", IN_USE)
    row.valid_to = on
    with transaction.atomic():
        row.save(update_fields=["valid_to"])
        note(Kind.ADMINISTERED, at=now, by=by, what=STOPPED.format(what=row))


def _side(values: dict[str, str]) -> str:
    side = values.get("side", "")
    if side not in Side.values:
        raise UnusableInput("weather.side", NO_SIDE, where="side")
    return side


def _short(values: dict[str, str], name: str, most: int) -> str:
    return " ".join(values.get(name, "").split())[:most]


def _needed(values: dict[str, str], name: str, most: int) -> str:
    found = _short(values, name, most)
    if not found:
        raise UnusableInput("weather.empty", EMPTY, where=name)
    return found
