"""Anybody objects to a notice of a rectification, unnamed; the notice stops until it is answered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from qingtian.apps.proceedings.records import records_of
from tests.apps.proceedings.driving import case
from tests.conftest import TODAY
from tests.publishing import act

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.fixture
def on_notice(city):
    drive = case(city, TODAY - timedelta(days=1)).to("announced")
    notice = drive.matter.publications.get().proceeding
    act(city, notice, "publish", "petition-officer", place="区政府网站")
    return drive, notice.number


def test_an_objection_stops_the_notice_and_names_nobody(on_notice):
    drive, number = on_notice
    client = Client()
    assert "不问您是谁" in client.get(f"/notices/{number}/object/").content.decode()
    answer = client.post(f"/notices/{number}/object/", {"words": "夜里还有，我叫王小明，电话13800138000", "once": "a"})
    assert answer.status_code == 302
    drive.matter.refresh_from_db()
    assert drive.state == "county_checked"
    record = records_of(drive.matter)[-1]
    assert record["act"] == "object"
    assert "夜里还有" in record["fields"]["objection"]
    assert "13800138000" not in record["fields"]["objection"]
    assert "异议收到了" in client.get(answer["Location"]).content.decode()
    drive.holds()


def test_sent_twice_it_counts_once_and_a_second_one_is_told_why_it_is_not_taken(on_notice):
    drive, number = on_notice
    client = Client()
    for _ in range(2):
        assert client.post(f"/notices/{number}/object/", {"words": "夜里还有", "once": "a"}).status_code == 302
    late = client.post(f"/notices/{number}/object/", {"words": "白天也有", "once": "b"})
    assert late.status_code == 409
    drive.matter.refresh_from_db()
    assert len(drive.projection.done["object"]) == 1


@pytest.mark.parametrize("sent", [{"words": ""}, {"words": "x" * 1001}, {"words": "有", "website": "spam"}])
def test_nothing_too_much_and_programs_are_refused(on_notice, sent):
    drive, number = on_notice
    assert Client().post(f"/notices/{number}/object/", sent).status_code == 422
    drive.matter.refresh_from_db()
    assert drive.state == "announced"


def test_what_is_no_notice_of_a_rectification_has_no_form(city):
    assert Client().get("/notices/GK-2026-000099/object/").status_code == 404
