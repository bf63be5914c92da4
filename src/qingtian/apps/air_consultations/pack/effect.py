"""Effect of an earlier reminder (效果): change of PM10 in the quarter consulted on then, and in this one.

Both are against the same quarter a year before, as measured and with equal weather: a quarter is never compared with
the quarter before it, which has another season.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from qingtian.apps.air_consultations.models import AirConsultation
from qingtian.language import Text
from qingtian.procedures.guards.air_consultations import REMINDED
from qingtian.standards.periods import Period

VERDICTS = {
    "improved": Text("好转", "Improved"),
    "not_improved": Text("没有好转", "Not improved"),
    "uncertain": Text("分不清", "Cannot be told"),
}
LINE = Text("{quarter}：PM10 同比 {percent}%；{weather}", "{quarter}: PM10 {percent} % on the year before; {weather}")
WITH = Text(
    "扣除气象影响后 {adjusted} μg/m³（95% 区间 {low} 到 {high}）。",
    "with equal weather {adjusted} µg/m³ (95 % interval {low} to {high}).",
)
WITHOUT = Text("气象的影响分不出来。", "the part of the weather cannot be told.")


def effect_part(data: dict[str, Any], quarter: Period, earlier: Sequence[AirConsultation]) -> dict[str, Any] | None:
    """Of the latest consultation that ended slow or reversed and is not reviewed yet; None where there is none."""
    then = next((one for one in earlier if one.conclusion in REMINDED and not one.effect), None)
    if then is None:
        return None
    pack = then.packs.order_by("-version").first()
    before = line(json.loads(pack.data)) if pack else WITHOUT
    after = line(data)
    return {
        "number": then.proceeding.number,
        "quarter": then.quarter,
        "before": before.as_dict(),
        "after": after.as_dict(),
        "verdict": verdict(data),
    }


def line(data: dict[str, Any]) -> Text:
    """One quarter against its year before."""
    rows = data["state"]["items"] if data["state"] else []
    row = next((one for one in rows if one["item"] == "PM10"), None)
    change = (data["weather"] or {}).get("change")
    weather = WITH.format(**{name: change[name] for name in ("adjusted", "low", "high")}) if change else WITHOUT
    percent = row["percent"] if row and row["percent"] else "—"
    return LINE.format(quarter=data["quarter"], percent=percent, weather=weather)


def verdict(data: dict[str, Any]) -> str:
    """Improved where the interval lies below zero, not improved where it lies above, uncertain otherwise."""
    change = (data["weather"] or {}).get("change")
    return {"better": "improved", "worse": "not_improved"}.get(change["verdict"] if change else "", "uncertain")
