"""Two instances on one database, acting on the same matters: one succeeds, the other is told, numbers stay unique."""

from __future__ import annotations

from soak.ground import enter, finished, here, installation
from soak.kills import WARM
from soak.pair import settled, together, told
from soak.proof import Log, faults, figures, thoroughly
from soak.work import Say, prepare, work


def numbers(say: Say) -> None:
    """Every number once, and none left out."""
    from qingtian.apps.proceedings.models import Proceeding

    found = sorted(int(n.rsplit("-", 1)[1]) for n in Proceeding.objects.values_list("number", flat=True))
    if found != list(range(1, len(found) + 1)):
        say(fault=f"numbers are not 1…{len(found)} each once")
    say(numbers=len(found))


def run(database: str, seconds: int) -> list[str]:
    """Act together for so long; prints what was done and who was told."""
    with installation(database) as (environment, _):
        enter(environment)
        finished(prepare)
        log = Log()
        log.hear(here(work, [], 0, WARM))
        said = together(seconds)
        log.hear(settled(said))
        proof = finished(thoroughly, log) + finished(numbers)
        refusals = told(said)
        print(f"  {database}: {log.counts()}; told {dict(refusals)}; {figures(proof)}", flush=True)
        found = faults(said) + faults(proof)
        found += [f"refused without a sentence: {line['told']}" for line in said if line.get("sentence") is False]
        found += [f"a connection broke: {line['broken']}" for line in said if "broken" in line]
        if not refusals:
            found.append("the two never met: nothing was tried")
        return found
