"""Their export read back: matched, previewed, noted by acts, repeatable, never over ours."""

from pathlib import Path

import pytest

from qingtian.apps.proceedings.models import Act, Proceeding, UpstreamNumber
from qingtian.errors import UnusableInput
from qingtian.gateways.models import UpstreamImport
from qingtian.gateways.upstream.importing import FOUND, apply, findings, joined
from qingtian.gateways.upstream.returned import read_returned
from qingtian.gateways.upstream.systems import system
from tests.conftest import TODAY, at
from tests.web.desk.conftest import NAME, PHONE

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
HEADS = "信访件编号,本单位编号,回执号,办理状态,办理单位,信访人姓名,联系电话"


@pytest.fixture
def clerk(city):
    return city.actor("petition-officer", TODAY)


@pytest.fixture
def sheet(tmp_path):
    def written(*rows: str, heads: str = HEADS) -> Path:
        path = tmp_path / "export.csv"
        path.write_text("\n".join([heads, *rows]), encoding="utf-8")
        return path

    return written


@pytest.fixture
def run(clerk):
    def applied(path: Path) -> list[dict]:
        national = system("national_petitions")
        read = read_returned(national, path)
        kept = UpstreamImport.objects.create(
            system=national.id, file_name=path.name, organ="petitions", post="petition-officer", read_by="甲",
            read_at=at(TODAY), rows=read.rows, report=[entry | {"read": True} for entry in read.rejects],
        )  # fmt: skip
        return apply(kept, national, clerk, on=TODAY, now=at(TODAY))

    return applied


def test_a_row_is_matched_by_our_number_and_notes_theirs(accepted, sheet, run):
    found = run(sheet(f"5301,{accepted.number},,调查中,望溪分局,,"))
    assert [entry["outcome"] for entry in found] == ["new"]
    noted = UpstreamNumber.objects.get()
    assert (noted.number, noted.uploaded, noted.difference) == ("5301", True, "")


def test_a_row_is_matched_by_the_receipt_however_it_is_typed(accepted, sheet, run):
    typed = accepted.petition.receipt.lower().replace("-", "")
    assert run(sheet(f"5301,,{typed},,,,"))[0]["matter"] == accepted.number


def test_afterwards_a_row_is_matched_by_their_number_alone(accepted, sheet, run):
    run(sheet(f"5301,{accepted.number},,,,,"))
    assert run(sheet("5301,,,,,,"))[0]["outcome"] == "same"


def test_read_twice_it_notes_once(accepted, sheet, run):
    for _ in range(2):
        run(sheet(f"5301,{accepted.number},,已办结,石湾分局,,"))
    assert Act.objects.filter(act="note_upstream").count() == 1


def test_what_differs_is_noted_in_words_and_ours_stays(accepted, sheet, run):
    before = Proceeding.objects.get(pk=accepted.pk)
    run(sheet(f"5301,{accepted.number},,已办结,石湾分局,,"))
    after = Proceeding.objects.get(pk=accepted.pk)
    assert (after.state, after.next_due, after.title) == (before.state, before.next_due, before.title)
    assert after.projection["relations"] == before.projection["relations"]
    difference = UpstreamNumber.objects.get().difference
    assert difference == f"{FOUND}状态那边“已办结”，这边“调查中”；承办单位那边“石湾分局”，这边“望溪分局”"


@pytest.mark.parametrize(
    ("before", "found", "after"),
    [
        ("", [], ""),
        ("", ["甲"], f"{FOUND}甲"),
        ("只到街道", ["甲"], f"只到街道；{FOUND}甲"),
        (f"只到街道；{FOUND}甲", [], "只到街道"),
        (f"{FOUND}甲", ["乙"], f"{FOUND}乙"),
    ],
)
def test_an_officers_own_words_stay_and_an_earlier_finding_is_replaced(before, found, after):
    assert joined(before, found) == after


@pytest.mark.parametrize("pattern", ["{0}-{1:02}-{2:02}", "{0}/{1}/{2}", "{0}年{1}月{2}日", "{0}.{1:02}.{2:02}"])
def test_a_day_is_the_same_day_however_it_is_written(accepted, sheet, run, pattern):
    year, month, day = map(int, accepted.projection["clocks"]["petitions.handling"]["due"].split("-"))
    there = pattern.format(year, month, day)
    run(sheet(f"5301,{accepted.number},{there}", heads="信访件编号,本单位编号,办理期限"))
    assert UpstreamNumber.objects.get().difference == ""


def test_rows_that_cannot_be_taken_say_why_and_stop_no_other(accepted, sheet, run):
    found = run(
        sheet(",,,已办结,,,", "9,XF-2026-999999,,,,,", f"5301,{accepted.number},,,,,", f"5302,{accepted.number},,,,,")
    )
    assert [entry["outcome"] for entry in found] == ["rejected", "rejected", "new", "rejected"]
    assert all(entry["why"]["zh"] and entry["why"]["en"] for entry in found if entry["outcome"] == "rejected")


def test_a_matter_of_another_county_is_like_one_that_is_not_there(accepted, sheet, city):
    national = system("national_petitions")
    rows = read_returned(national, sheet(f"5301,{accepted.number},,,,,")).rows
    other = list(findings(national, rows, city.actor("handler-2", TODAY)))
    nowhere = list(findings(national, [{"row": 2, "ours": "XF-2026-999999"}], city.actor("handler-2", TODAY)))
    assert [f.why for f in other] == [f.why for f in nowhere]
    assert other[0].matter is None


def test_names_and_telephones_of_their_file_are_never_kept(accepted, sheet, run):
    run(sheet(f"5301,{accepted.number},,,,{NAME},{PHONE}", f"5302,,,,,{NAME},{PHONE}"))
    kept = UpstreamImport.objects.get()
    assert NAME not in str(kept.rows) + str(kept.report)
    assert PHONE not in str(kept.rows) + str(kept.report)


def test_a_sheet_without_a_number_to_match_by_is_refused_whole(sheet):
    with pytest.raises(UnusableInput) as refused:
        read_returned(system("national_petitions"), sheet("a,b", heads="甲,乙"))
    assert refused.value.code == "upstream.no_key"


def test_a_page_shows_what_would_change_before_anything_is_noted(accepted, sheet, sign_in):
    client = sign_in("petition-officer")
    with sheet(f"5301,{accepted.number},,已办结,,,", "9,,,,,,").open("rb") as file:
        shown = client.post("/desk/upstream/national_petitions/import/", {"file": file}, follow=True)
    assert "会改什么" in shown.content.decode()
    assert not UpstreamNumber.objects.exists()
    kept = UpstreamImport.objects.get()
    for _ in range(2):
        done = client.post(f"/desk/upstream/national_petitions/import/{kept.pk}/apply/", follow=True)
    assert "导入结果" in done.content.decode()
    assert Act.objects.filter(act="note_upstream").count() == 1
    rejected = client.get(f"/desk/upstream/national_petitions/import/{kept.pk}/rejects/").content.decode()
    assert rejected.splitlines()[1].startswith("9,")


def test_another_organ_does_not_find_the_import(accepted, run, sheet, sign_in):
    run(sheet(f"5301,{accepted.number},,,,,"))
    address = f"/desk/upstream/national_petitions/import/{UpstreamImport.objects.get().pk}/"
    assert sign_in("petition-officer").get(address).status_code == 200
    assert sign_in("clerk").get(address).status_code == 404
