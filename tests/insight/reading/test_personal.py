"""What names a person is covered, whatever it stands in; what names a place of pollution stays."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from qingtian.insight.reading.personal import KINDS, cover, find_personal
from qingtian.insight.reading.personal.numbers import check_digit, luhn
from tests.insight.reading.people import AROUND, SENTENCES, Chance

pytestmark = pytest.mark.once


@pytest.mark.parametrize("secret", SENTENCES)
def test_nothing_planted_survives(secret: str) -> None:
    chance = Chance(secret)
    for _ in range(150):
        planted = getattr(chance, secret)()
        sentence = chance.choice(SENTENCES[secret]).format(planted)
        text = chance.choice(AROUND) + sentence + chance.choice(AROUND)
        covered = cover(text).text
        assert planted not in covered, f"{text}\n{covered}"


def test_what_the_reporter_left_is_covered_wherever_it_stands() -> None:
    chance = Chance("known")
    for _ in range(100):
        name, phone = chance.name(), "1" + chance.choice("3578") + chance.digits(9)
        text = f"隔壁都知道{name}说过，{phone[:3]}.{phone[3:7]}.{phone[7:]}，{name[0]} {name[1:]}不怕报复{AROUND[0]}"
        covered = cover(text, (name, phone)).text
        assert name not in covered
        assert name[1:] + "不怕" not in covered
        assert phone[7:] not in covered


def test_each_word_the_reporter_left_is_covered_as_what_it_is() -> None:
    known = ("居民甲012", "13800138000", "li@qq.com，微信 zhang_88")
    found = find_personal("居民甲012，138-0013-8000，li@qq.com，zhang_88", known)
    assert [one.kind for one in found] == ["name", "phone", "email", "account"]


@pytest.mark.parametrize("known", [("",), (" ",), ("张",), ("的",), ("1",), ("-",), ("()",), (".*",)])
def test_a_word_too_short_to_name_anybody_covers_nothing(known: tuple[str, ...]) -> None:
    assert cover("张家村的砖厂冒黑烟。", known).text == "张家村的砖厂冒黑烟。"


@pytest.mark.parametrize(
    "kept",
    [
        "河西路18号云平化工有限公司夜里偷排",
        "3栋101室的麻将馆噪声扰民",
        "3栋楼下的烧烤店",
        "张家村砖厂冒黑烟，李家坪村民委员会不管",
        "高新区居民反映，业主高度重视，居民区黄土飞扬",
        "时代倾城A座1204室某科技公司",
        "周边居民多次向12345、12369反映，编号20231127123456789",
        "限值55分贝，建于2003年，共1200户，2026-11-23，夜间10点",
        "王府井大街，白云路，马王堆街道，石家庄市，黄河，常德市，成都",
        "距离我家20米，地铁3号线，国道107号旁",
        "老板说不管，厂长拒不整改，负责人不在",
        "我是附近的居民，我叫了很多次没人来",
    ],
)
def test_places_of_pollution_and_plain_words_stay(kept: str) -> None:
    assert cover(kept).text == kept


def test_the_place_of_the_pollution_survives_and_the_flat_of_the_reporter_does_not() -> None:
    text = "我家住河西路20号阳光小区3栋2单元501室，河西路18号云平化工有限公司夜里偷排，楼下5栋101的烧烤店冒烟"
    covered = cover(text).text
    assert "501" not in covered
    assert "3栋2单元" not in covered
    for kept in ("阳光小区", "河西路18号云平化工有限公司", "烧烤店"):
        assert kept in covered


def test_covering_twice_is_covering_once_and_the_marks_point_at_the_covers() -> None:
    chance = Chance("twice")
    for _ in range(60):
        text = "".join(
            chance.choice(SENTENCES[s]).format(getattr(chance, s)()) for s in chance.sample(list(SENTENCES), 4)
        )
        once = cover(text)
        assert cover(once.text).text == once.text
        for start, end, kind in once.marks:
            assert once.text[start:end] == f"〔{KINDS[kind].zh}〕"


def test_what_is_found_has_a_kind_a_reason_and_a_confidence_and_overlaps_nothing() -> None:
    found = find_personal("我叫张三，电话13800138000，身份证11010119900307801X")
    assert [one.kind for one in found] == ["name", "phone", "id_number"]
    assert all(0 < one.confidence <= 1 and one.reason.zh and one.reason.en for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("13800138000", "phone"),
        ("1380013800", None),
        ("138001380001", None),
        ("12345", None),
        ("0731-88881234", "phone"),
        ("4008001234", None),
        ("湘A12345", "plate"),
        ("湘AD12345", "plate"),
        ("湘I12345", None),
        ("湘A1234", None),
        ("6222021234567890128"[:15], None),
    ],
)
def test_borders_of_numbers(text: str, kind: str | None) -> None:
    assert [one.kind for one in find_personal(f"见{text}。")] == ([kind] if kind else [])


def test_check_digits() -> None:
    assert check_digit("11010519491231002") == "X"
    assert luhn("79927398713")
    assert not luhn("79927398710")


@pytest.mark.slow
def test_two_thousand_characters_take_ten_milliseconds_at_most() -> None:
    chance = Chance("quick")
    text = "".join(
        chance.choice(SENTENCES[s]).format(getattr(chance, s)()) + chance.choice(AROUND) for s in list(SENTENCES) * 8
    )[:2000]
    find_personal(text)
    took = []
    for _ in range(8):
        began = time.process_time()
        find_personal(text, ("张三丰", "13800138000"))
        took.append(time.process_time() - began)
    assert min(took) < 0.010
