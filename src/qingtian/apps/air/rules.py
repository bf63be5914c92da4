"""What figures of the air rest on: the uses of rules by question, and the words of the rules that are not sure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from qingtian.language import Text
from qingtian.standards.air.held import Held, InForce
from qingtian.standards.air.rules import Use
from qingtian.standards.air.unverified import unverified_rules

#: the uses of figures of days, of periods, of rankings
DAYS: tuple[Use, ...] = ("station_day", "ozone_day", "place_day")
PERIODS: tuple[Use, ...] = (*DAYS, "period", "percentile", "attainment", "index")
RANKS: tuple[Use, ...] = (*PERIODS, "ranking", "change")
#: rules that move every composite index; said on the page itself, the others in a list
FOREMOST = ("divisors", "weights")


def unverified(held: Held, runs: Sequence[InForce], uses: Collection[Use]) -> tuple[Text, ...]:
    """A sentence for each rule for those uses that is not sure, in order."""
    found = (words for run in runs for words in unverified_rules(run.id, (*uses, "daily_index"), held))
    return tuple(dict.fromkeys(found))


def foremost(held: Held, runs: Sequence[InForce]) -> tuple[Text, ...]:
    """Of them, those that move every composite index."""
    return tuple(dict.fromkeys(words for run in runs for words in unverified_rules(run.id, FOREMOST, held)))
