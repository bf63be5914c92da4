"""Before and after stand in pairs with their distance; a far pair warns; returns keep their code."""

import io

import pytest
from django.conf import settings
from pypdf import PdfReader

from qingtian.apps.cases.brief import brief_of
from qingtian.apps.cases.evidence_pack import pack_of
from qingtian.apps.proceedings.records import records_of
from qingtian.typeset import set_pdf
from tests.apps.proceedings.driving import MONDAY, case

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
HERE = "102.712345,25.012345 2026-06-01 09:30"


def packed(drive):
    return pack_of(records_of(drive.matter), MONDAY)


def checked(city, after):
    drive = case(city).to("rectifying").prepare("self_check")
    photos = {"before": drive._file(), "before_placed": HERE, "after": drive._file(), "after_placed": after}
    drive.do("self_check", fields=photos, reason="照片补拍")
    return drive


# one ten-thousandth of a degree of latitude is 11.1 m: 8 are 89 m, 9 are 100 m, 10 are 111 m
@pytest.mark.parametrize(("north", "metres", "far"), [("25.013245", 100, False), ("25.013255", 101, True)])
def test_only_a_pair_farther_apart_than_the_parameter_warns(city, north, metres, far):
    pair = packed(checked(city, f"102.712345,{north} 2026-06-01 09:30")).pairs[0]
    assert (pair.metres, pair.far) == (metres, far)


def test_a_photo_without_its_place_has_no_distance_and_is_counted(city):
    held = packed(checked(city, "- 2026-06-01 09:30"))
    assert (held.pairs[0].metres, held.pairs[0].far, held.missing) == (None, False, 1)


def test_returns_keep_their_code_and_a_voided_one_is_gone(city):
    drive = checked(city, HERE)
    drive.do("county_check", fields={"result": "blanket_measure"})
    assert [(c.result, c.returned) for c in packed(drive).checks] == [("blanket_measure", True)]
    drive.do("correct")
    assert packed(drive).checks == []


def test_each_objection_has_its_own_answer(city):
    drive = case(city).to("announced")
    drive.do("object", fields={"objection": "甲"})
    drive.do("answer_objection", fields={"upheld": "no", "answer": "看过了"})
    drive.do("announce")
    drive.do("object", fields={"objection": "乙"})
    first, second = packed(drive).objections
    assert (first.words, first.answer, first.upheld) == ("甲", "看过了", "no")
    assert (second.words, second.answered_on) == ("乙", "")


def test_before_the_first_self_check_the_pack_is_empty(city):
    held = packed(case(city).to("rectifying"))
    assert (held.pairs, held.handed_in, held.missing) == ([], {}, 0)


def test_the_page_before_a_visit_is_one_page_however_much_there_is_to_say(city):
    drive = case(city, problem="煤堆场没有围堰。" * 60).to("rectifying")
    for act in ("inspect", "coordinate", "inspect", "inquire", "inspect", "inspect", "inspect"):
        drive.do(act, "vice-mayor", fields={"what": "到现场看了设施和台账，要求补齐监测。" * 20})
    drive.do("progress", "town", fields={"difficulty": "电力增容要等供电部门排期。" * 20})
    said = ["夜里有刺鼻的气味，孩子咳嗽，打过三次电话。" * 10] * 9
    page = brief_of(drive.matter.case, reports=9, said=said, on=MONDAY, titles={})
    assert len(PdfReader(io.BytesIO(set_pdf(page, fonts=settings.ASSETS / "fonts"))).pages) == 1
