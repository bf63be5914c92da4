"""Pools before the seed, one draw a quarter, the list sealed until the visit, random only what was drawn."""

from datetime import date, timedelta

import pytest

from qingtian.apps.draws.actions.freeze_pools import freeze_pools
from qingtian.apps.draws.models import DrawnObject, RandomDraw
from qingtian.apps.draws.policy import sees
from qingtian.apps.draws.results import counted_words, file_of, results_of
from qingtian.apps.draws.visiting import visits_of
from qingtian.apps.inspections.models import Visit, VisitOfficer
from qingtian.apps.parties.models import Party
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Link
from qingtian.drawing.published import faults
from qingtian.errors import Refused
from qingtian.procedures.decide import FieldsRefused
from tests.apps.inspections.field import NOTED, act, enter, unit
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DAY = date(2026, 10, 12)
NEXT = DAY + timedelta(days=1)


def refused(code):
    return pytest.raises(Refused, match=rf"\[{code}\]")


@pytest.fixture
def units(city):
    numbers = [unit(f"第{n}家") for n in range(1, 9)]
    Party.objects.filter(number__in=numbers[:2]).update(key_unit=True)
    return numbers


def frozen(city, day=DAY, by="handler", **more):
    given = {
        "subject": "四季度双随机",
        "year": "2026",
        "quarter": "4",
        "seed_source": "双色球第2026118期",
        "draw_by": str(day + timedelta(days=5)),
        "nonce": "5eed",
    } | more
    return freeze_pools(by=city.actor(by, day), on=day, now=at(day), **given)


def drawn(city, seed="07 11 23", **more):
    matter = frozen(city, **more)
    act(city, matter, "draw_objects", "handler", NEXT, seed=seed, last_day=str(NEXT + timedelta(days=60)))
    return matter


def visit(city, matter, row, day=NEXT, **more):
    return enter(city, row.party, day, ground="random_draw", about=matter.number, officer_1=row.posts[0],
                 officer_2=row.posts[1], **more)  # fmt: skip


def ended(city, matter, row, day=NEXT, result="nothing_found"):
    made = visit(city, matter, row, day)
    for officer in row.posts:
        act(city, made, "declare", officer, day, interest="none")
    act(city, made, "arrive", "handler", day, arrived_at="9:10", shown="1")
    told = {"visit_time": "9时", "findings": "正常", "checked": "无", "present": "signed"}
    act(city, made, "record", "handler", day, reason=NOTED, **told)
    act(city, made, "conclude", "handler", day, result=result, found="没有发现问题")
    return made


def all_ended(city, matter):
    for row in DrawnObject.objects.filter(draw__proceeding=matter):
        ended(city, matter, row)


# --- pools


def test_pools_are_frozen_by_class_with_counts_of_the_law_and_without_names_on_the_trail(city, units):
    matter = frozen(city)
    draw = RandomDraw.objects.get(proceeding=matter)
    assert matter.number.startswith("SU-2026-")
    assert draw.pools["counts"] == {"special": 0, "key": 1, "general": 6}
    assert list(draw.posts.values()) == ["handler", "second-officer"]
    assert "第1家" not in str(matter.projection)
    assert draw.pools["objects"][0]["left"] == 2


def test_one_interest_is_frozen_with_its_officer_and_an_added_risk_is_a_special_object(city, units):
    made = enter(city, units[3])
    VisitOfficer.objects.filter(visit__proceeding=made, post="handler").update(interest="interest")
    draw = RandomDraw.objects.get(proceeding=frozen(city, major_risk=f"{units[4]} 尾矿库"))
    assert draw.pools["officers"][0]["interests"] == [units[3]]
    special = [one for one in draw.pools["objects"] if one["class"] == "special"]
    assert [(one["number"], one["reasons"]) for one in special] == [(units[4], ["重大环境风险：尾矿库"])]
    assert draw.pools["counts"]["special"] == 1


def test_pools_written_by_hand_or_of_another_digest_are_refused(city, units):
    fields = {
        "subject": "手写", "year": 2026, "quarter": "4", "seed_source": "骰子", "draw_by": str(NEXT), "algorithm": "x",
        "objects": 3, "officers": 2, "shares": "随便", "pool_digest": "0" * 64,
    }  # fmt: skip
    with refused("draws.no_pools"):
        open_proceeding("random_draw", by=city.actor("handler", DAY), on=DAY, now=at(DAY), title="手写", fields=fields)
    assert not RandomDraw.objects.exists()


def test_nonsense_is_refused_by_its_field_and_an_office_without_ratio_or_officers_draws_nothing(city, units):
    with pytest.raises(FieldsRefused):
        frozen(city, quarter="5")
    with pytest.raises(FieldsRefused):
        frozen(city, year="今年")
    with refused("draws.no_party"):
        frozen(city, major_risk="DSR-999999 没有")
    with refused("act.guard"):
        frozen(city, draw_by=str(DAY))
    with refused("act.guard"):
        frozen(city, by="handler-2")


# --- the seed


def test_the_seed_comes_on_a_later_day_and_the_draw_follows_from_pools_and_seed(city, units):
    matter = frozen(city)
    with refused("act.guard"):
        act(city, matter, "draw_objects", "handler", DAY, seed="1", last_day=str(NEXT))
    act(city, matter, "draw_objects", "handler", NEXT, seed="1", last_day=str(NEXT + timedelta(days=30)))
    rows = DrawnObject.objects.filter(draw__proceeding=matter)
    assert [row.of_class for row in rows].count("key") == 1
    assert rows.count() == 7
    assert not faults(file_of(RandomDraw.objects.get(proceeding=matter)))


def test_pools_changed_in_the_database_draw_nothing(city, units):
    matter = frozen(city)
    draw = RandomDraw.objects.get(proceeding=matter)
    draw.pools["objects"].pop()
    draw.save()
    with refused("draws.pools_changed"):
        act(city, matter, "draw_objects", "handler", NEXT, seed="1", last_day=str(NEXT + timedelta(days=30)))


def test_what_was_drawn_is_not_corrected_into_another_draw(city, units):
    matter = drawn(city)
    with refused("draws.not_taken_back"):
        act(city, matter, "correct", "branch-head", NEXT, number=matter.seq, why="不满意")


# --- once a quarter, and again only with a ground


def test_a_second_draw_of_the_quarter_needs_the_first_set_aside_and_names_it(city, units):
    first = drawn(city)
    with refused("act.guard"):
        frozen(city, NEXT)
    act(city, first, "set_aside", "branch-head", NEXT, ground="leaked", why="名单贴在了公告栏，有照片。")
    with refused("act.guard"):
        frozen(city, NEXT)
    again = frozen(city, NEXT, replaces=first.number)
    assert RandomDraw.objects.get(proceeding=again).replaces.proceeding == first
    with refused("draws.replaced"):
        act(city, first, "correct", "branch-head", NEXT, number=first.seq, why="撤回")
    frozen(city, NEXT, quarter="3")  # another quarter is another draw


def test_once_somebody_was_visited_the_draw_cannot_be_set_aside(city, units):
    matter = drawn(city)
    visit(city, matter, DrawnObject.objects.first())
    with refused("act.guard"):
        act(city, matter, "set_aside", "branch-head", NEXT, ground="leaked", why="想换一批")


def test_pools_dropped_before_the_seed_free_the_quarter(city, units):
    matter = frozen(city)
    act(city, matter, "drop_pools", "branch-head", DAY, why="漏了两家")
    frozen(city)
    with refused("draws.replaced"):
        act(city, matter, "correct", "branch-head", DAY, number=matter.seq, why="撤回")


# --- what calls itself random was drawn


def test_a_visit_that_was_picked_by_hand_is_not_random(city, units):
    matter = drawn(city)
    row = DrawnObject.objects.first()
    left = next(one for one in units if not DrawnObject.objects.filter(party=one).exists())
    with refused("act.guard"):
        enter(city, left, NEXT, ground="random_draw")
    with refused("act.guard"):
        enter(city, left, NEXT, ground="random_draw", about=matter.number)
    with refused("act.guard"):
        enter(city, row.party, NEXT, ground="random_draw", about=enter(city, left, NEXT).number, clue="手挑")
    made = visit(city, matter, row)
    assert Link.objects.get(target=made).source == matter
    with refused("act.guard"):
        visit(city, matter, row)
    assert enter(city, left, NEXT, ground="random_draw", clue="省平台抽查 2026-4-17")


def test_a_cancelled_visit_leaves_the_object_open(city, units):
    matter, row = drawn(city), DrawnObject.objects.first()
    made = visit(city, matter, row)
    assert set(visits_of(row.draw)) == {row.party}
    act(city, made, "cancel", "handler", NEXT, why="停产")
    assert not visits_of(row.draw)
    assert visit(city, matter, row)


# --- sealed until the visit


def test_before_the_visit_only_who_goes_and_the_heads_of_the_office_see_the_list(city, units):
    drawn(city)
    row = DrawnObject.objects.select_related("draw").first()
    seen = {post: sees(city.actor(post, NEXT), row.draw, row, revealed=False) for post in SEERS}
    assert seen == SEERS
    assert sees(city.actor("inspector", NEXT), row.draw, row, revealed=True)


SEERS = {
    "handler": True,
    "second-officer": True,
    "branch-head": True,
    "case-reviewer": False,
    "inspector": False,
    "handler-2": False,
    "mayor": False,
}


# --- results


def test_nothing_is_published_before_every_object_has_a_result_or_a_reason(city, units):
    matter = drawn(city)
    rows = list(DrawnObject.objects.all())
    for row in rows[:-1]:
        ended(city, matter, row)
    summary = {"summary": "都按时看了。"}
    with refused("act.guard"):
        act(city, matter, "state_results", "handler", NEXT, **summary)
    with refused("act.guard"):
        act(city, matter, "excuse_object", "branch-head", NEXT, party=rows[0].party, ground="closed", why="已看过")
    act(city, matter, "excuse_object", "branch-head", NEXT, party=rows[-1].party, ground="closed", why="注销了")
    act(city, matter, "state_results", "handler", NEXT, **summary)
    draw = RandomDraw.objects.get(proceeding=matter)
    counted = counted_words(draw)
    assert "未发现问题 6 个" in counted.zh
    assert "已关闭、注销或停产 1 个" in counted.zh
    act(city, matter, "publish_results", "branch-head", NEXT, counted=counted.zh)
    assert matter.state == "published"
    assert set(results_of(draw).values()) == {"nothing_found", "closed"}
    assert not faults(file_of(draw))
    assert matter.papers.get(template="draw_results_notice")


def test_an_excuse_that_is_voided_opens_the_object_again(city, units):
    matter, row = drawn(city), DrawnObject.objects.first()
    act(city, matter, "excuse_object", "branch-head", NEXT, party=row.party, ground="force", why="洪水")
    act(city, matter, "correct", "branch-head", NEXT, number=matter.seq, why="水退了")
    row.refresh_from_db()
    assert (row.excused, row.excused_by) == ("", None)


def test_visits_of_a_draw_count_for_the_cap_and_the_next_draw_passes_over_who_has_none_left(city, units):
    Visit.objects.all().delete()
    for _ in range(2):
        enter(city, units[0], DAY)
    draw = RandomDraw.objects.get(proceeding=drawn(city))
    lefts = {one["number"]: one["left"] for one in draw.pools["objects"]}
    assert (lefts[units[0]], lefts[units[1]]) == (0, 2)
    assert not DrawnObject.objects.filter(party=units[0]).exists()
