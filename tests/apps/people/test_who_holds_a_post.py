"""Who held which post on which day: authority comes from the post and the day, never from the person."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from qingtian.apps.people.models import Organ, Person, Post, Rank, Tenure
from qingtian.apps.people.queries import actor_at, holder, organ_reference, post_reference, posts_of
from qingtian.errors import Refused

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)
ONE = timedelta(days=1)


@pytest.fixture
def successor(city):
    """The deputy mayor leaves on DAY; somebody else begins on the day after next."""
    Tenure.objects.filter(post=city.posts["vice-mayor"]).update(ends=DAY)
    person = Person.objects.create(code="p-successor", name_zh="继任甲", name_en="Successor A")
    Tenure.objects.create(person=person, post=city.posts["vice-mayor"], starts=DAY + 2 * ONE)
    return person


def test_the_last_day_counts_the_gap_is_vacant_and_the_first_day_counts(city, successor):
    post, former = city.posts["vice-mayor"], city.people["vice-mayor"]
    assert [holder(post, DAY + n * ONE) for n in (-1, 0, 1, 2)] == [former, former, None, successor]


def test_where_two_overlap_at_a_handover_the_later_one_holds_the_post(city, successor):
    post = city.posts["vice-mayor"]
    Tenure.objects.filter(person=city.people["vice-mayor"]).update(ends=DAY + 2 * ONE)
    assert holder(post, DAY + ONE) == city.people["vice-mayor"]
    assert holder(post, DAY + 2 * ONE) == successor


def test_a_vacant_post_is_kept_without_a_name(city, successor):
    kept = post_reference(city.posts["vice-mayor"], DAY + ONE)
    assert (kept["post"], kept["person"], kept["person_name"]) == ("vice-mayor", None, None)
    assert kept["county_rank_or_above"] is True


@pytest.mark.parametrize(
    ("rank", "enough"), [(Rank.STAFF, False), (Rank.TOWNSHIP, False), (Rank.COUNTY, True), (Rank.CITY, True)]
)
def test_county_rank_or_above_includes_county_rank(rank, enough):
    assert Post(rank=rank).county_rank_or_above is enough


def test_a_liaison_acts_for_whoever_holds_the_leaders_post_that_day(city, successor):
    liaison = (city.people["liaison"], city.posts["liaison"])
    names = [actor_at(*liaison, DAY + n * ONE).as_record()["for"]["person"] for n in (0, 1, 2)]
    assert names == ["副区长甲", None, "继任甲"]


def test_the_posts_of_a_person_on_a_day_come_highest_first(city):
    person = city.people["clerk"]
    Tenure.objects.create(person=person, post=city.posts["mayor"], starts=DAY, ends=DAY + ONE)
    assert [p.code for p in posts_of(person, DAY - ONE)] == ["clerk"]
    assert [p.code for p in posts_of(person, DAY)] == ["mayor", "clerk"]
    assert [p.code for p in posts_of(person, DAY + 2 * ONE)] == ["clerk"]


def test_the_same_person_is_not_twice_in_open_tenure_of_one_post(city):
    with pytest.raises(IntegrityError), transaction.atomic():
        Tenure.objects.create(person=city.people["clerk"], post=city.posts["clerk"], starts=DAY)


def test_a_tenure_does_not_end_before_it_starts(city):
    with pytest.raises(IntegrityError), transaction.atomic():
        Tenure.objects.create(person=city.people["clerk"], post=city.posts["mayor"], starts=DAY, ends=DAY - ONE)


def test_an_organ_keeps_its_way_from_the_root_and_the_one_above(city):
    kept = organ_reference("branch")
    assert kept["chain"] == ["province", "province-eeb", "eeb", "branch"]
    assert kept["above"]["chain"][-1] == "eeb"
    with pytest.raises(Refused) as refused:
        organ_reference("no-such")
    assert refused.value.code == "people.no_organ"


def test_authority_follows_the_organ_tree_and_duty_the_area_tree(city):
    actor = actor_at(city.people["branch-head"], city.posts["branch-head"], DAY)
    assert actor.organ_chain == ("province", "province-eeb", "eeb", "branch")
    assert actor.area_chain == ("city", "wangxi")
    assert Organ.objects.get(code="branch").parent.code == "eeb"


def test_what_the_trail_keeps_of_an_officer_are_the_words_of_the_day(city):
    actor = actor_at(city.people["handler"], city.posts["handler"], DAY)
    record = actor.as_record()
    Organ.objects.filter(code="branch").update(name_zh="改了名的分局")
    assert record["organ_name"]["zh"] == "望溪分局"
    assert record.keys() == {"kind", "person", "person_id", "post", "post_title", "organ", "organ_name"}
