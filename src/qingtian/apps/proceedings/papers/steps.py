"""Which steps of its life a paper is asked for (核稿 … 送达), frozen into the act that drafts it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from qingtian.apps.proceedings.papers.catalogue import PaperKind

_TAKEN_FROM: ContextVar[date] = ContextVar("paper steps are taken from", default=date.min)


def steps_asked(kind: PaperKind, on: date) -> tuple[str, ...]:
    """The steps of the kind; none for a paper of a day on which the office did not take them here yet."""
    return kind.steps if on >= _TAKEN_FROM.get() else ()


@contextmanager
def steps_taken_from(day: date) -> Iterator[None]:
    """Within, papers of days before ``day`` ask for no step: they went their way outside, like those of 0.1.0."""
    before = _TAKEN_FROM.set(day)
    try:
        yield
    finally:
        _TAKEN_FROM.reset(before)
