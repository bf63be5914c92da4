"""Evidence of the field: some hundred photos, broken off and sent twice, are here once each and byte for byte."""

from dataclasses import replace
from hashlib import sha256

import pytest

from qingtian.apps.inspections.actions.take_in import take_in
from qingtian.apps.inspections.actions.take_piece import take_piece
from qingtian.apps.inspections.models import FieldChunk, FieldEvidence
from qingtian.apps.inspections.offers import offers
from qingtian.apps.inspections.receiving import CHUNK
from qingtian.apps.inspections.recheck import recheck
from qingtian.apps.proceedings.models import StoredFile
from qingtian.enforcement.field_seal import FIRST, Capture, chain_faults, faults_of
from qingtian.errors import Refused
from qingtian.secrecy import Declaration
from tests.apps.inspections.field import DAY, Phone, act, announced, arrived, enter, photo, send, unit, visit_of
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
MANY = 120


@pytest.fixture
def matter(city):
    return arrived(city, enter(city, unit()))


def take(city, matter, phone):
    return take_in(visit_of(matter), phone.chain, by=city.actor("handler", DAY), on=DAY, now=at(DAY, 16))


def test_photos_sent_twice_and_broken_off_twice_come_once_and_whole(city, matter):
    phone = Phone(matter.number).photographed(MANY)
    large = photo(7) * (2 * CHUNK // len(photo(7)) + 1)  # three pieces
    phone.capture("photo", large)
    assert send(phone, matter, stop_after=50) == 50
    assert send(phone, matter, stop_after=MANY + 1 - 50) == MANY + 1 - 50  # within the large one
    assert FieldEvidence.objects.filter(received_at=None).count() == 1
    assert send(phone, matter) == 2
    assert send(phone, matter) == 0
    held = list(FieldEvidence.objects.filter(visit=visit_of(matter)))
    assert [one.n for one in held] == list(range(1, MANY + 2))
    assert [one.file.read() for one in held] == [content for _, content in phone.sealed]
    assert matter.files.filter(media_type="image/jpeg").count() == MANY + 1
    assert not FieldChunk.objects.exists()
    first, again = take(city, matter, phone), take(city, matter, phone)
    assert first.pk == again.pk
    assert [check.sound for check in recheck(visit_of(matter))] == [True]


def test_what_differs_from_its_seal_is_refused_and_the_rest_is_kept(city, matter):
    phone = Phone(matter.number).photographed(3)
    item, content = phone.sealed[1]
    phone.sealed[1] = (item, content[:-1] + bytes([content[-1] ^ 1]))
    send(phone, matter)
    assert list(FieldEvidence.objects.filter(received_at=None).values_list("n", flat=True)) == [2]
    row = FieldEvidence.objects.get(n=2)
    answer = take_piece(row, 0, phone.sealed[1][1], now=at(DAY))
    assert (answer.state, item.sha256[:12] in answer.words.zh) == ("refused", True)
    with pytest.raises(Refused) as missing:
        take(city, matter, phone)
    assert missing.value.code == "inspections.chain_not_whole"
    phone.sealed[1] = (item, content)  # the true bytes are still on the phone
    send(phone, matter)
    assert take(city, matter, phone).content.content["fields"]["items"] == 3


@pytest.mark.parametrize(
    "change",
    [{"lat": "25.99"}, {"at": "2026-10-12T00:00:00.000Z"}, {"n": 9}, {"sha256": "0" * 64}, {"previous": "1" * 64}],
)
def test_a_seal_that_does_not_match_its_lines_is_refused(city, matter, change):
    phone = Phone(matter.number).photographed(2)
    item, content = phone.sealed[0]
    phone.sealed[0] = (replace(item, **change), content)
    states = [answer.state for answer in announced(phone, matter)]
    assert states == ["refused", "wanted"]


def test_nothing_that_came_is_written_over(city, matter):
    phone = Phone(matter.number).photographed(1)
    send(phone, matter)
    other = Phone(matter.number)
    other.capture("photo", photo(900))  # the same name of the item, other content
    same_place = Phone(matter.number)
    same_place.capture("photo", photo(901), client="another-client-000001")
    assert [announced(one, matter)[0].state for one in (other, same_place)] == ["refused", "refused"]
    assert "没有覆盖" in announced(other, matter)[0].words.zh
    assert FieldEvidence.objects.get().file.read() == phone.sealed[0][1]


def test_two_officers_have_a_chain_each(city, matter):
    one, two = Phone(matter.number).photographed(2), Phone(matter.number, "chain-of-the-other-2").photographed(3)
    for phone in (one, two):
        send(phone, matter)
        take(city, matter, phone)
    assert [(check.items, check.sound) for check in recheck(visit_of(matter))] == [(2, True), (3, True)]


def test_nobody_types_in_a_chain_that_did_not_come_in(city, matter):
    phone = Phone(matter.number).photographed(2)
    send(phone, matter)
    true = {"chain": phone.chain, "items": "2", "seal": phone.sealed[-1][0].seal}
    for wrong in ({"items": "3"}, {"seal": "0" * 64}, {"chain": "a-chain-of-nobody-01"}):
        with pytest.raises(Refused) as refused:
            act(city, matter, "take_in", "handler", **true | wrong)
        assert refused.value.code == "act.guard"
    act(city, matter, "take_in", "handler", **true)


def test_an_item_of_another_visit_is_refused(city, matter):
    elsewhere = Phone(enter(city, unit("另一家")).number).photographed(1)
    assert announced(elsewhere, matter)[0].state == "refused"
    assert not FieldEvidence.objects.exists()


def test_the_recheck_finds_a_changed_file_a_changed_row_and_a_missing_item(city, matter):
    phone = Phone(matter.number).photographed(4)
    send(phone, matter)
    take(city, matter, phone)
    rows = {row.n: row for row in FieldEvidence.objects.select_related("file")}
    rows[2].file.path.write_bytes(b"changed")
    FieldEvidence.objects.filter(n=3).update(lat="25.5")
    rows[4].delete()
    found = " ".join(words.zh for words in recheck(visit_of(matter))[0].found)
    assert "第 2 件的文件改过" in found
    assert "第 3 件的封条对不上" in found
    assert "经过里第 4 件的封条与这里不同" in found
    rows[2].file.path.write_bytes(phone.sealed[1][1])


def test_what_has_not_come_into_the_record_is_said(city, matter):
    send(Phone(matter.number).photographed(1), matter)
    assert [words.zh for words in recheck(visit_of(matter))[0].found] == ["还没有收入经过"]


def test_a_file_that_is_no_photo_is_refused_as_one(city, matter):
    phone = Phone(matter.number)
    phone.capture("photo", b"MZ a program")
    send(phone, matter)
    row = FieldEvidence.objects.get()
    assert take_piece(row, 0, b"MZ a program", now=at(DAY)).state == "refused"
    assert not StoredFile.objects.filter(evidence=row).exists()


def test_a_sheet_that_bears_a_state_secret_leaves_nothing(city, matter):
    phone = Phone(matter.number)
    text = '{"entries": {"findings": "机密★1年"}}'.encode()
    phone.capture("site", text)
    answer = take_piece_of(phone, matter)
    assert answer.state == "refused"
    assert not FieldChunk.objects.exists()
    assert not matter.files.filter(media_type="application/json").exists()


def take_piece_of(phone, matter):
    announced(phone, matter)
    return take_piece(FieldEvidence.objects.get(), 0, phone.sealed[0][1], now=at(DAY))


def test_too_large_is_refused_before_a_byte_is_sent(city, matter, settings):
    settings.PHOTO_MAX_BYTES = 1024 * 1024
    phone = Phone(matter.number)
    phone.capture("photo", b"x", size=1024 * 1024 + 1)
    phone.capture("photo", b"x", size=1024 * 1024)
    assert [answer.state for answer in announced(phone, matter)] == ["refused", "wanted"]


def test_forms_come_filled_with_what_was_sealed_on_the_spot(city, matter):
    phone = Phone(matter.number).photographed(1)
    phone.capture("checklist", '{"entries": {"hood": "no", "hood_note": "缝隙 5 厘米"}}'.encode())
    phone.capture("site", '{"entries": {"findings": "末端风机停用", "time": "9时至10时"}}'.encode())
    phone.capture("site", '{"entries": {"findings": "末端风机停用，已启动"}}'.encode(), at="2026-10-12T02:00:00.000Z")
    send(phone, matter)
    offered = offers(matter, "record")
    assert offered["findings"] == "末端风机停用，已启动"  # the later sheet; the earlier one stays in the chain
    assert "不符合，缝隙 5 厘米" in offered["checked"]
    assert "未查" in offered["checked"]
    assert phone.sealed[0][0].sha256 in offers(matter, "show_photos")["photos"]
    assert offers(matter, "arrive")["arrived_at"] == "2026-10-12 09:00"
    assert offers(matter, "conclude") == {}


def test_a_photo_sheet_shows_photos_sealed_on_this_visit_only(city, matter):
    phone = Phone(matter.number).photographed(2)
    send(phone, matter)
    offered = offers(matter, "show_photos")
    foreign = {"photos": f"1. SHA-256 {'a' * 64}", "proves": "风机停用"}
    for wrong in (foreign, foreign | {"photos": "两张照片"}):
        with pytest.raises(Refused) as refused:
            act(city, matter, "show_photos", "handler", **wrong)
        assert refused.value.code == "act.guard"
    act(city, matter, "show_photos", "handler", **offered, proves="风机停用")
    assert matter.papers.get().template == "photo_sheet"


def test_marks_the_officer_gives_reach_the_file(city, matter):
    phone = Phone(matter.number).photographed(1)
    announced(phone, matter, mark=Declaration.WORK_SECRET)
    send(phone, matter)
    assert FieldEvidence.objects.get().file.handling_mark == "work_secret"


def test_the_seal_of_one_example_is_the_same_on_every_machine():
    """Also held against ``field-seal.js`` in the browser test."""
    item = Capture(
        visit="XC-2026-000001", chain="c" * 24, n=1, client="k" * 24, kind="photo", at="2026-10-12T01:02:03.004Z",
        lat="25.012345", lon="102.712345", accuracy="8", media_type="image/jpeg", size=3,
        sha256=sha256(b"abc").hexdigest(), about="", previous=FIRST, seal="",
    )  # fmt: skip
    assert item.sealed_again() == "fb4fde202addaf8ddec740d54c4162d77e7604e84b984ff22ea5ff1ecbc33cd3"


@pytest.mark.parametrize(
    "wrong",
    [
        {"lat": ""},
        {"lat": "91"},
        {"lon": "181"},
        {"at": "2026-13-01T00:00:00.000Z"},
        {"at": "2026-10-12 09:00"},
        {"size": 0},
        {"client": "short"},
        {"media_type": "image/jpeg\nx"},
        {"sha256": "G" * 64},
        {"about": "0" * 63},
    ],
)
def test_what_cannot_be_is_a_fault_even_under_a_matching_seal(wrong):
    item = Phone("XC-2026-000001").capture("photo", b"abc", **wrong)
    assert len(faults_of(item)) == 1


def test_an_unknown_kind_is_a_fault():
    assert len(faults_of(Phone("XC-2026-000001").capture("note", b"abc"))) == 1


def test_a_chain_says_where_it_is_broken():
    captures = [item for item, _ in Phone("XC-2026-000001").photographed(5).sealed]
    assert chain_faults(captures) == chain_faults(reversed(captures)) == []
    assert [fault.n for fault in chain_faults(captures[:1] + captures[3:])] == [2]
    assert [
        fault.n for fault in chain_faults([*captures[:2], replace(captures[2], previous=FIRST), *captures[3:]])
    ] == [3]
