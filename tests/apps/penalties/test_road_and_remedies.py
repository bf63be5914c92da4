"""What the law still demands of a case, the three systems beside it, and who reconsiders its decision."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qingtian.apps.penalties.remedies import reconsideration_organs, remedy_clause
from qingtian.apps.penalties.road import DONE, LATER, NEXT, NOT_OWED, road
from qingtian.apps.penalties.three_systems import three_systems
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.apps.proceedings.world import world_of
from tests.apps.penalties.walking import FOUND, HEAD, Case

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def steps(case: Case, on: date | None = None) -> dict[str, str]:
    day = on or case.day
    found = road(
        procedure_of(case.matter),
        case.projection,
        world_of(case.matter, case.projection, day),
        case.city.actor(HEAD, day),
        day,
    )
    assert all(one.basis for one in found), "every step names its articles"
    return {one.act: one.status for one in found}


def test_the_road_names_the_next_step_and_what_is_not_owed(city) -> None:
    case = Case(city)
    assert steps(case)["check_clue"] == NEXT
    case.notified(fine="150000")
    now = steps(case)
    assert (now["serve_notice"], now["defence"], now["decide"]) == (DONE, NEXT, LATER)
    assert [now[act] for act in ("answer_defence", "hold_hearing", "legal_review", "discuss")] == [NOT_OWED] * 4
    assert steps(case, date(2026, 9, 9))["decide"] == NEXT
    case.do("record_defence")
    assert steps(case)["answer_defence"] == LATER


def test_large_sums_and_complex_cases_owe_discussion_and_review(city) -> None:
    case = Case(city).filed().do("begin_investigation").do("add_evidence").do("report_investigation")
    case.do("review_case", weight=["complex"]).do("notify", fine="200000")
    now = steps(case)
    assert (now["legal_review"], now["discuss"]) == (LATER, LATER)


def test_after_going_back_the_steps_are_owed_again(city) -> None:
    case = Case(city).notified(fine="150000").do("reinvestigate")
    now = steps(case)
    assert (now["add_evidence"], now["report_investigation"], now["serve_notice"]) == (DONE, NEXT, LATER)


def test_the_simplified_road_is_short_and_a_case_without_penalty_has_none(city) -> None:
    assert list(steps(Case(city).do("punish_on_the_spot"))) == [
        "enter_spot_decision",
        "record_performance",
        "close_case",
    ]
    assert steps(Case(city).reviewed().do("decide_no_penalty")) == {}


def test_the_three_systems_are_read_from_the_case(city) -> None:
    case = Case(city).notified(fine="150000").do("waive_defence").do("decide", fine="150000")
    last = date(2026, 9, 10)
    in_time = three_systems(case.matter, case.projection, owed_review=False, on=last)
    assert [one.holds for one in in_time] == [None, False, None], "evidence without a file is no full record"
    late = three_systems(case.matter, case.projection, owed_review=True, on=last + timedelta(days=1))
    assert [one.holds for one in late] == [False, False, False]


def test_a_branch_is_reconsidered_by_the_city_or_its_place_a_bureau_by_its_city(city) -> None:
    detachment = Organ.objects.create(
        code="detachment", name_zh="支队", name_en="Detachment", kind="bureau", level="city",
        parent=city.organs["eeb"], area=city.areas["city"],
    )  # fmt: skip
    asked = {
        code: [one.code for one in reconsideration_organs(organ)]
        for code, organ in (("branch", city.organs["branch"]), ("eeb", city.organs["eeb"]), ("squad", detachment))
    }
    assert asked == {
        "branch": ["city-government", "wangxi-government"],
        "eeb": ["city-government"],
        "squad": ["city-government"],
    }
    clause = remedy_clause(city.organs["branch"], FOUND)
    assert "市人民政府或者望溪区政府" in clause
    assert "60" in clause
    assert "6" in clause
