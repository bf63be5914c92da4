"""What figures rest on, said beside them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from qingtian import __version__
from qingtian.apps.air.figures.answers import Basis
from qingtian.apps.air.figures.asking import Asked
from qingtian.apps.air.rules import foremost, unverified
from qingtian.language import Text
from qingtian.standards.air.held import InForce
from qingtian.standards.air.rules import Use

_GRADE = Text("{title}二级", "{title}, grade II")
_BETWEEN = Text("；", "; ")


def basis_of(asked: Asked, first: date, last: date, uses: Collection[Use]) -> Basis:
    """Of figures of those days: every edition they were computed by, under one edition that one alone."""
    runs = _runs(asked, first, last)
    titles = [_GRADE.format(title=run.limits.title) for run in runs]
    joined = Text(_BETWEEN.zh.join(t.zh for t in titles), _BETWEEN.en.join(t.en for t in titles))
    first_of_all = foremost(asked.held, runs) if "index" in uses else ()
    others = unverified(asked.held, runs, uses)
    snapshot = asked.snapshot
    editions = tuple(run.id for run in runs)
    return Basis(snapshot.id, snapshot.made_at, joined, editions, first_of_all, others, __version__)


def _runs(asked: Asked, first: date, last: date) -> list[InForce]:
    if asked.edition is not None:
        return [asked.held.named(asked.edition)]
    return [run for run in asked.held.runs if run.first_day <= last and first <= run.last_day]
