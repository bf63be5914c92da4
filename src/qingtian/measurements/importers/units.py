"""Units people write (单位) and the exact way from each to the item's own (``data/gases.yaml``)."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache

from qingtian.measurements.importers.layout import AS_GIVEN, Factor
from qingtian.measurements.items import GASES, UNITS
from qingtian.standards.air.reference_states import ReferenceState, reference_states
from qingtian.standards.declared import Basis, Declared, package_data, read

MICRO, MILLI = "µg/m³", "mg/m³"
_SPELLINGS = {
    "μg/m3": MICRO, "ug/m3": MICRO, "微克/立方米": MICRO, "微克每立方米": MICRO, "μg/m^3": MICRO,
    "mg/m3": MILLI, "毫克/立方米": MILLI, "毫克每立方米": MILLI, "mg/m^3": MILLI,
    "ppb": "ppb", "ppbv": "ppb", "ppm": "ppm", "ppmv": "ppm",
}  # fmt: skip
#: decimals a factor from parts per billion is rounded to: far finer than any reading
_FACTOR_DECIMALS = 9


class GasFacts(Declared):
    """The contents of ``gases.yaml``."""

    molar_mass: dict[str, Decimal]
    molar_mass_basis: Basis
    gas_constant: Decimal
    gas_constant_basis: Basis


@cache
def gas_facts() -> GasFacts:
    """Molar masses and the gas constant; the states gases are counted at are the standards'."""
    return read(GasFacts, package_data("qingtian.measurements.importers", "gases.yaml"))


def unit_of(text: str) -> str | None:
    """The unit ``text`` means: µg/m³, mg/m³, ppb or ppm; None for anything else."""
    return _SPELLINGS.get(unicodedata.normalize("NFKC", text).strip().casefold().replace(" ", ""))


def factors(item: str, unit: str, kelvin: Decimal | None = None) -> tuple[Factor, ...] | None:
    """How a number in ``unit`` becomes one in the item's own unit; None where that cannot be.

    ``kelvin`` is the state the gases of a file were counted at, where that is not the one of the day (273.15 for a file
    in the old state, after 2018-08-31): mass concentrations are carried over by T₁/T₂.
    """
    if unit in (MICRO, MILLI):
        scale = _scale(unit, UNITS[item])
        if kelvin is None or item not in GASES:
            return AS_GIVEN if scale == 1 else (Factor(date.min, scale),)
        return tuple(
            Factor(state.first_day or date.min, scale * Fraction(kelvin) / Fraction(state.kelvin))
            for state in reference_states().states
        )
    if item not in GASES:
        return None
    ppb = 1000 if unit == "ppm" else 1
    return tuple(
        Factor(
            state.first_day or date.min,
            round(_of_ppb(item, state) * ppb * _scale(MICRO, UNITS[item]), _FACTOR_DECIMALS),
        )
        for state in reference_states().states
    )


def _scale(given: str, wanted: str) -> Fraction:
    return Fraction(1) if given == wanted else Fraction(1000) if given == MILLI else Fraction(1, 1000)


def _of_ppb(item: str, state: ReferenceState) -> Fraction:
    """µg/m³ in one ppb: M p / (R T), in 10⁻⁹ mol/mol × 10⁶ µg/g."""
    facts = gas_facts()
    moles = Fraction(reference_states().pascal) / (Fraction(facts.gas_constant) * Fraction(state.kelvin))
    return moles * Fraction(facts.molar_mass[item]) / 1000
