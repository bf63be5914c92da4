"""The page of Monday morning: every part speaks or says calmly that it has nothing, in the reader's own sight."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from pypdf import PdfReader

from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.briefing.matters import line_of, with_last_time
from qingtian.apps.briefing.paper import paper
from qingtian.apps.briefing.parts import MOST, Asked, Line, Part, monday_of
from qingtian.language import Text
from qingtian.typeset import set_pdf
from tests.days import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
HOME = "/desk/monday/"
HEADS = ("上周群众反映了什么", "上周测到了什么", "上周网上说了什么", "这周会来什么", "先看哪里", "还没有人看的")


def said(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_an_empty_week_says_so_part_by_part(city, sign_in):
    page = said(sign_in("petition-officer").get(HOME))
    for head in HEADS:
        assert head in page
    for calm in ("上周没有收到反映", "上周没有有效的空气日均值", "没有预警、会商"):
        assert calm in page


def test_monday_is_its_own_week_and_sunday_belongs_to_the_monday_before():
    assert monday_of(TODAY) == TODAY
    assert monday_of(TODAY + timedelta(days=6)) == TODAY
    assert monday_of(TODAY - timedelta(days=1)) == TODAY - timedelta(days=7)


def test_last_week_begins_on_its_monday_and_ends_on_its_sunday(report, sign_in):
    for on in (TODAY - timedelta(days=8), TODAY - timedelta(days=7), TODAY - timedelta(days=1), TODAY):
        report(on=on)
    page = said(sign_in("petition-officer").get(HOME))
    assert "2 件反映，前一周 1 件" in page
    assert "前一周的 1 件里 0 件已办结" in page


def test_a_matter_that_lay_still_for_a_month_is_told_with_its_number(case, sign_in):
    held = case.last_on
    client = sign_in("inspector")
    still = TODAY - held
    assert still < timedelta(days=30)
    assert case.number not in said(client.get(HOME)).split("还没有人看的")[1]
    type(case).objects.filter(pk=case.pk).update(last_on=TODAY - timedelta(days=31))
    assert case.number in client.get(HOME).content.decode()


def test_beside_an_open_matter_stands_the_like_one_that_ended_last(case, city):
    earlier = type(case).objects.create(
        number="AJ-2025-000001", procedure=case.procedure, edition=case.edition, state=case.state, title="去年的同类",
        area=case.area, party=case.party, opened_on=TODAY - timedelta(days=300), ended_on=TODAY - timedelta(days=200),
        handling_mark=case.handling_mark,
    )  # fmt: skip
    actor = city.actor("inspector", TODAY)
    asked = Asked(actor, "", TODAY, at(TODAY))
    line = with_last_time(asked, [(line_of(case), case)])[0]
    assert line.last is not None
    assert (line.last.number, line.last.ended_on) == (earlier.number, earlier.ended_on)
    other = type(case)(procedure=case.procedure, edition=case.edition, state=case.state, title="别处", area=None)
    assert with_last_time(asked, [(line_of(other), other)])[0].last is None


def test_public_opinion_is_told_to_its_own_posts_alone(city, sign_in):
    assert "上周没有像环境问题的舆情" in said(sign_in("petition-officer").get(HOME))
    assert "舆情由信访和督察岗位看" in said(sign_in("handler").get(HOME))


def test_what_another_branch_was_told_is_not_counted(accepted, sign_in):
    assert "1 件反映" not in said(sign_in("handler-2").get(HOME))


def test_no_later_week_than_this_one_can_be_asked_for(city, sign_in):
    client = sign_in("petition-officer")
    assert said(client.get(HOME + "?day=2030-01-01")) == said(client.get(HOME))
    assert client.get(HOME + "?day=never").status_code == 200
    assert "2026" in said(client.get(HOME + "?day=2026-11-17"))


def test_the_paper_has_the_same_parts_in_both_languages_is_short_and_logged(report, sign_in):
    for n in range(1, 6):
        report(on=TODAY - timedelta(days=n))
    client = sign_in("petition-officer")
    for language in ("", "/en"):
        answer = client.get(f"{language}{HOME}paper/")
        assert answer["Content-Type"] == "application/pdf"
        assert len(PdfReader(BytesIO(answer.content)).pages) <= 2
    assert LogEntry.objects.latest("pk").what_zh.startswith("周一早上的两页纸")


def test_both_languages_and_no_more_queries_for_more_reports(report, sign_in, django_assert_max_num_queries):
    client = sign_in("inspector")
    assert "What nobody has looked at" in said(client.get("/en" + HOME))
    for n in range(1, 8):
        report(on=TODAY - timedelta(days=n))
    with django_assert_max_num_queries(50):
        client.get(HOME)


def test_a_full_part_keeps_to_its_lines_so_that_the_paper_stays_two_pages(city):
    line = Line(Text("很长的事项" * 40, "a long matter " * 20), Text("为什么" * 20, "because " * 20), "GJ-2026-000001")
    parts = [Part(str(n), Text("标题", "title"), (line,) * MOST, Text("无", "none")) for n in range(6)]
    asked = Asked(city.actor("inspector", TODAY), "wangxi", TODAY, at(TODAY))
    for language in ("zh", "en"):
        sheet = paper(parts, asked, Text("望西区", "Wangxi"), language=language, generated=False)
        assert len(PdfReader(BytesIO(set_pdf(sheet, fonts=settings.ASSETS / "fonts"))).pages) <= 2
