"""A pushed order (``hotline-order/1``) as an ``Order``. Unknown fields never fail; they stay in the raw record."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.vault import Identity
from qingtian.errors import UnusableInput
from qingtian.gateways.hotlines.moments import moment
from qingtian.gateways.hotlines.order import Order
from qingtian.gateways.hotlines.systems import hotline_of
from qingtian.language import Text

SCHEMA = "hotline-order/1"
LONGEST = {"content": 8000, "title": 200, "remark": 2000, "external_no": 60, "address": 300, "subject_name": 200}
WRONG_SCHEMA = Text("schema 要写 hotline-order/1。", "“schema” must be hotline-order/1.")
MISSING = Text("缺 {name}。", "{name} is missing.")
TOO_LONG = Text("{name} 超过 {most} 个字。", "{name} is longer than {most} characters.")
NO_TEXT = Text("{name} 要写成文字。", "{name} must be a text.")
NO_NUMBER = Text("{name} 不是经纬度。", "{name} is no coordinate.")
EVALUATED = ("handling_satisfied", "process_satisfied", "solved", "counted")


@sensitive_variables()
def order_of(sent: Mapping[str, Any]) -> Order:
    """Read one. Raises UnusableInput (hotlines.…, ``where`` names the field) and repeats nothing of what was sent."""
    if sent.get("schema") != SCHEMA:
        raise UnusableInput("hotlines.schema", WRONG_SCHEMA, where="schema")
    source = _text(sent, "source_system", required=True)
    hotline_of(source)
    caller, place = _part(sent, "caller"), _part(sent, "location")
    confidential = caller.get("confidential") is True
    return Order(
        system=source,
        number=_text(sent, "external_no", required=True),
        content=_text(sent, "content", required=True),
        raw=sent,
        identity=_identity(caller),
        title=_text(sent, "title"),
        remark=_text(sent, "remark"),
        place=_text(place, "address"),
        subject_name=_text(sent, "subject_name"),
        district=_text(place, "district_code"),
        longitude=_degrees(place, "lon", 180),
        latitude=_degrees(place, "lat", 90),
        source_channel=_text(sent, "source_channel")[:40],
        business_type=_text(sent, "business_type")[:40],
        category=_path(sent.get("category_path")),
        urgency=_text(sent, "urgency")[:40],
        status=_text(sent, "status")[:40],
        confidential=confidential,
        need_callback=sent.get("need_callback") is True,
        accepted_at=moment(_text(sent, "accepted_at"), "accepted_at"),
        dispatched_at=moment(_text(sent, "dispatched_at"), "dispatched_at"),
        due_at=moment(_text(sent, "extended_due_at") or _text(sent, "due_at"), "due_at"),
        stamp=_stamp(sent),
        evaluation=_evaluation(sent.get("evaluation")),
    )


def _part(sent: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = sent.get(name)
    return found if isinstance(found, Mapping) else {}


def _text(sent: Mapping[str, Any], name: str, *, required: bool = False) -> str:
    found = sent.get(name)
    if isinstance(found, int) and not isinstance(found, bool):
        found = str(found)
    if found is not None and not isinstance(found, str):
        raise UnusableInput("hotlines.no_text", NO_TEXT.format(name=name), where=name)
    words = (found or "").replace("\0", "").strip()
    if required and not words:
        raise UnusableInput("hotlines.missing", MISSING.format(name=name), where=name)
    most = LONGEST.get(name, 200)
    if len(words) > most:
        raise UnusableInput("hotlines.too_long", TOO_LONG.format(name=name, most=most), where=name)
    return words


@sensitive_variables()
def _identity(caller: Mapping[str, Any]) -> Identity:
    """Anonymous callers are sealed too, with nothing; what else tells who it is goes into ``other``."""
    others = [_text(caller, name) for name in ("gender", "id_number", "address", "email")]
    anonymous = caller.get("anonymous") is True
    name = "" if anonymous else _text(caller, "name")[:100]
    return Identity(name, _text(caller, "phone")[:50], " ".join(part for part in others if part)[:1000])


def _degrees(place: Mapping[str, Any], name: str, most: int) -> Decimal | None:
    """WGS-84 only: a coordinate in another system is kept raw and not drawn in a wrong place."""
    found = place.get(name)
    if found in (None, "") or (place.get("coord_system") or "WGS84").upper().replace("-", "") not in (
        "WGS84",
        "EPSG:4326",
    ):
        return None
    try:
        value = Decimal(str(found)).quantize(Decimal("0.000001"))
    except InvalidOperation:
        value = None
    if value is None or not -most <= value <= most:
        raise UnusableInput("hotlines.no_coordinate", NO_NUMBER.format(name=name), where=name)
    return value


def _path(found: Any) -> tuple[str, ...]:
    steps = found if isinstance(found, list) else [found] if found else []
    return tuple(str(step).strip()[:40] for step in steps[:6] if str(step).strip())


def _stamp(sent: Mapping[str, Any]) -> str:
    """The update time, or a version number padded so that texts sort as numbers do."""
    if updated := moment(_text(sent, "updated_at"), "updated_at"):
        return updated.isoformat()
    version = _text(sent, "version")
    return version.zfill(12) if version.isdecimal() else version[:40]


def _evaluation(found: Any) -> dict[str, bool]:
    return (
        {name: found[name] for name in EVALUATED if isinstance(found.get(name), bool)}
        if isinstance(found, dict)
        else {}
    )
