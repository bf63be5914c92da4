"""A person on every leaf on every date; hand-overs without a gap, in the log; objects in exactly one leaf."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qingtian.apps.grid.actions.assign import assign, hand_over
from qingtian.apps.grid.actions.place_objects import place_objects
from qingtian.apps.grid.actions.set_terms import set_terms
from qingtian.apps.grid.models import GridAssignment, GridObject, HandOver, Patrol
from qingtian.apps.grid.queries import (
    days_without_person,
    done,
    leaf_of,
    leaves_without_person,
    objects_registered_elsewhere,
    objects_without_leaf,
    owed,
    patrols_in,
    staff_on,
)
from qingtian.apps.people.models import Absence, Tenure
from qingtian.apps.places.models import GridCell, Source
from qingtian.errors import Refused
from qingtian.grid.covering import Span
from tests.apps.grid.playing import MEMBER, SINCE
from tests.days import TODAY, at
from tests.grid.squares import at as degrees

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DAY = timedelta(days=1)


def test_every_leaf_has_somebody_since_they_were_assigned(town):
    assert leaves_without_person(TODAY) == []
    assert leaves_without_person(SINCE - DAY) == ["t-1", "t-2", "t-3", "t-4"]
    assert staff_on(TODAY) == {"wangxi": (4, 4)}


def test_a_vacant_post_is_nobody_from_the_day_after_the_last(town):
    Tenure.objects.filter(post=town.city.posts["member-2"]).update(ends=TODAY - DAY)
    assert leaves_without_person(TODAY - DAY) == []
    assert leaves_without_person(TODAY) == ["t-4"]
    assert days_without_person(TODAY - 5 * DAY, TODAY) == {"t-4": [Span(TODAY, TODAY)]}


@pytest.mark.parametrize("stood_in", [True, False])
def test_an_absent_holder_is_nobody_unless_somebody_stands_in(town, stood_in):
    Absence.objects.create(
        person=town.city.people["member-2"],
        post=town.city.posts["member-2"],
        substitute=town.city.people["member"] if stood_in else None,
        starts=TODAY - 2 * DAY,
        ends=TODAY,
        decided_on=TODAY,
        entered_by=town.city.people["town"],
        entered_at=at(TODAY),
    )
    gaps = days_without_person(TODAY - 9 * DAY, TODAY + DAY)
    assert gaps == ({} if stood_in else {"t-4": [Span(TODAY - 2 * DAY, TODAY)]})


def test_a_hand_over_leaves_no_day_without_and_stands_in_the_log(town):
    row = GridAssignment.objects.get(cell=town.cells["t-4"], duty=MEMBER)
    hand_over(row, town.city.posts["member"], on=TODAY, note="名单", by="town", now=at(TODAY))
    row.refresh_from_db()
    assert row.ends == TODAY - DAY
    assert days_without_person(TODAY - 9 * DAY, TODAY + 9 * DAY) == {}
    log = HandOver.objects.filter(cell=town.cells["t-4"]).first()
    assert (log.from_post.code, log.to_post.code, log.on, log.note) == ("member-2", "member", TODAY, "名单")


@pytest.mark.parametrize("on", [SINCE, TODAY - DAY])
def test_a_hand_over_is_not_entered_into_the_past(town, on):
    row = GridAssignment.objects.get(cell=town.cells["t-4"], duty=MEMBER)
    with pytest.raises(Refused, match=r"grid\.into_the_past"):
        hand_over(row, town.city.posts["member"], on=on, note="", by="town", now=at(TODAY))


@pytest.mark.parametrize(
    ("cell", "post", "code"),
    [
        ("t", "member", "grid.not_a_leaf"),
        ("t-1", "handler", "grid.not_a_member"),
        ("t-1", "member", "grid.there_already"),
    ],
)
def test_members_are_on_leaves_hold_the_role_and_come_once(town, cell, post, code):
    with pytest.raises(Refused, match=code):
        assign(town.cells[cell], MEMBER, town.city.posts[post], starts=TODAY, by="town", now=at(TODAY))


def test_valid_days_of_cells_count_on_both_borders(town):
    cell = town.cells["t-4"]
    cell.valid_until = TODAY
    cell.save()
    assert "t-4" in GridCell.objects.leaves(TODAY).values_list("code", flat=True)
    assert "t-4" not in GridCell.objects.leaves(TODAY + DAY).values_list("code", flat=True)
    assert leaf_of(*degrees(1.5, 1.5), TODAY) == "t-4"
    assert leaf_of(*degrees(1.5, 1.5), TODAY + DAY) is None


def test_an_object_lies_where_its_position_says_whatever_its_register_names(town):
    Source.objects.filter(code="works").update(grid_cell=town.cells["t-3"])
    for code, at_, registered in (("far", degrees(9, 9), None), ("unplaced", None, "t-1"), ("lost", None, None)):
        Source.objects.create(
            code=code, name_zh=code, name_en=code, kind="other", area=town.city.areas["wangxi"],
            grid_cell=town.cells.get(registered), longitude=f"{at_[0]:.6f}" if at_ else None,
            latitude=f"{at_[1]:.6f}" if at_ else None,
        )  # fmt: skip
    placed = place_objects(TODAY, at(TODAY))
    assert (placed.objects, placed.nowhere, placed.differing) == (4, 2, 1)
    rows = {row.code: (row.cell and row.cell.code, row.how) for row in GridObject.objects.select_related("cell")}
    assert rows == {
        "works": ("t-2", "position"),
        "far": (None, "nowhere"),
        "unplaced": ("t-1", "register"),
        "lost": (None, "unknown"),
    }
    assert [row.code for row in objects_without_leaf()] == ["far", "lost"]
    assert [row.registered_cell for row in objects_registered_elsewhere()] == ["t-3"]
    Source.objects.filter(code="far").delete()
    assert place_objects(TODAY, at(TODAY)).objects == 3
    assert not GridObject.objects.filter(code="far").exists()


def test_patrols_owed_by_the_usual_rate_and_by_terms_of_the_cell_or_above(town):
    first, last = date(2026, 10, 1), date(2026, 10, 31)
    assert owed(first, last) == {"t-1": 2, "t-2": 2, "t-3": 2, "t-4": 2}
    set_terms(town.cells["t"], 4, valid_from=date(2026, 9, 1), source="方案")
    set_terms(town.cells["t-1"], 8, valid_from=date(2026, 10, 1), source="方案")
    assert owed(first, last) == {"t-1": 8, "t-2": 4, "t-3": 4, "t-4": 4}
    with pytest.raises(Refused, match=r"grid\.terms_earlier"):
        set_terms(town.cells["t-1"], 1, valid_from=date(2026, 10, 1), source="方案")
    with pytest.raises(Refused, match=r"grid\.terms_number"):
        set_terms(town.cells["t-2"], 32, valid_from=date(2026, 10, 1), source="方案")


def test_patrols_of_a_period_count_on_both_borders(town):
    for number, on in enumerate((TODAY - DAY, TODAY, TODAY + DAY)):
        Patrol.objects.create(
            cell=town.cells["t-1"], on=on, post="member", token=str(number), started_at=at(on), finished_at=at(on),
            received_at=at(on),
        )  # fmt: skip
    assert [row.on for row in patrols_in(TODAY - DAY, TODAY)] == [TODAY, TODAY - DAY]
    assert done(TODAY, TODAY + DAY) == {"t-1": 2}


def test_the_questions_ask_no_more_for_a_larger_grid(town, django_assert_num_queries):
    with django_assert_num_queries(4):
        days_without_person(TODAY - 90 * DAY, TODAY)
    with django_assert_num_queries(2):
        owed(TODAY - 30 * DAY, TODAY)
