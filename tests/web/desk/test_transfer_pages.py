"""Pages of transfers: the list, candidates of a case, the register; signed packages go out, signed answers come in."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from qingtian.apps.accounts.logbook import Doer
from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.catalogue.models import UseOfData
from qingtian.apps.proceedings.checkpoints import holds
from qingtian.apps.proceedings.models import Act
from qingtian.apps.transfers.models import JudicialMessage
from qingtian.errors import Refused, UnusableInput
from qingtian.gateways.judicial.package import package
from qingtian.gateways.judicial.receive import FORMAT, read_answer, receive, signed_words
from qingtian.gateways.partners.actions.keep import Wanted, add_partner
from qingtian.gateways.signing.canonical import signature
from qingtian.trail import canonical, sm3
from tests.apps.transfers.walk import MONDAY, Walk, judicial, sheet
from tests.apps.transfers.walk import penalty_case as bare_case
from tests.conftest import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
SignIn = Callable[[str], Client]
HERE = "/desk/enforcement/transfers/"
SECRET = "0123456789abcdef0123456789abcdef0123456789a"


def words(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return str(response.content.decode())


def visible_case(city: Any, number: str = "CF-2026-000009", state: str = "investigating"):
    """A case the branch takes part in: its row of parties as the kernel would write it."""
    case = bare_case(number, state)
    organ = city.organs["branch"]
    case.parties.create(relation="office", organ=organ.code, organ_path=organ.path)
    return case


def test_the_pages_open_in_both_languages_and_only_for_who_enforces(city, sign_in: SignIn) -> None:
    walk = Walk(city).to_received()
    case = visible_case(city)
    client, reader = sign_in("handler"), sign_in("clerk")
    pages = ["", "?ended=1", "?kind=detention_transfer", "messages/", "messages/?list=awaiting", "new/"]
    pages += ["new/?kind=detention_transfer", "new/?kind=joint_meeting", f"candidates/{case.number}/"]
    for address in pages:
        words(client.get(HERE + address))
        words(client.get(f"/en{HERE}{address}"))
        words(reader.get(HERE + address), 403)
    words(client.get(f"{HERE}new/?kind=none"), 404)
    words(client.get(f"{HERE}candidates/CF-2026-999999/"), 404)
    words(sign_in("handler-2").get(f"{HERE}candidates/{case.number}/"), 404)
    assert "移送和衔接" in words(client.get("/desk/enforcement/"))
    page = words(client.get(reverse("desk:proceeding", args=[walk.matter.number])))
    assert "非法排放、倾倒、处置危险废物" in page, "the confirmed limb stands on the page of the matter"


def test_facts_are_typed_kept_when_wrong_and_the_candidates_stand_with_article_and_threshold(
    city, sign_in: SignIn
) -> None:
    case, client = visible_case(city), sign_in("handler")
    address = f"{HERE}candidates/{case.number}/"
    wrong = {"act_on": "2026-03-02", "amount_hazardous_waste": "drei", "readings": "Fe=1/1"}
    page = words(client.post(address, wrong), 422)
    assert "drei" in page
    assert case.crime_fact_sheets.count() == 0
    page = words(client.post(address, {"amount_hazardous_waste": "3"}), 422)
    right = {"act_on": "2026-03-02", "amount_hazardous_waste": "3", "readings": "Pb=0.35/0.1", "flag_toxic": "yes"}
    assert client.post(address, right | {"flag_evasion": "no"}).status_code == 302
    page = words(client.get("/en" + address))
    assert "3 tonnes or more" in page
    assert "reached on one reading" in page
    assert "no verdict" in page
    held = case.crime_fact_sheets.get().facts
    assert held["flags"] == {"toxic": True, "evasion": False}
    assert held["penalties"] is None, "nobody has looked, which is not none"
    assert client.post(address, right | {"looked": "yes"}).status_code == 302
    assert case.crime_fact_sheets.get(edition=2).facts["penalties"] == []
    words(sign_in("branch-head").post(address, right), 403)
    assert client.post(address, {"act_on": (TODAY + timedelta(days=1)).isoformat()}).status_code == 422


def test_a_case_whose_facts_reach_a_limb_and_that_nobody_transfers_is_listed_until_it_is(city, sign_in: SignIn) -> None:
    case, other = visible_case(city), visible_case(city, "CF-2026-000010")
    judicial(city)
    sheet(city, case)
    sheet(city, other, tonnes="2.9")
    client = sign_in("handler")
    page = words(client.get(HERE))
    assert case.number in page
    assert other.number not in page
    Walk(city, case=case)
    page = words(client.get(HERE))
    assert "没有移送的案件" not in page


def test_a_transfer_is_opened_through_the_form(city, sign_in: SignIn) -> None:
    case, client = visible_case(city), sign_in("handler")
    form = words(client.get(f"{HERE}new/?kind=criminal_transfer&about={case.number}"))
    assert case.number in form
    told = {"kind": "criminal_transfer", "once": "t" * 20, "on": TODAY.isoformat(), "f_about": case.number}
    answer = client.post(f"{HERE}new/", told | {"f_subject": "非法处置危险废物", "f_origin": "found"})
    assert answer.status_code == 302
    assert "/XS-" in answer["Location"]


def test_the_lists_ask_a_fixed_number_of_questions(city, sign_in: SignIn) -> None:
    client = sign_in("handler")
    Walk(city).to_received()
    for address in ("", "messages/"):
        client.get(HERE + address)
        with CaptureQueriesContext(
            connection,
        ) as before:
            client.get(HERE + address)
        Walk(city, case=bare_case("CF-2026-000022" if address else "CF-2026-000021")).to_received()
        with CaptureQueriesContext(connection) as after:
            client.get(HERE + address)
        assert len(after) == len(before), [q["sql"] for q in after]


# --- out


def test_a_message_leaves_as_a_signed_package_that_anybody_can_prove_and_its_leaving_is_noted(
    city, sign_in: SignIn
) -> None:
    walk = Walk(city).to_received()
    letter = walk.matter.judicial_messages.get(kind="letter")
    answer = sign_in("handler").post(f"{HERE}messages/{letter.number}/file/")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        manifest = json.loads(packed.read("manifest.json"))
        body = manifest["body"]
        assert holds(canonical(body), manifest["signature"], manifest["public_key"])
        assert not holds(canonical(body | {"number": "other"}), manifest["signature"], manifest["public_key"])
        assert (body["to"]["zh"], body["owes_receipt"], body["on"]) == ("望溪公安分局", True, MONDAY.isoformat())
        assert len(body["papers"]) == 1
        for told in body["papers"]:
            assert sm3(packed.read(told["file"])) == told["sm3"]
    assert package(letter) == answer.content, "the same message packs to the same bytes"
    assert letter.number in LogEntry.objects.latest("pk").what_zh
    assert UseOfData.objects.latest("pk").data_set == "judicial_messages"


def test_a_package_is_for_who_takes_part_and_never_of_a_message_that_came_in(city, sign_in: SignIn) -> None:
    walk = Walk(city).to_received()
    letter, receipt = (walk.matter.judicial_messages.get(kind=kind) for kind in ("letter", "receipt"))
    assert sign_in("handler-2").post(f"{HERE}messages/{letter.number}/file/").status_code == 404
    assert sign_in("handler").post(f"{HERE}messages/{receipt.number}/file/").status_code == 302
    with pytest.raises(Refused, match=r"judicial\.not_out"):
        package(receipt)
    JudicialMessage.objects.filter(pk=letter.pk).update(voided=True)
    letter.refresh_from_db()
    with pytest.raises(Refused, match=r"judicial\.void"):
        package(letter)


# --- in


@pytest.fixture
def partner(city):
    """The system of the county police, which answers for the organ of its code."""
    judicial(city)
    wanted = Wanted(code="police", title_zh="望溪公安分局系统", title_en="System of Wangxi Police", may=["judicial"])
    found, _ = add_partner(wanted, by=Doer(), now=at(MONDAY), secret=SECRET)
    return found


def signed(about: str, act: str, secret: str = SECRET, partner: str = "police", **fields: Any) -> bytes:
    body = {"format": FORMAT, "v": 1, "ident": f"{act}-1", "about": about, "on": MONDAY.isoformat(), "act": act}
    body |= {"fields": fields, "paper": {"name": "回执.pdf", "base64": base64.b64encode(b"%PDF-1.4 x").decode()}}
    told = {"partner": partner, "body": body, "signature": signature(secret.encode(), signed_words(body))}
    return json.dumps(told).encode()


def test_a_signed_answer_becomes_an_act_with_its_paper_once(city, partner) -> None:
    walk = Walk(city).to_reported().do("decide_transfer").do("hand_over")
    content = signed(walk.matter.number, "police_receipt", received_on=MONDAY.isoformat(), receipt_number="9号")
    done = receive(read_answer(content), now=at(MONDAY, 15))
    walk.matter.refresh_from_db()
    assert walk.state == "received"
    assert done.content.content["by"] == {"kind": "gateway"}
    assert walk.matter.files.filter(name="回执.pdf").exists()
    before = Act.objects.count()
    assert receive(read_answer(content), now=at(MONDAY, 16)) == done
    assert Act.objects.count() == before
    letter = walk.matter.judicial_messages.get(kind="letter")
    assert (letter.receipt_on, letter.receipt_act) == (MONDAY, done.seq)


def test_an_answer_of_another_organ_or_of_an_act_that_is_not_theirs_is_refused(city, partner) -> None:
    walk = Walk(city).to_reported().do("decide_transfer").do("hand_over", police="police-2")
    for content in (
        signed(walk.matter.number, "police_receipt", received_on=MONDAY.isoformat(), receipt_number="9号"),
        signed("XS-2026-999999", "police_receipt"),
        signed(walk.matter.number, "hand_goods"),
        signed(walk.case.number, "police_receipt"),
    ):
        with pytest.raises(Refused, match=r"judicial\.not_theirs"):
            receive(read_answer(content), now=at(MONDAY, 15))
    copy = walk.matter.judicial_messages.get(kind="letter_copy")
    with pytest.raises(Refused, match=r"judicial\.not_theirs"):
        receive(read_answer(signed(walk.matter.number, "note_receipt", message=copy.number)), now=at(MONDAY, 15))


def test_a_changed_file_a_wrong_secret_or_a_partner_without_the_right_proves_nothing(city, partner) -> None:
    walk = Walk(city).to_reported().do("decide_transfer").do("hand_over")
    good = signed(walk.matter.number, "police_receipt", received_on=MONDAY.isoformat(), receipt_number="9号")
    changed = json.loads(good)
    changed["body"]["fields"]["receipt_number"] = "10号"
    for content in (
        json.dumps(changed).encode(),
        signed(walk.matter.number, "police_receipt", secret="f" * 43),
        signed(walk.matter.number, "police_receipt", partner="nobody"),
    ):
        with pytest.raises(UnusableInput, match=r"judicial\.not_proved"):
            read_answer(content)
    partner.may = ["exchange"]
    partner.save()
    with pytest.raises(UnusableInput, match=r"judicial\.not_proved"):
        read_answer(good)
    for content in (b"", b"{}", b"[]", b'{"body": {"format": 1}}', b"\xff\xfe", b"[" * 3000, b'{"body": 3}'):
        with pytest.raises(UnusableInput, match=r"judicial\.unreadable"):
            read_answer(content)
    walk.matter.refresh_from_db()
    assert walk.state == "handed_over"


def test_the_register_takes_a_file_in_and_says_what_is_wrong_with_another(city, sign_in: SignIn, partner) -> None:
    walk = Walk(city, day=TODAY).to_reported().do("decide_transfer").do("hand_over")
    client = sign_in("handler")
    words(client.post(f"{HERE}messages/", {"file": SimpleUploadedFile("a.json", b"{}")}), 422)
    words(client.post(f"{HERE}messages/", {}), 422)
    content = signed(walk.matter.number, "police_receipt", received_on=TODAY.isoformat(), receipt_number="9号")
    assert client.post(f"{HERE}messages/", {"file": SimpleUploadedFile("a.json", content)}).status_code == 302
    walk.matter.refresh_from_db()
    assert walk.state == "received"
