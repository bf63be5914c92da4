"""The row of a petition says what its acts and links say, and is made again when they change."""

from datetime import timedelta

import pytest

from qingtian.apps.petition_figures.actions.count import TYING, catch_up, count, count_after
from qingtian.apps.petition_figures.counting import bits, kinds_of
from qingtian.apps.petition_figures.models import CountedPetition
from qingtian.apps.proceedings.chapters import LISTENERS
from tests.apps.proceedings.driving import MONDAY, petition

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DAY = timedelta(days=1)


def row(drive):
    catch_up()
    return CountedPetition.objects.get(proceeding=drive.matter)


def test_a_report_just_received_has_its_day_hour_and_office_and_no_other_day(city):
    found = row(petition(city))
    assert (found.received_on, found.channel, found.receiver, found.handler) == (MONDAY, "web", "petitions", "")
    assert found.received_hour is not None
    assert {found.answered_on, found.ended_on, found.rectified_on, found.verified_on, found.near} == {None}
    assert found.due is not None


def test_the_hour_of_a_letter_and_of_what_was_entered_another_day_is_not_known(city):
    letter = row(petition(city, channel="letter"))
    late = petition(city)
    late.matter.opened_on -= DAY
    late.matter.seq += 1
    late.matter.save()
    assert (letter.received_hour, row(late).received_hour) == (None, None)


def test_answered_verified_and_put_right_are_three_facts(city):
    drive = petition(city).to("replied")
    answered = row(drive)
    assert (answered.answered_on, answered.verified, answered.rectified_on) == (drive.day, "", None)
    drive.day += 3 * DAY
    drive.do("verify", fields={"found": "partly"})
    assert (row(drive).verified, row(drive).rectified_on) == ("partly", None)
    drive.day += DAY
    drive.do("verify", fields={"found": "put_right"})
    found = row(drive)
    assert (found.verified, found.verified_on, found.rectified_on) == ("put_right", drive.day, drive.day)


def test_who_was_once_dissatisfied_stays_so_after_the_second_look(city):
    drive = petition(city).to("second_look")
    assert (row(drive).satisfaction, row(drive).dissatisfied) == ("not", True)
    drive.do("second_look")
    for act in ("investigate", "conclude", "reply"):
        drive.do(act)
    drive.do("rate", fields={"satisfaction": "satisfied"})
    assert (row(drive).satisfaction, row(drive).dissatisfied) == ("satisfied", True)


def test_a_review_is_an_escalation_and_a_second_one_a_higher_one(city):
    assert row(petition(city).to("reviewing")).escalated == "review"
    assert row(petition(city).to("re_reviewing")).escalated == "re_review"
    bypass = petition(city).step("register").step("decline", ground="with_superior_in_time")
    assert row(bypass).escalated == "bypass"


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
def test_a_clock_of_the_office_stopped_on_its_last_day_is_in_time_and_a_day_later_late(city, days, late):
    drive = petition(city).to("duty")
    drive.day = drive.due("petitions.forwarding") + days * DAY
    drive.do("forward")
    assert row(drive).late is late


def test_what_comes_back_is_counted_at_both_ends(city):
    drive = petition(city).to("registered")
    drive.do("recur")
    earlier = drive.others["earlier"]
    again = row(drive)
    assert again.recurred
    assert CountedPetition.objects.get(proceeding=earlier).returned_on == drive.matter.opened_on


@pytest.mark.parametrize(("days", "returned"), [(-1, False), (0, True), (1, True)])
def test_the_same_person_coming_again_once_answered_is_a_return(city, days, returned):
    earlier = petition(city).to("accepted")
    earlier.day += 3 * DAY
    earlier.to("replied")
    again = petition(city, earlier.day + days * DAY).to("registered")
    again.do("press", fields={"earlier": earlier.matter.number})
    row(again)
    count({again.matter.pk, earlier.matter.pk})
    assert (row(earlier).returned_on is not None) is returned
    assert "press" in TYING


def rectified_and_verified(city, last="closed"):
    drive = petition(city).to("concluded")
    drive.do("carry_out", fields={"what": "opinion", "done": "wholly"})
    drive.do("reply")
    drive.do("verify", fields={"found": "put_right"})
    return drive.to(last) if last != "replied" else drive


@pytest.mark.parametrize(
    "against",
    [("verify", {"found": "not_put_right"}), ("verify", {"found": "partly"}), ("spot_check", {"result": "failed"})],
)
def test_later_contrary_evidence_clears_what_was_put_right_and_a_new_look_restores_it(city, against):
    drive = rectified_and_verified(city)
    assert (row(drive).verified, row(drive).rectified_on) == ("put_right", drive.day)
    act, fields = against
    drive.do(act, fields=fields)
    found = row(drive)
    assert found.verified != "put_right"
    assert found.rectified_on is None
    if act == "verify":
        drive.do("verify", fields={"found": "put_right"})
        assert row(drive).verified == "put_right"


def test_a_second_look_clears_the_first_units_word(city):
    drive = rectified_and_verified(city, "second_look")
    drive.do("second_look")
    assert (row(drive).verified, row(drive).rectified_on) == ("", None)


def test_a_confirmed_check_and_a_voided_failure_clear_nothing(city):
    drive = rectified_and_verified(city)
    drive.do("spot_check", fields={"result": "confirmed"})
    looked = drive.do("verify", fields={"found": "not_put_right"})
    drive.do("correct", fields={"number": looked.seq})
    assert (row(drive).verified, row(drive).rectified_on is None) == ("put_right", False)


def test_a_late_first_handling_stays_late_after_a_second_look_in_time(city):
    drive = petition(city).to("accepted")
    drive.day = drive.due("petitions.handling") + DAY
    drive.to("second_look")
    assert row(drive).late
    drive.do("second_look")
    drive.to("concluded")
    assert row(drive).late


def test_a_merged_report_is_no_matter_of_its_own_until_it_is_parted_again(city):
    drive = petition(city).to("merged")
    assert row(drive).merged
    drive.do("unmerge")
    assert not row(drive).merged


def test_every_committed_act_is_counted_without_the_schedule(city, django_capture_on_commit_callbacks):
    assert count_after in LISTENERS
    with django_capture_on_commit_callbacks(execute=True):
        drive = petition(city).to("registered")
    assert CountedPetition.objects.get(proceeding=drive.matter).seq == drive.matter.seq
    assert catch_up() == 0


def test_kinds_are_kept_as_bits_and_come_back():
    assert kinds_of(bits(["water", "air", "unheard of"])) == ["air", "water"]


def test_the_table_holds_codes_and_days_and_no_words():
    wordy = {"TextField", "JSONField"}
    assert not [f.name for f in CountedPetition._meta.concrete_fields if f.get_internal_type() in wordy]
