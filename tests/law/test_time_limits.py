"""Editions, extensions, suspensions and the proof of a due day."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from qingtian.errors import UnusableInput
from qingtian.law import Basis, Calendar, Override, Suspension, load_law

LAW = load_law()
CALENDAR = Calendar()
MONDAY = date(2026, 3, 2)


def refusal(**arguments: object) -> UnusableInput:
    with pytest.raises(UnusableInput) as caught:
        LAW.derive(**({"id_": "petitions.handling", "start": MONDAY, "calendar": CALENDAR} | arguments))
    return caught.value


def test_the_day_before_the_first_edition_is_refused_with_the_name_and_the_earliest_date() -> None:
    error = refusal(start=date(2022, 4, 30))
    assert error.code == "law.before_first_edition"
    assert error.where == "petitions.handling"
    assert "2022-05-01" in error.message.en
    assert "2022-05-01" in error.message.zh


@pytest.mark.parametrize("day", [date(2022, 5, 1), date(2022, 5, 2)])
def test_the_first_day_of_an_edition_and_the_day_after_have_it(day: date) -> None:
    assert LAW.limit("petitions.handling", on=day).value == 60


@pytest.mark.parametrize(
    ("day", "instrument"),
    [
        (date(2026, 8, 14), "penalty_law_2021"),
        (date(2026, 8, 15), "eco_env_code_2026"),
        (date(2026, 8, 16), "eco_env_code_2026"),
    ],
)
def test_the_code_takes_over_on_its_first_day(day: date, instrument: str) -> None:
    assert LAW.limit("penalty.limitation", on=day).basis.instrument == instrument


def test_a_penalty_could_not_be_extended_before_the_measures_allowed_it() -> None:
    assert LAW.limit("penalty.decision", on=date(2023, 6, 30)).extension is None
    extension = LAW.limit("penalty.decision", on=date(2023, 7, 1)).extension
    assert (extension.up_to, extension.times, extension.most) == (30, 2, 60)
    assert (extension.basis, extension.certainty) == (Basis("penalty_measures_2023", "57"), "secondary")


def test_a_lapsed_number_is_refused_from_the_day_it_lapsed() -> None:
    assert LAW.figure("discretion.band_repeat_up", on=date(2023, 2, 28)).value == 3
    with pytest.raises(UnusableInput, match=r"law\.repealed"):
        LAW.figure("discretion.band_repeat_up", on=date(2023, 3, 1))


def test_a_figure_is_not_a_time_limit() -> None:
    with pytest.raises(UnusableInput, match=r"law\.not_a_time_limit"):
        LAW.limit("penalty.late_charge_cap", on=MONDAY)
    assert LAW.figure("penalty.late_charge_cap", on=MONDAY).value == 100


def test_a_name_nobody_declared_is_refused() -> None:
    with pytest.raises(UnusableInput, match=r"petitions\.nothing.*law\.unknown_parameter"):
        LAW.limit("petitions.nothing", on=MONDAY)
    with pytest.raises(UnusableInput, match=r"law\.unknown_instrument"):
        LAW.instrument("nothing")


def test_the_limit_of_a_petition_says_all_that_the_article_says() -> None:
    limit = LAW.limit("petitions.handling", on=MONDAY)
    assert (limit.value, limit.unit, limit.first_day_counts, limit.rest_day_rule) == (60, "calendar_day", False, "stay")
    assert (limit.extension.up_to, limit.extension.times, limit.extension.must_notify) == (30, 1, True)
    assert (limit.firmness, limit.certainty) == ("must", "sure")
    assert limit.basis == Basis("petition_regulations_2022", "34")


def test_the_proof_runs_from_the_uncounted_event_to_the_due_day() -> None:
    derived = LAW.derive("petitions.notification", start=MONDAY, calendar=CALENDAR)
    assert derived.days[0].date == MONDAY
    assert not derived.days[0].counted
    assert "not counted" in derived.days[0].reason.en
    assert derived.days[1].date == date(2026, 3, 3)
    assert derived.days[1].counted
    assert derived.days[-1].date == derived.due == date(2026, 3, 17)


def test_a_rolled_due_day_shows_every_day_it_moved_over() -> None:
    derived = LAW.derive("petitions.review_request", start=date(2026, 9, 1), calendar=CALENDAR)
    after_last_counted = [day.date for day in derived.days if day.date > date(2026, 10, 1)]
    assert after_last_counted == [date(2026, 10, day) for day in range(2, 9)]
    assert not any(day.counted for day in derived.days if day.date > date(2026, 10, 1))
    assert "first working day" in derived.days[-1].reason.en


def test_json_has_exactly_what_programs_rely_on() -> None:
    derived = LAW.derive("petitions.handling", start=MONDAY, calendar=CALENDAR, extension=30)
    written = derived.as_dict()
    assert written["id"] == "petitions.handling"
    assert (written["from"], written["due"]) == ("2026-03-02", "2026-05-31")
    assert (written["unit"], written["length"], written["extension"]) == ("calendar_day", 90, 30)
    assert written["basis"] == {"instrument": "petition_regulations_2022", "article": "34"}
    assert (written["rolled"], written["certainty"]) == (False, "sure")
    assert written["days"][1] == {"date": "2026-03-03", "counted": True, "reason": "day 1"}
    assert derived.as_dict("zh")["days"][1]["reason"] == "第1日"


@pytest.mark.parametrize(("extension", "due"), [(0, date(2026, 5, 1)), (1, date(2026, 5, 2)), (30, date(2026, 5, 31))])
def test_an_extension_up_to_the_most_allowed_moves_the_due_day(extension: int, due: date) -> None:
    derived = LAW.derive("petitions.handling", start=MONDAY, calendar=CALENDAR, extension=extension)
    assert derived.due == due


@pytest.mark.parametrize(
    ("id_", "extension", "code"),
    [
        ("petitions.handling", 31, "law.extension.too_long"),
        ("petitions.handling", -1, "law.extension.negative"),
        ("petitions.notification", 1, "law.extension.none"),
    ],
)
def test_an_extension_the_law_does_not_give_is_refused(id_: str, extension: int, code: str) -> None:
    assert refusal(id_=id_, extension=extension).code == code


def test_a_suspension_that_ends_before_it_starts_is_refused() -> None:
    assert refusal(suspensions=[(date(2026, 3, 10), date(2026, 3, 9))]).code == "law.suspension.reversed"


def test_a_suspension_of_one_day_is_one_day() -> None:
    day = date(2026, 3, 10)
    derived = LAW.derive("petitions.handling", start=MONDAY, calendar=CALENDAR, suspensions=[(day, day)])
    assert derived.due == date(2026, 5, 2)


def test_a_ground_of_the_limit_appears_in_the_proof() -> None:
    gap = Suspension(date(2026, 3, 10), date(2026, 3, 11), "hearing")
    derived = LAW.derive("petitions.re_review", start=MONDAY, calendar=CALENDAR, suspensions=[gap])
    suspended = [day for day in derived.days if not day.counted][1:]
    assert [day.date for day in suspended] == [date(2026, 3, 10), date(2026, 3, 11)]
    assert all("hearing" in day.reason.en and "听证" in day.reason.zh for day in suspended)


def test_a_ground_the_limit_does_not_know_is_refused_with_those_it_knows() -> None:
    gap = Suspension(date(2026, 3, 10), date(2026, 3, 11), "holiday_of_the_clerk")
    error = refusal(id_="petitions.re_review", suspensions=[gap])
    assert error.code == "law.suspension.ground"
    assert "hearing" in error.remedy.en


def test_where_two_suspensions_overlap_each_day_has_one_ground() -> None:
    gaps = [
        Suspension(date(2026, 3, 12), date(2026, 3, 16), "monitoring"),
        Suspension(date(2026, 3, 10), date(2026, 3, 14), "hearing"),
        Suspension(date(2026, 3, 11), date(2026, 3, 12), "appraisal"),
    ]
    derived = LAW.derive("penalty.decision", start=MONDAY, calendar=CALENDAR, suspensions=gaps)
    spans = [(gap.first, gap.last, gap.ground) for gap in derived.suspensions]
    assert spans == [
        (date(2026, 3, 10), date(2026, 3, 14), "hearing"),
        (date(2026, 3, 15), date(2026, 3, 16), "monitoring"),
    ]


def test_months_are_moved_on_by_the_days_of_a_suspension() -> None:
    gap = (date(2026, 4, 1), date(2026, 4, 10))
    derived = LAW.derive("production.limit_term", start=MONDAY, calendar=CALENDAR, suspensions=[gap])
    assert derived.due == date(2026, 6, 12)


def test_a_time_of_day_is_refused() -> None:
    assert refusal(start=datetime(2026, 3, 2, 9, 0)).code == "law.not_a_date"


def test_an_edit_of_the_calendar_moves_working_days_and_is_named_in_the_proof() -> None:
    edited = Calendar({date(2026, 3, 4): Override(working=False)})
    derived = LAW.derive("petitions.objection_to_assignment", start=MONDAY, calendar=edited)
    assert derived.due == date(2026, 3, 10)
    assert derived.calendar == edited.version != CALENDAR.version


def test_the_proof_marks_only_due_days_that_a_notice_could_still_move() -> None:
    stays = LAW.derive("petitions.handling", start=date(2026, 12, 1), calendar=CALENDAR)
    rolls = LAW.derive("petitions.review_request", start=date(2026, 12, 10), calendar=CALENDAR)
    certain = LAW.derive("petitions.review_request", start=date(2026, 11, 1), calendar=CALENDAR)
    assert any(day.provisional for day in stays.days)
    assert (stays.provisional, rolls.provisional, certain.provisional) == (False, True, False)
