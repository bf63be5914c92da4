"""Hidden hazards: graded, deadlines within the grade, verified by another, a recurrence flagged and linked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qingtian.apps.grid.models import HiddenHazard
from qingtian.apps.grid.queries import hazards_open
from qingtian.apps.proceedings.models import Link
from qingtian.apps.proceedings.queries import projection_of
from qingtian.errors import Refused
from tests.days import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
GRADE = {"ground": "按标准", "measure": "贴标签", "responsible": "wangxi-town"}


def graded(town, grade="larger", days=10, by="branch-head", **changed):
    deadline = (town.now.date() + timedelta(days=days)).isoformat()
    return town.do(town.register(**changed), "grade", by, grade=grade, deadline=deadline, **GRADE)


def refused():
    return pytest.raises(Refused, match=r"act\.guard")


@pytest.mark.parametrize(
    ("grade", "state", "clock"),
    [
        ("general", "rectifying", "hazards.at_once"),
        ("larger", "rectifying", "hazards.by_deadline"),
        ("major", "listed", "hazards.listed"),
    ],
)
def test_each_grade_has_its_measure_and_its_clock(town, grade, state, clock):
    matter = graded(town, grade, days=2)
    assert matter.state == state
    (running,) = projection_of(matter).running()
    assert (running.key, running.due) == (clock, (TODAY + timedelta(days=2)).isoformat())
    assert running.owner["chain"][-1] == "wangxi-town"


@pytest.mark.parametrize(("grade", "longest"), [("general", 3), ("larger", 30), ("major", 90)])
def test_a_deadline_lies_within_the_longest_of_its_grade(town, grade, longest):
    assert graded(town, grade, days=longest).state in ("rectifying", "listed")
    with refused():
        graded(town, grade, days=longest + 1)
    with refused():
        graded(town, grade, days=-1)


def test_a_grade_without_measure_organ_or_deadline_is_refused(town):
    matter = town.register()
    for left_out in (*GRADE, "deadline"):
        if left_out == "ground":
            continue
        fields = {**GRADE, "deadline": TODAY.isoformat()}
        del fields[left_out]
        with refused():
            town.do(matter, "grade", "branch-head", grade="larger", **fields)
    assert town.do(matter, "grade", "branch-head", grade="none", ground="不是隐患").state == "not_a_hazard"


def test_who_reports_it_rectified_does_not_verify_and_a_refusal_goes_back(town):
    matter = graded(town)
    town.do(matter, "rectify", "town", done="已贴")
    town.do(matter, "refuse", "branch-head", seen="没有贴全")
    assert matter.state == "rectifying"
    town.do(matter, "rectify", "town", done="贴全了")
    town.do(matter, "verify", "handler", seen="看过")
    assert projection_of(matter).running() == []
    town.do(matter, "close", "branch-head", opinion="销账")
    assert matter.state == "closed"
    own = town.do(town.register(), "grade", "branch-head", grade="larger", deadline=TODAY.isoformat(),
                  **{**GRADE, "responsible": "branch"})  # fmt: skip
    town.do(own, "rectify", "handler", done="已改")
    with refused():
        town.do(own, "verify", "handler", seen="看过")


def test_a_refused_major_one_is_listed_again_and_taken_off_by_who_listed_it(town):
    matter = graded(town, "major", days=60, by="branch-head")
    town.do(matter, "rectify", "town", done="已改")
    town.do(matter, "refuse", "branch-head", seen="没有改")
    assert matter.state == "listed"
    town.do(matter, "rectify", "town", done="改了")
    town.do(matter, "verify", "branch-head", seen="看过")
    with pytest.raises(Refused):
        town.do(matter, "close", "branch-2-head")
    assert town.do(matter, "close", "branch-head").state == "closed"


@pytest.mark.parametrize(
    ("earlier", "changed", "back"),
    [
        (date(2025, 11, 23), {}, True),  # twelve months to the day
        (date(2025, 11, 22), {}, False),
        (date(2026, 11, 1), {}, True),
        (date(2026, 11, 1), {"kind": "leak"}, False),
    ],
)
def test_the_same_kind_at_the_same_object_within_twelve_months_is_a_recurrence(town, earlier, changed, back):
    town.now = at(earlier, 9)
    first = town.register(by="handler")
    town.now = at(TODAY, 9)
    matter = town.register(**changed)
    row = HiddenHazard.objects.get(proceeding=matter)
    assert (row.recurrence_of == first.hidden_hazard) if back else row.recurrence_of is None
    assert Link.objects.filter(source=matter, target=first, kind=Link.Kind.RECURRENCE_OF).exists() is back
    assert row.cell.code == "t-2"


def test_what_was_no_hazard_does_not_come_back(town):
    town.do(town.register(), "grade", "branch-head", grade="none", ground="不是")
    assert HiddenHazard.objects.get(proceeding=town.register()).recurrence_of is None


def test_an_unknown_object_and_a_day_to_come_are_refused(town):
    with refused():
        town.register(object="nobody")
    with refused():
        town.register(found_on=(TODAY + timedelta(days=1)).isoformat())


def test_open_hazards_by_the_nearest_deadline(town):
    late, soon = graded(town, days=20), graded(town, days=5)
    ended = town.do(town.register(), "grade", "branch-head", grade="none", ground="不是")
    found = [row.proceeding.number for row in hazards_open(TODAY)]
    assert found == [soon.number, late.number]
    assert ended.number not in found
