"""A paper's life (拟稿 核稿 会签 签发 编号 用印 送达 归档): every step in its order, by the right person."""

from datetime import timedelta

import pytest

from qingtian.apps.identities.models import SealedFile
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.actions.paper_life import lives_of
from qingtian.apps.proceedings.actions.serve_paper import sealing_token
from qingtian.apps.proceedings.actions.store_file import store_file, store_sealed
from qingtian.apps.proceedings.actions.sweep_uploads import sweep_uploads
from qingtian.apps.proceedings.models import Paper, StoredFile
from qingtian.apps.proceedings.queries import possible
from qingtian.apps.proceedings.records import records_of
from qingtian.apps.proceedings.verification import verify_proceeding
from qingtian.errors import Refused
from qingtian.procedures.decide import ReasonWanted
from qingtian.procedures.guards.papers import WORD
from qingtian.procedures.paper_life import number_key
from qingtian.secrecy import Declaration
from tests.apps.proceedings.driving import petition
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.fixture
def drive(city):
    """A petition with its notice of acceptance, a letter that is served."""
    return petition(city).to("accepted")


@pytest.fixture
def of(drive):
    return {"paper_of": Paper.objects.get(proceeding=drive.matter, template="petition_acceptance_notice").act.seq}


def paper(of, drive):
    return Paper.objects.get(proceeding=drive.matter, act__seq=of["paper_of"])


def a_file(drive, data=b"scan", media_type="application/pdf"):
    return [store_file(data, name="scan.pdf", media_type=media_type, now=at(drive.day)).pk]


def a_sealed_file(drive, data=b"scan"):
    token = sealing_token(drive.matter)
    stored = store_sealed(
        data,
        token=token,
        name="张三.pdf",
        media_type="application/pdf",
        now=at(drive.day),
        declared=Declaration.INTERNAL,
    )
    return [stored.pk]


def check(drive, of, **fields):
    return drive.do("check_paper", "branch-head", fields={**of, "opinion": "agreed", **fields})


def sign(drive, of, **fields):
    return drive.do("sign_paper", "branch-head", fields={**of, **fields})


def number(drive, of, text="云环信〔2026〕8号"):
    return drive.do("number_paper", "handler", fields={**of, "number": text})


def seal(drive, of):
    return drive.do("seal_paper", "handler", fields={**of, "scan": a_file(drive)})


def serve(drive, of, **fields):
    given = {"recipient": "resident", "way": "post", "served_on": drive.day.isoformat(), **fields}
    return drive.do("serve_paper", "handler", fields={**of, **given})


def refused(call, *words):
    with pytest.raises(Refused) as caught:
        call()
    for word in words:
        assert word in caught.value.message.en
    return caught.value


def test_a_letter_goes_through_all_its_steps_and_each_is_told_in_its_row(drive, of):
    waits = [paper(of, drive).waits_for]
    for step in (check, sign, number, seal, serve):
        step(drive, of)
        waits.append(paper(of, drive).waits_for)
    assert waits == ["check", "sign", "number", "seal", "serve", "archive"]
    kept = paper(of, drive)
    assert (kept.number, kept.scan.read(), kept.organ) == ("云环信〔2026〕8号", b"scan", "branch")
    drive.holds()


def test_a_record_that_stays_in_the_file_asks_for_no_step_and_a_slip_for_no_service(drive):
    slip = Paper.objects.get(proceeding=drive.matter, template="petition_forwarding_slip")
    life = lives_of(drive.matter)[slip.act.seq]
    assert life.steps == ("check", "sign", "number", "seal")
    assert not life.needs("countersign")
    assert not life.needs("serve")


def test_the_drafter_does_not_check_his_own_draft_and_another_office_checks_none(drive, of):
    given = {**of, "opinion": "agreed"}
    refused(lambda: drive.do("check_paper", "handler", fields=given), "drafted this version", "somebody else")
    refused(lambda: drive.do("check_paper", "inspector", fields=given), "Only the issuing organ")
    check(drive, of)
    refused(lambda: check(drive, of), "checked already")


def test_each_step_is_refused_before_the_one_it_rests_on(drive, of):
    refused(lambda: sign(drive, of), "has not been checked")
    refused(lambda: number(drive, of), "has not been issued")
    refused(lambda: seal(drive, of), "has not been issued")
    check(drive, of)
    sign(drive, of)
    refused(lambda: seal(drive, of), "has no number yet")
    number(drive, of)
    refused(lambda: serve(drive, of), "no sealed copy")
    assert paper(of, drive).waits_for == "seal"


def test_a_draft_sent_back_is_edited_and_checked_again_and_the_version_issued_is_the_one_sent_out(drive, of):
    first = paper(of, drive).text.read()
    check(drive, of, opinion="returned", remark="再写清楚")
    assert paper(of, drive).waits_for == "edit"
    refused(lambda: sign(drive, of), "sent back")
    drive.do("edit_paper", "branch-head", fields={**of, "version": a_file(drive, b"second draft", WORD)})
    refused(lambda: check(drive, of), "drafted this version")
    drive.do("edit_paper", "handler", fields={**of, "version": a_file(drive, b"third draft", WORD)})
    check(drive, of)
    made = sign(drive, of)
    life = lives_of(drive.matter)[of["paper_of"]]
    assert [v.number for v in life.versions] == [1, 2, 3]
    assert paper(of, drive).text.read() == b"third draft" != first
    assert made.content.content["version"] == {"number": 3, "sm3": life.versions[2].sm3}
    assert paper(of, drive).file.read() == first, "the first version is kept"
    edited = {**of, "version": a_file(drive, b"too late", WORD)}
    refused(lambda: drive.do("edit_paper", "handler", fields=edited), "can no longer be changed")
    drive.holds()


def test_an_edited_draft_is_one_word_file(drive, of):
    refused(lambda: drive.do("edit_paper", "handler", fields={**of, "version": a_file(drive)}), "one Word file")


def test_a_draft_edited_after_its_check_is_checked_anew(drive, of):
    check(drive, of)
    drive.do("edit_paper", "handler", fields={**of, "version": a_file(drive, b"changed", WORD)})
    refused(lambda: sign(drive, of), "has not been checked")


def test_an_organ_named_for_countersigning_must_agree_before_the_paper_is_issued(drive, of):
    check(drive, of, countersigners=["housing", "wangxi-town"])
    refused(lambda: sign(drive, of), "Not countersigned yet", "Housing Bureau", "Xikou")
    given = {**of, "opinion": "agreed"}
    refused(
        lambda: drive.do("countersign_paper", "handler", fields={**given, "countersigner": "office"}), "was not named"
    )
    for organ in ("housing", "wangxi-town"):
        assert paper(of, drive).waits_for == "countersign"
        drive.do("countersign_paper", "handler", fields={**given, "countersigner": organ})
    assert paper(of, drive).waits_for == "sign"
    sign(drive, of)


def test_an_organ_that_does_not_agree_sends_the_draft_back(drive, of):
    check(drive, of, countersigners=["housing"])
    given = {**of, "opinion": "refused", "countersigner": "housing"}
    drive.do("countersign_paper", "handler", fields=given)
    assert paper(of, drive).waits_for == "edit"


def test_an_opinion_is_not_agreed_at_the_check_without_naming_who_countersigns(city):
    drive = petition(city).to("reviewed")
    opinion = Paper.objects.get(proceeding=drive.matter, template="petition_review_opinion")
    given = {"paper_of": opinion.act.seq, "opinion": "agreed"}
    refused(lambda: drive.do("check_paper", "re-reviewer", fields=given), "name the organs")
    drive.do("check_paper", "re-reviewer", fields={**given, "countersigners": ["housing"]})


def test_a_number_stands_once_a_year_in_one_organ_however_its_brackets_were_typed(city):
    drives = [petition(city).to("accepted") for _ in range(2)]
    ofs = [
        {"paper_of": Paper.objects.get(proceeding=d.matter, template="petition_acceptance_notice").act.seq}
        for d in drives
    ]
    for drive, of in zip(drives, ofs, strict=True):
        check(drive, of)
        sign(drive, of)
    number(drives[0], ofs[0])
    number(drives[0], ofs[0])  # the same paper may say its own number again
    given = {**ofs[1], "number": "云环信[2026] 8号"}
    error = refused(lambda: drives[1].do("number_paper", "handler", fields=given, reason="系统导出如此"))
    assert error.code == "paper.number_taken"
    assert drives[0].matter.number in error.message.zh
    number(drives[1], ofs[1], "云环信〔2027〕8号")
    drives[1].holds()


@pytest.mark.parametrize(
    ("organ", "number", "day", "key"),
    [
        ("eeb", "云环罚〔2026〕12号", "2025-01-01", "eeb 2026 云环罚〔2026〕12号"),
        ("eeb", "云环罚（2026） 12 号", "2025-01-01", "eeb 2026 云环罚〔2026〕12号"),
        ("eeb", "12号", "2025-01-01", "eeb 2025 12号"),
        ("eeb", " ", "2025-01-01", ""),
    ],
)
def test_what_makes_a_number_the_same(organ, number, day, key):
    assert number_key(organ, number, day) == key


def test_a_number_unlike_the_offices_own_asks_for_a_reason_and_is_not_refused(drive, of):
    check(drive, of)
    sign(drive, of)
    with pytest.raises(ReasonWanted) as wanted:
        number(drive, of, "第8号")
    assert "云环罚〔2026〕12号" in wanted.value.message.zh
    drive.do("number_paper", "handler", fields={**of, "number": "第8号"}, reason="老文号")
    assert paper(of, drive).number == "第8号"


def sealed(drive, of, **fields):
    check(drive, of)
    sign(drive, of, **fields)
    number(drive, of)
    seal(drive, of)


def test_each_copy_is_served_by_itself_and_the_paper_waits_until_all_are(drive, of):
    sealed(drive, of, copies="2")
    serve(drive, of)
    assert paper(of, drive).waits_for == "serve"
    serve(drive, of, recipient="unit", unit="河西喷涂厂", way="left", received_by="witness", receipt=a_file(drive))
    assert paper(of, drive).waits_for == "archive"
    services = lives_of(drive.matter)[of["paper_of"]].services
    assert [(s["recipient"], s["way"]) for s in services] == [("resident", "post"), ("unit", "left")]


def test_a_residents_name_never_comes_into_the_record_of_a_service(drive, of):
    sealed(drive, of)
    refused(lambda: serve(drive, of, unit="张三"), "For a resident write no name")
    refused(lambda: serve(drive, of, receipt=a_file(drive)), "Receipt (sealed)")
    receipt = a_sealed_file(drive, b"signed by Zhang San")
    serve(drive, of, receipt_sealed=receipt)
    token = Petition.objects.get(proceeding=drive.matter).identity_token
    assert SealedFile.objects.filter(identity__token=token).count() == 1
    assert not StoredFile.objects.filter(pk=receipt[0]).exists()
    said = str(records_of(drive.matter)[-1])
    assert "sealed" in said
    assert "scan.pdf" not in said


def test_a_receipt_lies_sealed_from_the_moment_it_is_sent(drive, of):
    sealed(drive, of)
    stored = StoredFile.objects.get(pk=a_sealed_file(drive, "张三 签收".encode())[0])
    token = Petition.objects.get(proceeding=drive.matter).identity_token
    assert (stored.name, stored.path.exists()) == ("封存件.pdf", False)
    held = SealedFile.objects.get(identity__token=token)
    assert held.ref == stored.sealed_original
    assert "张三".encode() not in held.path.read_bytes()


def test_a_receipt_that_was_not_sealed_when_it_was_sent_is_refused(drive, of):
    sealed(drive, of)
    refused(lambda: serve(drive, of, receipt_sealed=a_file(drive)), "sealed the moment it is sent")
    assert not SealedFile.objects.exists()


def test_a_sealed_upload_that_no_act_named_is_swept_and_one_that_was_named_stays(drive, of):
    sealed(drive, of)
    serve(drive, of, receipt_sealed=a_sealed_file(drive, b"first"))
    named = SealedFile.objects.get()
    a_sealed_file(drive, b"second")
    left = SealedFile.objects.exclude(pk=named.pk).get()
    assert sweep_uploads(older_than=at(drive.day)) == 0
    assert sweep_uploads(older_than=at(drive.day) + timedelta(days=2)) == 1
    assert list(SealedFile.objects.all()) == [named]
    assert named.path.exists()
    assert not left.path.exists()
    assert sweep_uploads(older_than=at(drive.day) + timedelta(days=2)) == 0


def test_a_unit_is_named_and_its_receipt_is_an_open_file(drive, of):
    sealed(drive, of)
    refused(lambda: serve(drive, of, recipient="unit"), "Name the unit")
    given = {"recipient": "organ", "unit": "市住建局", "receipt_sealed": a_file(drive)}
    refused(lambda: serve(drive, of, **given), "receipt of a unit")


@pytest.mark.parametrize(("day", "words"), [("2026-05-31", "before the sealing"), ("2026-06-02", "after the day")])
def test_a_service_lies_between_the_sealing_and_the_entry(drive, of, day, words):
    sealed(drive, of)
    refused(lambda: serve(drive, of, served_on=day), words)


def test_a_paper_whose_act_was_voided_waits_for_nothing_and_takes_no_step(city):
    drive = petition(city).to("assigned")
    slip = drive.matter.papers.get()
    seq = slip.act.seq
    drive.do("correct", fields={"number": seq})
    slip.refresh_from_db()
    assert slip.waits_for == "void"
    refused(
        lambda: drive.do("check_paper", "petition-officer", fields={"paper_of": seq, "opinion": "agreed"}), "voided"
    )
    drive.holds()


def test_steps_are_offered_only_where_a_paper_waits_for_them(city):
    drive = petition(city).to("registered")
    offered = {
        p.transition.act for p in possible(drive.matter, drive.actor("petition-officer"), drive.day) if p.allowed
    }
    assert not offered & {"edit_paper", "check_paper", "sign_paper", "number_paper", "seal_paper", "serve_paper"}
    drive.to("assigned")
    offered = {
        p.transition.act for p in possible(drive.matter, drive.actor("petition-officer"), drive.day) if p.allowed
    }
    assert offered & {"edit_paper", "check_paper", "number_paper", "seal_paper", "serve_paper"} == {
        "edit_paper",
        "check_paper",
    }


@pytest.mark.parametrize("change", [{"waits_for": "archive"}, {"number": "x"}, {"organ": "housing"}])
def test_a_row_of_a_paper_that_says_more_than_its_acts_is_named(drive, of, change):
    Paper.objects.filter(pk=paper(of, drive).pk).update(**change)
    assert [f.what.en for f in verify_proceeding(drive.matter)] == [
        f"“paper {of['paper_of']}” differs from the replay of its acts"
    ]
