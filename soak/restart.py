"""PostgreSQL is stopped as by a power cut and started again while two processes act; they go on, nothing is lost."""

from __future__ import annotations

import time

from soak.ground import enter, finished, here, installation
from soak.kills import WARM
from soak.pair import settled, together, told
from soak.proof import Log, faults, figures, thoroughly
from soak.work import prepare, work

BETWEEN = 2.0


def run(restarts: int) -> list[str]:
    """So many restarts, two seconds apart."""
    with installation("postgresql") as (environment, server):
        assert server is not None
        enter(environment)
        finished(prepare)
        log = Log()
        log.hear(here(work, [], 0, WARM))

        def meanwhile() -> None:
            for number in range(restarts):
                time.sleep(BETWEEN)
                server.restart("immediate" if number % 2 == 0 else "fast")

        said = together(restarts * (BETWEEN + 1.5) + 2, meanwhile=meanwhile)
        log.hear(settled(said))
        proof = finished(thoroughly, log)
        broken = sum("broken" in line for line in said)
        print(
            f"  {restarts} restarts: {log.counts()}; {broken} broken connections tried again; told {dict(told(said))}; "
            f"{figures(proof)}",
            flush=True,
        )
        found = faults(said) + faults(proof)
        if log.waiting:
            found.append(f"{len(log.waiting)} deeds never answered")
        if not broken:
            found.append("no connection broke: nothing was tried")
        return found
