"""One matter, one file: what an exported case file holds, what it never holds, and that any change to it shows."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingtian.apps.identities.vault import Identity
from qingtian.apps.petitions.actions.receive import Report, receive
from qingtian.apps.proceedings import triggers
from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.apps.proceedings.export import export_case_file, verifier
from qingtian.apps.proceedings.models import ActContent, Proceeding, StoredFile
from qingtian.errors import QingtianError, Refused
from qingtian.secrecy import Declaration
from qingtian.trail import canonical, sm3
from qingtian.trail.case_file_verifier import faults
from tests.apps.proceedings.driving import MONDAY, REPORTER, Drive, case, petition
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

NOW = at(date(2026, 11, 23), 9, 30)
REPORT = "夜里十一点以后喷漆车间排气，味道很重。"
WHO = Identity("罗望舒", "13887654321", "住三单元")
VERIFIED = "verified: every act and every file is as it was recorded"


def a_petition(city) -> Drive:
    photo = store_file(
        b"\x89PNG sterile", name="photo.png", media_type="image/png", now=at(MONDAY), declared=Declaration.INTERNAL
    )
    report = Report(report=REPORT, channel="web", receiver="petitions", area="wangxi", photos=[photo])
    received = receive(report, WHO, by=REPORTER, on=MONDAY, now=at(MONDAY), prefix="YP")
    return Drive(city, Proceeding.objects.get(pk=received.petition.proceeding_id))


def body(data: bytes) -> dict:
    return json.loads(data)["body"]


def packed(changed: dict) -> bytes:
    """A forger's file: whatever was changed, the digest of the whole is made to fit again."""
    return canonical({"body": changed, "sm3": sm3(canonical(changed))})


def verify(data: bytes, folder: Path) -> subprocess.CompletedProcess[str]:
    """As a stranger proves it: the program as it is handed out, an isolated Python, no package of ours."""
    (folder / "case_file_verifier.py").write_bytes(verifier())
    (folder / "case.json").write_bytes(data)
    command = [sys.executable, "-I", str(folder / "case_file_verifier.py"), str(folder / "case.json")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_an_exported_file_is_proved_by_the_program_beside_it(city, tmp_path: Path) -> None:
    matter = a_petition(city).to("accepted").matter
    proved = verify(export_case_file(matter, now=NOW), tmp_path)
    assert (proved.returncode, proved.stdout.strip()) == (0, VERIFIED)


def test_it_holds_every_act_with_salt_and_the_moment_as_it_was_hashed(city) -> None:
    matter = a_petition(city).to("accepted").matter
    [found] = body(export_case_file(matter, now=NOW))["proceedings"]
    assert found["head"] == matter.head == found["acts"][-1]["hash"]
    assert [act["content"]["act"] for act in found["acts"]] == ["receive", "register", "sort", "forward", "accept"]
    assert found["acts"][0]["recorded_at"] == "2026-06-01T10:00:00+08:00"
    for act, stored in zip(found["acts"], matter.acts.order_by("seq"), strict=True):
        assert act["salt"] == stored.content.salt
        assert act["recorded_at"] == act["content"]["recorded_at"]


def test_it_says_what_it_is_and_when_it_left(city) -> None:
    found = body(export_case_file(petition(city).matter, now=NOW))
    assert (found["format"], found["v"]) == ("qingtian-case-file", 1)
    assert found["exported_at"] == "2026-11-23T09:30:00+08:00"


def test_neither_the_words_of_the_report_nor_the_reporter_are_in_it(city) -> None:
    drive = a_petition(city)
    for _ in ("as received", "after it was sorted"):
        data = export_case_file(drive.matter, now=NOW)
        text = data.decode() + "".join(
            base64.b64decode(f["base64"]).decode("utf-8", "replace") for f in body(data)["files"]
        )
        for secret in (REPORT, REPORT[:6], WHO.name, WHO.phone, WHO.other):
            assert secret not in text
        assert drive.matter.petition.identity_token not in text
        drive.to("duty")


def test_before_an_officer_wrote_the_subject_the_title_is_the_procedures_own(city) -> None:
    drive = a_petition(city)
    drive.matter.title = REPORT[:20]  # a working title may be made from the words of the report
    drive.matter.save(update_fields=["title"])
    assert body(export_case_file(drive.matter, now=NOW))["proceedings"][0]["title"] == "信访举报"
    drive.to("registered")
    assert body(export_case_file(drive.matter, now=NOW))["proceedings"][0]["title"] == "一句话"


def test_sterile_photos_attachments_and_papers_are_in_it_and_sealed_originals_are_not(city) -> None:
    drive = case(city).to("rectifying")
    drive.do("handle", fields={"evidence": drive._file()})
    found = body(export_case_file(drive.matter, now=NOW))["files"]
    inside = {f["sm3"]: base64.b64decode(f["base64"]) for f in found}
    assert all(sm3(data) == digest for digest, data in inside.items())
    assert sm3(b"paper") in inside
    papers = set(drive.matter.papers.values_list("file__sm3", flat=True))
    assert papers <= inside.keys()
    photos = body(export_case_file(a_petition(city).matter, now=NOW))["files"]
    assert [base64.b64decode(f["base64"]) for f in photos] == [b"\x89PNG sterile"]


def test_linked_matters_come_along_however_far_and_unlinked_ones_do_not(city, tmp_path: Path) -> None:
    raised, alone = case(city).matter, petition(city).matter
    drive = petition(city).to("accepted")
    drive.do("give_rise", fields={"raised": raised.number})
    merged = petition(city).to("registered")
    merged.do("merge", fields={"main": drive.matter.number})
    for first in (merged.matter, raised):
        data = export_case_file(first, now=NOW)
        found = body(data)
        assert found["proceedings"][0]["number"] == first.number
        assert {p["number"] for p in found["proceedings"]} == {raised.number, drive.matter.number, merged.matter.number}
        kinds = {(link["source"], link["kind"], link["target"]) for link in found["links"]}
        assert kinds == {
            (drive.matter.uid, "gave_rise_to", raised.uid),
            (merged.matter.uid, "duplicate_of", drive.matter.uid),
        }
        assert verify(data, tmp_path).returncode == 0
    assert {p["number"] for p in body(export_case_file(alone, now=NOW))["proceedings"]} == {alone.number}


def test_a_link_that_was_undone_is_not_followed(city) -> None:
    main = petition(city).to("registered")
    merged = petition(city).to("registered")
    merged.do("merge", fields={"main": main.matter.number})
    merged.do("unmerge", "petition-officer")
    found = body(export_case_file(merged.matter, now=NOW))
    assert [p["number"] for p in found["proceedings"]] == [merged.matter.number]
    assert found["links"] == []


def test_an_accusation_is_refused(city) -> None:
    matter = petition(city).to("accusation").matter
    with pytest.raises(Refused) as refused:
        export_case_file(matter, now=NOW)
    assert refused.value.code == "export.accusation"


def test_an_accusation_linked_to_the_matter_leaves_no_trace_in_its_file(city) -> None:
    earlier = petition(city).to("withdrawn").matter
    accusation = petition(city).to("registered")
    accusation.do("recur", fields={"earlier": earlier.number})
    accusation.do("sort", fields={"class": "accusation"})
    data = export_case_file(earlier, now=NOW)
    assert [p["number"] for p in body(data)["proceedings"]] == [earlier.number]
    assert accusation.matter.number not in data.decode()
    assert accusation.matter.uid not in data.decode()


def test_a_content_that_no_act_of_erasure_accounts_for_is_named_in_the_exported_file(city, tmp_path: Path) -> None:
    matter = a_petition(city).to("registered").matter
    triggers.remove(connection)
    ActContent.objects.filter(act__proceeding=matter, act__seq=1).delete()
    triggers.install(connection)
    data = export_case_file(matter, now=NOW)
    assert body(data)["proceedings"][0]["acts"][0]["content"] is None
    proved = verify(data, tmp_path)
    assert proved.returncode == 1
    assert "act 1: its content is gone" in proved.stdout


@pytest.mark.parametrize(("spoil", "code"), [("missing", "export.file_missing"), ("changed", "export.file_changed")])
def test_a_file_that_cannot_be_proved_is_not_handed_out(city, spoil: str, code: str) -> None:
    matter = a_petition(city).matter
    stored = StoredFile.objects.get(proceeding=matter)
    kept = stored.read()
    try:
        stored.path.unlink() if spoil == "missing" else stored.path.write_bytes(b"another picture")
        with pytest.raises(QingtianError) as refused:
            export_case_file(matter, now=NOW)
    finally:
        stored.path.write_bytes(kept)
    assert refused.value.code == code
    assert "photo-1.png" in refused.value.message.zh


@pytest.fixture
def exported(city) -> bytes:
    return export_case_file(a_petition(city).to("duty").matter, now=NOW)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whichever_byte_is_changed_the_verifier_says_so(exported: bytes, data) -> None:
    place = data.draw(st.integers(0, len(exported) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda b: b != exported[place]))
    found = list(faults(exported[:place] + bytes([byte]) + exported[place + 1 :]))
    assert found
    assert all(sentence.strip() for sentence in found)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_changed_byte_gives_exit_1_and_a_sentence_not_a_traceback(exported: bytes, data, tmp_path: Path) -> None:
    place = data.draw(st.integers(0, len(exported) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda b: b != exported[place]))
    proved = verify(exported[:place] + bytes([byte]) + exported[place + 1 :], tmp_path)
    assert proved.returncode == 1
    assert proved.stdout.strip()
    assert "Traceback" not in proved.stderr


def test_a_deleted_act_shows_although_the_whole_was_made_to_fit(exported: bytes, tmp_path: Path) -> None:
    changed = body(exported)
    del changed["proceedings"][0]["acts"][1]
    proved = verify(packed(changed), tmp_path)
    assert proved.returncode == 1
    assert "act 3: does not follow the act before it" in proved.stdout


def test_a_deleted_last_act_shows_by_the_head(exported: bytes, tmp_path: Path) -> None:
    changed = body(exported)
    changed["proceedings"][0]["acts"].pop()
    proved = verify(packed(changed), tmp_path)
    assert proved.returncode == 1
    assert "the last hash is not the head" in proved.stdout


def test_acts_in_another_order_show(exported: bytes, tmp_path: Path) -> None:
    changed = body(exported)
    changed["proceedings"][0]["acts"].reverse()
    proved = verify(packed(changed), tmp_path)
    assert proved.returncode == 1
    assert "does not follow the act before it" in proved.stdout


def test_a_changed_content_names_its_act(exported: bytes, tmp_path: Path) -> None:
    changed = body(exported)
    changed["proceedings"][0]["acts"][1]["content"]["on"] = "2026-05-01"
    proved = verify(packed(changed), tmp_path)
    assert proved.returncode == 1
    assert "act 2 (register): its content was changed" in proved.stdout


def test_a_moment_moved_by_a_minute_shows(exported: bytes, tmp_path: Path) -> None:
    changed = body(exported)
    changed["proceedings"][0]["acts"][1]["recorded_at"] = "2026-06-01T10:01:00+08:00"
    assert "act 2: its hash does not match" in verify(packed(changed), tmp_path).stdout


def test_a_swapped_file_is_named(exported: bytes, tmp_path: Path) -> None:
    changed = body(exported)
    changed["files"][0]["base64"] = base64.b64encode(b"another picture").decode()
    proved = verify(packed(changed), tmp_path)
    assert proved.returncode == 1
    assert "file photo-1.png: its bytes were changed" in proved.stdout
