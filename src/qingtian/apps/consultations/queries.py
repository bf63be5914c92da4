"""Named questions about consultations: which are public, what was said, what still waits for an answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from qingtian.apps.consultations.models import Comment, Consultation, Point
from qingtian.apps.petitions.receipts import digest_of
from qingtian.apps.publishing.queries import TAKEN_DOWN


def tokens_held(tokens: Collection[str]) -> Iterable[str]:
    """Those of ``tokens`` that a comment carries; the sweep of orphans asks."""
    return set(Comment.objects.filter(identity_token__in=tokens).values_list("identity_token", flat=True))


def by_key(key: str) -> Comment | None:
    """The comment of a private link."""
    related = Comment.objects.select_related("consultation__proceeding", "point")
    return related.filter(key_digest=digest_of(key)).first()


def on_the_pages() -> QuerySet[Consultation]:
    """Every consultation once announced whose notice is still public, the one that closes last first."""
    shown = Consultation.objects.exclude(notice=None).exclude(notice__proceeding__state__in=TAKEN_DOWN)
    return shown.select_related("proceeding", "notice__proceeding", "summary__proceeding").order_by("-closes_on", "-pk")


def is_open(consultation: Consultation, on: date) -> bool:
    """Whether comments are taken that day; the last day counts."""
    closes = consultation.closes_on
    return consultation.proceeding.state == "announced" and closes is not None and on <= closes


def answered() -> Q:
    """Comments with an answer: their own, or that of their point."""
    return ~Q(reply="") | Q(point__isnull=False) & ~Q(point__reply="")


def unanswered(consultation: Consultation) -> QuerySet[Comment]:
    """Comments nobody has answered, the first received first."""
    return consultation.comments.exclude(answered()).order_by("pk")


def points_of(consultation: Consultation) -> QuerySet[Point]:
    """The points in order, each with how many comments say it."""
    return consultation.points.annotate(times=Count("comments")).order_by("number")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many comments: all, and by what became of them."""

    comments: int
    adopted: int
    partly: int
    not_adopted: int
    waiting: int


def tally(consultation: Consultation) -> Tally:
    """Counts by comment; one answered by itself counts by its own answer."""
    fates = [
        own or by_point or "" for own, by_point in consultation.comments.values_list("adoption", "point__adoption")
    ]
    counts = {name: fates.count(name) for name in ("adopted", "partly", "not", "")}
    return Tally(len(fates), counts["adopted"], counts["partly"], counts["not"], counts[""])
