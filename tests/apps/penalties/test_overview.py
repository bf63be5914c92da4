"""Overview: a month holds what took effect in it, cases age by whole days, what was revoked is told with its reason."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from qingtian.apps.penalties.monthly import COLUMNS, monthly
from qingtian.apps.penalties.overview import BANDS, ageing, clearance, decided, revoked
from qingtian.apps.penalties.three_systems import three_systems
from qingtian.apps.proceedings.models import Proceeding
from qingtian.procedures import load_procedures
from qingtian.procedures.guards.penalty_decisions import review_owed_by
from tests.apps.penalties.walking import FOUND, Case
from tests.publishing import act, drafted, walk

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
ALL = Proceeding.objects.all
LAST, FIRST = date(2026, 9, 30), date(2026, 10, 1)


def on_the_spot(city, on: date) -> Case:
    return Case(city, day=on).do("punish_on_the_spot", act_on=on.isoformat())


def test_every_column_names_a_procedure_its_acts_and_its_sum():
    for column in COLUMNS:
        procedure = load_procedures().editions(column.procedure)[-1]
        acts = {one.act for one in procedure.transitions}
        assert set(column.acts) <= acts
        facts = {field.fact for one in procedure.transitions for field in one.fields}
        assert not column.amount or column.amount in facts


def test_a_decision_counts_in_the_month_of_its_legal_day_to_its_last_day(city):
    on_the_spot(city, LAST)
    on_the_spot(city, FIRST)
    for month in (LAST.replace(day=1), FIRST):
        lines, total = monthly(ALL(), month)
        assert [line.area.code for line in lines] == ["wangxi"]
        assert total.cells[0] == lines[0].cells[0] == (1, Decimal(3000))
        assert all(count == 0 for count, _ in total.cells[1:])
    assert monthly(ALL(), date(2026, 8, 1))[0] == []


def test_parts_add_up_to_the_total_and_no_sum_is_made_up_where_there_is_no_fine(city):
    on_the_spot(city, FIRST)
    Case(city, day=FIRST).do("punish_on_the_spot", act_on=FIRST.isoformat(), kinds=["warning"], fine=None, to_pay="no")
    lines, total = monthly(ALL(), FIRST)
    assert total.cells[0] == (2, Decimal(3000))
    assert sum(line.cells[0][0] for line in lines) == 2


def test_a_month_costs_a_query_a_column_however_many_cases_there_are(city, django_assert_num_queries):
    for _ in range(3):
        on_the_spot(city, FIRST)
    with django_assert_num_queries(len(COLUMNS) + 1):
        monthly(ALL(), FIRST)


@pytest.mark.parametrize(("days", "band"), [(30, 0), (31, 1), (90, 1), (91, 2), (180, 2), (181, 3)])
def test_an_open_case_ages_by_whole_days(city, days, band):
    Case(city)
    found = ageing(ALL(), FOUND + timedelta(days=days))
    assert [count for _, count in found.bands] == [int(place == band) for place in range(len(BANDS))]
    assert (found.open, found.overdue) == (1, int(days > 15))


def test_clearance_is_of_the_year_and_says_nothing_where_nothing_was_registered(city):
    case = on_the_spot(city, FOUND)
    case.do("enter_spot_decision").do("record_performance").do("close_case")
    Case(city)
    assert (clearance(ALL(), 2026).rate, clearance(ALL(), 2025).rate) == (50, None)


def test_the_three_systems_fail_where_review_was_owed_and_publication_is_late(city):
    case = Case(city).notified().do("request_hearing").do("record_defence").do("answer_defence")
    held = date(2026, 9, 14)
    case.do("call_hearing", planned_on=held.isoformat()).do("hold_hearing", held)
    case.do("legal_review").do("discuss").do("decide")
    owed = review_owed_by(case.projection)
    late = three_systems(case.matter, case.projection, owed, date(2026, 12, 1))
    assert owed
    assert [one.holds for one in late] == [False, late[1].holds, True]
    assert [one.number for one in decided(ALL(), 2026)] == [case.matter.number]
    assert not decided(ALL(), 2025)


def test_a_revoked_decision_is_told_with_who_and_why(city):
    case = on_the_spot(city, FOUND)
    case.do("revoke_decision", by_whom="court", why="告知不足五日", number="云行终〔2026〕1号", then="ends")
    found = list(revoked(ALL(), 2026))
    assert [(one.case.number, one.by.zh, one.why, one.then.zh) for one in found] == [
        (case.matter.number, "法院", "告知不足五日", "不再处罚")
    ]
    assert list(revoked(ALL(), 2025)) == []


def test_publicity_holds_once_the_decision_itself_is_on_the_public_pages(city):
    case, late = on_the_spot(city, FOUND), date(2026, 10, 9)
    told = {"kind": "penalty_decision", "source": case.matter.number, "formed_on": FOUND.isoformat()}
    decision = walk(city, drafted(city, late, **told), on=late)
    assert three_systems(case.matter, case.projection, False, late)[0].holds is False
    act(city, decision, "publish", "petition-officer", late, place="门户网站")
    assert three_systems(case.matter, case.projection, False, late)[0].holds is True
