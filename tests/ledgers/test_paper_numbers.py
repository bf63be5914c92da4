"""Document numbers from the document system's export: each row one act, a bad row stops no other, twice is once."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from qingtian.apps.proceedings.models import Act, Paper
from qingtian.cli import root
from qingtian.ledgers.models import LedgerImport
from qingtian.ledgers.paper_numbers import COLUMNS, import_numbers
from qingtian.tables import write_csv
from qingtian.trail import sm3
from tests.apps.proceedings.driving import petition
from tests.conftest import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
HEADS = ("发文字号", "本系统编号", "公文标题", "第几个动作", "印发日期")


@pytest.fixture
def signed(city):
    """Two petitions whose notice of acceptance was issued and waits for its number."""

    def make():
        drive = petition(city).to("accepted")
        paper = drive.matter.papers.get(template="petition_acceptance_notice")
        of = {"paper_of": paper.act.seq}
        drive.do("check_paper", "branch-head", fields={**of, "opinion": "agreed"})
        drive.do("sign_paper", "branch-head", fields=of)
        return drive

    return make


def sheet(tmp_path, *rows, heads=HEADS):
    path = tmp_path / "导出.csv"
    write_csv(path, list(heads), [[*row, *[""] * (len(heads) - len(row))] for row in rows])
    return path


def enter(city, path, post="handler", **more):
    actor = city.actor(post, TODAY)
    return import_numbers(path, actor=actor, by=f"甲 {post}", on=TODAY, now=at(TODAY), **more)


def notice(drive):
    return drive.matter.papers.get(template="petition_acceptance_notice")


def whys(report):
    return [fault.why.zh for reject in report.rejects for fault in reject.faults]


def test_a_row_numbers_its_paper_by_its_own_act_and_the_chain_holds(city, signed, tmp_path):
    drive = signed()
    day = drive.day.isoformat()
    title = f"关于{drive.matter.number}的{notice(drive).title_zh}"
    report = enter(city, sheet(tmp_path, ("云环信[2026] 8号", drive.matter.number.lower(), title, "", day)))
    assert (report.counts["numbered"], whys(report)) == (1, [])
    assert (notice(drive).number, notice(drive).waits_for) == ("云环信〔2026〕8号", "seal")
    act = drive.matter.acts.order_by("-seq")[0]
    assert (act.act, act.on, act.content.content["reason"][:7]) == ("number_paper", drive.day, "公文系统导出，")
    drive.matter.refresh_from_db()
    drive.holds()


def test_the_mess_of_a_real_export_is_rejected_row_by_row_and_the_rest_is_entered(city, signed, tmp_path):
    first, second, third = signed(), signed(), signed()
    number = [each.matter.number for each in (first, second, third)]
    title = notice(first).title_zh
    path = sheet(
        tmp_path,
        ("云环信〔2026〕8号", number[0], title),
        ("云环信〔2026〕9号", "XF-2026-999999", title),
        ("云环信〔2026〕8号", number[1], title),
        ("第8号", number[1], title),
        ("云环信〔2026〕8号", number[0], title),
        ("云环信〔2026〕10号", number[0], title),
        ("云环信〔2026〕11号", number[2], "通报"),
        ("", number[2], title),
        ("云环信〔2026〕12号", number[2], title, "", "2027-01-04"),
        ("云环信〔2026〕12号", number[2], title, "", "去年"),
    )
    report = enter(city, path)
    assert [(row, outcome) for row, _, outcome in report.done] == [(2, "numbered"), (6, "same")]
    assert [reject.number for reject in report.rejects] == [3, 4, 5, 7, 8, 9, 10, 11]
    said = whys(report)
    assert "没有这个编号的文书" in said[0]
    assert "已经用在" in said[1]
    assert "不像本单位的文号" in said[2]
    assert "导入不改文号" in said[3]
    assert "没有叫这个名字的文书" in said[4]
    assert notice(second).number == notice(third).number == ""
    record = LedgerImport.objects.get()
    assert (record.created, record.unchanged, record.rejected, record.finished) == (1, 1, 8, True)


def test_the_same_file_again_changes_nothing(city, signed, tmp_path):
    drive = signed()
    path = sheet(tmp_path, ("云环信〔2026〕8号", drive.matter.number))
    enter(city, path)
    acts = Act.objects.count()
    again = enter(city, path)
    assert (again.counts["numbered"], again.counts["same"], again.rejects) == (0, 1, [])
    assert Act.objects.count() == acts


def test_a_rehearsal_says_the_same_and_stores_nothing(city, signed, tmp_path):
    drive, other = signed(), signed()
    rows = [("云环信〔2026〕8号", each.matter.number) for each in (drive, drive, other)]
    path, acts = sheet(tmp_path, *rows), Act.objects.count()
    rehearsed = enter(city, path, rehearsal=True)
    assert (Act.objects.count(), LedgerImport.objects.count()) == (acts, 0)
    assert not Paper.objects.exclude(number="").exists()
    real = enter(city, path)
    assert (rehearsed.counts, whys(rehearsed)) == (real.counts, whys(real))


def test_a_paper_out_of_sight_is_no_paper_and_one_not_issued_has_no_number(city, signed, tmp_path):
    drive = petition(city).to("accepted")
    path = sheet(tmp_path, ("云环信〔2026〕8号", drive.matter.number, notice(drive).title_zh))
    assert "还没有签发" in whys(enter(city, path))[0]
    ready = signed()
    path = sheet(tmp_path, ("云环信〔2026〕8号", ready.matter.number))
    assert "没有这个编号的文书" in whys(enter(city, path, post="town"))[0]
    assert notice(ready).number == ""


def test_the_act_tells_two_papers_apart(city, signed, tmp_path):
    drive = signed()
    twin = notice(drive)
    others = drive.matter.papers.exclude(pk=twin.pk)
    assert others.exists()
    path = sheet(tmp_path, ("云环信〔2026〕8号", drive.matter.number, "", str(twin.act.seq)))
    assert enter(city, path).counts["numbered"] == 1


def test_the_columns_are_known_by_the_headings_of_document_systems(city, signed, tmp_path):
    known = {column.name for column in COLUMNS}
    drive = signed()
    path = sheet(tmp_path, ("云环信〔2026〕8号", drive.matter.number))
    assert enter(city, path, rehearsal=True).mapping.keys() == known


def test_the_command_enters_them_and_keeps_the_rejects(city, signed, tmp_path, monkeypatch):
    monkeypatch.setattr("qingtian.web.commands.paper.city_moment", lambda: at(TODAY))
    monkeypatch.setattr("qingtian.web.commands.upstream.city_moment", lambda: at(TODAY))
    drive = signed()
    path = sheet(tmp_path, ("云环信〔2026〕8号", drive.matter.number), ("第9号", drive.matter.number))

    def run(*more):
        done = CliRunner().invoke(root, ["paper", "numbers", str(path), "--post", "handler", "--json", *more])
        return done.exit_code, json.loads(done.stdout)

    assert run("--preview")[1] | {"papers": [], "rejects": []} == {
        "preview": True, "numbered": 1, "same": 0, "rejected": 1, "papers": [], "rejects": [],
        "mapping": dict(zip(("number", "matter", "paper", "act", "numbered_on"), HEADS, strict=True)),
        "file_sm3": sm3(path.read_bytes()),
    }  # fmt: skip
    assert notice(drive).number == ""
    code, said = run()
    assert (code, said["papers"][0]["number"], said["rejects"][0]["row"]) == (1, "云环信〔2026〕8号", 3)
    assert "第9号" in (tmp_path / "导出.rejects.csv").read_text(encoding="utf-8-sig")
