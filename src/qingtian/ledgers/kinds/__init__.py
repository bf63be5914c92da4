"""The kinds of ledger, in the order an office fills them."""

from __future__ import annotations

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.ledgers.kinds.base import Kind, RejectedRow, Setting
from qingtian.ledgers.kinds.capability import CAPABILITY
from qingtian.ledgers.kinds.fine_payments import FINE_PAYMENTS
from qingtian.ledgers.kinds.matter_sheets import CASES, PETITIONS
from qingtian.ledgers.kinds.noise import NOISE_LEVELS, NOISE_POINTS
from qingtian.ledgers.kinds.opinion import OPINION
from qingtian.ledgers.kinds.people import AREA_CONTRACTS, DUTIES, PEOPLE, TENURES
from qingtian.ledgers.kinds.places import AREAS, GRID, SOURCES, STATIONS
from qingtian.ledgers.kinds.posts import ORGANS, POSTS
from qingtian.ledgers.kinds.regions import REGIONS
from qingtian.ledgers.kinds.soil import SOIL_KEY_UNITS, SOIL_POINTS, SOIL_SAMPLES
from qingtian.ledgers.kinds.suggestions import PROPOSALS, SUGGESTIONS
from qingtian.ledgers.kinds.water import WATER_SECTIONS, WATER_SOURCE_VALUES, WATER_VALUES

KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        AREAS,
        ORGANS,
        POSTS,
        PEOPLE,
        TENURES,
        AREA_CONTRACTS,
        DUTIES,
        GRID,
        SOURCES,
        STATIONS,
        REGIONS,
        *CAPABILITY,
        PETITIONS,
        CASES,
        OPINION,
        SUGGESTIONS,
        PROPOSALS,
        FINE_PAYMENTS,
        SOIL_POINTS,
        SOIL_SAMPLES,
        SOIL_KEY_UNITS,
        NOISE_POINTS,
        NOISE_LEVELS,
        WATER_SECTIONS,
        WATER_VALUES,
        WATER_SOURCE_VALUES,
    )
}

__all__ = ["KINDS", "Kind", "RejectedRow", "Setting", "kind_named"]


def kind_named(code: str) -> Kind:
    """The kind of that code. Raises UnusableInput ``ledger.kind``."""
    if code in KINDS:
        return KINDS[code]
    known = ", ".join(KINDS)
    words = Text(f"没有这种台账：{code}。", f"There is no ledger of kind {code}.")
    raise UnusableInput("ledger.kind", words, remedy=Text(f"现有：{known}。", f"There are: {known}."))
