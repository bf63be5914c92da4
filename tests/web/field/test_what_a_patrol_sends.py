"""What a member's phone asks and sends: its own cells, one patrol a request, once; nothing else is taken."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qingtian.apps.grid.models import GridEvent, Patrol
from tests.apps.grid.playing import grid
from tests.apps.inspections.field import DAY, photo
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
FINDING = {
    "what": "河边有油花",
    "kind": "water",
    "dissuasion": "nobody",
    "severity": "ordinary",
    "found_at": at(DAY, 10).isoformat(),
    "position": "104.520000,25.520000",
}
ROW = {
    "token": "a-token",
    "cell": "t-1",
    "started_at": at(DAY, 9).isoformat(),
    "finished_at": at(DAY, 10).isoformat(),
    "note": "",
    "track": [[104.52, 25.52, 4]],
    "findings": [FINDING],
}


@pytest.fixture
def town(city):
    return grid(city)


def send(client, row, **files):
    return client.post("/field/patrol/send/", {"row": json.dumps(row), **files})


def test_the_kit_holds_ones_own_cells_alone(town, signed):
    told = signed("member").get("/field/patrol/kit/").json()
    assert [cell["code"] for cell in told["cells"]] == ["t-1", "t-2", "t-3"]
    assert told["owner"] == "member/p-member"
    assert signed("handler").get("/field/patrol/kit/").status_code == 403


def test_a_patrol_comes_once_with_its_photo(town, signed):
    client = signed("member")
    for _ in range(2):
        answer = send(client, ROW, **{"photo-1": SimpleUploadedFile("1.jpg", photo(1), "image/jpeg")})
        assert answer.status_code == 200
        assert answer.json()["taken"] == "a-token"
    assert (Patrol.objects.count(), GridEvent.objects.count()) == (1, 1)
    assert answer.json()["events"] == [GridEvent.objects.get().proceeding.number]
    assert GridEvent.objects.get().proceeding.files.count() == 1


@pytest.mark.parametrize(
    "row",
    [
        {},
        [],
        {**ROW, "token": ""},
        {**ROW, "token": 7},
        {**ROW, "cell": "t-4"},
        {**ROW, "started_at": "2026-11-23T09:00:00"},
        {**ROW, "started_at": "yesterday"},
        {**ROW, "track": [[1, 2]]},
        {**ROW, "track": [[104, 95, 1]]},
        {**ROW, "track": "x"},
        {**ROW, "findings": [{**FINDING, "what": ""}]},
        {**ROW, "findings": [{**FINDING, "kind": "nonsense"}]},
        {**ROW, "findings": [7]},
        {**ROW, "findings": [FINDING] * 21},
        {**ROW, "finished_at": (at(DAY, 10) + timedelta(days=2)).isoformat()},
    ],
)
def test_what_no_phone_of_ours_writes_is_refused_in_words_and_nothing_is_kept(town, signed, row):
    answer = send(signed("member"), row)
    assert answer.status_code == 422
    assert answer.json()["words"]
    assert not Patrol.objects.exists()


@pytest.mark.parametrize("content", ["", "{", "\\u0000", "[" * 5000])
def test_what_is_no_json_is_refused(town, signed, content):
    assert signed("member").post("/field/patrol/send/", {"row": content}).status_code == 422


def test_a_picture_that_is_none_is_refused_whole(town, signed):
    answer = send(signed("member"), ROW, **{"photo-1": SimpleUploadedFile("1.jpg", b"no picture", "image/jpeg")})
    assert answer.status_code == 422
    assert not Patrol.objects.exists()


def test_a_session_that_has_ended_leads_to_the_sign_in_form(town):
    assert send(Client(), ROW).status_code == 302
    assert Client().get("/field/patrol/kit/").status_code == 302


def test_the_page_holds_nothing_of_any_patrol_and_the_worker_keeps_it(town, signed):
    page = signed("member").get("/field/patrol/").content.decode()
    assert "溪口" not in page
    script = Client().get("/field/patrol/worker.js")
    assert "/field/patrol/" in script.content.decode()
    assert signed("handler").get("/field/patrol/").status_code == 403
    assert signed("member").get("/en/field/patrol/").status_code in (200, 404)
