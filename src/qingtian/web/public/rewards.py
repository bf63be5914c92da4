"""Rewards as everybody may see them: the scheme and the totals, never a single reward."""

from __future__ import annotations

from datetime import date

from qingtian.apps.publishing.gate import Gate, Publishable, Shown
from qingtian.apps.rewards.queries import totals
from qingtian.apps.rewards.scheme import scheme_on


def scheme_shown(gate: Gate, on: date) -> Shown:
    """The scheme in force: amounts in yuan by class, shares in percent by contribution, and how certain each is."""
    if (shut := gate.closed("reward_scheme")) is not None:
        return shut
    scheme = scheme_on(on)
    fields = {
        "since": scheme.since,
        "source": scheme.source,
        "classes": {code: figure.value for code, figure in scheme.classes.items()},
        "contributions": {code: figure.value for code, figure in scheme.contributions.items()},
        "insider": scheme.insider.value,
        "cap": scheme.cap.value,
        "certain": all(figure.certainty == "sure" for figure in (*scheme.classes.values(), scheme.cap)),
    }
    return gate.admit(Publishable("reward_scheme", fields))


def totals_shown(gate: Gate) -> Shown:
    """Year, number and yuan paid, the latest year first."""
    if (shut := gate.closed("reward_totals")) is not None:
        return shut
    years = [{"year": year, "many": many, "yuan": yuan} for year, many, yuan in totals()]
    return gate.admit(Publishable("reward_totals", {"years": years}))
