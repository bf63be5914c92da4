"""Kill the process without warning while it receives, acts and imports; nothing acknowledged may be lost or doubled."""

from __future__ import annotations

import random
import time

from soak.ground import enter, finished, here, installation, killed
from soak.proof import Log, faults, figures, quickly, thoroughly
from soak.work import prepare, work

THOROUGH_EVERY = 50
#: deeds before the first kill, in the process every worker is forked from: a worker then starts in a moment
WARM = 12


def run(database: str, kills: int) -> list[str]:
    """So many kills on this database; prints the counts and returns the faults."""
    with installation(database) as (environment, _):
        enter(environment)
        finished(prepare)
        log, chance, begun = Log(), random.Random(), time.monotonic()
        log.hear(here(work, [], 0, WARM))
        for number in range(1, kills + 1):
            log.hear(killed(work, chance.uniform(0.05, 1.0), log.waiting, number * 1000))
            thorough = number % THOROUGH_EVERY == 0
            said = finished(thoroughly if thorough else quickly, log)
            if found := faults(said):
                return [f"after kill {number}: {fault}" for fault in found]
            if thorough:
                print(f"  {database}, {number} kills: {log.counts()}; {figures(said)}", flush=True)
        log.hear(finished(work, log.waiting, 0, 0))
        said = finished(thoroughly, log)
        took = time.monotonic() - begun
        print(f"  {database}: {kills} kills in {took:.0f} s; acknowledged {log.counts()}; {figures(said)}", flush=True)
        return faults(said) + ([f"{len(log.waiting)} never answered"] if log.waiting else [])
