"""The register as it stands: entries folded into clues. Pure; what is kept is the chain, never this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from qingtian.apps.clues.chain import Entry
from qingtian.apps.clues.steps import STEPS


@dataclass
class Clue:
    """One clue: its number, state, the day it was entered, and its entries in order."""

    number: str
    state: str
    entered_on: date
    entries: list[Entry] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.state != "closed"

    def _last(self, *steps: str) -> Mapping[str, Any]:
        found = [entry.content["fields"] for entry in self.entries if entry.content["step"] in steps]
        return found[-1] if found else {}

    @property
    def registered(self) -> Mapping[str, Any]:
        return self._last("register")

    @property
    def letter(self) -> Mapping[str, Any]:
        return self._last("transfer")

    @property
    def case(self) -> str:
        """The number of the case it came from, as text: nothing in the case points here."""
        return str(self.registered.get("case") or self._last("asked").get("case") or "")

    @property
    def outcome(self) -> str:
        return str(self._last("result", "end_here").get("outcome", ""))

    def days_open(self, today: date) -> int:
        return (today - self.entered_on).days

    def waits_since(self) -> date:
        """The day of the last step."""
        last = [e.content for e in self.entries if e.content["step"] != "remark"][-1]
        return date.fromisoformat(last["fields"].get("on") or last["day"])


def folded(entries: Iterable[Entry]) -> list[Clue]:
    """The clues in the order they were entered; entries that concern none (looks, answers without a clue) left out."""
    clues: dict[str, Clue] = {}
    for entry in entries:
        number, step = entry.content.get("clue"), entry.content["step"]
        if not number:
            continue
        if number not in clues:
            clues[number] = Clue(number, "to_register", date.fromisoformat(entry.content["day"]))
        clue = clues[number]
        clue.entries.append(entry)
        if step in STEPS and STEPS[step].to:
            clue.state = str(STEPS[step].to)
    return list(clues.values())
