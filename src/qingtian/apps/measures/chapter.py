"""What measures add to the kernel: ties to their case, the count of a daily penalty, what is under seal, last days."""

from __future__ import annotations

from qingtian.apps.measures import daily_count, offering, seals, worlds
from qingtian.apps.measures.actions.tie import tie
from qingtian.apps.proceedings.chapters import Chapter

CHAPTERS: tuple[Chapter, ...] = (
    Chapter(procedure="daily_penalty", world=daily_count.world, effects={"open": tie}, offers=offering.daily),
    Chapter(procedure="seizure", world=seals.world, effects={"propose": tie}, offers=offering.remedies),
    Chapter(procedure="production_limit", world=worlds.production, effects={"propose": tie}, offers=offering.remedies),
    Chapter(procedure="closure", world=worlds.closure, effects={"draft": tie}),
    Chapter(procedure="court_enforcement", world=worlds.court, effects={"open": tie}),
)
