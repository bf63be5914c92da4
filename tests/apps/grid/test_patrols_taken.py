"""A patrol from a phone: all of it or nothing, once however often it is sent, by who is on the cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from qingtian.apps.grid.actions.take_patrol import Finding, Walked, take_patrol
from qingtian.apps.grid.models import GridEvent, Patrol
from qingtian.apps.proceedings.models import Proceeding, StoredFile
from qingtian.errors import QingtianError, Refused
from tests.apps.inspections.field import photo
from tests.days import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
NOW = at(TODAY, 11)
FINDING = Finding(
    what="河边有油花，找不到来处。",
    kind="water",
    dissuasion="nobody",
    severity="urgent",
    found_at=at(TODAY, 10),
    position="104.520000,25.520000",
)
WALKED = Walked(
    token="phone-token-1",
    cell="t-1",
    started_at=at(TODAY, 9),
    finished_at=at(TODAY, 10),
    track=((104.52, 25.52, 3),),
    findings=(FINDING,),
)


def take(town, walked, post="member"):
    return take_patrol(walked, by=town.city.actor(post, TODAY), on=TODAY, now=NOW)


def test_a_finding_is_an_event_that_is_dissuaded_and_reported(town):
    patrol = take(town, replace(WALKED, findings=(replace(FINDING, photos=(photo(1),)),)))
    (event,) = GridEvent.objects.all()
    assert (event.patrol, event.kind, event.severity) == (patrol, "water", "urgent")
    assert (str(event.longitude), str(event.latitude)) == ("104.520000", "25.520000")
    assert event.proceeding.state == "reported"
    assert event.reported_at == NOW
    assert StoredFile.objects.get().proceeding == event.proceeding
    assert (patrol.on, patrol.post, patrol.findings) == (TODAY, "member", 1)


def test_nothing_found_is_a_patrol_all_the_same(town):
    assert take(town, replace(WALKED, findings=())).findings == 0
    assert not Proceeding.objects.exists()


def test_sent_twice_it_is_one_and_with_other_content_it_is_refused(town):
    first = take(town, WALKED)
    assert take(town, WALKED) == first
    assert (Patrol.objects.count(), GridEvent.objects.count()) == (1, 1)
    with pytest.raises(Refused, match=r"grid\.patrol_other"):
        take(town, replace(WALKED, note="别的"))


@pytest.mark.parametrize(
    ("changes", "post", "code"),
    [
        ({"cell": "t"}, "member", "grid.no_cell"),
        ({"cell": "gone"}, "member", "grid.no_cell"),
        ({"cell": "t-4"}, "member", "grid.not_on_the_cell"),
        ({}, "member-2", "grid.not_on_the_cell"),
        ({"finished_at": at(TODAY, 8)}, "member", "grid.patrol_times"),
        ({"finished_at": NOW + timedelta(hours=1)}, "member", "grid.patrol_times"),
        ({"findings": (replace(FINDING, kind="nonsense"),)}, "member", "fields"),
        ({"findings": (FINDING, replace(FINDING, photos=(b"no photo",)))}, "member", "photo"),
    ],
)
def test_what_does_not_hold_is_refused_whole(town, changes, post, code):
    with pytest.raises(QingtianError, match=code):
        take(town, replace(WALKED, **changes), post)
    assert not Patrol.objects.exists()
    assert not Proceeding.objects.exists()


def test_a_patrol_of_yesterday_arrives_today(town):
    day = timedelta(days=1)
    walked = replace(WALKED, started_at=at(TODAY, 9) - day, finished_at=at(TODAY, 10) - day, findings=())
    assert take(town, walked).on == TODAY - day
