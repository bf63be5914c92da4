"""A stack and a waste-water outlet of one unit, and hours as they leave the wire."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from qingtian.apps.monitors.models import Outlet, PermitLimit
from qingtian.apps.monitors.sent import HOUR, SHANGHAI, Sent
from qingtian.apps.parties.actions.enter_party import Given, enter_party
from qingtian.apps.parties.models import Party
from qingtian.apps.people.models import Organ
from qingtian.apps.places.models import Area
from qingtian.standards.sources.scale import scaled

NETWORKED = date(2026, 1, 1)
#: a Tuesday
DAY = datetime(2026, 5, 5, tzinfo=SHANGHAI)
SO2, NOX, DUST, OXYGEN, COD = "a21026", "a21002", "a34013", "a19001", "w01018"


def unit(name: str = "望溪电镀厂") -> Party:
    return enter_party(Given("unit", name), NETWORKED)


def outlet(number: str = "DA001", party: Party | None = None, **other: Any) -> Outlet:
    """A stack under the branch, with the hour limits of its permit."""
    row = {"medium": "gas", "reference_oxygen": Decimal(9), "name_zh": "1 号锅炉烟囱", "name_en": "Stack of boiler 1"}
    row |= {"networked_on": NETWORKED}
    area, organ = Area.objects.get(code="wangxi"), Organ.objects.get(code="branch")
    made = Outlet.objects.create(number=number, party=party or unit(), area=area, organ=organ, **(row | other))
    if made.medium == "gas":
        limit(made, SO2, "35", converted=True)
    else:
        limit(made, COD, "50", mean="day", unit="mg/L")
    return made


def limit(of: Outlet, factor: str, value: str, **other: Any) -> PermitLimit:
    row = {"unit": "mg/m³", "basis": "排污许可证", "valid_from": NETWORKED, "limit_scaled": scaled(Decimal(value))}
    return PermitLimit.objects.create(outlet=of, factor=factor, limit=Decimal(value), **(row | other))


def hour(of: Outlet, place: int, text: str, factor: str = SO2, **other: Any) -> Sent:
    """The value of the ``place``-th hour of DAY, received five minutes after its end."""
    start = DAY + place * HOUR
    received = start + HOUR + timedelta(minutes=5)
    row = {"unit": "mg/m³", "mark": "N", "received_at": received}
    return Sent(of.pk, factor, start, start + HOUR, text, **(row | other))
