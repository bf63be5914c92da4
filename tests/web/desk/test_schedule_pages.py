"""The month and the ledger on the desk: a county fills in its own rows, the office chases, merges and sends."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from qingtian.apps.catalogue.models import UseOfData
from qingtian.apps.proceedings.models import Act, Proceeding
from qingtian.apps.schedules.column_sets import column_sets
from qingtian.apps.schedules.models import Schedule, ScheduleRow
from qingtian.errors import DeclarationError
from tests.apps.proceedings.driving import case
from tests.apps.schedules.walking import SAID, act, fill, instruct, merge, row_of
from tests.conftest import TODAY

pytestmark = [pytest.mark.once, pytest.mark.django_db(databases=["default", "identity"])]
MONTHS, NEW, LEDGER = "/desk/schedules/", "/desk/schedules/new/", "/desk/schedules/instructions/"
ENTER = f"{LEDGER}new/"
HEADINGS = [
    "序号",
    "整改事项",
    "责任单位",
    "整改目标",
    "整改时限",
    "进展情况",
    "存在问题",
    "下一步措施",
    "是否达到序时进度",
]
DAY = timedelta(days=1)


@pytest.fixture
def month(city, sign_in):
    """November, opened on the page; two cases, one of a central inspection."""
    drives = [case(city, date(2026, 11, 2)).to("rectifying")]
    drives.append(case(city, date(2026, 11, 2), subject="二厂粉尘", source_level="central", source="inspection"))
    drives[1].to("rectifying")
    answer = sign_in("inspector").post(NEW, {"month": "2026-11"})
    held = Schedule.objects.select_related("proceeding").get()
    assert answer["Location"].endswith(f"{MONTHS}{held.proceeding.number}/")
    return drives, held


def page_of(held):
    return f"{MONTHS}{held.proceeding.number}/"


def typed(row, **more):
    return {f"r{row.pk}_{name}": value for name, value in {**SAID, **more}.items()}


def test_a_row_is_filled_in_on_the_page_and_stands_in_the_case_once(month, sign_in):
    (first, second), held = month
    town, row = sign_in("town"), row_of(held, first)
    page = town.get(page_of(held)).content.decode()
    assert page.count("存这一件") == 2
    assert "催办通知" not in page
    answer = town.post(f"{page_of(held)}rows/{row.pk}/", {**typed(row), "once": "a-form"})
    assert answer["Location"].endswith(f"#row-{row_of(held, second).pk}")
    town.post(f"{page_of(held)}rows/{row.pk}/", {**typed(row), "once": "a-form"})
    again = town.post(f"{page_of(held)}rows/{row.pk}/", {**typed(row), "once": "another"})
    assert again.status_code == 422
    assert Act.objects.filter(proceeding=first.matter, act="progress").count() == 1
    assert town.get(page_of(held)).content.decode().count("存这一件") == 1
    assert "in time" in town.get(f"/en{page_of(held)}").content.decode()


def test_what_is_refused_stays_typed(month, sign_in):
    (first, _), held = month
    row = row_of(held, first)
    for wrong in ({"actual": ""}, {"percent": "101"}, {"pace": "behind"}, {"pace": ""}):
        answer = sign_in("town").post(f"{page_of(held)}rows/{row.pk}/", typed(row, **wrong))
        assert answer.status_code == 422
        assert SAID["next_step"] in answer.content.decode()
    assert not Act.objects.filter(act="progress").exists()


def test_a_county_sees_its_own_rows_only_and_a_stranger_no_month(month, sign_in):
    _, held = month
    assert "二厂粉尘" in sign_in("clerk").get(page_of(held)).content.decode()
    stranger = sign_in("handler-2")
    assert stranger.get(page_of(held)).status_code == 404
    assert held.proceeding.number not in stranger.get(MONTHS).content.decode()
    row = ScheduleRow.objects.first()
    assert stranger.post(f"{page_of(held)}rows/{row.pk}/", typed(row)).status_code == 404


def test_last_months_next_step_is_this_months_plan(city, month, sign_in):
    (first, _), held = month
    fill(city, row_of(held, first), TODAY, next_step="装活性炭箱。")
    Schedule.objects.filter(pk=held.pk).update(month=date(2026, 10, 1))
    sign_in("inspector").post(NEW, {"month": "2026-11"})
    later = Schedule.objects.exclude(pk=held.pk).get()
    ScheduleRow.objects.filter(schedule=later).update(
        filled_on=None, late=None, said_in=None, owed=True, next_step="", planned="", actual=""
    )
    assert "装活性炭箱。" in sign_in("town").get(page_of(later)).content.decode()


def test_the_office_chases_who_owes_and_the_county_reads_it(month, sign_in):
    _, held = month
    office = sign_in("inspector")
    sent = {"unit": "wangxi-town", "words": "今天报来。", "expected_seq": "1"}
    early = office.post(f"{page_of(held)}chase/", sent)
    assert early.status_code == 422
    assert "填报日还没有过" in early.content.decode()
    office.post(f"{page_of(held)}chase/", {**sent, "reason": "省里要得急"})
    assert held.urgings.get().unit == "wangxi-town"
    assert "今天报来。" in sign_in("clerk").get(page_of(held)).content.decode()
    assert sign_in("town").post(f"{page_of(held)}chase/", sent).status_code == 403


def test_the_preview_shows_what_is_owed_and_merging_freezes_it(month, sign_in):
    (first, _), held = month
    office, row = sign_in("inspector"), row_of(held, first)
    sign_in("town").post(f"{page_of(held)}rows/{row.pk}/", typed(row))
    page = office.get(f"{page_of(held)}merge/").content.decode()
    assert ("未填报" in page, SAID["actual"] in page) == (True, True)
    assert office.post(f"{page_of(held)}merge/", {"expected_seq": "1"}).status_code == 302
    held.refresh_from_db()
    assert held.merged_on == TODAY
    assert "存这一件" not in sign_in("town").get(page_of(held)).content.decode()
    assert sign_in("clerk").get(f"{page_of(held)}merge/").status_code == 403


def test_merging_and_chasing_from_the_page_of_the_matter_lead_to_their_own_pages(month, sign_in):
    _, held = month
    office, number = sign_in("inspector"), held.proceeding.number
    assert office.get(f"/desk/{number}/act/merge_table/")["Location"].endswith(f"{page_of(held)}merge/")
    assert office.get(f"/desk/{number}/act/chase/")["Location"].endswith(page_of(held))
    assert office.get(f"/desk/{number}/act/drop_month/").status_code == 200


def test_the_table_goes_up_in_the_wanted_columns_of_the_wanted_source_and_is_logged(city, month, sign_in):
    (_, second), held = month
    fill(city, row_of(held, second), TODAY, pace="behind", difficulty="=资金没到位")
    merge(city, held, TODAY)
    office = sign_in("inspector")
    sheet = load_workbook(BytesIO(office.get(f"{page_of(held)}?format=xlsx&columns=provincial").content)).active
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert lines[0] == HEADINGS
    (line,) = lines[1:]
    assert (line[0], line[1], line[5], line[6], line[8]) == (1, "二厂粉尘", SAID["actual"], "=资金没到位", "滞后")
    word = Document(BytesIO(office.get(f"{page_of(held)}?format=docx&columns=provincial").content))
    assert [cell.text for cell in word.tables[0].rows[0].cells] == HEADINGS
    whole = load_workbook(BytesIO(office.get(f"{page_of(held)}?format=xlsx&columns=city").content)).active
    assert whole.max_row == 3
    assert UseOfData.objects.filter(data_set="monthly_schedule").count() == 3
    assert office.get(f"{page_of(held)}?format=xlsx&columns=none").status_code == 404


def test_an_office_adds_columns_of_another_system_as_data(settings, tmp_path):
    settings.DATA = tmp_path
    folder = tmp_path / "schedule-columns"
    folder.mkdir()
    own = "id: platform\ntitle: {zh: 平台表, en: Platform}\ncolumns: [{of: number, heading: 问题编号}]\n"
    (folder / "platform.yaml").write_text(own, encoding="utf-8")
    assert list(column_sets()) == ["city", "provincial", "platform"]
    (folder / "platform.yaml").write_text(own.replace("of: number", "of: nonsense"), encoding="utf-8")
    with pytest.raises(DeclarationError) as refused:
        column_sets()
    assert refused.value.where == "platform.yaml"


INSTRUCTION = {
    "leader": "vice-mayor",
    "instructed_on": str(TODAY - DAY),
    "document": "专报第 12 期",
    "text": "请限期解决。",
    "on": str(TODAY),
}


def test_an_instruction_is_entered_filtered_and_taken_away(city, sign_in):
    office = sign_in("inspector")
    assert office.get(ENTER).status_code == 200
    answer = office.post(ENTER, {f"f_{n}": v for n, v in INSTRUCTION.items() if n != "on"} | {"on": INSTRUCTION["on"]})
    matter = Proceeding.objects.get(procedure="leader_instruction")
    assert answer["Location"].endswith(f"/desk/{matter.number}/")
    assert "请限期解决。" in office.get(answer["Location"]).content.decode()
    fields = {"handler": "branch", "deadline": str(TODAY + DAY)}
    act(city, matter, "assign_instruction", "inspector", TODAY, fields=fields)
    assert "请限期解决。" in office.get(f"{LEDGER}?organ=branch&due=running&post=vice-mayor").content.decode()
    for other in ("?organ=housing", "?due=overdue", "?state=closed", "?post=mayor"):
        assert "请限期解决。" not in office.get(LEDGER + other).content.decode()
    sheet = load_workbook(BytesIO(office.get(f"{LEDGER}?format=xlsx").content)).active
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert lines[0] == [
        "序号",
        "批示时间",
        "批示领导职务",
        "文件",
        "批示内容",
        "承办单位",
        "办理时限",
        "办理情况",
        "状态",
    ]
    assert lines[1][2:6] == ["望溪区政府副区长", "专报第 12 期", "请限期解决。", "望溪分局"]


@pytest.mark.parametrize("post", ["petition-officer", "reviewer", "handler-2", "acceptor", "town"])
def test_a_stranger_finds_an_instruction_on_no_page(city, sign_in, post):
    drive = instruct(city, TODAY, text="不可外传")
    stranger = sign_in(post)
    assert "不可外传" not in stranger.get(LEDGER).content.decode()
    assert stranger.get(f"/desk/{drive.matter.number}/").status_code == 404
    assert stranger.get(ENTER).status_code == 403
    assert "不可外传" not in stranger.get(f"/desk/search/?q={drive.matter.number}").content.decode()


def test_it_stands_on_the_page_of_the_linked_case_for_who_sees_both(city, sign_in):
    linked, drive = case(city, date(2026, 11, 2)).to("rectifying"), instruct(city, TODAY)
    fields = {"about": linked.matter.number, "how": "evidence_for"}
    act(city, drive.matter, "link_matter", "inspector", TODAY, fields=fields)
    address = f"/desk/{linked.matter.number}/"
    assert "领导批示" in sign_in("inspector").get(address).content.decode()
    hidden = sign_in("town").get(address).content.decode()
    assert [said for said in ("领导批示", drive.matter.number, "另有 1 件") if said in hidden] == []
