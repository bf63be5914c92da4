"""What an act would do to the clocks, told before it is done: 批准后到 12月27日. Nothing is written."""

from __future__ import annotations

from datetime import date
from typing import Any

from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.law import Calendar, load_law
from qingtian.procedures import Projection, Transition
from qingtian.procedures.clocks import operations
from qingtian.web.desk.clock_views import long_day, reason

SOMEBODY: dict[str, Any] = {"name": {"zh": "—", "en": "—"}, "chain": ["-"]}
THEN_DUE = {
    "start": Text("期限“{clock}”到 {due}", "{clock}: due {due}"),
    "extend": Text("延到 {due}", "Then due {due}"),
    "resume": Text("继续算，到 {due}", "Runs again, due {due}"),
}


def preview(
    transition: Transition, projection: Projection, on: date, calendar: Calendar
) -> tuple[Text | None, Text | None]:
    """The due days the act would set, as far as they do not hang on what is still to be entered; and, when a clock
    refuses the act already now (run out, extended before), the sentence that says so."""
    certain = [c for c in transition.clocks if not (c.only_if or c.due_field or c.from_field or c.since)]
    owners = {c.owner: SOMEBODY for c in certain if c.owner}
    plain = transition.model_copy(update={"clocks": [c for c in certain if c.verb in THEN_DUE]})
    try:
        found = operations(plain, projection, on, {}, {**owners, **projection.relations}, load_law(), calendar)
    except QingtianError as refused:
        return None, refused.message
    words = [
        THEN_DUE[o["op"]].format(clock=reason(o["derivation"]), due=long_day(o["due"]))
        for o in found
        if o["op"] in THEN_DUE
    ]
    said = Text("；".join(w.zh for w in words), "; ".join(w.en for w in words)) if words else None
    return said, None
