"""Tell of an episode (告知): open its matter when its time has come, follow it, remind, pass it up, end it.

All acts here are the system's. An episode that was over before its posts were to be told opens nothing, unless grave.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from qingtian.alerts.evaluation import Episode
from qingtian.alerts.telling import answer_by, reminders, told_at
from qingtian.apps.alerts.models import AlertEpisode
from qingtian.apps.alerts.organs import Offices, above
from qingtian.apps.alerts.sources.hours import SHANGHAI, day_of
from qingtian.apps.alerts.watching import Watched
from qingtian.apps.alerts.words import title, what
from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.procedures import Actor

if TYPE_CHECKING:
    from qingtian.apps.alerts.actions.run import Done

SYSTEM = Actor(kind="system")
LONGEST_TITLE = 200
WAITING = ("raised", "escalated")


def stamped(moment: datetime) -> str:
    """A moment as the trail keeps it, in Shanghai."""
    return moment.astimezone(SHANGHAI).isoformat(timespec="minutes")


@dataclass(slots=True)
class Telling:
    """What is told in one run, at one moment."""

    now: datetime
    offices: Offices = field(default_factory=Offices.read)

    def follow(self, row: AlertEpisode, watched: Watched, episode: Episode, done: Done) -> None:
        """Bring the matter of an episode up to what the values say now."""
        if row.proceeding is None:
            if self._is_to_be_told(row, watched):
                self._open(row, watched, episode)
                done.told += 1
            if row.proceeding is None:
                return
        if row.cleared:
            self.clear(row)
            return
        if row.proceeding.state == "cleared":
            self._resume(row, watched)
        self._pass_up(row, done)
        self._remind(row, watched, done)

    def _is_to_be_told(self, row: AlertEpisode, watched: Watched) -> bool:
        """Its time has come and it is not night now either: values may come late."""
        due = row.told_at <= self.now and told_at(watched.rule, self.now) == self.now
        return due and (row.cleared is None or row.severity == "grave")

    def _open(self, row: AlertEpisode, watched: Watched, episode: Episode) -> None:
        """Late values are told when they are known: the time to answer runs from now, not from the past."""
        subject = watched.subjects[episode.subjects[0]]
        told = self.offices.told(watched.rule, subject.area, subject.organ)
        row.told_at = self.now
        row.answer_by = answer_by(watched.rule, self.now)
        row.proceeding = open_proceeding(
            "monitor_alert",
            by=SYSTEM,
            on=day_of(self.now),
            now=self.now,
            title=title(watched, episode)[:LONGEST_TITLE],
            once=f"alert-{row.pk}",
            generated=kind() == DEMONSTRATION,
            fields={
                "subject": title(watched, episode)[:LONGEST_TITLE],
                "what": what(watched, episode),
                "rule": f"{row.rule} v{row.version}",
                "severity": row.severity,
                "area": subject.area or None,
                "office": told.organ.code,
                "told": "、".join(f"{told.organ.name_zh}{post.title_zh}" for post in told.posts) or told.organ.name_zh,
                "told_at": stamped(self.now),
                **self._limit(row),
            },
        )
        row.save(update_fields=["proceeding", "told_at", "answer_by"])

    def _limit(self, row: AlertEpisode) -> dict[str, str]:
        return {"answer_at": stamped(row.answer_by), "answer_on": day_of(row.answer_by).isoformat()}

    def _pass_up(self, row: AlertEpisode, done: Done) -> None:
        if row.proceeding is None or row.proceeding.state != "raised" or self.now < row.answer_by:
            return
        office = projection_of(row.proceeding).relations["office"]["chain"][-1]
        superior = above(Organ.objects.select_related("parent").get(code=office))
        self._act(row, "escalate", superior=superior.code, moment=stamped(self.now))
        done.passed_up += 1

    def _remind(self, row: AlertEpisode, watched: Watched, done: Done) -> None:
        """As many reminders as are due; several missed ones are one."""
        if row.proceeding is None or row.proceeding.state not in WAITING:
            return
        due = sum(1 for _ in reminders(watched.rule, row.told_at, self.now))
        if due <= row.reminded:
            return
        row.reminded = due
        row.save(update_fields=["reminded"])
        self._act(row, "remind", moment=stamped(self.now))
        done.reminded += 1

    def clear(self, row: AlertEpisode) -> None:
        """The data are back. A grave alert nobody took up stays until somebody does."""
        matter = row.proceeding
        if matter is None or row.cleared is None or matter.state not in (*WAITING, "acknowledged"):
            return
        ends = row.severity != "grave" or matter.state == "acknowledged"
        noted = projection_of(matter).facts.get("recovered") == "yes"
        if ends or not noted:
            self._act(row, "clear", cleared_at=stamped(row.cleared), ends="yes" if ends else "no")

    def _resume(self, row: AlertEpisode, watched: Watched) -> None:
        row.answer_by = answer_by(watched.rule, self.now)
        row.told_at, row.reminded = self.now, 0
        row.save(update_fields=["answer_by", "told_at", "reminded"])
        self._act(row, "resume", moment=stamped(self.now), **self._limit(row))

    def withdraw(self, row: AlertEpisode) -> None:
        """The values were revised and no longer say so."""
        if row.proceeding and row.proceeding.state in (*WAITING, "acknowledged", "cleared"):
            self._act(row, "withdraw", moment=stamped(self.now))

    def _act(self, row: AlertEpisode, act: str, **fields: Any) -> None:
        matter = row.proceeding
        assert matter is not None
        perform(matter, act, by=SYSTEM, on=day_of(self.now), now=self.now, fields=fields, expected_seq=matter.seq)
        row.proceeding = Proceeding.objects.get(pk=matter.pk)
