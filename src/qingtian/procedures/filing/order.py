"""The nouns of an order: a file has volumes (正卷、副卷), a volume has places, a place takes papers, acts and matters.

What no place names goes to the last place of the last volume, so that nothing is lost and nothing nobody has thought
of is opened to the party.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from qingtian.law.model import Basis
from qingtian.law.schema import Certainty
from qingtian.procedures.model import Bilingual

#: steps of a paper that lie with it: its number, its sealed copy, its proof of service (送达回证)
WITH_THE_PAPER = ("number_paper", "seal_paper", "serve_paper")


class _Read(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Article(_Read):
    instrument: str
    article: str


class FilePlace(_Read):
    """One place: papers by template, acts by name, whole matters by procedure (a measure lies in its case's file)."""

    id: str
    title: Bilingual
    papers: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()


class Volume(_Read):
    """One volume. ``open_to_party``: the party may read and copy it (当事人可以查阅)."""

    id: str
    title: Bilingual
    open_to_party: bool
    places: tuple[FilePlace, ...] = Field(min_length=1)


class FileOrder(_Read):
    """The order of the files of one procedure from ``valid_from`` on. Without ``basis`` it is the product's own."""

    id: str = ""
    procedure: str
    valid_from: date
    basis: tuple[Article, ...] = ()
    certainty: Certainty
    note: Bilingual
    volumes: tuple[Volume, ...] = Field(min_length=1)

    @property
    def bases(self) -> list[Basis]:
        return [Basis(one.instrument, one.article) for one in self.basis]

    def places(self) -> Iterator[tuple[Volume, FilePlace]]:
        return ((volume, place) for volume in self.volumes for place in volume.places)

    @property
    def rest(self) -> tuple[Volume, FilePlace]:
        """Where goes what no place names."""
        return self.volumes[-1], self.volumes[-1].places[-1]

    def of_act(self, act: str) -> tuple[Volume, FilePlace]:
        """The place of the record of an act and of what it attached."""
        return self._first(lambda place: act in place.acts)

    def of_paper(self, template: str, act: str) -> tuple[Volume, FilePlace]:
        """The place of a paper; one no place names lies with the act that drafted it."""
        return self._first(lambda place: template in place.papers, self.of_act(act))

    def of_matter(self, procedure: str) -> tuple[Volume, FilePlace]:
        """The place of the whole of another matter that belongs to this file."""
        return self._first(lambda place: procedure in place.matters)

    def belongs(self, procedure: str) -> bool:
        """Whether a linked matter of that procedure lies in this file; any other has a file of its own."""
        return any(procedure in place.matters for _, place in self.places())

    def rank(self, found: tuple[Volume, FilePlace]) -> int:
        """The number of a place in the whole file, from 0."""
        return [pair[1].id for pair in self.places()].index(found[1].id)

    def named_twice(self) -> list[str]:
        """Papers, acts and procedures that stand at two places, and places with the same id."""
        every = [place for _, place in self.places()]
        return [
            *_twice(place.id for place in every),
            *_twice(name for place in every for name in place.papers),
            *_twice(name for place in every for name in place.acts),
            *_twice(name for place in every for name in place.matters),
        ]

    def _first(
        self, takes: Callable[[FilePlace], bool], otherwise: tuple[Volume, FilePlace] | None = None
    ) -> tuple[Volume, FilePlace]:
        return next((pair for pair in self.places() if takes(pair[1])), otherwise or self.rest)


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]
