"""Every measure is in the invented city at least once, with what procedures ask of it."""

from __future__ import annotations

import pytest

from qingtian.apps.measures.kinds import MEASURES
from qingtian.apps.measures.queries import counts_of
from qingtian.apps.proceedings.models import Act, Proceeding

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.usefixtures("loaded")]
pytestmark += [pytest.mark.slow]


def test_every_measure_occurs_and_is_tied_to_its_case() -> None:
    found = Proceeding.objects.filter(procedure__in=MEASURES)
    assert set(found.values_list("procedure", flat=True)) == set(MEASURES)
    for one in found.exclude(procedure="seizure"):
        assert one.links_in.filter(source__procedure="penalty_case").exists(), one.number


def test_the_daily_penalty_is_that_of_the_worked_example() -> None:
    daily = Proceeding.objects.get(procedure="daily_penalty")
    count = counts_of([daily])[daily.pk]
    assert (daily.state, count.days, f"{count.amount:.2f}") == ("ended", 39, "3900000.00")
    assert [cycle.days for cycle in count.cycles] == [18, 21]


def test_a_seal_was_released_on_its_last_day_and_one_stands() -> None:
    ended = Proceeding.objects.get(procedure="seizure", state="ended")
    released = Act.objects.get(proceeding=ended, act="release")
    assert ended.projection["clocks"]["seizure.term"]["due"] == released.on.isoformat()
    assert Proceeding.objects.filter(procedure="seizure", state="sealed").exists()


def test_the_court_accepted_one_and_the_government_closed_one() -> None:
    accepted = Act.objects.filter(proceeding__procedure="court_enforcement", act="record_acceptance")
    assert accepted.exists()
    closed = Proceeding.objects.get(procedure="closure", state="closed")
    decided = next(one for one in closed.acts.select_related("content") if one.act == "government_decides")
    assert decided.content.content["by"]["organ"] == "yunping-government"
