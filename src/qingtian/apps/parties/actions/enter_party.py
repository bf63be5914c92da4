"""Enter a party (登记当事人), or correct what is kept of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.db import IntegrityError, transaction

from qingtian.apps.parties.credit_code import holds, tidy
from qingtian.apps.parties.industries import INDUSTRIES
from qingtian.apps.parties.models import Party
from qingtian.apps.places.models import Area
from qingtian.errors import Refused
from qingtian.language import Text

SERIES = "DSR"
NO_NAME = Text("写明名称或者姓名。", "Give the name.")
NO_KIND = Text("选单位还是自然人。", "Say whether it is a unit or a natural person.")
NO_CODE = Text(
    "“{code}”不是统一社会信用代码：18 位，最后一位是校验码。",
    "“{code}” is no unified social credit code: 18 characters, the last a check character.",
)
THERE = Text("这个代码已经登记为 {number}。", "That code is entered as {number}.")
OFF_THE_MAP = Text(
    "“{value}”不是经纬度，写成 102.712345,25.012345。", "“{value}” is no position; write 102.712345,25.012345."
)
PERSONS_CODE = Text("自然人没有统一社会信用代码。", "A natural person has no such code.")


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed of a party."""

    kind: str
    name: str
    credit_code: str = ""
    representative: str = ""
    area: str = ""
    address: str = ""
    industry: str = ""
    key_unit: bool = False
    position: str = ""


def enter_party(given: Given, on: date) -> Party:
    """A new row with the next number. Raises Refused ``party.name``, ``.kind``, ``.code``, ``.there`` or
    ``.position``."""
    kept = _checked(given)
    try:
        with transaction.atomic():
            return Party.objects.create(number=_next(), entered_on=on, **kept)
    except IntegrityError:
        raise _there(str(kept["credit_code"])) from None


def correct_party(party: Party, given: Given) -> Party:
    """The same row with what is now known of it; number and kind stay. Raises what :func:`enter_party` raises."""
    kept = _checked(Given(**{**{name: getattr(given, name) for name in Given.__slots__}, "kind": party.kind}))
    for name, value in kept.items():
        setattr(party, name, value)
    try:
        with transaction.atomic():
            party.save()
    except IntegrityError:
        raise _there(str(kept["credit_code"])) from None
    return party


def _next() -> str:
    last = Party.objects.select_for_update().order_by("-pk").values_list("number", flat=True).first()
    return f"{SERIES}-{(int(last.rsplit('-', 1)[1]) if last else 0) + 1:06d}"


def _checked(given: Given) -> dict[str, object]:
    code = tidy(given.credit_code)
    if given.kind not in Party.Kind.values:
        raise Refused("party.kind", NO_KIND, where="kind")
    if not given.name.strip():
        raise Refused("party.name", NO_NAME, where="name")
    if code and given.kind == Party.Kind.PERSON:
        raise Refused("party.code", PERSONS_CODE, where="credit_code")
    if code and not holds(code):
        raise Refused("party.code", NO_CODE.format(code=code[:40]), where="credit_code")
    longitude, latitude = _position(given.position)
    return {
        "kind": given.kind,
        "name": given.name.strip()[:200],
        "credit_code": code,
        "representative": given.representative.strip()[:80],
        "area": Area.objects.filter(code=given.area).first() if given.area else None,
        "address": given.address.strip()[:200],
        "industry": given.industry if given.industry in INDUSTRIES else "",
        "key_unit": given.key_unit,
        "longitude": longitude,
        "latitude": latitude,
    }


def _position(written: str) -> tuple[Decimal | None, Decimal | None]:
    if not written.strip():
        return None, None
    try:
        longitude, latitude = (Decimal(one.strip()) for one in written.replace("，", ",").split(","))
        if abs(longitude) <= 180 and abs(latitude) <= 90:  # NaN compares false or raises, and is refused either way
            return round(longitude, 6), round(latitude, 6)
    except (ValueError, InvalidOperation):
        pass
    raise Refused("party.position", OFF_THE_MAP.format(value=written[:40]), where="position")


def _there(code: str) -> Refused:
    found = Party.objects.filter(credit_code=code).first()
    return Refused("party.there", THERE.format(number=found.number if found else "?"), where="credit_code")
