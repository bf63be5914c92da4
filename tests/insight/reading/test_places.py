"""Places and firms: those of the city's lists, what is written like one, and what is said not to be."""

from __future__ import annotations

import pytest

from qingtian.insight.reading.places import Entry, Gazetteer, nowhere, places

pytestmark = pytest.mark.once
CITY = Gazetteer(
    [
        Entry("望溪区", "area", "wangxi"),
        Entry("望溪", "area", "wangxi"),
        Entry("窑湾砖厂", "source", "s-1"),
        Entry("窑湾", "area", "yaowan"),
        Entry("河西路", "road", "hexi"),
        Entry("区", "area", "too-short"),
    ]
)


def found(text, gazetteer=CITY):
    return [(one.words, one.kind, one.code) for one in places(text, gazetteer)]


def test_the_longest_name_of_the_lists_is_taken():
    assert found("望溪区窑湾砖厂冒黑烟") == [("望溪区", "area", "wangxi"), ("窑湾砖厂", "source", "s-1")]


def test_what_is_written_like_a_name_has_no_code():
    assert found("位于河西路18号的云平化工有限公司") == [
        ("河西路", "road", "hexi"),
        ("云平化工有限公司", "firm", ""),
    ]
    assert found("阳光小区旁边", nowhere()) == [("阳光小区", "estate", "")]


@pytest.mark.parametrize("text", ["不是窑湾砖厂排的", "并非窑湾砖厂"])
def test_what_is_said_not_to_be_it_is_marked(text):
    [one] = places(text, CITY)
    assert one.denied


def test_a_negation_in_another_clause_is_none():
    [one] = places("没有人管，窑湾砖厂照样排", CITY)
    assert not one.denied


def test_common_words_are_no_names():
    assert found("公司在马路旁边的小区", nowhere()) == []
    assert places("", CITY) == []


@pytest.mark.parametrize("text", ["早上跑步路过", "早上跑步路上", "孩子放学路上咳嗽", "每天路过都臭", "行人路人掩鼻"])
def test_what_somebody_did_on_the_way_is_no_road(text):
    assert found(text, nowhere()) == []


def test_a_road_somebody_came_past_is_one():
    assert found("早上跑步路过人民路口", nowhere()) == [("人民路", "road", "")]
