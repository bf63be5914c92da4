"""Public opinion: no author passes the door, what comes twice is kept once, evidence stays, the rest goes in time."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from pathlib import Path

import pytest

from qingtian.apps.opinion.actions.link import link, unlink
from qingtian.apps.opinion.actions.sweep import sweep
from qingtian.apps.opinion.actions.take import city_names, take
from qingtian.apps.opinion.door import admitted, names_an_author
from qingtian.apps.opinion.models import OpinionItem, OpinionLink
from qingtian.apps.opinion.queries import brief, items
from qingtian.apps.petitions.models import WorkingCopy
from qingtian.errors import Refused, UnusableInput
from qingtian.ledgers.importing import import_ledger, table_of
from qingtian.ledgers.kinds import KINDS
from qingtian.tables import write_rejects
from tests.apps.proceedings.driving import MONDAY, petition
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
NOW = at(MONDAY)
AUTHORS = (
    "作者",
    "发布者",
    "用户名",
    "昵称",
    "微博账号",
    "博主",
    "author",
    "User",
    "uid",
    "user_id",
    "screen_name",
    "联系电话",
)
SAID = {
    "source": "云屏论坛",
    "number": "17",
    "text": "望溪的砖窑又冒黑烟，味道刺鼻",
    "place": "望溪",
    "time": "2026-03-01 21:30",
}


def kept() -> str:
    """Everything the tables of this app hold, as text."""
    return json.dumps([list(OpinionItem.objects.values()), list(OpinionLink.objects.values())], default=str)


@pytest.mark.parametrize("heading", AUTHORS)
def test_headings_that_name_an_author_are_known(heading):
    assert names_an_author(heading)


@pytest.mark.parametrize(
    "heading", ["来源", "内容", "地点", "时间", "链接", "编号", "text", "source", "link", "time", "place"]
)
def test_headings_of_what_was_said_are_not_taken_for_an_author(heading):
    assert not names_an_author(heading)


def test_no_author_passes_the_door_by_any_key_name_or_address(city):
    given = SAID | dict.fromkeys(AUTHORS, "SECRETNAME")
    given |= {
        "text": "//@SECRETNAME：望溪砖窑冒烟 @SECRETNAME 转 打 13912345678 问",
        "link": "https://SECRETNAME:pw@bbs.example/t/9?uid=SECRETNAME&p=2#SECRETNAME",
        "place": "望溪 @SECRETNAME",
    }
    take(admitted(given), now=NOW, names=city_names())
    assert "SECRETNAME" not in kept()
    assert "13912345678" not in kept()
    row = OpinionItem.objects.get()
    assert row.link == "https://bbs.example/t/9?p=2"
    assert "望溪砖窑冒烟" in row.text


def test_there_is_no_column_for_an_author():
    columns = {field.name for model in (OpinionItem, OpinionLink) for field in model._meta.get_fields()}
    assert not [name for name in columns if names_an_author(name)]


def test_an_item_is_read_like_a_report_and_kept_once(city):
    names = city_names()
    assert [take(admitted(SAID), now=NOW, names=names) for _ in range(2)] == ["new", "same"]
    row = OpinionItem.objects.get()
    assert row.environmental
    assert "air" in row.kinds
    assert take(admitted(SAID | {"number": "18", "text": "今天菜价不错"}), now=NOW, names=names) == "new"
    reader = city.actor("petition-officer", MONDAY)
    assert (items(reader).count(), items(reader, environmental=False).count()) == (1, 2)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"text": " "}, "text"), ({"source": ""}, "source"), ({"link": "javascript:x"}, "link"),
     ({"time": "SECRET"}, "time"), ({"text": "长" * 10_001}, "text"), ({"text": ["a"]}, "text")],
)  # fmt: skip
def test_a_fault_names_the_field_and_repeats_no_value(change, field):
    with pytest.raises(UnusableInput) as refused:
        admitted(SAID | change)
    assert refused.value.where == field
    assert "SECRET" not in str(refused.value)


def sheet(path: Path) -> Path:
    rows = [
        ["平台", "作者", "内容", "发布时间", "网址", "用户ID"],
        ["云屏论坛", "SECRETNAME", "望溪河水发黑发臭", "2026-03-01 09:00", "https://bbs.example/1", "SECRETNAME"],
        ["云屏论坛", "SECRETNAME", "", "2026-03-01 09:00", "", "SECRETNAME"],
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def test_a_sheet_is_imported_without_its_columns_of_authors_rejects_included(city, tmp_path):
    kind, path = KINDS["opinion"], sheet(tmp_path / "s.csv")
    assert table_of(kind, path).headings == ("平台", "内容", "发布时间", "网址")
    report = import_ledger(kind, path, by="x", now=NOW)
    assert (report.number_of("created"), report.rejected) == (1, 1)
    write_rejects(tmp_path / "r.csv", report.table, report.rejects)
    assert "SECRETNAME" not in (tmp_path / "r.csv").read_text(encoding="utf-8")
    assert "SECRETNAME" not in kept() + json.dumps(report.record.mapping)
    assert import_ledger(kind, path, by="x", now=NOW).number_of("unchanged") == 1


def test_evidence_stays_and_the_rest_goes_when_its_time_is_over(city):
    names = city_names()
    take(admitted(SAID), now=NOW, names=names)
    take(admitted(SAID | {"number": "18"}), now=NOW, names=names)
    item = OpinionItem.objects.earliest("pk")
    drive = petition(city)
    made = link(item, drive.matter.number.lower(), city.actor("petition-officer", MONDAY), NOW)
    assert link(item, drive.matter.number, city.actor("petition-officer", MONDAY), NOW) == made
    assert sweep(NOW + timedelta(days=364)) == 0
    assert sweep(NOW + timedelta(days=366)) == 1
    assert list(OpinionItem.objects.all()) == [item]
    unlink(made, city.actor("petition-officer", MONDAY))
    assert sweep(NOW + timedelta(days=366)) == 1


def test_linking_is_for_those_who_may_read_and_to_what_they_may_see(city):
    take(admitted(SAID), now=NOW, names=city_names())
    item = OpinionItem.objects.get()
    with pytest.raises(Refused, match=r"opinion\.not_yours"):
        link(item, "XF-2026-000001", city.actor("handler", MONDAY), NOW)
    with pytest.raises(Refused, match=r"opinion\.no_matter"):
        link(item, "XF-2026-999999", city.actor("petition-officer", MONDAY), NOW)


def test_a_brief_counts_and_finds_the_open_petition_it_is_like(city):
    drive = petition(city)
    copy = drive.matter.petition.working_copy
    copy.text, copy.place = "望溪东头砖窑夜里冒黑烟，味道刺鼻，老人咳嗽", "望溪"
    copy.save()
    take(admitted(SAID | {"text": "望溪东头的砖窑夜里又冒黑烟，刺鼻，咳嗽"}), now=NOW, names=city_names())
    take(admitted(SAID | {"number": "18", "text": "平湖上游印染作坊偷排，河水发黑"}), now=NOW, names=city_names())
    made = brief(MONDAY, MONDAY, city.actor("petition-officer", MONDAY))
    assert (made.items, made.environmental, made.linked) == (2, 2, 0)
    assert [one.number for one in made.alike] == [drive.matter.number]


def test_a_link_to_a_matter_out_of_sight_is_not_told(city):
    take(admitted(SAID), now=NOW, names=city_names())
    drive, reader = petition(city), city.actor("petition-officer", MONDAY)
    link(OpinionItem.objects.get(), drive.matter.number, reader, NOW)
    assert [bool(one.links.all()) for one in items(reader)] == [True]
    drive.to("accusation")
    assert [bool(one.links.all()) for one in items(reader)] == [False]
    assert brief(MONDAY, MONDAY, reader).linked == 0


def test_a_brief_compares_only_words_the_reader_may_read(city):
    drive = petition(city)
    WorkingCopy.objects.filter(petition=drive.matter.petition).update(text=SAID["text"])
    drive.to("accepted")
    take(admitted(SAID), now=NOW, names=city_names())
    for confirmed in (None, NOW):
        WorkingCopy.objects.update(confirmed_at=confirmed)
        assert bool(brief(MONDAY, MONDAY, city.actor("handler", MONDAY)).alike) is (confirmed is not None)
