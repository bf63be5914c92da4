"""Absence and substitution (离岗顶岗, AB角): by date and never a personal act."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qingtian.apps.people.actions.absences import end_absence, enter_absence
from qingtian.apps.people.models import Absence, Post, Tenure
from qingtian.apps.people.queries import standing_in, substitute_at
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import ActContent
from qingtian.apps.proceedings.queries import possible
from qingtian.errors import Refused
from tests.conftest import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
FIRST, LAST = TODAY + timedelta(days=2), TODAY + timedelta(days=4)
ACT_DAY = FIRST


def away(city, post="vice-mayor", substitute="mayor", by=None, **changes):
    told = {"starts": FIRST, "ends": LAST, "decision": "", "today": TODAY, "now": at(TODAY)} | changes
    who = city.people[substitute] if substitute else None
    return enter_absence(city.posts[post], city.people[post], substitute=who, by=city.people[by or post], **told)


@pytest.fixture
def colleague(city):
    """A second handling officer at the Wangxi branch."""
    post = Post.objects.create(
        code="handler-b", organ=city.organs["branch"], title_zh="执法队员乙", title_en="Officer B", roles=["clerk"]
    )
    city.posts["handler-b"] = post
    city.people["handler-b"] = type(city.people["handler"]).objects.create(
        code="p-handler-b", name_zh="乙", name_en="B"
    )
    Tenure.objects.create(person=city.people["handler-b"], post=post, starts=date(2020, 1, 1))
    return city.people["handler-b"]


@pytest.mark.parametrize(
    ("day", "holds"),
    [(FIRST - timedelta(days=1), False), (FIRST, True), (LAST, True), (LAST + timedelta(days=1), False)],
)
def test_somebody_stands_in_from_the_first_to_the_last_day_and_on_no_other(city, day, holds):
    absence = away(city)
    assert bool(standing_in(city.people["mayor"], day)) is holds
    if holds:
        assert substitute_at(city.people["mayor"], absence, day).post == "vice-mayor"
    else:
        with pytest.raises(Refused) as refused:
            substitute_at(city.people["mayor"], absence, day)
        assert refused.value.code == "people.not_standing_in"


def test_the_substitute_has_the_roles_and_the_organ_of_the_post_and_is_recorded_for_its_holder(city):
    absence = away(city, "handler", "branch-head")
    actor = substitute_at(city.people["branch-head"], absence, FIRST)
    assert (actor.roles, actor.organ, actor.person) == (
        {"handling_officer", "penalty_officer", "clerk"},
        "branch",
        "局长甲",
    )
    kept = actor.as_record()["for"]
    assert (kept["post"], kept["person"]) == ("handler", "执法队员甲")
    assert kept["substitution"] == {
        "since": str(FIRST), "until": str(LAST), "decided_on": str(TODAY), "decision": "",
    }  # fmt: skip


@pytest.fixture
def contracted(city):
    fields = {
        "subject": "屏湖北岸污水直排", "problem": "北岸二十余家污水直排。", "source": "petition",
        "source_level": "city", "year": "2026", "area": "wangxi", "county": "wangxi-government", "office": "office",
    }  # fmt: skip
    by = city.actor("inspector", TODAY)
    matter = open_proceeding("five_ones_case", by=by, on=TODAY, now=at(TODAY), title="屏湖北岸", fields=fields)
    for act, more in (
        ("list", {"confirmed_by": "区委常委会"}),
        ("contract", {"leader": "vice-mayor", "decision": "区政府常务会"}),
    ):
        perform(matter, act, by=by, on=TODAY, now=at(TODAY), fields=more, expected_seq=matter.seq)
        matter.refresh_from_db()
    return matter


PLAN = {
    "goal": "全部接管", "measures": "新建管网", "milestones": "2026-11-30 开工", "deadline": "2026-12-31",
    "lead_unit": "wangxi-government", "team": ["branch", "housing"], "implementing": "wangxi-town",
    "accepting": "housing",
}  # fmt: skip


def test_an_act_of_the_substitute_is_the_posts_and_the_trail_says_for_whom(city, contracted):
    actor = substitute_at(city.people["mayor"], away(city), ACT_DAY)
    perform(contracted, "plan", by=actor, on=ACT_DAY, now=at(ACT_DAY), fields=PLAN, expected_seq=contracted.seq)
    by = ActContent.objects.get(act__proceeding=contracted, act__act="plan").content["by"]
    assert (by["person"], by["for"]["person"]) == ("区长甲", "副区长甲")
    assert by["for"]["substitution"]["decided_on"] == str(TODAY)


@pytest.mark.parametrize("act", ["inquire", "coordinate", "inspect", "handle"])
def test_the_four_personal_acts_are_never_a_substitutes(city, contracted, act):
    actor = substitute_at(city.people["mayor"], away(city), ACT_DAY)
    offered = {p.transition.act: p for p in possible(contracted, actor, ACT_DAY)}
    assert not offered[act].for_actor
    fields = {"where": "现场", "what": "要求整改"}
    with pytest.raises(Refused) as refused:
        perform(contracted, act, by=actor, on=ACT_DAY, now=at(ACT_DAY), fields=fields, expected_seq=contracted.seq)
    assert refused.value.code == "act.personal"
    leader = city.actor("vice-mayor", ACT_DAY)  # the holder keeps the post and may still act
    perform(contracted, act, by=leader, on=ACT_DAY, now=at(ACT_DAY), fields=fields, expected_seq=contracted.seq)


@pytest.mark.parametrize("day", [FIRST - timedelta(days=1), LAST + timedelta(days=1)])
def test_an_act_of_a_day_outside_the_substitution_is_refused_even_when_entered_within_it(city, contracted, day):
    actor = substitute_at(city.people["mayor"], away(city), ACT_DAY)
    with pytest.raises(Refused) as refused:
        perform(contracted, "plan", by=actor, on=day, now=at(LAST + timedelta(days=1)), fields=PLAN,
                reason="补记", expected_seq=contracted.seq)  # fmt: skip
    assert refused.value.code == "act.not_substitute"


def test_a_substitute_who_is_away_stands_in_nowhere(city):
    away(city)
    away(city, "mayor", None, starts=LAST, ends=LAST)
    assert standing_in(city.people["mayor"], FIRST)
    assert not standing_in(city.people["mayor"], LAST)


def test_standing_in_ends_with_the_office_of_either(city):
    away(city)
    Tenure.objects.filter(post=city.posts["vice-mayor"]).update(ends=FIRST)
    assert standing_in(city.people["mayor"], FIRST)
    assert not standing_in(city.people["mayor"], LAST)
    Tenure.objects.filter(post=city.posts["mayor"]).update(ends=FIRST - timedelta(days=1))
    assert not standing_in(city.people["mayor"], FIRST)


@pytest.mark.parametrize("post", ["discipline", "liaison"])
def test_posts_given_to_a_named_person_are_lent_to_nobody(city, post):
    with pytest.raises(Refused) as refused:
        away(city, post, "clerk" if post == "liaison" else "petition-officer")
    assert refused.value.code == "people.post_not_lent"


def test_the_holder_names_a_colleague_and_the_head_also_somebody_of_another_organ_of_the_branch(city, colleague):
    with pytest.raises(Refused) as refused:
        away(city, "handler", "reviewer")
    assert refused.value.code == "people.substitute_elsewhere"
    assert away(city, "handler", "handler-b").substitute == colleague
    later = {"starts": LAST + timedelta(days=1), "ends": LAST + timedelta(days=2)}
    assert away(city, "handler", "reviewer", by="branch-head", **later)
    with pytest.raises(Refused) as refused:
        away(city, "handler", "handler-2", by="branch-head", **{k: v + timedelta(days=3) for k, v in later.items()})
    assert refused.value.code == "people.substitute_elsewhere"


def test_a_stranger_enters_no_absence_and_an_administrator_says_who_decided(city, colleague):
    with pytest.raises(Refused) as refused:
        away(city, "handler", "handler-b", by="reviewer")
    assert refused.value.code == "people.absence_not_yours"
    with pytest.raises(Refused) as refused:
        away(city, "handler", "handler-b", by="administrator")
    assert refused.value.code == "people.decision_missing"
    assert away(city, "handler", "handler-b", by="administrator", decision="局长 11 月 23 日批示")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"starts": TODAY - timedelta(days=1)}, "absence_past"),
        ({"ends": FIRST - timedelta(days=1)}, "absence_days"),
        ({"ends": FIRST + timedelta(days=184)}, "absence_too_long"),
    ],
)
def test_impossible_days_are_refused(city, changes, code):
    with pytest.raises(Refused) as refused:
        away(city, **changes)
    assert refused.value.code == f"people.{code}"
    assert not Absence.objects.exists()


def test_one_post_is_absent_once_at_a_time(city):
    away(city)
    with pytest.raises(Refused):
        away(city, starts=LAST, ends=LAST + timedelta(days=3))
    away(city, starts=LAST + timedelta(days=1), ends=LAST + timedelta(days=3))


def test_back_earlier_shortens_it_and_before_it_began_withdraws_it(city):
    absence, person = away(city), city.people["vice-mayor"]
    end_absence(absence, last=FIRST, by=person, today=FIRST, now=at(FIRST))
    assert standing_in(city.people["mayor"], FIRST)
    assert not standing_in(city.people["mayor"], FIRST + timedelta(days=1))
    other = away(city, starts=LAST, ends=LAST)
    end_absence(other, last=LAST - timedelta(days=1), by=person, today=LAST - timedelta(days=1), now=at(FIRST))
    assert not standing_in(city.people["mayor"], LAST)
    other.refresh_from_db()
    assert other.withdrawn_at
