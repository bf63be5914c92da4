"""Everything that can be read in a report, at once: under fifteen milliseconds for two thousand characters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qingtian.insight.reading.about import environmental, industries, media, pollutants, sorts, urgency
from qingtian.insight.reading.places import Gazetteer, Named, nowhere, places
from qingtian.insight.reading.suggestion import Suggestion
from qingtian.insight.reading.times import TimeNamed, find_times


@dataclass(frozen=True, slots=True)
class ReportRead:
    """What the readers suggest of one report; every part with its words and a confidence, nothing decided."""

    environmental: Suggestion
    media: tuple[Suggestion, ...]
    sorts: tuple[Suggestion, ...]
    pollutants: tuple[Suggestion, ...]
    industries: tuple[Suggestion, ...]
    urgency: tuple[Suggestion, ...]
    places: tuple[Named, ...]
    times: tuple[TimeNamed, ...]


def read_report(text: str, place: str, on: date, gazetteer: Gazetteer | None = None) -> ReportRead:
    """Read the covered words of a report and what it says of its place, received ``on`` that day of the city."""
    whole = f"{text}\n{place}" if place else text
    return ReportRead(
        environmental(whole),
        tuple(media(text)),
        tuple(sorts(text)),
        tuple(pollutants(text)),
        tuple(industries(whole)),
        tuple(urgency(text)),
        tuple(places(whole, gazetteer or nowhere())),
        tuple(find_times(text, on)),
    )
