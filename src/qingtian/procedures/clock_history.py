"""Every run of a matter's clocks, also those that a later start wrote over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qingtian.procedures.projection import ClockState, Record, apply_clock

#: operations after which a run of a clock is over, or begins anew
LEAVING = frozenset({"start", "stop"})


def left_clocks(records: Iterable[Record]) -> Iterator[tuple[ClockState, str]]:
    """Each clock as it was when it was stopped, or started anew before that, and the day it ran to; no voided acts."""
    kept = list(records)
    voided = {record["voids"] for record in kept if record.get("voids")}
    clocks: dict[str, ClockState] = {}
    for record in kept:
        if record["seq"] in voided or record.get("voids"):
            continue
        for operation in record.get("clocks", []):
            standing = clocks.get(operation["key"])
            if standing is None and operation["op"] != "start":
                continue  # the act that opened it was voided or erased since
            if standing is not None and standing.status != "stopped" and operation["op"] in LEAVING:
                halted = standing.suspensions[-1][0] if standing.status == "suspended" else None
                yield standing, halted or operation.get("on") or record["on"]
            apply_clock(clocks, operation, record["seq"])
