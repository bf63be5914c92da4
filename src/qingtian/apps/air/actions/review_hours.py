"""Review of doubtful hours (疑点复核): the effects of its acts."""

from __future__ import annotations

from qingtian.apps.air.actions.owe import owe, owe_undo
from qingtian.apps.air.actions.spans import Span, span_of
from qingtian.apps.air.models import AirReview
from qingtian.apps.places.models import Station
from qingtian.apps.proceedings.chapters import Performed


def propose(performed: Performed) -> None:
    """The effect of ``propose``: what the matter is about; the data stay as they are."""
    values = performed.values
    span = span_of(values)
    assert span is not None, "the declaration asks for the hours"
    AirReview.objects.create(
        proceeding=performed.proceeding,
        station=Station.objects.get(code=values["station"]),
        items=list(values["items"]),
        effect=values["effect"],
        **span.as_columns(),
    )


def confirm(performed: Performed) -> None:
    """The effect of ``confirm``: what is upheld is owed to the lake."""
    if performed.values["result"] != "confirmed":
        return
    review = AirReview.objects.select_related("station").get(proceeding=performed.proceeding)
    span = Span(review.first_day, review.first_hour, review.last_day, review.last_hour)
    owe(performed, [review.station.code], review.items, span, review.effect, performed.values["opinion"])


def confirm_undo(performed: Performed) -> None:
    """The effect of ``confirm_undo``."""
    if performed.values["result"] == "agreed":
        owe_undo(performed, performed.values["opinion"])
