"""Rectification on the desk: a plan is seen before it is taken, four lists show it, tasks come overdue first."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from qingtian.apps.catalogue.models import UseOfData
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.rectification.models import ComplaintBatch, Finding, TransferredComplaint
from qingtian.apps.tasks.actions import open_task
from qingtian.apps.tasks.models import TrackedTask
from qingtian.procedures import Actor
from tests.apps.proceedings.driving import petition
from tests.conftest import TODAY, at
from tests.rectification_plans import ITEMS, excel_list, word_list

pytestmark = [pytest.mark.once, pytest.mark.django_db(databases=["default", "identity"])]
HOME = "/desk/rectification/"
FIELDS = {
    "f_subject": "第二轮省级督察反馈",
    "f_level": "provincial",
    "f_round": "第二轮",
    "f_feedback_on": "2026-11-02",
    "f_office": "office",
}


@pytest.fixture
def desk(city, sign_in):
    return sign_in("inspector")


def received(desk):
    page = desk.get(f"{HOME}new/")
    assert page.status_code == 200
    day = page.context["day"].value
    answer = desk.post(f"{HOME}new/", {**FIELDS, "on": day})
    assert answer.status_code == 302, answer.context["errors"]
    return Proceeding.objects.get(procedure="inspection_feedback").number


def sent(desk, address, path):
    answer = desk.post(address, {"sheet": SimpleUploadedFile(path.name, path.read_bytes())})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def mapped(desk, address, **more):
    page = desk.get(address)
    assert page.status_code == 200
    fields = {view.name: view.value for view in [*page.context["fields"], *page.context["asked"]]}
    return {**fields, **more}


def sheet(path, heads, rows):
    book = Workbook()
    book.active.append(heads)
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("shape", [word_list, excel_list])
def test_a_plan_is_rehearsed_taken_listed_and_carried_away(desk, tmp_path, shape):
    number = received(desk)
    bad = (*ITEMS[1][:5], "抓紧", *ITEMS[1][6:])
    strange = (*ITEMS[2][:2], "望溪区政府、市园林处", *ITEMS[2][3:])
    path = shape(tmp_path / ("p.docx" if shape is word_list else "p.xlsx"), [ITEMS[0], bad, strange])
    address = sent(desk, f"{HOME}{number}/import/", path)
    form = mapped(desk, address)
    preview = desk.post(address, {**form, "do": "preview"}).content.decode()
    assert "什么都还没有存" in preview
    assert "这个时限" in preview
    assert "市园林处" in preview.split("本市名单上没有的")[1]
    assert not Finding.objects.exists()
    done = desk.post(address, {**form, "do": "import"})
    assert Finding.objects.count() == 2
    page = desk.get(done["Location"]).content.decode()
    assert ITEMS[0][1] in page
    rejects = desk.get(f"{HOME}rejects/{done['Location'].split('rejects=')[1]}/").content.decode()
    assert "抓紧" in rejects
    for tab in ("problem", "responsibility", "task", "measure"):
        assert desk.get(f"{HOME}{number}/?list={tab}").status_code == 200
        assert "Problems" in desk.get(f"/en{HOME}{number}/?list={tab}").content.decode()
    book = load_workbook(BytesIO(desk.get(f"{HOME}{number}/?format=xlsx").content))
    assert book.sheetnames == ["问题清单", "责任清单", "任务清单", "措施清单"]
    assert book["责任清单"]["C2"].value == ITEMS[0][2]
    assert UseOfData.objects.get().data_set == "inspection_feedback"
    assert number in desk.get(HOME).content.decode()
    again = sent(desk, f"{HOME}{number}/import/", path)
    desk.post(again, {**mapped(desk, again), "do": "import"})
    assert Finding.objects.count() == 2


def test_the_back_schedule_is_suggested_in_the_form_and_not_stored(desk, tmp_path):
    number = received(desk)
    address = sent(desk, f"{HOME}{number}/import/", word_list(tmp_path / "p.docx", ITEMS[:1]))
    desk.post(address, {**mapped(desk, address), "do": "import"})
    row = desk.get(f"{HOME}{number}/?list=task").context["rows"][0]
    page = desk.get(row["schedule"]).content.decode()
    assert "2026-12-31 销号" in page
    assert not row["milestones"]


def test_the_pages_of_matters_name_the_finding_and_the_task(desk, tmp_path):
    number = received(desk)
    assert f"/desk/rectification/{number}/" in desk.get(f"/desk/{number}/").content.decode()
    opened = open_task(
        "list", "一件", "wangxi-town", date(2026, 12, 1), by=Actor(kind="system"), on=TODAY, now=at(TODAY),
        setter="office", what="年底前完成。", item="七",
    )  # fmt: skip
    page = desk.get(f"/desk/{opened.number}/").content.decode()
    assert "还没报过" in page
    assert "年底前完成" in page
    assert desk.get(f"/en/desk/{opened.number}/").status_code == 200


def test_only_the_inspection_office_imports_and_a_petition_is_no_feedback(desk, city, sign_in):
    number = received(desk)
    other = sign_in("clerk")
    for address in (f"{HOME}new/", f"{HOME}{number}/import/", f"{HOME}tasks/import/", f"{HOME}batches/import/"):
        assert other.get(address).status_code == 403
    mine = petition(city).matter.number
    assert desk.get(f"{HOME}{mine}/").status_code == 404


def test_tasks_of_an_action_plan_are_opened_once_and_listed_overdue_first(desk, tmp_path):
    heads = ["序号", "重点任务", "责任单位", "完成时限"]
    rows = [
        ["1", "工地出入口冲洗设施全部到位", "市住建局", "2026年10月底前"],
        ["2", "完成加油站油气回收抽测", "望溪分局", "2026年12月底前"],
        ["3", "道路扬尘长期整治", "望溪区政府", "长期坚持"],
        ["4", "没有这个单位的任务", "市不存在局", "2026年12月底前"],
    ]
    path = sheet(tmp_path / "plan.xlsx", heads, rows)
    address = sent(desk, f"{HOME}tasks/import/", path)
    form = mapped(desk, address, plan="大气攻坚行动方案")
    assert desk.post(address, {**form, "plan": "", "do": "import"}).status_code == 422
    assert not TrackedTask.objects.exists()
    done = desk.post(address, {**form, "do": "import"})
    assert TrackedTask.objects.count() == 2
    rejects = desk.get(f"{HOME}rejects/{done['Location'].split('rejects=')[1]}/").content.decode()
    assert "市不存在局" in rejects
    again = sent(desk, f"{HOME}tasks/import/", path)
    desk.post(again, {**mapped(desk, again, plan="大气攻坚行动方案", otherwise="2026-12-31"), "do": "import"})
    assert TrackedTask.objects.count() == 3
    page = desk.get(f"{HOME}tasks/")
    assert [row["overdue"] for row in page.context["rows"]] == [True, False, False]
    assert desk.get(f"{HOME}tasks/?which=overdue").context["page"].paginator.count == 1
    assert desk.get(f"{HOME}tasks/?unit=branch&origin=action_plan").context["page"].paginator.count == 1
    assert desk.get(f"/en{HOME}tasks/").status_code == 200


COMPLAINT = [
    "受理编号",
    "交办问题基本情况",
    "行政区域",
    "污染类型",
    "调查核实情况",
    "是否属实",
    "处理和整改情况",
    "责任人被处理情况",
]


def test_a_batch_is_kept_covered_renewed_and_drafted_for_the_public(desk, city, tmp_path):
    number = petition(city).to("assigned").matter.number
    first = [
        [number, "河边有异味，举报人电话 13800138000。", "望溪区", "大气", "", "", "", ""],
        ["D2", "夜间施工噪声。", "石湾区", "噪声", "", "", "", ""],
        ["D2", "同一个编号。", "石湾区", "噪声", "", "", "", ""],
    ]
    address = sent(desk, f"{HOME}batches/import/", sheet(tmp_path / "b.xlsx", COMPLAINT, first))
    asked = {"inspection": "第三轮中央督察", "batch": "4", "do": "import"}
    desk.post(address, {**mapped(desk, address), **asked})
    held = TransferredComplaint.objects.get(number=number)
    assert "13800138000" not in held.text
    assert held.petition.number == number
    assert TransferredComplaint.objects.count() == 2
    later = [["D2", "夜间施工噪声。", "石湾区", "噪声", "现场检查属实。", "基本属实", "已停止夜间施工。", "约谈一人。"]]
    address = sent(desk, f"{HOME}batches/import/", sheet(tmp_path / "c.xlsx", COMPLAINT, later))
    desk.post(address, {**mapped(desk, address), **asked})
    batch = ComplaintBatch.objects.get()
    assert TransferredComplaint.objects.get(number="D2").true == "true"
    assert TransferredComplaint.objects.count() == 2
    page = f"{HOME}batches/{batch.pk}/"
    assert "已停止夜间施工" in desk.get(page).content.decode()
    assert "Draft" in desk.get(f"/en{page}").content.decode()
    assert desk.get(f"{HOME}batches/").status_code == 200
    book = load_workbook(BytesIO(desk.get(f"{page}?format=xlsx").content))
    assert [cell.value for cell in book.active[1]] == COMPLAINT
    answer = desk.post(page)
    drafted = Proceeding.objects.get(procedure="publication")
    assert answer.status_code == 302
    assert "约谈一人" not in drafted.publication.text
    assert drafted.state == "drafted"
