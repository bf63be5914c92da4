"""An alert from the first value to its end: told once, taken up as an act, passed up, cleared by data."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from qingtian.alerts.values import Value
from qingtian.apps.alerts.models import AlertEpisode
from qingtian.apps.alerts.organs import Offices
from qingtian.apps.alerts.registry import SOURCES
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Act, Link
from qingtian.apps.proceedings.queries import possible, projection_of
from qingtian.errors import Refused
from tests.apps.alerts.playing import HOUR, START, TELL, play, rule
from tests.apps.penalties.walking import Case, a_party

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
SEEN = {"seen_as": "real", "done": "派人到现场。"}
DAY = timedelta(days=1)
NIGHT = {"begin": "10:00", "end": "15:00"}


@pytest.fixture
def game(city, monkeypatch):
    return play(city, monkeypatch)


def test_it_is_raised_once_told_to_the_local_bureau_and_shows_as_owed(game):
    game.given("north", 100, 100)
    assert (game.run(1).raised, game.run(2).told) == (0, 1)
    again = game.run(2)
    assert (again.raised, again.told, again.continuing) == (0, 0, 1)
    matter = game.the_matter()
    assert matter.number.startswith("GJ-2026-")
    projection = projection_of(matter)
    assert projection.relations["office"]["chain"][-1] == "branch"
    assert "执法队员" in projection.facts["told"]
    assert projection.clocks["alerts.answer"].due == "2026-09-01"
    assert "100 µg/m³" in projection.facts["what"]


def test_neighbouring_stations_of_an_area_are_one_alert_and_another_area_is_another(game):
    for station in ("north", "south", "east"):
        game.given(station, 100, 110)
    assert game.run(2).told == 2
    names = sorted(len(row.subjects) for row in AlertEpisode.objects.all())
    assert names == [1, 2]


def test_the_database_keeps_a_second_open_episode_out(game):
    game.given("north", 100, 100)
    game.run(2)
    row = AlertEpisode.objects.get()
    row.pk, row.proceeding = None, None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_taking_up_is_an_act_that_says_what_was_done(game):
    game.given("north", 100, 100)
    game.run(2)
    with pytest.raises(Refused):
        game.do("acknowledge", "handler", 3, seen_as="real", done="")
    with pytest.raises(Refused):
        game.do("acknowledge", "handler-2", 3, **SEEN)  # another branch
    game.do("acknowledge", "handler", 3, **SEEN)
    assert game.states() == ["acknowledged"]
    clocks = projection_of(game.the_matter()).clocks
    assert {key: one.status for key, one in clocks.items()} == {
        "alerts.answer": "stopped",
        "alerts.follow_up": "running",
    }


def test_nobody_taking_it_up_in_time_passes_it_up_and_not_a_minute_earlier(game):
    game.given("north", *[100] * 9)
    game.run(2)
    assert game.run(5.9).passed_up == 0
    assert game.run(6).passed_up == 1
    matter = game.the_matter()
    assert matter.state == "escalated"
    assert projection_of(matter).relations["superior"]["chain"][-1] == "eeb"
    game.do("acknowledge", "reviewer", 7, **SEEN)  # the head of the organ above
    assert game.states() == ["acknowledged"]


def test_it_is_reminded_at_its_rhythm_and_no_more_once_taken_up(game):
    game.given("north", *[100] * 12)
    game.run(2)
    assert game.run(3.9).reminded == 0
    assert game.run(4).reminded == 1
    assert game.run(4.5).reminded == 0
    game.do("acknowledge", "handler", 5, **SEEN)
    assert game.run(8).reminded == 0


def test_data_that_are_back_clear_it(game):
    game.given("north", 100, 100, 99)
    game.run(2)
    assert game.run(3).cleared == 1
    assert game.states() == ["cleared"]
    assert game.run(4).cleared == 0
    assert game.the_matter().ended_on is not None


def test_a_grave_one_waits_for_somebody_even_when_the_data_are_back(city, monkeypatch):
    game = play(city, monkeypatch, rule(severity="grave"))
    game.given("north", 100, 100, 99)
    game.run(2)
    game.run(3)
    assert game.states() == ["raised"]
    acts = Act.objects.count()
    game.run(3.5)
    assert Act.objects.count() == acts  # said once that the data are back
    game.do("acknowledge", "handler", 4, **SEEN)
    game.run(5)
    assert game.states() == ["cleared"]


def test_in_quiet_hours_nobody_is_told_until_they_end(city, monkeypatch):
    game = play(city, monkeypatch, rule(quiet=NIGHT))
    game.given("north", *[100] * 8)
    assert (game.run(2).raised, game.run(6.9).told) == (1, 0)  # raised at 10:00, the first quiet minute
    assert game.run(7).told == 1
    row = AlertEpisode.objects.get()
    assert row.answer_by == START + 11 * HOUR  # four hours from the telling, not from the raising


def test_values_that_come_late_in_the_night_wait_for_the_morning_too(city, monkeypatch):
    game = play(city, monkeypatch, rule(quiet=NIGHT))
    game.run(1.5)
    game.given("north", *[100] * 9, first=-3)  # raised before the quiet hours began, known after
    assert (game.run(3).raised, game.run(6).told) == (1, 0)
    assert game.run(7).told == 1


def test_what_was_over_before_quiet_hours_ended_woke_nobody_and_stays_as_evidence(city, monkeypatch):
    game = play(city, monkeypatch, rule(quiet=NIGHT))
    game.given("north", 100, 100, 50, 50, 50, 50, 50, 50)
    game.run(2)
    game.run(8)
    (row,) = AlertEpisode.objects.all()
    assert row.proceeding is None
    assert row.cleared == START + 3 * HOUR


def test_revised_values_withdraw_it_and_later_ones_go_on_with_a_cleared_one(game):
    game.given("north", 100, 100)
    game.run(2)
    game.given("north", 60, 60)
    assert game.run(3).withdrawn == 1
    assert game.states() == ["withdrawn"]
    game.given("north", 100, 100, 99, first=4)
    game.run(6)
    game.run(7)
    assert game.states() == ["withdrawn", "cleared"]
    game.given("north", 100, first=6)
    game.run(7)
    assert game.states() == ["withdrawn", "raised"]


def test_a_closed_one_is_not_raised_again_until_the_data_were_back(game):
    game.given("north", *[100] * 8)
    game.run(2)
    game.do("acknowledge", "handler", 3, **SEEN)
    game.do("close", "handler", 4, ground="planned", why="已申报检修。")
    assert game.run(6).told == 0
    game.given("north", 50, 100, 100, first=8)
    assert game.run(11).told == 1
    assert game.states() == ["closed", "raised"]


def test_what_came_of_it_is_linked_both_ways_and_undone_with_the_act(game, city):
    game.given("north", 100, 100)
    game.run(2)
    game.do("acknowledge", "handler", 3, **SEEN)
    with pytest.raises(Refused):
        game.do("close", "handler", 4, ground="passed_on", why="转案件。")
    penalty = Case(city, day=START.date()).matter
    with pytest.raises(Refused):
        game.do("link_result", "handler", 4, came_of=game.the_matter().number)
    game.do("link_result", "handler", 4, came_of=penalty.number)
    link = Link.objects.get(target=penalty, undone_by=None)
    assert link.source == game.the_matter()
    game.do("correct", "branch-head", 4, number=game.the_matter().seq, why="连错了。")
    assert not Link.objects.filter(target=penalty, undone_by=None).exists()


def test_the_end_of_a_rule_clears_what_it_left_open(game):
    game.given("north", 100, 100)
    game.run(2)
    game.rules[0] = rule(valid_until=START.date().isoformat())
    game.run(30)
    assert game.states() == ["cleared"]


def test_a_rule_in_another_unit_or_of_an_unknown_item_is_refused_and_stops_no_other(city, monkeypatch):
    bad = rule(unit="mg/m³").model_copy(update={"id": "bad_unit"})
    lost = rule(item="XX").model_copy(update={"id": "bad_item"})
    game = play(city, monkeypatch, bad, lost, rule())
    game.given("north", 100, 100)
    done = game.run(2)
    assert (done.refused, done.told) == (2, 1)


def test_the_system_alone_raises_passes_up_clears_and_withdraws(game, city):
    game.given("north", 100, 100)
    game.run(2)
    matter = game.the_matter()
    for post in ("handler", "branch-head", "reviewer"):
        actor = city.actor(post, START.date())
        for act in ("remind", "escalate", "clear", "withdraw"):
            offered = [one for one in possible(matter, actor, START.date()) if one.transition.act == act]
            assert not any(one.for_actor for one in offered)


def test_where_no_local_post_has_the_role_the_city_is_told(city):
    told = Offices.read().told(rule(telling={**TELL, "roles": ["review_officer"]}), "wangxi", "")
    assert (told.organ.code, [post.code for post in told.posts]) == ("eeb", ["reviewer"])


def test_a_run_over_many_episodes_asks_a_fixed_number_of_questions(game, django_assert_max_num_queries):
    for station in ("north", "south", "east"):
        game.given(station, *[100, 100, 50] * 50)
    game.run(150)
    asked = game.asked
    with django_assert_max_num_queries(14):
        game.run(150)
    assert game.asked == asked + 1
    assert AlertEpisode.objects.count() == 100


def test_a_rule_of_days_goes_on_over_weeks_as_one_alert(city, monkeypatch):
    """The oldest open episode is looked at again from the midnight of Shanghai on which it began."""
    game = play(city, monkeypatch, rule(period="day", grouping={"by": "subject"}))
    midnight = START.replace(hour=0)
    item = SOURCES["air"].item("PM2_5")
    series = {"north": [Value(midnight + n * DAY, 160_000) for n in range(20)]}
    source = replace(
        SOURCES["air"],
        items=lambda: [item],
        series=lambda item, codes, since, until: {
            code: [one for one in series.get(code, []) if since <= one.start < until] for code in codes
        },
        settled=lambda now: now.replace(hour=0),
    )
    monkeypatch.setitem(SOURCES, "air", source)
    told = [game.run(24 * days).told for days in range(20)]
    assert sum(told) == 1
    (row,) = AlertEpisode.objects.all()
    assert (row.began, row.cleared) == (midnight, None)


def test_rules_over_the_same_values_read_them_once_in_a_run(city, monkeypatch):
    second = rule(threshold={"at_least": "150"}).model_copy(update={"id": "second"})
    game = play(city, monkeypatch, rule(), second)
    game.given("north", 100, 160)
    game.run(2)
    assert game.asked == 1
    game.run(3)
    assert game.asked == 2


def test_what_is_opened_about_an_alert_is_linked_and_lets_it_be_closed_so(
    game, city, django_capture_on_commit_callbacks
):
    game.given("north", 100, 100)
    game.run(2)
    game.do("acknowledge", "handler", 3, **SEEN)
    fields = {
        "subject": "超标排放",
        "party": a_party().number,
        "area": "wangxi",
        "source": "monitoring",
        "discovered_on": START.date().isoformat(),
        "what": "告警后查实。",
        "about": game.the_matter().number,
    }
    actor = city.actor("handler", START.date())
    with django_capture_on_commit_callbacks(execute=True):
        case = open_proceeding(
            "penalty_case", by=actor, on=START.date(), now=START + 4 * HOUR, title="超标排放", fields=fields
        )
    assert Link.objects.get(target=case, undone_by=None).source == game.the_matter()
    game.do("close", "handler", 5, ground="passed_on", why="已立线索。")
    assert game.states() == ["closed"]
