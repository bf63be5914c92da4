"""A frozen derivation as a paper tells it."""

import pytest

from qingtian.apps.proceedings.papers import catalogue
from qingtian.apps.proceedings.papers.limits import clock_in_words
from qingtian.law import load_law
from qingtian.procedures import load_procedures


def derivation(**changes):
    title = {"zh": "办结", "en": "Handling"}
    cited = {"zh": "《信访工作条例》第34条", "en": "Regulations, art. 34"}
    plain = {"title": title, "unit": "calendar_day", "length": 60, "extension": 0, "provisional": False, "cited": cited}
    return {**plain, **changes}


@pytest.mark.parametrize(
    ("changes", "zh", "en"),
    [
        ({}, "60日", "60 calendar days"),
        ({"length": 90, "extension": 30}, "90日（含延长30日）", "90 calendar days (of which 30 calendar days"),
        ({"length": 5, "unit": "working_day"}, "5个工作日", "5 working days"),
    ],
)
def test_the_length_is_a_number_with_its_unit_and_tells_an_extension_apart(changes, zh, en):
    length = clock_in_words("2026-05-01", derivation(**changes))["length"]
    assert length.zh == zh
    assert length.en.startswith(en)


def test_a_day_in_a_year_without_published_holidays_is_called_provisional():
    assert clock_in_words("2026-05-01", derivation())["due"] == "2026年5月1日"
    due = clock_in_words("2027-01-05", derivation(provisional=True))["due"]
    assert due.zh == "2027年1月5日（该年放假安排公布前暂定）"
    assert "provisional" in due.en


def test_every_limit_a_paper_names_is_in_the_law_and_every_remedy_rests_on_a_declared_relation():
    law = load_law()
    relations = {name for procedure in load_procedures() for name in procedure.relations}
    kinds = catalogue().values()
    for limit in [kind.clock for kind in kinds if kind.clock] + [kind.remedy.limit for kind in kinds if kind.remedy]:
        assert law.parameter(limit).starts is not None, limit
    assert {kind.remedy.above for kind in kinds if kind.remedy} <= relations
