"""Uploads: a state secret leaves no trace, other marks are kept, shown and obeyed; the paper goes to the safe."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from qingtian.apps.proceedings.export import export_case_file
from qingtian.apps.proceedings.models import ActContent, Proceeding, SafePaper, StoredFile
from tests.conftest import TODAY, at
from tests.secrecy.papers import docx, pdf

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]
STARRED, TELLING = "机密★20年", "雪豹行动方案"
FOUND = {"where": "厂区", "officers": "甲、乙", "findings": "夜里有味。"}


def on_disk() -> set[Path]:
    return {path for path in Path(settings.DATA, "files").rglob("*") if path.is_file()}


def send(client, form, matter, *files, **more):
    filled = form(matter, **FOUND) | {"f_photos": list(files)} | more
    return client.post(f"/desk/{matter.number}/act/investigate/", filled)


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/octet-stream")


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        (f"{TELLING}（机密）.docx", docx(), "open"),
        (f"{TELLING}.docx", docx("header", STARRED), "open"),
        (f"{TELLING}.pdf", pdf(STARRED), "internal"),
        (f"{TELLING}.pdf", pdf(), "state_secret"),
    ],
)
def test_a_state_secret_leaves_no_trace(accepted, sign_in, form, caplog, name, content, answer):
    caplog.set_level(logging.DEBUG)
    before, rows = on_disk(), StoredFile.objects.count()
    refused = send(sign_in("handler"), form, accepted, upload(name, content), files_mark=answer)
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "第 1 个文件标着国家秘密的密级" in shown
    assert f"/desk/{accepted.number}/act/keep_in_safe/" in shown, "the page offers the safe"
    assert FOUND["findings"] in shown, "what was typed stays"
    assert TELLING not in shown + caplog.text
    assert (on_disk(), StoredFile.objects.count()) == (before, rows)
    assert TELLING not in str(list(ActContent.objects.values_list("content", flat=True)))


def test_a_large_upload_never_touches_the_disk(accepted, sign_in, form, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    big = docx("body", STARRED) + b"\0" * 4_000_000
    assert send(sign_in("handler"), form, accepted, upload("a.docx", big), files_mark="open").status_code == 422
    assert list(tmp_path.iterdir()) == []


def test_a_scan_waits_until_somebody_says_what_stands_on_it(accepted, sign_in, form):
    client = sign_in("handler")
    refused = send(client, form, accepted, upload("扫描件.pdf", pdf()))
    assert refused.status_code == 422
    assert "读不出密级标志" in refused.content.decode()
    assert send(client, form, accepted, upload("扫描件.pdf", pdf()), files_mark="nonsense").status_code == 422
    assert send(client, form, accepted, upload("扫描件.pdf", pdf()), files_mark="open").status_code == 302
    assert StoredFile.objects.get(name="扫描件.pdf").handling_mark == "open"


def test_a_readable_file_needs_no_answer_and_its_own_mark_wins(accepted, sign_in, form):
    client = sign_in("handler")
    assert send(client, form, accepted, upload("a.docx", docx())).status_code == 302
    accepted.refresh_from_db()
    work = upload("b.docx", docx("header", "工作秘密"))
    assert send(client, form, accepted, work, files_mark="open").status_code == 302
    marks = dict(StoredFile.objects.filter(name__in=["a.docx", "b.docx"]).values_list("name", "handling_mark"))
    assert marks == {"a.docx": "internal", "b.docx": "work_secret"}


def test_a_paper_in_the_safe_is_noted_and_stands_among_the_facts(accepted, sign_in, form, act):
    client = sign_in("handler")
    filled = form(
        accepted, safe_number="2026-17", safe="办公室 3 号柜", holder="机要员", safe_title="通报一份，3 页",
        kept_on=str(TODAY),
    )  # fmt: skip
    assert client.post(f"/desk/{accepted.number}/act/keep_in_safe/", filled).status_code == 302
    assert SafePaper.objects.get().number == "2026-17"
    assert "纸件存保险柜，编号 2026-17" in client.get(f"/desk/{accepted.number}/").content.decode()
    assert "Paper held in safe, number 2026-17" in client.get(f"/en/desk/{accepted.number}/").content.decode()
    accepted.refresh_from_db()
    long = form(accepted, safe_number="1", safe="x", holder="y", safe_title="内容" * 40, kept_on=str(TODAY))
    assert client.post(f"/desk/{accepted.number}/act/keep_in_safe/", long).status_code == 422


@pytest.fixture
def secret_file(accepted, sign_in, form) -> StoredFile:
    send(sign_in("handler"), form, accepted, upload("底稿.docx", docx()), files_mark="work_secret")
    return StoredFile.objects.get(name="底稿.docx")


@pytest.mark.parametrize(
    ("post", "mark", "status"),
    [
        ("handler", "work_secret", 200),
        ("branch-head", "work_secret", 200),
        ("petition-officer", "work_secret", 200),
        ("mayor", "work_secret", 404),
        ("mayor", "internal", 200),
        ("mayor", "open", 200),
        ("town", "open", 404),
        ("administrator", "open", 404),
    ],
)
def test_a_work_secret_opens_for_those_who_take_part_only(accepted, secret_file, sign_in, act, post, mark, status):
    if mark != "work_secret":
        act(accepted, "mark_file", "branch-head", TODAY, file=str(secret_file.pk), mark=mark, why="核过")
    client = sign_in(post)
    assert client.get(f"/desk/files/{secret_file.pk}/").status_code == status
    if (page := client.get(f"/desk/{accepted.number}/")).status_code == 200:
        shown = page.content.decode()
        assert ("底稿.docx" in shown) is (status == 200)
        assert ("份工作秘密文件" in shown) is (status == 404)


def test_changing_a_mark_is_an_act_with_its_reason(accepted, secret_file, sign_in, form):
    address = f"/desk/{accepted.number}/act/mark_file/"
    without = form(accepted, file=str(secret_file.pk), mark="open")
    assert sign_in("branch-head").post(address, without).status_code == 422
    filled = form(accepted, file=str(secret_file.pk), mark="open", why="已经公开的内容")
    assert sign_in("branch-head").post(address, filled).status_code == 302
    secret_file.refresh_from_db()
    assert secret_file.handling_mark == "open"
    assert accepted.acts.get(act="mark_file").content.content["fields"]["why"] == "已经公开的内容"
    other = StoredFile.objects.create(sm3="0" * 64, name="x", media_type="a/b", size=1, stored_at=at(TODAY))
    foreign = form(accepted, file=str(other.pk), mark="open", why="x")
    assert sign_in("branch-head").post(address, foreign).status_code == 422


def test_a_matter_marked_work_secret_is_lost_from_sight_to_the_area(accepted, sign_in, act):
    assert sign_in("mayor").get(f"/desk/{accepted.number}/").status_code == 200
    act(accepted, "mark_matter", "branch-head", TODAY, mark="work_secret", why="涉及未公开的执法安排")
    assert accepted.handling_mark == "work_secret"
    assert sign_in("mayor").get(f"/desk/{accepted.number}/").status_code == 404
    assert sign_in("handler").get(f"/desk/{accepted.number}/").status_code == 200


def test_a_work_secret_stays_out_of_an_exported_file_which_says_that_it_does(accepted, secret_file):
    import json

    from qingtian.trail.case_file_verifier import faults

    raw = export_case_file(Proceeding.objects.get(pk=accepted.pk), now=at(TODAY))
    body = json.loads(raw)["body"]
    assert body["withheld"] == [{"sm3": secret_file.sm3, "handling_mark": "work_secret"}]
    assert secret_file.sm3 not in {one["sm3"] for one in body["files"]}
    assert {one["handling_mark"] for one in body["files"]} <= {"open", "internal"}
    assert list(faults(raw)) == []


def test_photos_registered_at_the_desk_are_looked_at_first(city, sign_in):
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (20, 20)).save(out, "PNG")
    call = {"channel": "phone", "report": "有味", "on": str(TODAY), "once": "r-1"}
    for name, mark in (("a.png", ""), ("a（秘密）.png", "open"), ("a.png", "state_secret")):
        photo = SimpleUploadedFile(name, out.getvalue(), "image/png")
        sent = call | {"photos": photo, "files_mark": mark}
        assert sign_in("petition-officer").post("/desk/petitions/register/", sent).status_code == 422
    assert not Proceeding.objects.exists()
    assert not StoredFile.objects.exists()
