"""Doubtful hours (疑点): what the rules marked, with the review that covers them, and the hours around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qingtian.apps.air.lake import HourRow, city_lake, station_day
from qingtian.apps.air.models import AirReview
from qingtian.apps.places.models import Station
from qingtian.measurements.flags import Episode, episodes, flagged
from qingtian.measurements.lake import Flag

#: states of a review in which the hours are decided or waiting for it
COVERING = ("proposed", "confirmed", "undo_proposed", "declined")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Hours of one item in a row with one mark. ``review`` is the latest that touches them."""

    station: Station
    episode: Episode
    review: AirReview | None

    @property
    def advisory(self) -> bool:
        """National stations are reviewed upstream: nothing is decided here."""
        return self.station.level == Station.Level.NATIONAL


def doubts(first: date, last: date, stations: Sequence[Station]) -> list[Doubt]:
    """The doubts of a span, both days included, the latest day first."""
    by_code = {station.code: station for station in stations}
    found = episodes(flagged(city_lake(), first, last, list(by_code)))
    reviews = list(
        AirReview.objects.filter(last_day__gte=first, first_day__lte=last, proceeding__state__in=COVERING)
        .select_related("proceeding", "station")
        .order_by("-pk")
    )
    rows = [Doubt(by_code[one.station], one, _review(one, reviews)) for one in found]
    return sorted(rows, key=lambda row: (-row.episode.day.toordinal(), row.station.code, row.episode.item))


def _review(one: Episode, reviews: Sequence[AirReview]) -> AirReview | None:
    for review in reviews:
        if review.station.code != one.station or one.item not in review.items:
            continue
        begins, ends = (review.first_day, review.first_hour), (review.last_day, review.last_hour)
        if begins <= (one.day, one.last_hour) and (one.day, one.first_hour) <= ends:
            return review
    return None


def hours_around(station: str, day: date) -> list[tuple[date, list[HourRow]]]:
    """The hours of the day before, the day and the day after, as review left them."""
    snapshot = city_lake().snapshot()
    days = [day + timedelta(days=number) for number in (-1, 0, 1)]
    return [(each, station_day(snapshot, station, each)) for each in days]


def flags_on(station: str, day: date) -> dict[tuple[str, date, int], Flag]:
    """What the rules say of the same three days: (item, day, hour) → marks."""
    found = flagged(city_lake(), day - timedelta(days=1), day + timedelta(days=1), [station])
    return {(one.item, one.day, one.hour): one.flags for one in found}
