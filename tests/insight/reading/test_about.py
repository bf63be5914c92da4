"""What a report is about: media, sorts, urgency and negation, each with the words it rests on."""

from __future__ import annotations

import csv
import gzip
import os
import time
from pathlib import Path

import pytest

from qingtian.insight.reading.about import MEDIA, environmental, industries, media, pollutants, sorts, urgency
from qingtian.insight.reading.lexicons import lexicon
from qingtian.insight.reading.places import Entry, Gazetteer
from qingtian.insight.reading.reading import read_report
from qingtian.procedures import load_procedures
from tests.days import TODAY

pytestmark = pytest.mark.once


def codes(found):
    return [one.code for one in found]


@pytest.mark.parametrize(
    ("text", "first", "sort"),
    [
        ("夜里有焦糊味，像烧塑料", "air", "odour"),
        ("楼下烧烤店油烟直排", "air", "cooking_fume"),
        ("工地扬尘很大，没有盖防尘网", "air", "smoke_dust"),
        ("工厂烟囱排放废气", "air", "industrial_gas"),
        ("工地夜间施工，噪音扰民", "noise", "construction_noise"),
        ("广场舞音响声音太大", "noise", "social_noise"),
        ("厂里偷排污水到河里", "water", "waste_water"),
        ("有人倾倒建筑垃圾", "solid_waste", "solid_waste"),
        ("毁林采石，水土流失", "ecology", "ecology"),
        ("楼顶基站电磁辐射", "radiation", "radiation"),
        ("A factory burns plastic, thick smoke and a terrible smell", "air", "smoke_dust"),
    ],
)
def test_the_medium_and_the_sort_with_their_words(text, first, sort):
    assert codes(media(text))[0] == first
    assert sort in codes(sorts(text))
    found = media(text)[0]
    assert found.words
    assert all(word in text for word in found.words)
    assert 0 < found.confidence <= 0.98


def test_several_media_and_none():
    assert set(codes(media("砖厂黑烟滚滚，机器轰鸣噪音，污水直排河里"))) == {"air", "noise", "water"}
    assert media("请问公积金怎么提取") == []


def test_the_media_are_the_kinds_of_the_procedure():
    receive = load_procedures().editions("petition")[-1].find("receive", "start")
    assert {code: title.zh for code, title in receive.field("kinds").choices.items()} == {
        code: title.zh for code, title in MEDIA.items()
    }
    assert {one["medium"] for one in lexicon("media").values()} == set(MEDIA)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("槽罐车侧翻，液氨泄漏", ["incident"]),
        ("河里大面积死鱼", ["incident"]),
        ("没有爆炸，也没有人中毒", []),
        ("村民聚集在厂门口，要堵路，再不管就集体上访", ["mass"]),
        ("希望防止爆炸", []),
        ("夜里有味", []),
    ],
)
def test_incidents_and_the_risk_of_a_mass_incident(text, found):
    assert codes(urgency(text)) == found


def test_environmental_or_not():
    assert environmental("厂里偷排废水，河里发黑发臭").code == "1"
    assert environmental("公司拖欠工资，社保也没交").code == "0"
    assert environmental("").code == "0"


def test_pollutants_and_industries():
    assert codes(pollutants("像臭鸡蛋一样的味道")) == ["h2s"]
    assert "livestock" in codes(industries("村里的养猪场"))


def test_two_thousand_characters_are_read_in_fifteen_milliseconds():
    text = ("窑湾砖厂每天晚上10点到凌晨烧轮胎，黑烟滚滚，河西路18号云平化工有限公司偷排废水，村民聚集。" * 50)[:2000]
    names = Gazetteer(Entry(f"地名{number}村", "area", str(number)) for number in range(2000))
    read_report(text, "窑湾", TODAY, names)
    took = []
    for _ in range(5):
        began = time.process_time()
        read_report(text, "窑湾", TODAY, names)
        took.append(time.process_time() - began)
    assert min(took) < 0.015


#: codes of the labelled file, and ours
CODES = {"air": "air", "water": "water", "noise": "noise", "solid": "solid_waste", "soil": "solid_waste"}
CODES |= {"eco": "ecology", "em": "radiation"}


EVIDENCE = Path(os.environ.get("QINGTIAN_EVIDENCE", Path(__file__).parents[4] / "shared" / "data")) / "text"


@pytest.mark.evidence
@pytest.mark.skipif(not EVIDENCE.is_dir(), reason="no evidence at QINGTIAN_EVIDENCE")
def test_the_first_medium_of_real_reports_is_right_in_six_of_seven():
    with gzip.open(EVIDENCE / "teddy2020c_labelled.csv.gz", "rt", encoding="utf-8-sig") as file:
        told = {row["msg"]: row["raw_subject"] + "。" + row["raw_detail"] for row in csv.DictReader(file)}
    right = asked = 0
    with (EVIDENCE / "teddy2020c_env_medium.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            wanted = {CODES[code] for code in row["medium"].split("|") if code in CODES}
            if wanted:
                asked += 1
                right += bool({one.code for one in media(told[row["msg"]])[:1]} & wanted)
    assert asked == 56
    assert right / asked > 6 / 7
