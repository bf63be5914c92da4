"""Open311 GeoReport v2, reading: every row of the facts, in both formats; what is withheld is not there."""

from __future__ import annotations

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from jsonschema import validate

from qingtian.config.rates import Rate
from qingtian.gateways.open311.formats import write
from tests.days import TODAY
from tests.web.api.conftest import BASE
from tests.web.portal.conftest import NAME, PHONE, WORDS

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]
STRING = {"type": "string"}
MAYBE = {"type": ["string", "null"]}
SERVICE = {
    "type": "object",
    "required": ["service_code", "service_name", "metadata", "type"],
    "properties": {
        "service_code": STRING, "service_name": STRING, "metadata": {"type": "boolean"}, "keywords": MAYBE,
        "type": {"enum": ["realtime", "batch", "blackbox"]}, "description": MAYBE, "group": MAYBE,
    },
    "additionalProperties": False,
}  # fmt: skip
ATTRIBUTE = {
    "type": "object",
    "required": ["variable", "code", "datatype", "required", "order"],
    "properties": {
        "variable": {"type": "boolean"}, "code": STRING, "required": {"type": "boolean"},
        "datatype": {"enum": ["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"]},
        "order": {"type": "integer", "minimum": 1}, "description": MAYBE, "datatype_description": MAYBE,
        "values": {"type": "array", "items": {"required": ["key", "name"], "additionalProperties": False,
                                              "properties": {"key": STRING, "name": STRING}}},
    },
    "additionalProperties": False,
}  # fmt: skip
NUMBER = {"type": ["number", "null"]}
REQUEST = {
    "type": "object",
    "required": ["service_request_id", "status", "service_code", "requested_datetime"],
    "properties": {
        "service_request_id": STRING, "status": {"enum": ["open", "closed"]}, "service_code": STRING,
        "requested_datetime": {"type": "string", "pattern": r"T.*(Z|[+-]\d\d:\d\d)$"}, "lat": NUMBER, "long": NUMBER,
        **dict.fromkeys(
            ("status_notes", "service_name", "description", "agency_responsible", "service_notice", "address",
             "updated_datetime", "expected_datetime", "address_id", "zipcode", "media_url"), MAYBE,
        ),
    },
    "additionalProperties": False,
}  # fmt: skip


def listed(world, **query):
    return {row["service_request_id"] for row in world.get("requests.json", **query).json()}


def test_discovery_names_the_endpoint_and_both_formats(partner):
    for form in ("json", "xml"):
        answer = Client().get(f"/open311/discovery.{form}")
        assert answer.status_code == 200
        words = answer.content.decode()
        for held in ("http://wiki.open311.org/GeoReport_v2", "production", "text/xml", "key_service", "contact"):
            assert held in words
    found = Client().get("/open311/discovery.json").json()
    assert set(found) == {"changeset", "contact", "key_service", "endpoints"}
    assert set(found["endpoints"][0]) == {"specification", "url", "changeset", "type", "formats"}
    assert found["endpoints"][0]["url"] == "http://testserver/open311/v2"


@pytest.mark.parametrize("path", ["services", "services/air", "requests", "tokens/none", "requests/none"])
@pytest.mark.parametrize(
    ("form", "kind"), [("xml", "text/xml; charset=utf-8"), ("json", "application/json; charset=utf-8")]
)
def test_the_end_of_the_address_decides_the_format_never_accept(partner, path, form, kind):
    answer = Client().get(f"{BASE}/{path}.{form}", headers={"accept": "text/html"})
    assert answer.headers["Content-Type"] == kind
    if form == "xml":
        assert answer.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
        root = ElementTree.fromstring(answer.content)
        assert not [e for e in root.iter() if e.attrib or "}" in e.tag]


def test_services_are_the_kinds_that_can_be_reported(partner):
    rows = partner.get("services.json").json()
    validate(rows, {"type": "array", "items": SERVICE})
    assert [row["service_code"] for row in rows][:6] == ["air", "noise", "water", "solid_waste", "ecology", "radiation"]
    root = ElementTree.fromstring(partner.get("services.xml").content)
    assert root.tag == "services"
    assert {one.tag for one in root} == {"service"}
    assert root[0].findtext("metadata") == "true"


@pytest.mark.parametrize("code", ["air", "noise", "water", "solid_waste", "ecology", "radiation", "other"])
def test_every_service_has_a_definition(partner, code):
    found = partner.get(f"services/{code}.json").json()
    assert found["service_code"] == code
    validate(found["attributes"], {"type": "array", "items": ATTRIBUTE})
    orders = [one["order"] for one in found["attributes"]]
    assert orders == list(range(1, len(orders) + 1))
    root = ElementTree.fromstring(partner.get(f"services/{code}.xml").content)
    assert root.tag == "service_definition"
    assert root.find("attributes/attribute/values/value/key") is not None


def test_the_list_holds_what_is_public_and_nothing_else(world):
    rows = world.get("requests.json").json()
    validate(rows, {"type": "array", "items": REQUEST})
    assert listed(world) == {world.uid(name) for name in ("open", "noise", "closed")}
    assert [row["requested_datetime"] for row in rows] == sorted((r["requested_datetime"] for r in rows), reverse=True)
    words = world.get("requests.json").content.decode() + world.get("requests.xml").content.decode()
    for withheld in (NAME, PHONE, WORDS, world.found["open"].receipt, world.found["open"].petition.proceeding.number):
        assert withheld not in words


def test_a_request_says_what_the_standard_asks(world):
    row = world.get(f"requests/{world.uid('open')}.json").json()[0]
    assert (row["status"], row["service_code"], row["description"]) == ("open", "air", "窑湾夜里焦糊味")
    assert row["expected_datetime"].endswith("23:59:59+08:00")
    assert "甲" not in row["agency_responsible"]
    closed = world.get(f"requests/{world.uid('closed')}.json").json()[0]
    assert (closed["status"], closed["expected_datetime"]) == ("closed", None)


def test_places_are_coarse_or_left_out(world):
    row = world.get(f"requests/{world.uid('open')}.json").json()[0]
    assert (row["lat"], row["long"]) == (25.04, 102.71)
    noise = world.get(f"requests/{world.uid('noise')}.json").json()[0]
    assert (noise["lat"], noise["long"]) == (None, None)


@pytest.mark.parametrize("name", ["anonymous", "accusation"])
def test_what_is_withheld_is_not_there_by_any_road(world, name):
    uid = world.uid(name)
    assert uid not in listed(world)
    assert listed(world, service_request_id=uid) == set()
    assert world.get(f"requests/{uid}.json").status_code == 404
    unknown = world.get("requests/0123456789abcdef01234567.json")
    assert world.get(f"requests/{uid}.json").content == unknown.content


def test_one_just_received_says_that_it_is_open_to_its_sender_alone(world):
    uid = world.uid("received")
    assert uid not in listed(world)
    row = world.get(f"requests/{uid}.json").json()[0]
    assert set(row) == {"service_request_id", "status", "service_code", "requested_datetime", "updated_datetime"}


def test_a_merged_one_keeps_its_number_and_names_the_main(world):
    row = world.get(f"requests/{world.uid('merged')}.json").json()[0]
    assert world.uid("open") in row["status_notes"]


def test_receipt_matter_number_and_key_are_no_request_number(world):
    received = world.found["open"]
    for other in (received.receipt, received.petition.proceeding.number, str(received.petition.pk), received.key):
        assert world.get(f"requests/{other}.json").status_code == 404


def test_numbers_override_every_other_argument(world):
    both = f"{world.uid('open')},{world.uid('old')}"
    found = listed(world, service_request_id=both, status="closed", service_code="noise")
    assert found == {world.uid("open"), world.uid("old")}


def test_codes_and_statuses_are_lists(world, monkeypatch):
    assert listed(world, service_code="noise") == {world.uid("noise")}
    assert listed(world, service_code="noise,air") == listed(world)
    assert listed(world, status="closed") == {world.uid("closed")}
    assert listed(world, status="open,closed") == listed(world)
    assert listed(world, service_code="nothing") == set()
    monkeypatch.setattr("qingtian.web.public.open311.MOST_REQUESTS", 1)
    assert listed(world) != {world.uid("noise")} == listed(world, service_code="noise")


def test_reading_has_a_rate(world, settings):
    settings.RATES = settings.RATES | {"open311_read": Rate(1, 600)}
    assert world.get("services.json").status_code == 200
    assert world.get("requests.json").json()[0]["code"] == "429"


def test_empty_arguments_are_absent_ones(world):
    assert listed(world, service_code="", status="", start_date="", end_date="", service_request_id="") == listed(world)


def test_ninety_days_and_not_a_second_more(world):
    start = (TODAY - timedelta(days=125)).isoformat() + "T00:00:00Z"
    assert listed(world, start_date=start) == {world.uid("old")}
    for end, status in (("T00:00:00Z", 200), ("T00:00:01Z", 400)):
        asked = {"start_date": start, "end_date": (TODAY - timedelta(days=35)).isoformat() + end}
        assert world.get("requests.json", **asked).status_code == status


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("start_date", "2026-11-01T00:00:00"), ("start_date", "2026-11-01"), ("end_date", "yesterday"),
        ("start_date", "0001-01-01T00:00:00Z"), ("status", "reopened"), ("status", "open,x"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_wrong_argument_is_named(partner, form, name, value):
    answer = partner.get(f"requests.{form}", **{name: value})
    assert answer.status_code == 400
    assert name.encode() in answer.content


def test_a_zone_may_be_any(world):
    for zone in ("Z", "+08:00", "-03:30"):
        assert world.get("requests.json", start_date=f"2026-11-01T00:00:00{zone}").status_code == 200


@pytest.mark.parametrize("path", ["services/none", "requests/none", "tokens/none", "tokens/a:b:c"])
def test_what_does_not_exist_is_404_with_errors(partner, path):
    answer = partner.get(f"{path}.json")
    assert answer.status_code == 404
    assert set(answer.json()[0]) == {"code", "description"}
    root = ElementTree.fromstring(partner.get(f"{path}.xml").content)
    assert [root.tag, root[0].tag, root[0][0].tag, root[0][1].tag] == ["errors", "error", "code", "description"]


def test_an_unknown_format_is_answered_in_xml(partner):
    answer = partner.get("services.yaml")
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "text/xml; charset=utf-8")


def test_an_empty_list_is_whole_in_both_formats(partner):
    assert partner.get("requests.json").json() == []
    assert partner.get("requests.xml").content.endswith(b"<service_requests/>")


def test_without_a_standing_decision_nothing_is_shown(world):
    from tests.publishing import act

    matter = world.found["open"].petition.proceeding.__class__.objects.get(procedure="publication")
    act(world.city, matter, "suspend", "reviewer", TODAY, why="核对")
    assert listed(world) == set()
    assert world.get(f"requests/{world.uid('open')}.json").status_code == 404


def test_a_jurisdiction_may_be_left_out_and_a_wrong_one_is_404(partner, settings, tmp_path):
    assert partner.get("services.json", jurisdiction_id="anything").status_code == 200
    settings.DATA = tmp_path
    (tmp_path / "open311.yaml").write_text("jurisdiction_id: yunping.example\n")
    assert partner.get("services.json").status_code == 200
    assert partner.get("services.json", jurisdiction_id="yunping.example").status_code == 200
    assert partner.get("services.json", jurisdiction_id="elsewhere.example").status_code == 404


@pytest.mark.parametrize("words", ["a]]>b & <c>", "表情😀𠮷", "a\x00\x0bb"])
def test_words_survive_both_formats(words):
    kept = words.replace("\x00", "").replace("\x0b", "")
    rows = [{"description": words}]
    assert json.loads(write("json", "service_requests", rows))[0]["description"] == kept
    root = ElementTree.fromstring(write("xml", "service_requests", rows))
    assert root.findtext("request/description") == kept
