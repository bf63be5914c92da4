"""The doors of the phone: who may knock, what is answered, and that nothing else comes in."""

import json
from dataclasses import asdict

import pytest
from django.test import Client

from qingtian.apps.inspections.models import FieldEvidence
from qingtian.apps.inspections.receiving import CHUNK
from tests.apps.inspections.field import DAY, NOTED, Phone, arrived, enter, given, photo, unit

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def post(client, address, told):
    return client.post(f"/field/{address}/", json.dumps(told), content_type="application/json")


def announce(client, phone, mark="internal"):
    items = [asdict(item) for item, _ in phone.sealed]
    return post(client, "announce", {"visit": phone.visit, "mark": mark, "items": items})


def piece(client, item, place, data):
    address = f"/field/piece/?client={item.client}&place={place}"
    return client.post(address, data, content_type="application/octet-stream")


def test_only_the_two_officers_carry_a_visit_and_only_when_it_is_due(city, signed):
    today, later = enter(city, unit()), enter(city, unit("另一家"), planned_on="2026-10-13")
    told = {post: signed(post).get("/field/kit/").json() for post in ("handler", "second-officer", "branch-head")}
    assert [visit["number"] for visit in told["handler"]["visits"]] == [today.number]
    assert told["second-officer"]["visits"] == told["handler"]["visits"]
    assert told["branch-head"]["visits"] == []
    checklist = told["handler"]["visits"][0]["checklist"]
    assert (checklist["code"], len(checklist["items"])) == ("coating", 6)
    assert all(item["basis"] and item["certainty"] for item in checklist["items"])
    assert later.number not in json.dumps(told)


def test_a_phone_sends_item_by_item_and_the_record_names_the_chain(city, signed):
    matter, client = arrived(city, enter(city, unit())), signed("handler")
    phone = Phone(matter.number).photographed(2)
    phone.capture("photo", photo(5) * (CHUNK // len(photo(5)) + 1))
    answer = announce(client, phone).json()["items"]
    assert [one["state"] for one in answer] == ["wanted"] * 3
    for item, content in phone.sealed:
        for place in range(0, len(content), CHUNK):
            told = piece(client, item, place // CHUNK, content[place : place + CHUNK]).json()
    assert (told["state"], told["receipt"]) == ("kept", phone.sealed[-1][0].sha256)
    assert [one["state"] for one in announce(client, phone).json()["items"]] == ["kept"] * 3
    seq = post(client, "finish", {"visit": matter.number, "chain": phone.chain}).json()["taken"]
    assert post(client, "finish", {"visit": matter.number, "chain": phone.chain}).json()["taken"] == seq
    record = matter.acts.get(seq=seq).content.content
    assert record["fields"] == {"chain": phone.chain, "items": 3, "seal": phone.sealed[-1][0].seal}


def test_a_refusal_is_a_sentence_in_the_language_of_the_page(city, signed):
    matter, client = enter(city, unit()), signed("handler")
    phone = Phone(matter.number).photographed(1)
    item, _ = phone.sealed[0]
    announce(client, phone)
    answer = client.post(
        f"/en/field/piece/?client={item.client}&place=0", b"x" * item.size, content_type="application/octet-stream"
    ).json()
    assert answer["state"] == "refused"
    assert "differs from what was sealed" in answer["words"]


def test_others_are_not_let_in(city, signed):
    matter = enter(city, unit())
    phone = Phone(matter.number).photographed(1)
    item, content = phone.sealed[0]
    announce(signed("handler"), phone)
    stranger = signed("handler-2")
    assert announce(stranger, phone).status_code == 422
    assert piece(stranger, item, 0, content).status_code == 422
    assert post(stranger, "finish", {"visit": matter.number, "chain": phone.chain}).status_code == 422
    assert signed("clerk").get("/field/kit/").status_code == 403
    assert Client().get("/field/ticket/").status_code == 302
    assert not FieldEvidence.objects.exclude(received_at=None).exists()


def test_a_form_of_another_site_is_refused(city, signed):
    phone = Phone(enter(city, unit()).number).photographed(1)
    assert announce(signed("handler", enforce_csrf_checks=True), phone).status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        {"items": "x"},
        {"items": [{}]},
        {"items": [{"visit": 1}]},
        {"mark": "state_secret"},
        {"mark": "exempt"},
        {"items": None},
    ],
)
def test_what_cannot_be_read_is_refused_and_leaves_nothing(city, signed, change):
    matter = enter(city, unit())
    told = {"visit": matter.number, "mark": "internal", "items": []} | change
    assert post(signed("handler"), "announce", told).status_code == 422
    assert not FieldEvidence.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"n": True},
        {"n": -1},
        {"n": 2**63},
        {"size": 1.5},
        {"size": "8"},
        {"at": None},
        {"client": "x" * 200},
        {"more": 1},
    ],
)
def test_an_item_of_another_shape_is_refused(city, signed, change):
    phone = Phone(enter(city, unit()).number).photographed(1)
    item = asdict(phone.sealed[0][0]) | change
    told = {"visit": phone.visit, "mark": "internal", "items": [item]}
    assert post(signed("handler"), "announce", told).status_code == 422
    assert not FieldEvidence.objects.exists()


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"visit": "\\u0000"}', b"[" * 5000])
def test_what_is_no_json_is_refused_in_a_sentence(city, signed, body):
    client = signed("handler")
    assert client.post("/field/announce/", body, content_type="application/json").status_code == 422
    assert client.post("/field/finish/", {"visit": "x"}).status_code == 422


def test_the_page_and_its_worker_hold_nothing_of_a_visit(city, signed):
    enter(city, unit())
    client = signed("handler")
    for address in ("/field/", "/en/field/", "/field/worker.js"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "云屏涂装有限公司" not in answer.content.decode()
    assert client.get("/field/worker.js")["Content-Type"].startswith("text/javascript")


def test_the_desk_shows_every_digest_and_looks_at_all_of_it_again(city, signed, django_assert_max_num_queries):
    matter, client = arrived(city, enter(city, unit())), signed("handler")
    phone = Phone(matter.number).photographed(3)
    announce(client, phone)
    for item, content in phone.sealed:
        piece(client, item, 0, content)
    post(client, "finish", {"visit": matter.number, "chain": phone.chain})
    address = f"/desk/enforcement/visits/{matter.number}/"
    with django_assert_max_num_queries(25):
        page = client.get(address).content.decode()
    assert all(item.sha256 in page for item, _ in phone.sealed)
    assert "3 件全部复核，没有变过" in client.post(address).content.decode()
    row = FieldEvidence.objects.select_related("file").get(n=2)
    row.file.path.write_bytes(b"other")
    assert "第 2 件的文件改过" in client.post(address).content.decode()
    row.file.path.write_bytes(phone.sealed[1][1])


def test_lists_and_caps_are_asked_in_a_fixed_number_of_questions(city, signed, django_assert_max_num_queries):
    client = signed("handler")
    for number in range(6):
        enter(city, unit(f"单位{number}"))
    for address in ("/desk/enforcement/visits/", "/desk/enforcement/visits/caps/"):
        client.get(address)
        with django_assert_max_num_queries(22):
            assert "单位5" in client.get(address).content.decode()


def test_the_form_of_a_visit_enters_it_and_says_what_the_cap_refuses(city, signed):
    party, client = unit(), signed("handler")
    address = "/desk/enforcement/visits/new/"
    page = client.get(f"{address}?party={party}").content.decode()
    assert "频次" in page
    form = {f"f_{name}": value for name, value in given(party).items()}
    form |= {"once": "o" * 20, "on": str(DAY)}
    asked = client.post(address, form)
    assert (asked.status_code, "原则上" in asked.content.decode()) == (422, True)  # no licence is on record
    form["reason"] = NOTED
    assert client.post(address, form).status_code == 302
    enter(city, party)
    refused = client.post(address, form | {"once": "p" * 20})
    assert refused.status_code == 422
    assert "已到上限" in refused.content.decode()
    assert "用完" in client.get(f"/desk/enforcement/visits/caps/?party={party}").content.decode()
