"""Who sees what: role × matter × place, written out by hand; pages and lists follow the same rule."""

from datetime import timedelta

import pytest

from qingtian.apps.people.models import Organ, Person, Post, Tenure
from qingtian.apps.people.queries import actor_at
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import may_see, visible
from qingtian.apps.proceedings.queries import counts, worklist
from qingtian.errors import Refused
from tests.apps.proceedings.driving import MONDAY, OUTSIDE, case, petition
from tests.small_city import STARTED

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

CITY_WIDE = {"petition-officer", "inspector"}
#: organs above the petition office in the tree see what it takes part in
ABOVE = {"reviewer", "re-reviewer"}
PETITION_OFFICE = {"petition-officer", "discipline"}
WANGXI = {"clerk", "mayor", "secretary", "branch-head"}
BRANCH = {"handler", "second-officer", "case-reviewer"}
GOVERNMENT = {"mayor", "vice-mayor", "clerk", "liaison"}
MATTERS = {
    # not sorted yet, it may accuse anybody: the office that received it and nobody else
    "new petition in Wangxi": PETITION_OFFICE,
    "new petition in Shiwan": PETITION_OFFICE,
    "petition without an area": PETITION_OFFICE,
    "petition in Wangxi handled by the branch": PETITION_OFFICE
    | ABOVE
    | CITY_WIDE
    | WANGXI
    | BRANCH
    | {"legal-officer"},
    "accusation in Wangxi": {"discipline"},
    "accusation transferred": {"discipline"},
    "work secret handled by the branch": PETITION_OFFICE | ABOVE | BRANCH | {"branch-head"},
    "case in Wangxi": CITY_WIDE | WANGXI | GOVERNMENT | {"town-government", "city-mayor", "legal-officer"},
    "planned case in Wangxi": CITY_WIDE | WANGXI | GOVERNMENT | {"town", "acceptor", "city-mayor", "legal-officer"},
}


def matter(city, name):
    if name == "new petition in Wangxi":
        return petition(city)
    if name == "new petition in Shiwan":
        return petition(city, area="shiwan")
    if name == "petition without an area":
        return petition(city, area="")
    if name == "accusation in Wangxi":
        return petition(city).to("accusation")
    if name == "accusation transferred":
        return petition(city).to("transferred")
    if name == "case in Wangxi":
        return case(city)
    if name == "planned case in Wangxi":
        return case(city).to("planned")
    drive = petition(city).to("accepted")
    if name.startswith("work secret"):
        Proceeding.objects.filter(pk=drive.matter.pk).update(handling_mark=Proceeding.Handling.WORK_SECRET)
    return drive


@pytest.mark.parametrize("name", MATTERS)
def test_a_matter_is_seen_by_exactly_those_of_the_table(city, name):
    drive = matter(city, name)
    seen = {post for post in city.posts if may_see(city.actor(post, MONDAY), drive.matter)}
    assert seen == MATTERS[name] & set(city.posts)


@pytest.mark.parametrize("kind", OUTSIDE)
def test_nobody_outside_the_offices_sees_a_list(city, kind):
    petition(city)
    assert not visible(OUTSIDE[kind]).exists()


def test_the_administrator_keeps_the_machine_and_sees_no_matter(city):
    for name in MATTERS:
        matter(city, name)
    assert Proceeding.objects.count() >= len(MATTERS)
    assert not visible(city.actor("administrator", MONDAY)).exists()


def test_lists_and_pages_follow_the_same_rule(city):
    matters = [matter(city, name).matter for name in MATTERS]
    for post in city.posts:
        actor = city.actor(post, MONDAY)
        listed = set(worklist(actor, "all", MONDAY)) | set(worklist(actor, "ended", MONDAY))
        assert listed & set(matters) == {m for m in matters if may_see(actor, m)}, post


def test_the_figures_over_the_list_are_those_of_the_lists(city):
    for name in MATTERS:
        matter(city, name)
    day = MONDAY + timedelta(days=13)
    for post in city.posts:
        actor = city.actor(post, MONDAY)
        figures = counts(actor, day)
        lists = {name: worklist(actor, name, day).count() for name in ("mine", "due", "overdue", "waiting", "all")}
        assert lists == {
            "mine": figures.mine,
            "due": figures.due,
            "overdue": figures.overdue,
            "waiting": figures.waiting,
            "all": figures.open,
        }


@pytest.mark.parametrize(("days", "list_"), [(14, "due"), (15, "due"), (16, "overdue")])
def test_a_matter_is_due_on_its_last_day_and_overdue_the_day_after(city, days, list_):
    drive = petition(city)
    actor = city.actor("petition-officer", MONDAY)
    assert drive.matter.next_due == MONDAY + timedelta(days=15)
    other = {"due": "overdue", "overdue": "due"}[list_]
    assert worklist(actor, list_, MONDAY + timedelta(days=days)).get() == drive.matter
    assert not worklist(actor, other, MONDAY + timedelta(days=days)).exists()


def test_an_organ_whose_code_begins_alike_is_another_organ(city):
    twin = Organ.objects.create(
        code="branch-20",
        name_zh="二十分局",
        name_en="Branch 20",
        kind="bureau",
        level="county",
        parent=city.organs["eeb"],
    )
    post = Post.objects.create(code="twin", organ=twin, title_zh="队员", title_en="Officer", roles=["handling_officer"])
    person = Person.objects.create(code="p-twin", name_zh="甲", name_en="A")
    Tenure.objects.create(person=person, post=post, starts=STARTED)
    drive = petition(city, area="shiwan").to("duty")
    drive.do("forward", fields={"handler": "branch-2"})
    assert not may_see(actor_at(person, post, MONDAY), drive.matter)


def test_a_case_is_lost_from_sight_with_the_contract_and_stays_with_the_government(city):
    drive = case(city).to("contracted")
    liaison = city.actor("liaison", MONDAY)
    assert liaison.for_post == "vice-mayor"
    assert may_see(liaison, drive.matter)


@pytest.mark.parametrize(("day", "held"), [(-1, False), (0, True), (30, True), (31, False)])
def test_an_officer_acts_from_a_post_on_the_days_of_its_tenure_the_first_and_the_last_included(city, day, held):
    post, person = city.posts["handler"], city.people["handler"]
    Tenure.objects.filter(post=post).update(starts=MONDAY, ends=MONDAY + timedelta(days=30))
    if held:
        assert actor_at(person, post, MONDAY + timedelta(days=day)).post == "handler"
    else:
        with pytest.raises(Refused) as refused:
            actor_at(person, post, MONDAY + timedelta(days=day))
        assert refused.value.code == "people.not_in_office"
