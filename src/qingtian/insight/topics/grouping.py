"""Grouping (归并): average linkage. Two groups join while their members are on average alike enough.

Average and not nearest: a chain of messages each a little like the next would otherwise tie a whole city together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qingtian.insight.topics.messages import Matrix, Message, vectors

#: ours: least mean likeness of what is joined, fewest messages of a topic
ALIKE, FEWEST = 0.115, 3
#: ours: two groups of a topic's size less alike than this share of their likeness inside are two matters at one place
APART = 0.25
#: how many are compared each with each; a longer stream is grouped stretch by stretch and the stretches joined
STRETCH = 6000

Numbers = NDArray[np.int64]


def topics_of(messages: Sequence[Message]) -> list[int | None]:
    """The topic of each message: 1 is the largest, then by who came first; None where it belongs to none."""
    if not messages:
        return []
    rows = vectors(messages)
    group_of = _in_stretches(rows) if len(messages) > STRETCH else grouped(rows, np.ones(len(messages)))
    return numbered(group_of)


def numbered(group_of: Numbers) -> list[int | None]:
    """Groups as numbers by size; a group of fewer than FEWEST is none."""
    names, first, sizes = np.unique(group_of, return_index=True, return_counts=True)
    large = [place for place in range(len(names)) if sizes[place] >= FEWEST]
    order = sorted(large, key=lambda place: (-sizes[place], first[place]))
    number_of = {int(names[place]): number for number, place in enumerate(order, 1)}
    return [number_of.get(int(name)) for name in group_of]


def grouped(rows: Matrix, sizes: NDArray[np.float64]) -> Numbers:
    """The group of each row, named by one of its rows; ``sizes`` says how many messages a row stands for."""
    groups = _Groups(rows, sizes)
    while groups.best[into := int(groups.best.argmax())] >= ALIKE:
        gone = int(groups.nearest[into])
        if groups.are_two_matters(into, gone):
            groups.keep_apart(into, gone)
        else:
            groups.join(into, gone)
    return groups.group_of


class _Groups:
    """Mean likeness of every two groups, and inside each; ``nearest`` and ``best`` say to whom each is most alike."""

    def __init__(self, rows: Matrix, sizes: NDArray[np.float64]) -> None:
        self.alike = np.asarray((rows @ rows.T).todense(), dtype=np.float32)
        self.inside = self.alike.diagonal().astype(np.float64)
        np.fill_diagonal(self.alike, -1.0)
        self.sizes, self.group_of = sizes.copy(), np.arange(len(sizes))
        self.nearest, self.best = self.alike.argmax(axis=1), self.alike.max(axis=1)

    def are_two_matters(self, one: int, other: int) -> bool:
        """Whether two groups hold so much more together inside than with each other that they only share a place."""
        if min(self.sizes[one], self.sizes[other]) < FEWEST:
            return False
        return bool(self.alike[one, other] < APART * min(self.inside[one], self.inside[other]))

    def keep_apart(self, one: int, other: int) -> None:
        """They are not joined with each other, whatever else they are joined with."""
        self.alike[one, other] = self.alike[other, one] = 0.0
        self._look_again((one, other))

    def join(self, into: int, gone: int) -> None:
        """The likeness of what two groups become is the mean over the pairs of members."""
        alike, size, more = self.alike, self.sizes[into], self.sizes[gone]
        total = size + more
        pairs = size**2 * self.inside[into] + more**2 * self.inside[gone] + 2 * size * more * alike[into, gone]
        self.inside[into] = pairs / total**2
        joined = (size * alike[into] + more * alike[gone]) / total
        joined[[into, gone]] = -1.0
        alike[into], alike[:, into] = joined, joined
        alike[gone], alike[:, gone] = -1.0, -1.0
        self.sizes[into] = total
        self.group_of[self.group_of == gone] = into
        self.best[gone] = -1.0
        touched = ((self.nearest == into) | (self.nearest == gone)) & (self.best > -1.0)
        self._look_again((into, *np.flatnonzero(touched).tolist()))

    def _look_again(self, rows: Sequence[int]) -> None:
        for row in rows:
            self.nearest[row] = self.alike[row].argmax()
            self.best[row] = self.alike[row, self.nearest[row]]


def _in_stretches(rows: Matrix) -> Numbers:
    """Groups of each stretch; then those that are a topic, and whoever is alone, by the means of the groups."""
    count = rows.shape[0]
    group_of = np.arange(count)
    for begin in range(0, count, STRETCH):
        part = rows[begin : begin + STRETCH]
        group_of[begin : begin + part.shape[0]] = begin + grouped(part, np.ones(part.shape[0]))
    names, sizes = np.unique(group_of, return_counts=True)
    topics = names[sizes >= FEWEST][:STRETCH]
    means = _means(rows, group_of, topics)
    joined = topics[grouped(means, sizes[np.searchsorted(names, topics)].astype(np.float64))] if len(topics) else topics
    renamed = dict(zip(topics.tolist(), joined.tolist(), strict=True))
    group_of = np.array([renamed.get(name, name) for name in group_of.tolist()])
    return _taken_in(rows, group_of, np.unique(joined))


def _means(rows: Matrix, group_of: Numbers, names: Numbers) -> Matrix:
    """One row a group: the mean of its members, so that a product of two is the mean likeness of their pairs."""
    from scipy.sparse import csr_matrix

    inside = np.flatnonzero(np.isin(group_of, names))
    place = np.searchsorted(names, group_of[inside])
    counts = np.bincount(place, minlength=len(names))
    shape = (len(names), rows.shape[0])
    return csr_matrix((1 / counts[place], (place, inside)), shape=shape, dtype=np.float32) @ rows


def _taken_in(rows: Matrix, group_of: Numbers, topics: Numbers) -> Numbers:
    """Messages in no topic go to the one they are most like, if alike enough."""
    if not len(topics):
        return group_of
    means = _means(rows, group_of, topics)
    alone = np.flatnonzero(~np.isin(group_of, topics))
    for begin in range(0, len(alone), STRETCH):
        some = alone[begin : begin + STRETCH]
        alike = np.asarray((rows[some] @ means.T).todense())
        near = alike.argmax(axis=1)
        taken = alike[np.arange(len(some)), near] >= ALIKE
        group_of[some[taken]] = topics[near[taken]]
    return group_of
