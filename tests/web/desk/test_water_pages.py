"""Pages of water: sections, a story, lists, sources refused by name, a report drafted, published, corrected, read."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.entered.actions.enter_table import NewTable, enter_table
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.water.models import Section, WaterPublication, WaterValue
from qingtian.standards.water.drinking import SURFACE
from tests.days import TODAY, at
from tests.publishing import ROAD, act
from tests.small_water import build_water, measure

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]
HOME = "/desk/monitoring/water/"


def said(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


@pytest.fixture
def water(city):
    """The small water; the petition officer is an analyst too."""
    post = city.posts["petition-officer"]
    post.roles = [*post.roles, "analyst"]
    post.save()
    found = build_water()
    for code, section in found.items():
        measure(section, "2026-09", TP={"W2": "0.25"}.get(code, "0.02"))
        measure(section, "2026-10", TP={"W2": "0.25", "W5": "0.45"}.get(code, "0.02"))
        measure(section, "2025-10")
    return found


def test_the_page_of_sections_says_class_target_and_what_to_look_into(water, sign_in):
    page = said(sign_in("petition-officer").get(HOME))
    assert "评价 6 个断面（点位），总体轻度污染； 2 个劣于目标" in page
    assert "溪口大桥 连续两个月劣于目标" in page
    assert "石湾出境 新出现Ⅴ类或劣Ⅴ类" in page
    assert "凭记忆，未核实" in page, "what is not sure is named"
    assert "worse than its target two months running" in said(sign_in("petition-officer").get(f"/en{HOME}"))


def test_the_page_costs_the_same_however_many_sections_there_are(water, sign_in):
    client = sign_in("petition-officer")
    client.get(HOME)
    counted = []
    for keep in (6, 2):
        for one in list(water.values())[keep:]:
            one.kind = Section.Kind.SOURCE
            one.save()
        with CaptureQueriesContext(connection) as queries:
            client.get(HOME)
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.parametrize("asked", ["2026-10", "2026-Q4", "2026", "2026-W45", "x", "9999", "0001-01"])
def test_a_period_that_is_none_leaves_the_last_month_and_says_so(water, sign_in, asked):
    page = said(sign_in("petition-officer").get(HOME, {"period": asked}))
    assert ("写成 2026-10" in page) == (asked not in ("2026-10", "2026-Q4", "2026"))


def test_a_value_is_revised_by_an_analyst_with_a_reason_and_both_stay_on_the_page(water, sign_in):
    client = sign_in("petition-officer")
    form = {"month": "2026-10", "item": "TP", "value": "0.15", "why": "实验室更正"}
    assert sign_in("handler").post(f"{HOME}sections/W2/revise/", form).status_code == 403
    assert client.post(f"{HOME}sections/W2/revise/", form | {"why": ""}).status_code == 302
    assert not WaterValue.objects.filter(revision=2).exists()
    assert client.post(f"{HOME}sections/W2/revise/", form, follow=True).status_code == 200
    page = said(client.get(f"{HOME}sections/W2/?period=2026-10"))
    assert "0.15 mg/L 第 2 次：实验室更正 0.25" in page
    assert LogEntry.objects.filter(what_zh__contains="修订了 溪口大桥 2026-10 总磷").exists()
    assert client.get(f"{HOME}sections/nothing/").status_code == 404
    assert client.post(f"{HOME}sections/W2/revise/", {"month": "x", "item": "TP"}).status_code == 302


def test_exceedances_name_the_item_the_limit_and_the_multiple_and_can_be_taken_away(water, sign_in):
    client = sign_in("handler")
    page = said(client.get(f"{HOME}exceedances/"))
    assert "溪口大桥 望溪区 总磷 0.250 0.2 0.25 Ⅳ类" in page
    assert client.get(f"{HOME}exceedances/?format=xlsx").content[:2] == b"PK"
    assert LogEntry.objects.filter(what_zh__contains="水质超标清单 2026-10：2 行").exists()


def test_a_lake_shows_its_trophic_state_or_what_is_missing(water, sign_in):
    client = sign_in("handler")
    assert "综合营养状态指数 38.5 ，中营养" in said(client.get(f"{HOME}lakes/"))
    measure(water["L1"], "2026-11", SD="")
    page = said(client.get(f"{HOME}lakes/?period=2026-11"))
    assert "缺：透明度" in page


def test_the_ranking_sets_the_incomplete_apart_and_ranks_them_only_under_a_document(water, sign_in):
    client = sign_in("handler")
    measure(water["W4"], "2026-11", Pb="")
    measure(water["W1"], "2026-11")
    url = f"{HOME}ranking/?period=2026-11"
    page = said(client.get(url))
    assert "单列，不参加排名 石湾区 项目不全，缺：铅" in page
    assert "哪份文件定的" in said(client.get(url + "&items=COD"))
    ruled = said(client.get(url + "&items=COD,TP&basis=云环发12号"))
    assert "按 云环发12号 的规定" in ruled
    assert "单列，不参加排名" not in ruled


def test_a_source_is_not_judged_beyond_table_one_until_the_table_is_entered(water, sign_in):
    source = Section.objects.create(
        code="S1", name_zh="云龙水库", name_en="Yunlong", kind="source", waterbody="lake", level="city",
        area=water["W1"].area, basin=water["W1"].basin,
    )  # fmt: skip
    measure(source, "2026-10", TP="0.02")
    measure(source, "2026-10", only={"硫酸盐": "300", "氯化物": "20"})
    client = sign_in("handler")
    page = said(client.get(f"{HOME}sources/"))
    assert "没有录入“集中式饮用水地表水源地补充项目和特定项目限值”" in page
    cells = {"硫酸盐": {"most": "250"}, "硝酸盐": {"most": "10"}}
    told = {"instrument": "i", "clause": "c", "certainty": "copy", "source": "s"}
    enter_table(NewTable(SURFACE, TODAY.replace(month=1), None, cells, **told), by="administrator", at=at(TODAY))
    page = said(client.get(f"{HOME}sources/"))
    assert "超标：硫酸盐 0.20" in page
    assert "没有监测：硝酸盐" in page
    assert "录入的表里没有限值：氯化物" in page
    assert "据副本，待对照原文" in page


def test_only_who_drafts_texts_drafts_a_report(water, sign_in):
    assert sign_in("discipline").get(f"{HOME}reports/draft/?kind=monthly").status_code == 403
    client = sign_in("petition-officer")
    assert "水环境质量月报" in said(client.get(f"{HOME}reports/draft/?kind=monthly&period=2026-10"))
    assert client.get(f"{HOME}reports/draft/?kind=monthly&period=2020-01").status_code == 422
    assert client.get(f"{HOME}reports/draft/?kind=nothing").status_code == 302


def through(city, matter: Proceeding) -> None:
    for name, post, fields in ROAD:
        act(city, matter, name, post, **fields)
    act(city, matter, "publish", "petition-officer", place="本网页")


def test_a_report_is_drafted_published_corrected_and_the_resident_sees_the_correction_first(
    city, water, sign_in, client
):
    desk = sign_in("petition-officer")
    assert "还没有发布过" in said(client.get("/water/"))
    answer = desk.post(f"{HOME}reports/draft/", {"kind": "monthly", "period": "2026-10", "reviewing": "eeb"})
    record = WaterPublication.objects.select_related("proceeding").get()
    matter = record.proceeding
    assert answer["Location"] == f"{HOME}reports/{matter.number}/"
    assert client.get(f"/water/{matter.number}/").status_code == 404, "not public before the road"
    through(city, matter)
    assert "溪口大桥 国控 Ⅳ" in said(client.get("/water/"))

    form = {"month": "2026-10", "item": "TP", "value": "0.15", "why": "实验室更正"}
    desk.post(f"{HOME}sections/W2/revise/", form)
    assert "拟稿以后有值修订过" in said(desk.get(f"{HOME}reports/"))
    assert "拟更正稿" in said(desk.get(f"{HOME}reports/{matter.number}/"))
    assert "拟更正稿" not in said(sign_in("reviewer").get(f"{HOME}reports/{matter.number}/")), "another organ's"
    matter.refresh_from_db()
    why = {"why": "溪口大桥总磷由实验室更正。", "seq": str(matter.seq)}
    assert desk.post(f"{HOME}reports/{matter.number}/correct/", why).status_code == 302
    assert WaterPublication.objects.filter(proceeding=matter).count() == 2
    assert "实验室更正" not in said(client.get(f"/water/{matter.number}/")), "the correction is not through yet"
    through(city, matter)
    page = said(client.get("/water/"))
    assert page.index("本版更正第1版。原因：溪口大桥总磷由实验室更正。") < page.index("一、总体情况")
    assert "溪口大桥 类别 Ⅳ Ⅲ" in page
    assert "第 1 版" in page
    assert client.get(f"/water/{matter.number}/1.csv").content.decode() == record.figures
    assert client.get(f"/water/{matter.number}/3.csv").status_code == 404
    assert "This version corrects version 1" in said(client.get(f"/en/water/{matter.number}/"))

    act(city, matter, "take_down", "petition-officer", why="口径有误")
    page = said(client.get(f"/water/{matter.number}/"))
    assert "口径有误" in page
    assert "一、总体情况" not in page
