"""What is held (现行版本): every edition of the four rules of air, and which of them hold on a day.

``packaged()`` is what comes with the program; ``overlay.with_changes`` lays an administration's own editions and
switches over it. Everything that computes takes a ``Held``, so that it is plain which set of rules a figure used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Protocol, TypeVar

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.standards.air.declarations import Edition
from qingtian.standards.air.editions import editions
from qingtian.standards.air.evaluation import EvaluationEdition, RankingEdition
from qingtian.standards.air.limits import LimitEdition, limit_editions
from qingtian.standards.declared import package_data, read

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class InForce:
    """One run of days under the same four editions. ``id`` is that of the limits (GB3095-2012); where another rule
    changes within the limits' days, the later run is named ``GB3095-2012@2020-01-01``."""

    id: str
    first_day: date
    last_day: date
    limits: LimitEdition
    index: Edition
    evaluation: EvaluationEdition
    ranking: RankingEdition


@dataclass(frozen=True)
class Held:
    """Every edition held, each rule's oldest first; those of a rule cover every day exactly once."""

    limits: tuple[LimitEdition, ...]
    index: tuple[Edition, ...]
    evaluation: tuple[EvaluationEdition, ...]
    ranking: tuple[RankingEdition, ...]

    @cached_property
    def runs(self) -> tuple[InForce, ...]:
        """The runs of days under the same editions, oldest first; the first begins and the last ends with time."""
        starts = {_first(edition) for family in self._families for edition in family}
        in_order = sorted(starts)
        lasts = [start - _ONE_DAY for start in in_order[1:]] + [date.max]
        return tuple(self._run(first, last) for first, last in zip(in_order, lasts, strict=True))

    @property
    def _families(self) -> tuple[Sequence[_Dated], ...]:
        return self.limits, self.index, self.evaluation, self.ranking

    def _run(self, first: date, last: date) -> InForce:
        limits = _on(self.limits, first)
        name = limits.id if first == _first(limits) else f"{limits.id}@{first}"
        index, evaluation = _on(self.index, first), _on(self.evaluation, first)
        return InForce(name, first, last, limits, index, evaluation, _on(self.ranking, first))

    def on(self, day: date) -> InForce:
        """What holds for data of the natural day ``day``."""
        return next(run for run in reversed(self.runs) if run.first_day <= day)

    def named(self, edition: str) -> InForce:
        """The run with that id; UnusableInput ``air.edition`` names those there are."""
        for run in self.runs:
            if run.id == edition:
                return run
        raise UnusableInput(
            "air.edition",
            Text("没有这个版本：{edition}", "no such edition: {edition}").format(edition=edition),
            remedy=Text("可用的版本：{known}", "These are held: {known}").format(
                known=", ".join(run.id for run in self.runs)
            ),
        )


class _Dated(Protocol):
    def covers(self, day: date) -> bool:
        """Whether the edition holds on that day."""

    @property
    def starts(self) -> date | None:
        """Its first day; None where it is open before."""


_Family = TypeVar("_Family", bound=_Dated)


def _first(edition: _Dated) -> date:
    return edition.starts or date.min


def _on(family: Sequence[_Family], day: date) -> _Family:
    return next(edition for edition in family if edition.covers(day))


@cache
def packaged() -> Held:
    """The editions that come with the program."""
    return Held(
        limits=limit_editions(),
        index=editions(),
        evaluation=_folder(EvaluationEdition, "evaluation"),
        ranking=_folder(RankingEdition, "ranking"),
    )


_Shape = TypeVar("_Shape", EvaluationEdition, RankingEdition)


def _folder(shape: type[_Shape], name: str) -> tuple[_Shape, ...]:
    folder = package_data("qingtian.standards.air", name)
    found = [read(shape, file) for file in folder.iterdir() if file.name.endswith(".yaml")]
    return tuple(sorted(found, key=lambda edition: edition.starts or date.min))
