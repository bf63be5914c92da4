"""The rules of air this installation computes by, and the words of those among them that are not sure."""

from __future__ import annotations

from collections.abc import Collection

from qingtian.language import Text
from qingtian.standards.air.held import Held, InForce, packaged
from qingtian.standards.air.rules import Use, rules_in

#: what figures of a period and a ranking rest on
DAYS: tuple[Use, ...] = ("station_day", "ozone_day", "place_day")
PERIODS: tuple[Use, ...] = (*DAYS, "period", "percentile")
RANKS: tuple[Use, ...] = (*PERIODS, "index", "ranking", "change")


def city_rules() -> Held:
    """Every edition held, with what the administration laid over it."""
    return packaged()


def unverified(run: InForce, uses: Collection[Use]) -> tuple[Text, ...]:
    """The titles of the rules for those uses whose basis is not sure, in order."""
    rules = [rule for part in (run.evaluation, run.ranking) for _, rule in rules_in(part)]
    titles = [rule.title for rule in rules if not rule.sure and set(rule.used_for) & set(uses)]
    return tuple(dict.fromkeys(titles))
