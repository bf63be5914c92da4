"""One question to the statistics: the lake as it stands, the members of places, the rules; answers are kept.

An answer is kept in the cache under the snapshot, the rules, the members and the question: as none of them changes what
it says, it never has to be thrown away. A warm answer costs the reading of one file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from django.core.cache import cache

from qingtian import __version__
from qingtian.apps.air.lake import city_lake, local_stations
from qingtian.apps.air.places import members
from qingtian.apps.air.standards import held_rules
from qingtian.measurements.lake import Snapshot
from qingtian.measurements.lake.engine import connect
from qingtian.measurements.statistics import AirStatistics, Membership
from qingtian.measurements.statistics.engines import DuckDB
from qingtian.standards.air.held import Held
from qingtian.standards.air.rule_tables import RuleTables, rule_tables
from qingtian.standards.periods import Period
from qingtian.trail import sm3

KEPT_SECONDS = 30 * 24 * 3600
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is asked of: these places, under one edition (None: each day under its own)."""

    snapshot: Snapshot
    members: tuple[Membership, ...]
    local: frozenset[str]
    held: Held
    edition: str | None

    @property
    def rules(self) -> RuleTables:
        """The rule tables to join."""
        return _read(self.held, self.edition)[1]

    def kept(self, question: str, compute: Callable[[], Answer]) -> Answer:
        """The kept answer to ``question``, or the computed one, which is kept from now on."""
        digest = _read(self.held, self.edition)[2]
        whole = (__version__, self.snapshot.id, digest, self.members, sorted(self.local), question)
        key = f"air.{sm3(repr(whole).encode())[:40]}"
        found = cache.get(key)
        if found is None:
            found = compute()
            cache.set(key, found, KEPT_SECONDS)
        return found  # type: ignore[no-any-return]

    @contextmanager
    def statistics(self, periods: Sequence[Period]) -> Iterator[AirStatistics]:
        """The statistics over the hours of those periods."""
        lake = city_lake()
        first, last = min(each.first for each in periods), max(each.last for each in periods)
        stations = {member.station for member in self.members}
        hourly = lake.hourly(self.snapshot, first, last, stations, local=self.local)
        connection = connect(lake.root)
        try:
            yield AirStatistics(connection.sql(hourly.sql), self.members, self.rules, DuckDB(connection))
        finally:
            connection.close()


def ask(codes: Sequence[str], edition: str | None = None) -> Asked:
    """The lake as it stands now, for those places."""
    return Asked(city_lake().snapshot(), members(codes), local_stations(), held_rules(), edition)


#: (id of the rules held, edition) → the rules, their tables, the digest; held on to, so that the id stays theirs
_known: dict[tuple[int, str | None], tuple[Held, RuleTables, str]] = {}
_MOST_KNOWN = 16


def _read(held: Held, edition: str | None) -> tuple[Held, RuleTables, str]:
    """Rules as tables, and what they say as a digest; made once as long as the same rules are held."""
    key = (id(held), edition)
    if key not in _known:
        tables = rule_tables(edition, held=held)
        while len(_known) >= _MOST_KNOWN:
            _known.pop(next(iter(_known)))
        _known[key] = (held, tables, sm3(repr(tables).encode()))
    return _known[key]
