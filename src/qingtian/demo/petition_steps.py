"""How time passes in the life of a petition, and who acts: what every stretch of it takes from here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from random import Random

from qingtian.apps.identities.vault import Identity
from qingtian.apps.proceedings.models import Proceeding
from qingtian.demo.office_words import drawn
from qingtian.demo.plan import Plan
from qingtian.demo.stage import Stage, any_moment, office_moment
from qingtian.demo.writing import Written
from qingtian.procedures import Actor


class PetitionSteps:
    """One petition on the stage, the day it has come to, and where its plan lets it rest."""

    def __init__(self, stage: Stage, rng: Random, written: Written, who: Identity, plan: Plan, received: datetime):
        self.stage, self.rng, self.written, self.who, self.plan = stage, rng, written, who, plan
        self.at = received
        self.matter: Proceeding

    def _owed(self) -> set[str]:
        """Acts that come before the rest although the state was passed before."""
        owed = {"object"} if self.plan.objected and self.plan.stop in ("registered", "assigned") else set()
        if self.plan.stop == "replied" and self.plan.verified:
            owed.add("verify")
        return owed | ({"rate"} if self.plan.rating == "not" and self.plan.stop == "accepted" else set())

    def _rests(self) -> bool:
        done = self.matter.projection.get("done", {})
        if self.matter.state == self.plan.stop:
            return self._owed() <= done.keys()
        return self.matter.ended_on is not None and not self.plan.reviewed

    def _wait(self, least: int, most: int) -> Iterator[datetime]:
        """Until an office moment some days later; a brisk matter waits no longer than it must."""
        days = least if self.plan.brisk else self.rng.randint(least, most)
        self.at = office_moment(self.rng, self.at, days)
        yield self.at

    def wait(self, days: int) -> Iterator[datetime]:
        """Until an office moment so many days later."""
        yield from self._wait(days, days)

    def _wait_at_home(self, least: int, most: int) -> Iterator[datetime]:
        self.at = any_moment(self.rng, self.at, self.rng.randint(least, most))
        yield self.at

    def _act(self, act: str, by: str | Actor, **fields: object) -> None:
        self.stage.act(self.matter, act, by, self.at, **fields)

    def _say(self, what: str) -> str:
        """One of the wordings an office uses for that."""
        return drawn(self.rng, what)
