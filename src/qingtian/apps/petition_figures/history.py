"""What a petition's last state has forgotten (经过): clocks late before they ran anew, and contrary evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from qingtian.procedures.clock_history import left_clocks

#: clocks of the reporter, not of an office: nobody is late with them
OF_THE_REPORTER = frozenset({"petitions.review_request", "petitions.re_review_request", "petitions.rating"})


@dataclass(frozen=True, slots=True)
class History:
    """``late``: a clock of an office was left after its last day. ``contrary``: number of the last act that speaks
    against what was recorded as put right (0: none), and its day."""

    late: bool = False
    contrary: int = 0
    contrary_on: date | None = None


def history_of(records: Sequence[Mapping[str, Any]]) -> History:
    """From the records in order, voided ones left out."""
    late = any(left > clock.due for clock, left in left_clocks(records) if clock.key not in OF_THE_REPORTER)
    voided = {record["voids"] for record in records if record.get("voids")}
    against = [one for one in records if one["seq"] not in voided and _contrary(one)]
    if not against:
        return History(late)
    return History(late, against[-1]["seq"], date.fromisoformat(against[-1]["on"]))


def _contrary(record: Mapping[str, Any]) -> bool:
    """A look on site that did not find it put right, a failed check, a dissatisfied reporter, a second look."""
    if record["act"] == "verify":
        return bool(record["fields"].get("found") != "put_right")
    return bool(record["act"] == "second_look" or (record["to"] == "second_look" and record["from"] != "second_look"))
