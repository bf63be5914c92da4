"""Facts of a case as the sheet stores them and as the reckoning takes them: exact, silent where nothing is known."""

from __future__ import annotations

from typing import Any

from qingtian.apps.transfers.models import CrimeFactSheet
from qingtian.enforcement.candidate_crime import CandidateCrime, candidate_crime
from qingtian.enforcement.crime_facts import CrimeFacts, amount_of, flag_of, penalty_of, reading_of
from qingtian.law import load_law
from qingtian.law.calendars import Calendar


def as_stored(facts: CrimeFacts) -> dict[str, Any]:
    """For JSON: decimals as text. ``penalties`` is null where nobody has looked."""
    return {
        "amounts": {name: str(value) for name, value in facts.amounts.items()},
        "flags": dict(facts.flags),
        "readings": [f"{one.pollutant}={one.measured}/{one.limit}" for one in facts.readings],
        "penalties": None
        if facts.penalties is None
        else [f"{one.kind}={one.effective_on.isoformat()}" for one in facts.penalties],
    }


def facts_of(sheet: CrimeFactSheet) -> CrimeFacts:
    """The facts of one edition. Raises ``enforcement.crime.…`` where a later release dropped a fact."""
    held = sheet.facts
    penalties = held["penalties"]
    return CrimeFacts(
        sheet.act_on,
        amounts={name: amount_of(name, value) for name, value in held["amounts"].items()},
        flags={flag_of(name): bool(value) for name, value in held["flags"].items()},
        readings=tuple(reading_of(one) for one in held["readings"]),
        penalties=None if penalties is None else tuple(penalty_of(one) for one in penalties),
    )


def candidates_of(sheet: CrimeFactSheet) -> CandidateCrime:
    """Every limb answered by this edition, under the law of the day of the act."""
    return candidate_crime(facts_of(sheet), load_law(), Calendar())
