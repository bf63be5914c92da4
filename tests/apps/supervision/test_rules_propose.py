"""Rules propose with a reason, at n and not at n-1; a proposal starts nothing; a person issues or dismisses it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qingtian.apps.proceedings.models import Clock, Proceeding
from qingtian.apps.supervision.actions.compute import compute
from qingtian.apps.supervision.actions.dismiss import dismiss
from qingtian.apps.supervision.models import Proposal
from qingtian.apps.supervision.queries import waiting
from qingtian.apps.supervision.rules import Happening, propose, read_editions
from qingtian.apps.supervision.settings import editions, rules_on
from qingtian.apps.supervision.steps import STEPS
from qingtian.errors import DeclarationError, Refused
from tests.apps.proceedings.driving import case
from tests.apps.supervision.steps import MONDAY, drafted
from tests.days import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

DAY = timedelta(days=1)


def steps_of(of: str, value: int) -> list[str]:
    words = dict.fromkeys(("clock", "due", "month", "now", "before"), "x")
    return [p.rule.step for p in propose(rules_on(MONDAY), [Happening(of, value, "o", "branch", words=words)])]


@pytest.mark.parametrize(
    ("of", "value", "steps"),
    [
        ("overdue", 9, []),
        ("overdue", 10, ["supervision_order"]),
        ("overdue", 11, ["supervision_order"]),
        ("overdue", 29, ["supervision_order"]),
        ("overdue", 30, ["circular"]),
        ("overdue", 31, ["circular"]),
        ("returned", 1, []),
        ("returned", 2, ["supervision_order"]),
        ("returned", 3, ["supervision_order"]),
        ("relapse", 0, []),
        ("relapse", 1, ["interview"]),
        ("recurrence", 1, ["supervision_order"]),
        ("air", 9, []),
        ("air", 10, ["reminder_letter"]),
        ("air", 11, ["reminder_letter"]),
        ("unanswered", 9, []),
        ("unanswered", 10, ["interview"]),
        ("unanswered", 11, ["interview"]),
        ("no_effect", 1, ["interview"]),
    ],
)
def test_a_border_value_proposes_and_the_day_before_does_not(of, value, steps):
    assert steps_of(of, value) == steps


def test_every_rule_is_a_local_default_and_says_its_reason_in_both_languages():
    for edition in editions():
        assert edition.certainty == "local_default"
        for rule in edition.rules:
            assert "{value}" in rule.because.zh or rule.of == "no_effect"
            assert rule.because.en != rule.because.zh


def test_a_rule_of_an_unknown_step_is_refused():
    rule = {"of": "overdue", "least": 1, "step": "prison", "title": {"zh": "x", "en": "x"}}
    declared = {MONDAY: {"certainty": "local_default", "followed": [], "rules": {"r": rule}}}
    with pytest.raises(DeclarationError):
        read_editions(declared, STEPS)


def overdue_case(city):
    drive = case(city)
    return drive.matter, date.fromisoformat(drive.projection.clocks["cases.listing"].due)


def test_an_overdue_case_is_proposed_on_the_tenth_day_once_and_starts_no_clock(city):
    matter, due = overdue_case(city)
    clocks, matters = Clock.objects.count(), Proceeding.objects.count()
    assert compute(due + 9 * DAY).new == 0
    assert compute(due + 10 * DAY).new == 1
    assert compute(due + 11 * DAY).new == 0
    row = waiting().get()
    assert (row.matter, row.step, row.unit) == (matter, "supervision_order", "wangxi-government")
    assert "10" in row.reason_zh
    assert str(due) in row.reason_en
    assert (Clock.objects.count(), Proceeding.objects.count()) == (clocks, matters)


def test_a_graver_step_takes_the_place_of_the_milder_proposal(city):
    _, due = overdue_case(city)
    compute(due + 10 * DAY)
    assert compute(due + 30 * DAY).lapsed == 1
    assert [row.step for row in waiting()] == ["circular"]


def test_a_dismissal_needs_a_reason_stands_for_good_and_happens_once(city):
    _, due = overdue_case(city)
    compute(due + 10 * DAY)
    row, by = waiting().get(), city.actor("inspector", due)
    with pytest.raises(Refused):
        dismiss(row.pk, "  ", by=by, on=due)
    dismiss(row.pk, "已另行督办。", by=by, on=due)
    compute(due + 11 * DAY)
    assert not waiting().exists()
    with pytest.raises(Refused):
        dismiss(row.pk, "再来一次", by=by, on=due)


def test_a_proposal_is_issued_by_drafting_its_step_and_is_then_decided(city):
    matter, due = overdue_case(city)
    compute(due + 10 * DAY)
    row = waiting().get()
    made = drafted(city, "supervision_order", due + 10 * DAY, about=matter.number, proposal=row.pk)
    row.refresh_from_db()
    assert row.issued == made.matter
    assert not Clock.objects.filter(proceeding=made.matter).exists(), "a draft is not issued yet"
    with pytest.raises(Refused):
        drafted(city, "supervision_order", due + 10 * DAY, proposal=row.pk)


def test_a_reminder_without_reply_proposes_an_interview_on_the_tenth_day(city):
    letter = drafted(city, "reminder_letter").do("approve", reply_by="2026-06-20", review="none")
    due = date(2026, 6, 20)
    assert compute(due + 9 * DAY).new == 0
    compute(due + 10 * DAY)
    assert [(row.step, row.matter) for row in waiting()] == [("interview", letter.matter)]
    letter.on(due + 10 * DAY).do("deliver", receipt="送达").do("reply", "clerk", done="已办。")
    compute(due + 11 * DAY)
    assert not waiting().exists(), "answered: its facts are gone"


def test_two_returns_of_a_case_propose_an_order(city):
    drive = case(city)
    drive.to("self_checked").step("county_check", result="incomplete")
    compute(drive.day)
    assert not Proposal.objects.filter(rule="returned_twice").exists()
    drive.to("self_checked").step("county_check", result="false_rectification")
    compute(drive.day)
    assert Proposal.objects.get(rule="returned_twice").facts["value"] == 2


def test_the_job_is_safe_to_run_without_any_air(city):
    from qingtian.web.apps import propose_steps

    assert propose_steps(at(MONDAY))["standing"] == 0
