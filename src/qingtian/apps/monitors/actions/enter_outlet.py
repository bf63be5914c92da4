"""Enter an outlet (登记排放口) of a unit: whose it is, who watches it, what its standard refers to."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from qingtian.apps.monitors.actions.typed import day, lacks, number_or_none, words
from qingtian.apps.monitors.models import Outlet
from qingtian.apps.parties.queries import named
from qingtian.apps.people.models import Organ
from qingtian.apps.places.models import Area
from qingtian.language import Text

NO_PARTY = Text("没有这个单位；先在当事人里登记。", "No such unit; enter it among the parties first.")
THERE = Text("这个编号已经登记。", "That number is entered already.")
NO_CHOICE = Text("选一项。", "Choose one.")


def enter_outlet(typed: Mapping[str, str], organ: str) -> Outlet:
    """A new outlet watched by ``organ``. Raises Refused naming the field."""
    party, area = named(typed.get("party", "")[:200]), Area.objects.filter(code=typed.get("area", "")).first()
    if party is None or party.is_person:
        raise lacks("party", NO_PARTY)
    if area is None:
        raise lacks("area", NO_CHOICE)
    if typed.get("medium") not in Outlet.Medium.values:
        raise lacks("medium", NO_CHOICE)
    kept = {
        "number": words(typed.get("number", ""), "number", 40),
        "name_zh": words(typed.get("name_zh", ""), "name_zh", 120),
        "name_en": words(typed.get("name_en", ""), "name_en", 160),
        "permit_number": typed.get("permit_number", "").strip()[:40],
        "reference_oxygen": number_or_none(typed.get("reference_oxygen", ""), "reference_oxygen"),
        "networked_on": day(typed.get("networked_on", ""), "networked_on"),
    }
    try:
        with transaction.atomic():
            watched_by = Organ.objects.get(code=organ)
            return Outlet.objects.create(party=party, area=area, organ=watched_by, medium=typed["medium"], **kept)
    except IntegrityError:
        raise lacks("number", THERE) from None
