"""Gather the reports of the window with what ties them together; constant queries, no identity opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, floor, radians

from qingtian.apps.hot_issues.models import HotReport
from qingtian.apps.identities.models import SealedIdentity
from qingtian.apps.petition_figures.counting import kinds_of
from qingtian.apps.petition_figures.models import CountedPetition
from qingtian.apps.petition_figures.sources import batches, named_sources
from qingtian.apps.petitions.models import Petition, WorkingCopy
from qingtian.apps.proceedings.models import Link
from qingtian.insight.hot import Happening, Thresholds
from qingtian.insight.topics.grouping import topics_of
from qingtian.insight.topics.messages import Message

BATCH = 500
METRES_A_DEGREE = 111_320
TYING = (Link.Kind.DUPLICATE_OF, Link.Kind.RECURRENCE_OF)
#: more reports than these are not read for topics in one computing
MOST_READ = 5_000
#: stands for the kind of a report that says none
NO_KIND = "-"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The happenings, and of each report its area, kinds and receiving office."""

    happenings: list[Happening]
    rows: dict[int, CountedPetition]


def gather(on: date, limits: Thresholds) -> Gathered:
    """Reports of the window that no ended issue has dealt with."""
    first = on - timedelta(days=limits.window_days - 1)
    counted = CountedPetition.objects.filter(received_on__gte=first, received_on__lte=on, restricted=False)
    dealt_with = _dealt_with()
    rows = {row.pk: row for row in counted if row.pk not in dealt_with}
    keys = sorted(rows)
    linked, people = _linked(keys), _people(keys)
    sources, cells = _sources(keys), _cells(keys, limits.cell_metres)
    topics = _topics(rows)
    happenings = [
        Happening(
            key,
            rows[key].received_on,
            [
                *linked.get(key, ()),
                *topics.get(key, ()),
                *_of_kinds(rows[key], [*sources.get(key, ()), *cells.get(key, ())]),
            ],
            people.get(key, ""),
            rows[key].dissatisfied,
            rows[key].recurred,
        )
        for key in keys
    ]
    return Gathered(happenings, rows)


def _dealt_with() -> frozenset[int]:
    """Reports of issues that were settled or dismissed: what comes later begins anew."""
    ended = HotReport.objects.filter(issue__proceeding__ended_on__isnull=False)
    return frozenset(ended.values_list("petition", flat=True))


def _of_kinds(row: CountedPetition, ties: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same place with another trouble is another matter: ties of place hold within one kind."""
    kinds = kinds_of(row.kinds) or [NO_KIND]
    return [(basis, f"{name}/{kind}") for basis, name in ties for kind in kinds]


def _linked(keys: list[int]) -> dict[int, list[tuple[str, str]]]:
    """The name of the component of open links a report stands in: its smallest key."""
    root: dict[int, int] = {}

    def find(key: int) -> int:
        while root.setdefault(key, key) != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for batch in batches(keys):
        open_links = Link.objects.filter(source__in=batch, kind__in=TYING, undone_by__isnull=True)
        for source, target in open_links.values_list("source", "target"):
            low, high = sorted((find(source), find(target)))
            root[high] = low
    return {key: [("linked", str(find(key)))] for key in keys if key in root}


def _people(keys: list[int]) -> dict[int, str]:
    """A mark of the telephone number behind each report, by the order they are met in: it leaves here as a count."""
    tokens: dict[str, int] = {}
    for batch in batches(keys):
        tokens |= dict(Petition.objects.filter(proceeding__in=batch).values_list("identity_token", "proceeding"))
    numbers: dict[str, str] = defaultdict(lambda: f"person {len(numbers) + 1}")
    found = {}
    held = sorted(tokens)
    for start in range(0, len(held), BATCH):
        sealed = SealedIdentity.objects.filter(token__in=held[start : start + BATCH], fingerprint__isnull=False)
        for token, mark in sealed.values_list("token", "fingerprint").order_by("token"):
            found[tokens[token]] = numbers[mark]
    return found


def _sources(keys: list[int]) -> dict[int, list[tuple[str, str]]]:
    """Sources of the registry named in the covered words or place of a report."""
    return {key: [("source", code) for code in codes] for key, codes in named_sources(keys).items()}


def _topics(rows: dict[int, CountedPetition]) -> dict[int, list[tuple[str, str]]]:
    """What the covered words of the latest reports are about, area by area; named after the first report of it."""
    words: dict[int, str] = {}
    for batch in batches(sorted(rows)[-MOST_READ:]):
        copies = WorkingCopy.objects.filter(petition__proceeding__in=batch).exclude(text="")
        words |= dict(copies.values_list("petition__proceeding", "text"))
    held = sorted(words)
    numbers = topics_of([Message(user="", subject="", text=words[key]) for key in held])
    first: dict[tuple[int, int | None], int] = {}
    found = {}
    for key, number in zip(held, numbers, strict=True):
        if number is not None:
            begun = first.setdefault((number, rows[key].area_id), key)
            found[key] = [("topic", str(begun))]
    return found


def _cells(keys: list[int], metres: int) -> dict[int, list[tuple[str, str]]]:
    """The square of the map a report lies in, where it has a place on it."""
    found = {}
    for batch in batches(keys):
        located = Petition.objects.filter(proceeding__in=batch, latitude__isnull=False, longitude__isnull=False)
        for key, latitude, longitude in located.values_list("proceeding", "latitude", "longitude"):
            found[key] = [("cell", cell(float(latitude), float(longitude), metres))]
    return found


def cell(latitude: float, longitude: float, metres: int) -> str:
    """The name of the square; the width of a degree is that of the whole degree of latitude."""
    down = floor(latitude * METRES_A_DEGREE / metres)
    across = floor(longitude * METRES_A_DEGREE * cos(radians(floor(latitude))) / metres)
    return f"{down}:{across}"
