"""What suggestions and proposals add to the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.proceedings.chapters import Chapter, Performed
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.suggestions.actions.assign import assign, assign_anew
from qingtian.apps.suggestions.actions.erase import erase
from qingtian.apps.suggestions.actions.recall_views import recall_views
from qingtian.apps.suggestions.actions.set_tasks import keep_tasks, set_tasks
from qingtian.apps.suggestions.queries import publications_of, views_missing
from qingtian.procedures import Projection
from qingtian.procedures.guards.suggestions import PUBLICATIONS, VIEWS_MISSING

#: states whose acts ask for the co-handlers' views
BEFORE_THE_ANSWER = ("accepted", "redoing")
#: states whose acts ask for what was published
AFTER_THE_ANSWER = ("answered", "answered_again", "fed_back", "closed")


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Facts the guards ask for, each in the state whose acts ask."""
    if projection.state in BEFORE_THE_ANSWER:
        return {VIEWS_MISSING: tuple(views_missing(proceeding))}
    if projection.state in AFTER_THE_ANSWER:
        return {PUBLICATIONS: tuple(publications_of(proceeding))}
    return {}


def no_world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """A co-handling item asks for nothing beyond its own acts."""
    return {}


def _nothing(performed: Performed) -> None:
    """Views that were recalled stay recalled."""


def _chapter(procedure: str) -> Chapter:
    return Chapter(
        procedure=procedure,
        world=world,
        effects={
            "register": assign,
            "reassign": assign_anew,
            "return_wrong": recall_views,
            "withdraw": recall_views,
            "close": recall_views,
            "answer": set_tasks,
        },
        undo={"answer": keep_tasks, "close": _nothing, "withdraw": _nothing},
        erase=erase,
    )


CHAPTERS = (_chapter("suggestion"), _chapter("proposal"), Chapter(procedure="co_handling", world=no_world))
