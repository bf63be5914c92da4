"""The worked examples of the enforcement chapter to the yuan and the day, by command, and the borders around them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from qingtian.enforcement.commands import enforcement
from qingtian.errors import QingtianError


def run(words: str, language: str = "en") -> Result:
    return CliRunner().invoke(enforcement, words.split(), env={"QINGTIAN_LANG": language})


def reckoned(words: str) -> Any:
    result = run(words + " --json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def refused(words: str) -> str:
    error = run(words).exception
    assert isinstance(error, QingtianError), error
    return error.code


def test_one_cycle_of_a_daily_penalty_counts_from_the_day_after_service_to_the_finding() -> None:
    assert reckoned("daily-penalty --fine 100000 --served 2026-03-02 --found 2026-03-20") == {
        "days": 18,
        "amount": "1800000.00",
        "cycles": [{"served": "2026-03-02", "found": "2026-03-20", "days": 18}],
    }


def test_cycles_of_a_daily_penalty_accumulate() -> None:
    two = reckoned(
        "daily-penalty --fine 100000 --served 2026-03-02 --found 2026-03-20 --served 2026-03-20 --found 2026-04-10"
    )
    assert (two["days"], two["amount"]) == (39, "3900000.00")
    assert [cycle["days"] for cycle in two["cycles"]] == [18, 21]


def test_days_between_a_finding_and_a_later_service_are_not_counted_and_the_page_says_so() -> None:
    words = "daily-penalty --fine 100000 --served 2026-03-02 --found 2026-03-20 --served 2026-03-23 --found 2026-04-10"
    assert reckoned(words)["days"] == 18 + 18
    page = run(words).output
    assert "unsettled" in page
    assert "[2026-03-21 – 2026-03-23]" in page
    assert "36: 2026-04-10" in page
    assert "尚无定论" in run(words, "zh").output


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        ("2026-03-02", "enforcement.cycle.reversed"),
        ("2026-03-03", 1),
        ("2026-04-01", 30),
        ("2026-04-02", "enforcement.cycle.late"),
    ],
)
def test_a_re_inspection_counts_from_the_day_after_service_to_the_thirtieth_day(found: str, outcome: int | str) -> None:
    words = f"daily-penalty --fine 100000 --served 2026-03-02 --found {found}"
    assert (refused(words) if isinstance(outcome, str) else reckoned(words)["days"]) == outcome


def test_a_leap_day_is_a_day() -> None:
    assert reckoned("daily-penalty --fine 100000 --served 2028-02-28 --found 2028-03-01")["days"] == 2
    assert reckoned("daily-penalty --fine 100000 --served 2027-02-28 --found 2027-03-01")["days"] == 1


def test_no_day_is_fined_twice() -> None:
    words = "daily-penalty --fine 1 --served 2026-03-02 --found 2026-03-20 --served 2026-03-19 --found 2026-04-10"
    assert refused(words) == "enforcement.cycle.overlaps"


def test_services_and_findings_come_in_pairs() -> None:
    result = run("daily-penalty --fine 1 --served 2026-03-02 --served 2026-03-20 --found 2026-03-20")
    assert (result.exit_code, "they come in pairs" in result.output) == (2, True)


@pytest.mark.parametrize(
    ("paid", "days", "charge", "capped"),
    [
        ("2026-03-17", 0, "0.00", False),
        ("2026-03-18", 1, "6000.00", False),
        ("2026-04-17", 31, "186000.00", False),
        ("2026-04-19", 33, "198000.00", False),
        ("2026-04-20", 34, "200000.00", True),
    ],
)
def test_a_late_charge_runs_by_the_day_up_to_the_fine_itself(paid: str, days: int, charge: str, capped: bool) -> None:
    assert reckoned(f"late-charge --fine 200000 --served 2026-03-02 --paid {paid}") == {
        "last_day": "2026-03-17",
        "days": days,
        "charge": charge,
        "capped": capped,
    }


def test_the_last_day_to_pay_moves_on_from_the_national_holiday() -> None:
    # fifteen days from 2026-09-16 end on 1 October; the first working day after it is the 8th
    assert reckoned("late-charge --fine 200000 --served 2026-09-16 --paid 2026-10-09")["last_day"] == "2026-10-08"
    assert reckoned("late-charge --fine 200000 --served 2026-09-15 --paid 2026-10-09")["last_day"] == "2026-09-30"


def test_days_of_reconsideration_and_litigation_bear_no_late_charge() -> None:
    words = "late-charge --fine 200000 --served 2026-03-02 --paid 2026-04-17"
    assert reckoned(words + " --challenged 2026-03-20..2026-03-29 --challenged 2026-03-25..2026-03-30")["days"] == 20
    assert reckoned(words + " --challenged 2026-03-01..2026-03-17")["days"] == 31


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("late-charge --fine 200000 --served 2026-03-02 --paid 2026-03-01", "late_charge.paid_before_served"),
        (
            "late-charge --fine 1 --served 2026-03-02 --paid 2026-04-01 --challenged 2026-03-20..2026-03-19",
            "late_charge.reversed_interval",
        ),
        ("late-charge --fine 0.00000000000000000001 --served 2026-03-02 --paid 2026-04-01", "sum.finer_than_fen"),
        ("late-charge --fine 0 --served 2026-03-02 --paid 2026-04-01", "sum.not_positive"),
        ("late-charge --fine NaN --served 2026-03-02 --paid 2026-04-01", "sum.unreadable"),
        ("late-charge --fine 1e30 --served 2026-03-02 --paid 2026-04-01", "sum.unreadable"),
        ("late-charge --fine ten --served 2026-03-02 --paid 2026-04-01", "sum.unreadable"),
        ("seizure --from 2026-03-02 --extended-on 2026-03-01", "seizure.extended_before"),
        ("seizure --from 2026-03-02 --extended-on 2026-04-02", "seizure.expired"),
    ],
)
def test_what_cannot_be_reckoned_is_refused_by_a_stable_code(words: str, code: str) -> None:
    assert refused(words) == f"enforcement.{code}"


def test_the_court_window_opens_after_the_time_to_sue_and_leaves_ten_working_days_for_the_demand() -> None:
    assert reckoned("court-window --served 2026-03-02") == {
        "litigation_ends": "2026-09-02",
        "opens": "2026-09-03",
        "closes": "2026-12-02",
        "latest_demand_service": "2026-11-17",
    }


def test_the_partys_last_day_moves_on_and_the_organs_does_not() -> None:
    # six months from 2026-04-05 end on Monday 5 October, in the National Day; the party has until the 8th
    window = reckoned("court-window --served 2026-04-05")
    assert (window["litigation_ends"], window["opens"]) == ("2026-10-08", "2026-10-09")
    # three months from 2026-11-30 end on Sunday 28 February: the organ gains no day
    assert reckoned("court-window --served 2026-05-29")["closes"] == "2027-02-28"


@pytest.mark.parametrize(
    ("given", "extended_to"),
    [("", None), (" --extended-on 2026-03-31", "2026-05-01"), (" --extended-on 2026-04-01", "2026-05-01")],
)
def test_a_seizure_ends_on_its_thirtieth_day_and_is_extended_once_before_that(given: str, extended_to: object) -> None:
    assert reckoned("seizure --from 2026-03-02" + given) == {"expires": "2026-04-01", "extended_to": extended_to}


def test_an_extension_decided_late_is_refused_with_its_article() -> None:
    error = run("seizure --from 2026-03-02 --extended-on 2026-04-02").exception
    assert isinstance(error, QingtianError)
    assert error.basis == "Sealing and Seizure Measures, art. 15"


def test_days_of_testing_do_not_count_against_a_seizure() -> None:
    tested = reckoned("seizure --from 2026-03-02 --testing 2026-03-10..2026-03-14 --extended-on 2026-04-06")
    assert tested == {"expires": "2026-04-06", "extended_to": "2026-05-06"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_figure_on_the_terminal_stands_with_its_article(language: str) -> None:
    page = run("late-charge --fine 200000 --served 2026-03-02 --paid 2026-04-20", language).output
    for figure in ("2026-03-17", "204,000.00", "200,000.00"):
        assert figure in page
    assert {"zh": "第72条", "en": "art. 72"}[language] in page
