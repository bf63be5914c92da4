"""Several processes acting on the same matters at once, going on through a server that goes away and comes back."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from typing import Any

from soak.ground import forked, lines_of
from soak.work import DEEDS, Say, _next

PATIENCE = 60.0


def persistently(say: Say, seconds: float, number: int) -> None:
    """Act for so long. A broken connection is tried again with the same token; a refusal is a sentence and is told."""
    from django.db import InterfaceError, OperationalError, connections

    from qingtian.errors import Refused

    random.seed(os.getpid())
    end, chance = time.monotonic() + seconds, random.Random()
    while time.monotonic() < end:
        number += 1
        try:
            name, arguments = _next(chance, number)
        except (OperationalError, InterfaceError):
            connections.close_all()
            time.sleep(0.2)
            continue
        say(begin=name, **{"with": arguments})
        limit = time.monotonic() + PATIENCE
        while True:
            try:
                say(done=arguments["once"], deed=name, got=DEEDS[name](**arguments))
            except Refused as refused:
                say(told=refused.code, sentence=bool(refused.message.zh and refused.message.en), once=arguments["once"])
            except (OperationalError, InterfaceError) as broken:
                connections.close_all()
                say(broken=str(broken).splitlines()[0][:80])
                if time.monotonic() < limit:
                    time.sleep(0.2)
                    continue
                raise
            break


def together(seconds: float, processes: int = 2, meanwhile: Any = None) -> list[dict[str, Any]]:
    """Everything the processes said; ``meanwhile`` runs beside them."""
    begun = [forked(persistently, seconds, 1_000_000 * n) for n in range(processes)]
    if meanwhile:
        meanwhile()
    said = [line for _, pipe in begun for line in lines_of(pipe)]
    for child, _ in begun:
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
            said.append({"fault": "a process ended in an error"})
    return said


def told(said: list[dict[str, Any]]) -> Counter[str]:
    """Refusals by code."""
    return Counter(line["told"] for line in said if "told" in line)


def settled(said: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What counts for the log: a deed that was refused in words is answered and was not done."""
    refused = {line["once"] for line in said if "told" in line}
    return [line for line in said if ("begin" in line and line["with"]["once"] not in refused) or ("done" in line)]
