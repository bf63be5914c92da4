"""Against a server on a port: the independent client reads it in both formats, and our own checker finds no fault."""

from __future__ import annotations

from datetime import datetime

import pytest
from georeport import GeoReport

from qingtian.gateways.open311.check.tried import Tried
from qingtian.gateways.open311.commands import check
from tests.days import SHANGHAI
from tests.web.api.conftest import fill

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "identity"]), pytest.mark.once]


def test_the_client_and_the_checker_find_no_fault(committed_city, live_server, still, monkeypatch, settings):
    settings.ALLOWED_HOSTS = ["*"]
    world = fill(committed_city)
    base = f"{live_server.url}/open311/v2"
    for form in ("json", "xml"):
        client = GeoReport(base, output_format=form)
        services = client.get_service_list()
        assert [one["service_code"] for one in services][:2] == ["air", "noise"]
        assert client.get_service_definition("air")["service_code"] == "air"
        found = client.get_service_requests()
        assert {one["service_request_id"] for one in found} == {world.uid(n) for n in ("open", "noise", "closed")}
        assert client.get_service_request(world.uid("open"))["description"] == "窑湾夜里焦糊味"

    class Then(datetime):
        @classmethod
        def now(cls, zone=None):
            return datetime(2026, 11, 23, 15, tzinfo=SHANGHAI)

    monkeypatch.setattr("qingtian.gateways.open311.check.listing.datetime", Then)
    tried = Tried(base, f"{live_server.url}/open311/discovery", key=world.secret, post=True)
    outcomes = {one.rule.id: one.why or one.outcome for one in check(tried) if one.outcome != "pass"}
    assert outcomes == {"token-leads": "the service gave no token"}
