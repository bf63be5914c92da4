"""Whether water is saturated enough with oxygen for class I, whatever its concentration (GB 3838-2002 Table 1)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from qingtian.standards.water.limits import Saturation
from qingtian.standards.water.measured import Measured


def saturated(values: Mapping[str, Measured], oxygen: Fraction, rule: Saturation) -> bool:
    """By a measured saturation, else by ``oxygen`` at the water temperature (and pressure); False without either.

    Without a pressure that of sea level is taken. Saturated water holds less at altitude, so the class can only come
    out worse than the truth, never better.
    """
    if share := values.get("saturation"):
        return not share.below and share.number >= rule.least
    temperature = values.get("temperature")
    if temperature is None or temperature.below:
        return False
    full = full_oxygen(temperature.number, _pressure(values, rule), rule)
    return full is not None and oxygen * 100 >= rule.least * full


def full_oxygen(temperature: Fraction, pressure: Fraction, rule: Saturation) -> Fraction | None:
    """mg/L of saturated water at that temperature (℃) and pressure (kPa); None where the formula has no value."""
    below = rule.full.plus + temperature
    return rule.full.over / below * pressure / rule.at if below > 0 else None


def _pressure(values: Mapping[str, Measured], rule: Saturation) -> Fraction:
    given = values.get("pressure")
    return given.number if given and not given.below and given.number > 0 else rule.at
