"""Reading what was typed into a form of an outlet; each fault is refused beside its field."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from qingtian.apps.monitors.sent import SHANGHAI
from qingtian.errors import Refused
from qingtian.language import Text

LACKS = Text("要填。", "Enter it.")
NO_NUMBER = Text("写成数，如 35 或 0.05。", "Write a number such as 35 or 0.05.")
NO_DAY = Text("写成 2026-11-20。", "Write it like 2026-11-20.")
NO_MOMENT = Text("写成 2026-11-20 02:00。", "Write it like 2026-11-20 02:00.")
BACKWARDS = Text("终点要在起点之后。", "The end must lie after the beginning.")
#: as many decimals and digits as the columns keep
_PLACES, _LARGEST = -6, Decimal(1_000_000_000_000)


def lacks(where: str, why: Text = LACKS) -> Refused:
    """What to raise for a field."""
    return Refused(f"monitors.{where}", why, where=where)


def words(typed: str, where: str, longest: int) -> str:
    """Some words. Raises Refused where there are none, or too many."""
    plain = typed.strip()
    if not plain or len(plain) > longest:
        raise lacks(where)
    return plain


def number(typed: str, where: str) -> Decimal:
    """An exact number. Raises Refused."""
    try:
        value = Decimal(typed.strip())
    except InvalidOperation:
        raise lacks(where, NO_NUMBER) from None
    exponent = value.as_tuple().exponent
    if not value.is_finite() or abs(value) >= _LARGEST or not isinstance(exponent, int) or exponent < _PLACES:
        raise lacks(where, NO_NUMBER)
    return value


def number_or_none(typed: str, where: str) -> Decimal | None:
    """The same, where it may be left empty."""
    return number(typed, where) if typed.strip() else None


def day(typed: str, where: str) -> date:
    """A day. Raises Refused."""
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise lacks(where, NO_DAY) from None


def day_or_none(typed: str, where: str) -> date | None:
    """The same, where it may be left empty."""
    return day(typed, where) if typed.strip() else None


def moment(typed: str, where: str) -> datetime:
    """A minute in the city's own time; the ``T`` of a browser's field is taken too. Raises Refused."""
    try:
        return datetime.strptime(typed.strip().replace("T", " "), "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)
    except ValueError:
        raise lacks(where, NO_MOMENT) from None
