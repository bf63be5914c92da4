"""Is it the same matter? Both traps, the three verdicts, distances and hours on their borders."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from qingtian.insight.likeness import Background, Kind, Report, compare, sentence
from qingtian.insight.likeness.letters import letters_of, pairs, plain
from qingtian.insight.likeness.names import shared_name
from qingtian.insight.likeness.place import METRES_A_DEGREE, Where, place_alike
from qingtian.insight.likeness.rules import rules
from qingtian.insight.likeness.sentences import SENTENCES

pytestmark = pytest.mark.once
NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)
KILN = "窑湾旧厂区里的塑料加工点夜里十一点后排黑烟，焦糊味一直飘到中心小学，孩子咳嗽。"
AGAIN = "窑湾旧厂区塑料加工点半夜又冒黑烟了，焦糊味飘到中心小学那边，孩子们都咳嗽。"
GENERIC = "投诉噪音扰民"
ESTATE_MUSIC = "翠柳花园南门每晚广场舞音响很吵，一直跳到十点以后。"
ESTATE_SMELL = "翠柳花园南门的烧烤摊油烟很大，晚上不敢开窗。"
NONE = Background()


def report(words: str, days: float = 0, **more: object) -> Report:
    return Report(words=words, received=NOON + timedelta(days=days), **more)  # type: ignore[arg-type]


def test_a_report_in_other_words_of_the_same_source_is_the_same_event_while_it_is_open():
    found = compare(report(AGAIN, 3), report(KILN), NONE)
    assert found is not None
    assert found.kind is Kind.SAME_EVENT
    assert found.confidence > 0.6
    assert {"words_alike", "name_shared", "soon"} <= {reason.code for reason in found.reasons}


@pytest.mark.parametrize(("after", "kind"), [(-1, Kind.SAME_EVENT), (0, Kind.SAME_EVENT), (1, Kind.RECURRENCE)])
def test_the_same_source_is_a_recurrence_from_the_moment_after_its_end(after, kind):
    ended = NOON + timedelta(days=20)
    new = replace(report(AGAIN), received=ended + timedelta(seconds=after))
    found = compare(new, report(KILN, ended=ended), NONE)
    assert found is not None
    assert found.kind is kind


def test_the_same_person_about_an_open_matter_presses_and_about_an_ended_one_reports_a_recurrence():
    open_, ended = report(KILN), report(KILN, ended=NOON + timedelta(days=2))
    kinds = [compare(report(AGAIN, 5), one, NONE, same_person=True).kind for one in (open_, ended)]
    assert kinds == [Kind.PRESSING, Kind.RECURRENCE]


def test_the_same_person_with_another_matter_is_no_repeat():
    other = report("河堤步道旁的洗车店把污水直接排进河里，水面一层泡沫。")
    assert compare(other, report(KILN), NONE, same_person=True) is None


@pytest.mark.parametrize("place", ["", "望溪区河西路 18 号"])
def test_first_trap_words_that_fit_every_report_prove_nothing(place):
    one = report(GENERIC, 1, place=place, media=frozenset({"noise"}))
    other = report(GENERIC, place="石湾区工业大道 3 号" if place else "", media=frozenset({"noise"}))
    assert compare(one, other, NONE) is None
    long_ = "您好，尊敬的领导，我要投诉噪音扰民，严重影响居民生活休息，请环保局尽快处理。"
    assert compare(replace(one, words=long_), replace(other, words=long_), NONE) is None


def test_generic_words_at_the_very_same_place_are_worth_a_look():
    pin = {"longitude": 102.7, "latitude": 25.04, "media": frozenset({"noise"})}
    found = compare(report(GENERIC, 1, **pin), report(GENERIC, **pin), NONE)
    assert found is not None
    assert found.confidence < 0.75


def test_second_trap_the_same_place_with_another_problem_is_no_repeat():
    pin = {"longitude": 102.7, "latitude": 25.04, "place": "翠柳花园南门"}
    assert compare(report(ESTATE_SMELL, 1, **pin), report(ESTATE_MUSIC, **pin), NONE) is None
    noise, waste = frozenset({"noise"}), frozenset({"solid_waste"})
    bare = compare(report("楼下又来了", 1, media=noise, **pin), report("还是没人管", media=waste, **pin), NONE)
    assert bare is None


def test_what_every_report_of_the_office_says_counts_less_there():
    line = "南坪三村七组后山采石场放炮震裂房屋"
    rare, common = Background.of([line, *["别的事情"] * 999]), Background.of([line] * 1000)
    assert rare.information("采石") > 5 > common.information("采石")
    assert shared_name(plain("南坪三村放炮"), plain("我们南坪三村"), rare) > 0
    assert shared_name(plain("南坪三村放炮"), plain("我们南坪三村"), common) == 0


@pytest.mark.parametrize(
    ("metres", "accuracy", "where"),
    [
        (0, 0, Where.SAME),
        (149, 0, Where.SAME),
        (152, 0, Where.NEAR),
        (398, 0, Where.NEAR),
        (402, 0, Where.APART),
        (1990, 0, Where.APART),
        (2010, 0, Where.FAR),
        (2010, 30, Where.APART),
        (600, 500, Where.SAME),
    ],
)
def test_metres_between_pins_less_what_they_are_uncertain_by(metres, accuracy, where):
    here = report("", longitude=102.7, latitude=25.0)
    there = report("", longitude=102.7, latitude=25.0 + metres / METRES_A_DEGREE, accuracy=accuracy)
    assert place_alike(here, there).where is where


def test_a_place_two_kilometres_away_is_never_the_same_whatever_the_words_say():
    here, there = {"longitude": 102.7, "latitude": 25.0}, {"longitude": 102.7, "latitude": 25.03}
    assert compare(report(KILN, 1, **here), report(KILN, **there), NONE) is None


def test_the_next_house_number_is_near_and_not_the_same():
    assert place_alike(report("", place="河西路 18 号"), report("", place="河西路18号旁")).where is Where.SAME
    assert place_alike(report("", place="河西路 18 号"), report("", place="河西路 81 号")).where is Where.NEAR
    assert place_alike(report("", place="河西路 18 号"), report("", place="工业大道")).where is Where.APART
    assert place_alike(report("", place=""), report("", place="工业大道")).where is Where.UNKNOWN


@pytest.mark.parametrize(("hours", "code"), [(336, "soon"), (336.1, "apart"), (8760, "apart"), (8761, "apart")])
def test_hours_apart_are_exact(hours, code):
    found = compare(report(AGAIN, hours / 24), report(KILN, longitude=1.0, latitude=1.0), NONE)
    reasons = {reason.code: reason for reason in found.reasons} if found else {}
    if found:
        assert code in reasons
        assert reasons[code].figures["days"] == int(hours // 24)


def test_every_writing_of_the_same_letters_is_one():
    assert plain("ＡＢ１２ 号，楼！") == "ab12号楼"
    found = letters_of("河西 路，１８号")
    assert found.text == "河西路18号"
    assert ["河西 路，１８号"[i] for i in found.at] == list("河西路１８号")
    assert pairs("河") == ["河"]
    assert pairs("") == []


def test_every_reason_has_a_sentence_and_the_rules_say_whose_they_are():
    given = {"percent": 1, "metres": 1, "days": 1, "hours": 1, "what": ""}
    assert all(sentence(code, given).en and sentence(code, given).zh for code in SENTENCES)
    assert "ours" in (rules.__wrapped__.__globals__["FILE"]).read_text(encoding="utf-8")
