"""The register as it stands: entries folded into clues. Pure; what is kept is the chain, never this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from qingtian.apps.clues.chain import Entry
from qingtian.apps.clues.steps import BEFORE_TRANSFER, OPEN, STEPS, said_by


@dataclass
class Clue:
    """One clue: its number, state, the day it was entered, and its entries in order."""

    number: str
    state: str
    entered_on: date
    entries: list[Entry] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def says(self, *steps: str) -> Mapping[str, Any]:
        """What the last entry of these steps says, its correction where it was corrected; empty where there is none."""
        names = {name for step in steps for name in said_by(step)}
        found = [entry.content["fields"] for entry in self.entries if entry.content["step"] in names]
        return found[-1] if found else {}

    @property
    def registered(self) -> Mapping[str, Any]:
        return self.says("register")

    @property
    def letter(self) -> Mapping[str, Any]:
        return self.says("transfer")

    def days_of_letters(self) -> list[str]:
        """The days of its letters, corrected ones as corrected."""
        days: list[str] = []
        for entry in self.entries:
            if entry.content["step"] == "transfer":
                days.append(entry.content["fields"]["on"])
            elif entry.content["step"] == "correct_letter":
                days[-1] = entry.content["fields"]["on"]
        return days

    def days_after_the_letter(self) -> list[str]:
        """The days of the papers that answered the letter of now; empty while none is out."""
        if self.state in BEFORE_TRANSFER:
            return []
        sent = max((n for n, entry in enumerate(self.entries) if entry.content["step"] == "transfer"), default=-1)
        answers = (*said_by("receipt"), *said_by("result"))
        after = (entry.content for entry in self.entries[sent + 1 :])
        return [content["fields"]["on"] for content in after if content["step"] in answers]

    @property
    def case(self) -> str:
        """The number of the case it came from, as text: nothing in the case points here."""
        return str(self.registered.get("case") or self.says("asked").get("case") or "")

    @property
    def outcome(self) -> str:
        return str(self.says("result", "end_here").get("outcome", ""))

    def days_open(self, today: date) -> int:
        return (today - self.entered_on).days

    def waits_since(self) -> date:
        """The day of the last step that moved it: the day of its paper, as corrected, or of its entry."""
        last = [e.content for e in self.entries if e.content["step"] not in STEPS or STEPS[e.content["step"]].to][-1]
        return date.fromisoformat(self.says(last["step"]).get("on") or last["day"])


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
