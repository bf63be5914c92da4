"""Open311 GeoReport v2, reporting: keys, places, attributes, media, tokens; the person never comes back."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from qingtian.apps.identities.vault import Opener, open_identity
from qingtian.apps.petitions.models import Petition
from qingtian.config.rates import Rate
from qingtian.gateways.open311.problems import no_key
from qingtian.gateways.partners.models import Partner
from tests.days import TODAY, at
from tests.web.portal.conftest import picture

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]
OPENER = Opener(person_id=1, person="核对", post="核对", organ="核对")
PERSON = {"first_name": "无名", "last_name": "诸葛", "phone": "13987654321", "email": "secret@example.org"}


def test_a_report_is_received_with_number_receipt_and_private_address(partner):
    answer = partner.post(description="夜里有焦糊味 😀", **PERSON, device_id="device-1", account_id="account-1")
    assert answer.status_code == 200
    [row] = answer.json()
    petition = Petition.objects.get()
    assert row["service_request_id"] == petition.proceeding.uid
    assert "token" not in row
    assert petition.receipt in row["service_notice"]
    link = re.search(r"http://testserver(/r/\S+)", row["service_notice"])
    assert Client().get(link[1]).status_code == 200
    assert (petition.report, petition.channel) == ("夜里有焦糊味 😀", "open311")
    assert petition.proceeding.projection["facts"]["kinds"] == ["air"]
    held = open_identity(petition.identity_token, by=OPENER, reason="核对", now=at(TODAY))
    assert (held.name, held.phone, held.other) == ("诸葛无名", "13987654321", "secret@example.org")
    read = partner.get(f"requests/{row['service_request_id']}.json").content.decode()
    for given in (*PERSON.values(), "device-1", "account-1"):
        assert given not in answer.content.decode()
        assert given not in read


def test_the_answer_in_xml(partner):
    root = ElementTree.fromstring(partner.post("xml", description="x").content)
    assert root.tag == "service_requests"
    assert root.findtext("request/service_request_id") == Petition.objects.get().proceeding.uid


@pytest.mark.parametrize("key", [None, "", "wrong", "x" * 10_000])
@pytest.mark.parametrize("form", ["json", "xml"])
def test_without_a_good_key_it_is_403(partner, form, key):
    answer = partner.post(form, api_key=key)
    assert answer.status_code == 403
    assert b"api_key" in answer.content
    assert not Petition.objects.exists()


def test_a_key_in_the_address_does_not_count(partner):
    data = {"service_code": "air", "lat": "25", "long": "102"}
    assert Client().post(f"/open311/v2/requests.json?api_key={partner.secret}", data).status_code == 403


def test_a_system_with_another_right_or_ended_is_403(partner):
    Partner.objects.update(may=["hotline_push"])
    assert partner.post().status_code == 403
    Partner.objects.update(may=["open311"], ended_at=at(TODAY))
    assert partner.post().status_code == 403


def test_wrong_keys_count_against_the_address_and_then_no_body_is_read(partner, settings, monkeypatch):
    settings.RATES = settings.RATES | {"partner_refused": Rate(2, 600)}
    assert [partner.post(api_key="wrong").status_code for _ in range(2)] == [403, 403]
    monkeypatch.setattr("qingtian.web.api.open311.views.post", None)
    assert partner.post().json()[0]["code"] == "429"


@pytest.mark.parametrize("name", ["partner", "open311_report"])
def test_reports_of_a_system_and_of_an_address_have_a_rate(partner, settings, name):
    settings.RATES = settings.RATES | {name: Rate(1, 600)}
    assert partner.post().status_code == 200
    assert partner.post(description="again").json()[0]["code"] == "429"


def test_each_refusal_of_a_key_is_an_exception_of_its_own():
    assert no_key() is not no_key()


def test_the_office_may_take_reports_without_a_key(partner, settings, tmp_path):
    (tmp_path / "open311.yaml").write_text("without_key: true\n")
    settings.DATA = tmp_path
    assert partner.post(api_key=None).status_code == 200
    assert partner.post(api_key="wrong").status_code == 403


@pytest.mark.parametrize(
    ("change", "status", "named"),
    [
        ({"service_code": None}, 400, "service_code"),
        ({"service_code": ""}, 400, "service_code"),
        ({"service_code": "nothing"}, 404, "service_code"),
        ({"lat": None, "long": None}, 400, "address_string"),
        ({"lat": "", "long": ""}, 400, "address_string"),
        ({"long": None}, 400, "long"),
        ({"lat": None}, 400, "lat"),
        ({"lat": "north"}, 400, "lat"),
        ({"lat": "NaN"}, 400, "lat"),
        ({"lat": "90.1"}, 400, "lat"),
        ({"long": "-180.1"}, 400, "long"),
        ({"description": "x" * 4001}, 400, "description"),
        ({"media_url": "file:///etc/passwd"}, 400, "media_url"),
        ({"media_url": "http://" + "x" * 500}, 400, "media_url"),
        ({"first_name": "x" * 51}, 400, "first_name"),
        ({"attribute[WHEN]": "someday"}, 400, "attribute[WHEN]"),
        ({"attribute[WHEN]": ["now", "often"]}, 400, "attribute[WHEN]"),
        ({"attribute[PLANT]": "x" * 301}, 400, "attribute[PLANT]"),
    ],
)
def test_what_is_wrong_is_named_with_its_status(partner, change, status, named):
    answer = partner.post(**change)
    assert answer.status_code == status
    assert named in answer.json()[0]["description"]
    assert not Petition.objects.exists()


@pytest.mark.parametrize(
    "place",
    [
        {"lat": "90", "long": "-180"}, {"lat": None, "long": None, "address_string": "窑湾"},
        {"lat": "", "long": "", "address_id": "A-17"},
    ],
)  # fmt: skip
def test_one_kind_of_place_is_enough(partner, place):
    assert partner.post(**place).status_code == 200
    assert Petition.objects.get().place == (place.get("address_string") or place.get("address_id") or "")


def test_the_longest_description_with_line_breaks(partner):
    words = "一\r\n二\n" + "字" * 3900
    assert partner.post(description=words).status_code == 200
    assert Petition.objects.get().report == words.replace("\r\n", "\n")


def test_a_description_may_be_left_out(partner):
    assert partner.post().status_code == 200
    assert Petition.objects.get().report


def test_attributes_single_and_many(partner):
    answers = {"attribute[WHEN]": "often", "attribute[HOURS][]": ["evening", "night"], "attribute[ELSE]": "x"}
    assert partner.post(service_code="noise", description="很吵", **answers).status_code == 200
    petition = Petition.objects.get()
    assert petition.report == "很吵\n哪些时段：晚上、半夜"
    assert petition.occurred == "这些天常有"


def test_a_required_attribute_must_be_there(partner, monkeypatch):
    from dataclasses import replace

    from qingtian.gateways.open311 import services as declared

    air = declared.services()["air"]
    strict = {**declared.services(), "air": replace(air, questions=(replace(air.questions[0], required=True),))}
    monkeypatch.setattr("qingtian.web.api.open311.posting.services", lambda: strict)
    for empty in ({}, {"attribute[WHEN]": ""}):
        answer = partner.post(**empty)
        assert (answer.status_code, "attribute[WHEN]" in answer.json()[0]["description"]) == (400, True)
    assert partner.post(**{"attribute[WHEN]": "now"}).status_code == 200


def test_a_batch_service_gives_a_token_that_leads_to_the_number(partner, settings, tmp_path):
    (tmp_path / "open311.yaml").write_text("batch: [water]\n")
    settings.DATA = tmp_path
    types = {row["service_code"]: row["type"] for row in partner.get("services.json").json()}
    assert (types["water"], types["air"]) == ("batch", "realtime")
    [row] = partner.post(service_code="water").json()
    assert "service_request_id" not in row
    [found] = partner.get(f"tokens/{row['token']}.json").json()
    assert found == {"service_request_id": Petition.objects.get().proceeding.uid, "token": row["token"]}
    assert partner.get(f"tokens/{row['token'][:-1]}.json").status_code == 404


def test_the_same_call_again_is_the_same_request(partner):
    first, again = (partner.post(description="河水发黑", first_name="甲").json()[0] for _ in range(2))
    assert first["service_request_id"] == again["service_request_id"]
    assert Petition.objects.count() == 1
    assert partner.post(description="河水发黑", first_name="乙").json()[0] != first
    assert Petition.objects.count() == 2


def test_photos_are_cleaned_and_their_originals_sealed(partner):
    answer = partner.post(description="x", media=picture())
    assert answer.status_code == 200
    petition = Petition.objects.get()
    assert petition.photos.get().file.media_type == "image/jpeg"
    assert petition.photos_token


def test_what_is_no_photo_is_refused_and_nothing_is_kept(partner):
    from io import BytesIO

    from qingtian.apps.proceedings.models import StoredFile

    wrong = BytesIO(b"%PDF-1.4")
    wrong.name = "a.pdf"
    assert partner.post(media=[picture(), wrong]).status_code == 400
    assert not StoredFile.objects.exists()
    assert not Petition.objects.exists()


def test_a_media_address_is_named_and_never_fetched(partner, monkeypatch):
    def network(*_, **__):
        raise AssertionError("fetched")

    monkeypatch.setattr("socket.socket.connect", network)
    assert partner.post(description="x", media_url="http://169.254.169.254/latest/").status_code == 200
    assert "169.254.169.254" in Petition.objects.get().report


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe", b"a" * 3_000_000, b"&".join(b"f%d=" % n for n in range(1500)), b"lat=%00&description=%00"],
)
def test_any_body_is_answered_with_errors(partner, body):
    kind = "application/x-www-form-urlencoded"
    answer = Client(raise_request_exception=False).post("/open311/v2/requests.json", body, content_type=kind)
    assert answer.status_code in (400, 403)
    assert set(answer.json()[0]) == {"code", "description"}
