"""Monitoring (监测): exceedances, outages, noise, weather and findings on data, as ``apps.alerts.evidence`` tells them.

A finding on data that nobody has confirmed is restricted and is left out: what a ranking shows everybody must not tell
that somebody is being looked at. One that stood counts, without its number.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from qingtian.alerts.rule import Rule
from qingtian.apps.alerts.evidence import EvidenceEvent, evidence
from qingtian.apps.alerts.rules import all_rules
from qingtian.apps.monitors.models import Outlet
from qingtian.apps.targeting.registry import KINDS, EventSource, Told
from qingtian.language import Text

CONFIRMED = "confirmed"
ALERT = Text("监测告警", "alert")


def read(since: datetime, until: datetime) -> Iterator[Told]:
    """Events that began in those times."""
    rules = {rule.id: rule for rule in all_rules()}
    outlets = {row.number: row for row in Outlet.objects.select_related("area", "party")}
    for one in evidence(since, until):
        if not since <= one.at < until or (one.restricted and one.certainty != CONFIRMED):
            continue
        outlet = next((outlets[code.split(":")[0]] for code in one.subjects if code.split(":")[0] in outlets), None)
        party = one.party or (outlet.party.number if outlet else "")
        yield Told(
            key=_key(one),
            began=one.at,
            until=one.until,
            kind="integrity" if one.restricted else _kind(rules.get(one.kind), one.medium),
            detail="integrity" if one.restricted else one.kind,
            strength=one.strength,
            certainty=one.certainty,
            area=one.area or (outlet.area.code if outlet else ""),
            longitude=one.longitude,
            latitude=one.latitude,
            party=party,
            matter="" if one.restricted else one.matter,
            restricted=one.restricted,
        )


def _kind(rule: Rule | None, medium: str) -> str:
    """Values that are missing are an outage; weather alone points at nobody."""
    if rule is not None and rule.kind == "missing":
        return "outage"
    return {"noise": "noise", "water": "water", "weather": "other"}.get(medium, "exceedance")


def _key(one: EvidenceEvent) -> str:
    """Rule, first subject and the moment: an episode keeps them when its end or its certainty changes."""
    return f"{one.kind[:24]}|{(one.subjects or ('',))[0][:30]}|{one.at:%Y%m%d%H%M}"


def words(kind: str) -> Text:
    """The title of the rule."""
    if kind == "integrity":
        return KINDS["integrity"]
    return next((rule.title for rule in all_rules() if rule.id == kind), ALERT)


SOURCE = EventSource("monitoring", Text("监测", "Monitoring"), read, words)
