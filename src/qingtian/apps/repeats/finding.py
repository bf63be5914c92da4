"""Find what a report may repeat (找疑似重复): by words, by place, by the person; then the verdict of each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import cos, radians

from qingtian.apps.identities.vault import same_person
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.models import Link
from qingtian.apps.repeats.models import IndexDue
from qingtian.apps.repeats.reports import report_of, reports_of
from qingtian.apps.repeats.text_index.asking import commonness, similar
from qingtian.apps.repeats.text_index.reading import searcher
from qingtian.insight.likeness import Background, Report, Verdict, compare
from qingtian.insight.likeness.place import METRES_A_DEGREE
from qingtian.insight.likeness.rules import rules

#: looked at closely, by each of the three ways; shown at most
BY_WORDS, BY_PLACE, BY_PERSON, NOT_INDEXED, SHOWN = 30, 40, 20, 60, 8


@dataclass(frozen=True, slots=True)
class Found:
    """``earlier``: the key of the matter a report may repeat."""

    earlier: int
    verdict: Verdict


def find(proceeding: int) -> list[Found]:
    """What the report of this matter may repeat, the surest first. Nothing for an accusation, nor among accusations.

    Opens no identity: whether two reports come from one person is asked of the sealed store and told as yes or no.
    """
    petition = Petition.objects.select_related("proceeding", "proceeding__area").get(proceeding=proceeding)
    own = report_of(petition)
    if own is None or petition.proceeding.restricted:
        return []
    person = _of_the_same_person(petition)
    near, background = _by_words(own, proceeding)
    keys = near | _by_place(petition) | person | _not_indexed()
    others = reports_of(_mains({key for key in keys if key < proceeding}) - {proceeding})
    verdicts = [(key, compare(own, other, background, same_person=key in person or None)) for key, other in others]
    found = [Found(key, verdict) for key, verdict in verdicts if verdict]
    return sorted(found, key=lambda one: (-one.verdict.confidence, -one.earlier))[:SHOWN]


def _of_the_same_person(petition: Petition) -> set[int]:
    tokens = same_person(petition.identity_token, BY_PERSON)
    return set(Petition.objects.filter(identity_token__in=tokens).values_list("proceeding", flat=True))


def _by_words(own: Report, key: int) -> tuple[set[int], Background]:
    words, index = f"{own.words}\n{own.place}", searcher()
    if index is None:
        return set(), Background()
    return {one for one, _ in similar(index, words, BY_WORDS, own=key)}, commonness(index, words)


def _by_place(petition: Petition) -> set[int]:
    """The latest reports in a box around the pin."""
    if petition.latitude is None or petition.longitude is None:
        return set()
    reach = rules().metres["near"] / METRES_A_DEGREE
    latitude, longitude = float(petition.latitude), float(petition.longitude)
    wide = reach / max(cos(radians(latitude)), 0.01)
    near = Petition.objects.filter(
        latitude__range=(latitude - reach, latitude + reach), longitude__range=(longitude - wide, longitude + wide)
    )
    return set(near.order_by("-proceeding").values_list("proceeding", flat=True)[:BY_PLACE])


def _not_indexed() -> set[int]:
    """Reports the index has not taken over yet: compared one by one, so that nothing waits for the index."""
    return set(IndexDue.objects.order_by("-pk").values_list("proceeding", flat=True)[:NOT_INDEXED])


def _mains(keys: Collection[int]) -> set[int]:
    """A report that was merged stands for the one it was merged into."""
    merged = Link.objects.filter(source__in=keys, kind=Link.Kind.DUPLICATE_OF, undone_by__isnull=True)
    into = dict(merged.values_list("source", "target"))
    return {into.get(key, key) for key in keys}
