"""The rules of the petition procedure on their borders: the day before, the day, the day after."""

from datetime import date, timedelta

import pytest

from qingtian.apps.petitions.models import Petition
from qingtian.apps.petitions.queries import handlers_of, reporting
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.proceedings.queries import connections
from qingtian.errors import Refused
from tests.apps.proceedings.driving import MONDAY, REPORTER, SYSTEM, petition
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DAY = timedelta(days=1)


def refused(code):
    return pytest.raises(Refused, match=rf"\[{code}\]")


def running(drive):
    return {clock.key for clock in drive.projection.running()}


# --- forwarding and acceptance


def test_forwarding_is_due_fifteen_days_after_receipt_not_counting_the_first_day(city):
    drive = petition(city)
    assert drive.due("petitions.forwarding") == MONDAY + 15 * DAY
    assert drive.clock("petitions.forwarding").owner["chain"][-1] == "petitions"
    assert running(drive) == {"petitions.forwarding", "petitions.notification"}


def test_forwarding_stops_its_clock_and_gives_the_handler_clocks_of_its_own(city):
    drive = petition(city).to("duty")
    drive.day += 10 * DAY
    drive.do("forward")
    assert drive.clock("petitions.forwarding").status == "stopped"
    assert running(drive) == {"petitions.notification", "petitions.objection_to_assignment"}
    notification = drive.clock("petitions.notification")
    assert (drive.due("petitions.notification"), notification.owner["chain"][-1]) == (drive.day + 15 * DAY, "branch")


def test_acceptance_starts_sixty_days_and_stops_the_clocks_before_it(city):
    drive = petition(city).to("assigned")
    drive.day += 3 * DAY
    drive.do("accept")
    assert running(drive) == {"petitions.handling"}
    assert drive.due("petitions.handling") == drive.day + 60 * DAY
    first, second = drive.clock("petitions.handling").derivation["runs"][:2]
    assert (first["to"], first["counted"]) == (drive.day.isoformat(), False)
    assert (second["from"], second["counted"]) == ((drive.day + DAY).isoformat(), True)


@pytest.mark.parametrize(
    ("channel", "clock"),
    [("hotline_12369", "petitions.hotline_forwarding"), ("hotline_12345", "petitions.hotline_order")],
)
def test_a_hotline_has_its_own_clock_beside_the_statute_and_the_earlier_one_sorts(city, channel, clock):
    drive = petition(city, channel=channel)
    assert {clock, "petitions.forwarding"} <= running(drive)
    assert drive.matter.next_due == drive.due(clock) < drive.due("petitions.forwarding")


def test_leading_a_report_elsewhere_needs_the_way_and_stops_every_clock(city):
    drive = petition(city, channel="hotline_12345").to("registered")
    with refused("act.guard"):
        drive.do("sort", fields={"class": "divert", "where_to_go": ""})
    drive.do("sort", fields={"class": "divert"})
    assert (drive.matter.ended_on, drive.matter.next_due, running(drive)) == (drive.day, None, set())


# --- extension


@pytest.mark.parametrize(("late", "allowed"), [(-1, True), (0, True), (1, False)])
def test_an_extension_comes_until_the_last_day_and_not_after(city, late, allowed):
    drive = petition(city).to("accepted")
    due = drive.due("petitions.handling")
    drive.day = due + late * DAY
    if not allowed:
        with refused("clock.too_late"):
            drive.do("extend")
        return
    drive.do("extend")
    assert drive.due("petitions.handling") == due + 30 * DAY


def test_a_second_extension_is_refused(city):
    drive = petition(city).to("accepted").step("extend")
    with refused("clock.extended_before"):
        drive.do("extend")


def test_another_unit_has_an_extension_of_its_own_but_needs_an_inquiry_of_its_own(city):
    drive = petition(city).to("accepted").step("extend").to("second_look").step("second_look")
    assert drive.projection.organ("handler") == "branch-2"
    with refused("act.guard"):
        drive.do("conclude")
    drive.do("extend")
    assert drive.due("petitions.handling") == drive.day + 90 * DAY
    drive.do("investigate")
    drive.do("conclude")
    assert drive.state == "concluded"


# --- objection to the assignment


@pytest.mark.parametrize(
    ("forwarded", "last"),
    [
        (date(2026, 6, 1), date(2026, 6, 8)),  # an ordinary week
        (date(2026, 9, 28), date(2026, 10, 10)),  # across the National Day holiday; Saturday 10 October is made up
    ],
)
def test_an_objection_may_come_on_the_fifth_working_day_and_not_the_day_after(city, forwarded, last):
    drive = petition(city, forwarded).to("assigned")
    assert drive.due("petitions.objection_to_assignment") == last
    drive.day = last + DAY
    with refused("act.guard"):
        drive.do("object")
    drive.day = last
    drive.do("object")
    assert drive.state == "registered"


def test_an_objection_gives_the_clocks_back_to_the_petition_office(city):
    drive = petition(city).to("assigned")
    due = drive.due("petitions.forwarding")
    drive.do("object")
    assert drive.due("petitions.forwarding") == due
    owners = {c.key: c.owner["chain"][-1] for c in drive.projection.running()}
    assert owners == {"petitions.forwarding": "petitions", "petitions.notification": "petitions"}


# --- rating, review, re-review


@pytest.mark.parametrize(("late", "allowed"), [(-1, False), (0, False), (1, True)])
def test_silence_closes_only_after_the_last_day_of_rating(city, late, allowed):
    drive = petition(city).to("replied")
    due = drive.due("petitions.rating")
    assert due == MONDAY + 30 * DAY
    drive.day = due + late * DAY
    if not allowed:
        with refused("act.guard"):
            drive.do("close_unrated")
        return
    drive.do("close_unrated", SYSTEM)
    assert (drive.state, drive.projection.facts.get("satisfaction")) == ("closed", None)


def test_the_last_day_to_ask_for_a_review_rolls_from_a_rest_day_to_the_next_working_day(city):
    thirty_days_before_a_saturday = date(2026, 6, 4)
    drive = petition(city, thirty_days_before_a_saturday).to("replied")
    assert drive.due("petitions.review_request") == date(2026, 7, 6)
    assert drive.clock("petitions.review_request").derivation["rolled"] is True
    drive.day = date(2026, 7, 7)
    with refused("act.guard"):
        drive.do("request_review")
    drive.day = date(2026, 7, 6)
    drive.do("request_review", fields={"grounds": "夜里仍然有味。"})
    assert drive.state == "reviewing"
    assert drive.projection.organ("reviewer") == "eeb", "the next higher organ"


def test_a_closed_petition_may_still_be_reviewed_in_time_and_is_open_again(city):
    drive = petition(city).to("closed")
    assert drive.matter.ended_on == drive.day
    drive.do("request_review")
    assert (drive.matter.ended_on, drive.state) == (None, "reviewing")


def test_the_time_of_a_hearing_does_not_count(city):
    drive = petition(city).to("re_reviewing")
    due = drive.due("petitions.re_review")
    drive.day += 5 * DAY
    drive.do("begin_hearing")
    assert drive.clock("petitions.re_review").status == "suspended"
    assert running(drive) == {"petitions.execution"}, "an opinion in support is carried out all the same"
    drive.day += 7 * DAY
    drive.do("end_hearing")
    assert drive.due("petitions.re_review") == due + 7 * DAY
    drive.holds()


def test_a_hearing_that_did_not_begin_cannot_end(city):
    with refused("clock.not_running"):
        petition(city).to("re_reviewing").do("end_hearing")


def test_a_second_hearing_adds_its_own_days(city):
    drive = petition(city).to("re_reviewing")
    due = drive.due("petitions.re_review")
    for days in (2, 3):
        drive.day += DAY
        drive.do("begin_hearing")
        drive.day += days * DAY
        drive.do("end_hearing")
    assert drive.due("petitions.re_review") == due + 5 * DAY


def test_a_matter_lapses_after_the_last_day_to_ask_for_a_re_review(city):
    drive = petition(city).to("reviewed")
    drive.day = drive.due("petitions.re_review_request")
    with refused("act.guard"):
        drive.do("lapse", SYSTEM)
    drive.day += DAY
    with refused("act.guard"):
        drive.do("request_re_review")
    drive.do("lapse", SYSTEM)
    assert drive.state == "ended"


def test_words_of_a_second_rating_or_a_re_review_never_replace_the_first(city):
    drive = petition(city).to("replied")
    drive.do("rate", fields={"satisfaction": "not", "remark": "还是臭。"})
    drive.do("request_review", fields={"grounds": "没有来看过。"})
    drive.do("review")
    drive.do("request_re_review", fields={"grounds": "复查也没有来。"})
    kept = Petition.objects.get(proceeding=drive.matter)
    assert (kept.remark, kept.grounds) == ("还是臭。", "没有来看过。\n\n复查也没有来。")


# --- another unit


def test_a_second_look_goes_to_another_unit(city):
    drive = petition(city).to("second_look")
    with refused("act.guard"):
        drive.do("second_look", fields={"handler": "branch"})
    drive.do("second_look", fields={"handler": "branch-2"})
    assert drive.clock("petitions.handling").owner["chain"][-1] == "branch-2"


def test_a_third_look_goes_back_to_none_of_the_units_before(city):
    drive = petition(city).to("second_look").step("second_look")
    drive.to("second_look")
    assert handlers_of(drive.matter) == {"branch", "branch-2"}
    for before in ("branch", "branch-2"):
        with refused("act.guard"):
            drive.do("second_look", fields={"handler": before})
    drive.do("second_look", fields={"handler": "eeb"})


@pytest.mark.parametrize(("post", "allowed"), [("handler", False), ("branch-head", False), ("inspector", True)])
def test_verification_is_done_by_a_unit_other_than_the_handler(city, post, allowed):
    drive = petition(city).to("replied")
    if allowed:
        drive.do("verify", post)
        assert drive.projection.organ("checker") == "office"
    else:
        with refused("act.not_you"):
            drive.do("verify", post)


# --- merging


def test_unmerging_restores_the_exact_former_state_and_clocks(city):
    drive = petition(city, channel="hotline_12369").to("assigned")
    before = drive.projection
    drive.day += 3 * DAY
    drive.do("merge")
    assert (drive.state, running(drive)) == ("merged", set())
    drive.day += 3 * DAY
    drive.do("unmerge")
    after = drive.projection
    assert (after.state, after.clocks, after.relations) == (before.state, before.clocks, before.relations)
    assert connections(drive.matter) == []
    drive.holds()


@pytest.mark.parametrize("state", ["concluded", "replied", "second_look", "reviewing", "reviewed", "re_reviewing"])
def test_a_petition_with_an_opinion_is_not_merged_away_from_its_rating_or_its_review(city, state):
    drive = petition(city).to(state)
    main = petition(city).matter.number
    officer = drive.actor("petition-officer")
    with refused("act.not_now"):
        perform(
            drive.matter,
            "merge",
            by=officer,
            on=drive.day,
            now=at(drive.day),
            fields={"main": main, "why": "同一件"},
            expected_seq=drive.matter.seq,
        )


def test_a_petition_is_not_merged_into_itself_a_merged_one_an_ended_one_or_an_accusation(city):
    drive = petition(city)
    others = [petition(city).to(state).matter.number for state in ("merged", "withdrawn", "accusation")]
    for number in [drive.matter.number, *others]:
        with refused("act.guard|act.fields"):
            drive.do("merge", fields={"main": number})
    assert drive.state == "received"


def merged_pair(city, main_state="assigned"):
    main, other = petition(city).to(main_state), petition(city)
    other.do("merge", fields={"main": main.matter.number})
    return main, other


def test_a_reply_to_the_main_petition_answers_everybody_merged_into_it_even_at_second_hand(city):
    main, other = merged_pair(city)
    third = petition(city)
    late = petition(city).to("registered")
    third.do("merge", fields={"main": late.matter.number})
    late.do("merge", fields={"main": main.matter.number})
    main.to("concluded").do("reply", fields={"reply": "已查处。"})
    for drive in (other, late, third):
        drive.matter.refresh_from_db()
        assert (drive.state, drive.projection.facts["reply"]) == ("replied", "已查处。")
        assert running(drive) == {"petitions.review_request", "petitions.rating"}
        drive.holds()
    with refused("petition.reply_carried"):
        main.do("correct", fields={"number": main.matter.seq, "why": "写错"})


@pytest.mark.parametrize("ending", ["withdraw", "decline", "accusation", "divert"])
def test_a_main_petition_that_ends_unanswered_leaves_the_others_on_their_own_way(city, ending):
    main, other = merged_pair(city, "registered")
    other.day = main.day
    if ending in ("withdraw", "decline"):
        main.do(ending)
    else:
        main.do("sort", fields={"class": ending} | ({"where_to_go": "法院"} if ending == "divert" else {}))
    other.matter.refresh_from_db()
    assert other.state == "received"
    assert {"petitions.forwarding", "petitions.notification"} == running(other)
    assert not Link.objects.filter(kind=Link.Kind.DUPLICATE_OF, undone_by=None).exists()
    other.holds()


def test_merged_reports_are_counted_with_the_main_petition(city):
    main, other = merged_pair(city)
    assert reporting(main.matter).reports == 2
    other.do("unmerge")
    assert reporting(main.matter).reports == 1


# --- who sees and what is written


def test_five_representatives_are_heard_and_a_sixth_is_not(city):
    assert petition(city, channel="visit", present=40, representatives=5).state == "received"
    with refused("act.guard"):
        petition(city, channel="visit", present=40, representatives=6)


@pytest.mark.parametrize("state", ["received", "assigned", "accepted", "replied", "merged", "reviewed"])
def test_a_reporter_may_withdraw_while_the_matter_is_open(city, state):
    drive = petition(city).to(state)
    drive.do("withdraw", REPORTER)
    assert (drive.state, running(drive)) == ("withdrawn", set())


def test_a_recurrence_is_linked_to_a_closed_petition(city):
    closed, drive = petition(city).to("closed"), petition(city).to("registered")
    with refused("act.guard"):
        drive.do("recur", fields={"earlier": petition(city).matter.number})
    drive.do("recur", fields={"earlier": closed.matter.number})
    assert [(c.kind, c.other.pk) for c in connections(drive.matter)] == [("recurrence_of", closed.matter.pk)]


@pytest.mark.parametrize("state", ["replied", "second_look"])
def test_a_recurrence_is_linked_to_one_answered_before_its_rating_period_is_over(city, state):
    answered, drive = petition(city).to(state), petition(city).to("registered")
    drive.do("recur", fields={"earlier": answered.matter.number})
    assert [c.kind for c in connections(drive.matter)] == ["recurrence_of"]


def test_an_accusation_cannot_be_found_by_naming_its_number(city):
    hidden = petition(city).to("transferred").matter
    drive = petition(city).to("registered")
    unknown = f"XF-{MONDAY.year}-999999"
    said = []
    for number in (hidden.number, unknown):
        with pytest.raises(Refused) as raised:
            drive.do("recur", fields={"earlier": number})
        said.append(raised.value.message.en.replace(number, "…"))
    assert said[0] == said[1], "the refusal must not tell that there is such a matter"
    assert not Link.objects.filter(target=Proceeding.objects.get(pk=hidden.pk)).exists()


def test_a_title_is_in_the_language_it_was_written_in_whoever_wrote_it(city):
    drive = petition(city, language="en", place="Yaowan works")
    drive.do("register", fields={"subject": "窑湾片区夜间焦糊气味"})
    assert Proceeding.objects.get().title_language == "zh-Hans"
    drive.do("correct", fields={"number": 2})
    assert Proceeding.objects.get().title_language == "en"
    assert Proceeding.objects.get().title.endswith("Yaowan works")
