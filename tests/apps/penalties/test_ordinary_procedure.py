"""The ordinary procedure, step by step, with the borders of its days and sums."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qingtian.errors import Refused
from tests.apps.penalties.walking import FOUND, Case

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DAY = timedelta(days=1)


def refused(case: Case, act: str, on: date | None = None, **chosen: object) -> Refused:
    with pytest.raises(Refused) as caught:
        case.do(act, on, **chosen)
    return caught.value


def test_a_case_goes_from_the_clue_to_its_closing_with_a_hearing(city):
    case = Case(city).notified().do("request_hearing").do("record_defence").do("answer_defence")
    held = date(2026, 9, 14)
    case.do("call_hearing", planned_on=held.isoformat())
    assert case.projection.clocks["penalty.decision"].status == "suspended"
    case.do("hold_hearing", held)
    assert case.state == "heard"
    assert "58" in refused(case, "decide").basis
    case.do("legal_review")
    assert "57" in refused(case, "decide").basis
    case.do("discuss").do("decide")
    assert case.projection.facts["decided_on"] == held.isoformat()
    assert (case.projection.facts["outcome"], case.projection.facts["fine"]) == ("penalised", "310000")
    case.do("serve_decision", held + DAY)
    assert case.due("penalty.payment") == date(2026, 9, 30)
    assert case.due("penalty.reconsideration_request") == date(2026, 11, 16)  # 60 days end on Saturday 14 November
    assert case.due("penalty.litigation") == date(2027, 3, 15)
    case.do("record_performance").do("close_case")
    assert case.state == "closed"
    assert case.matter.ended_on


def test_filing_runs_from_discovery_and_needs_its_four_conditions(city):
    case = Case(city)
    assert case.due("penalty.filing") == FOUND + timedelta(days=15)
    assert refused(case, "file_case").basis.startswith("penalty_measures_2023")
    case.do("check_clue", initial_evidence=None)
    assert "没有初步证据" in refused(case, "file_case").message.zh
    case.do("check_clue").do("file_case")
    assert case.state == "filed"
    assert case.due("penalty.decision") == FOUND + timedelta(days=90)
