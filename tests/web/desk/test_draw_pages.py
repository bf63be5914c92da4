"""Draws and blind spots on the desk and for everybody: the list sealed, the file that verifies, the gate."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client

from qingtian.apps.draws.models import DrawnObject, RandomDraw
from qingtian.apps.draws.results import counted_words
from qingtian.apps.parties.models import Party
from qingtian.apps.publishing.models import Publication
from qingtian.drawing.published import faults, read
from tests.apps.draws.test_draw_rules import NEXT, all_ended, drawn, frozen, units, visit  # noqa: F401
from tests.apps.inspections.field import act
from tests.days import TODAY
from tests.publishing import standing

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def body(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode().split("<main")[-1]


def test_the_list_of_draws_and_one_frozen_that_waits_for_its_seed(city, sign_in, units):  # noqa: F811
    matter = frozen(city)
    client = sign_in("handler")
    assert matter.number in body(client.get("/desk/grid/draws/"))
    assert "等种子" in body(client.get(f"/desk/grid/draws/{matter.number}/"))
    assert client.get(f"/desk/grid/draws/{matter.number}/draw.json").status_code == 404


def test_the_form_freezes_and_says_what_is_wrong(city, sign_in, units):  # noqa: F811
    client = sign_in("handler")
    form = {
        "subject": "抽查",
        "year": "2026",
        "quarter": "4",
        "seed_source": "双色球",
        "draw_by": str(TODAY + timedelta(3)),
    }
    assert client.post("/desk/grid/draws/new/", form | {"seed_source": ""}).status_code == 422
    answer = client.post("/desk/grid/draws/new/", form)
    number = RandomDraw.objects.get().proceeding.number
    assert answer["Location"].endswith(f"/desk/grid/draws/{number}/")
    assert "已经有一次抽查" in body(client.post("/desk/grid/draws/new/", form), 422)
    assert sign_in("inspector").get("/desk/grid/draws/new/").status_code == 403


def test_before_the_visit_the_page_shows_a_reader_nothing_but_how_many_are_sealed(city, sign_in, units):  # noqa: F811
    matter = drawn(city)
    address = f"/desk/grid/draws/{matter.number}/"
    row = DrawnObject.objects.first()
    name = Party.objects.get(number=row.party).name
    own = body(sign_in("handler").get(address))
    assert name in own
    assert f"party={row.party}" in own
    other = sign_in("case-reviewer")
    sealed = body(other.get(address))
    assert not any(Party.objects.get(number=one).name in sealed for one in units)
    assert "7 个对象保密" in sealed
    assert other.get(f"{address}draw.json").status_code == 404
    visit(city, matter, row)
    assert name in body(other.get(address))


def test_the_public_reads_a_draw_only_when_published_and_through_the_gate(city, sign_in, units):  # noqa: F811
    standing(city)
    matter = drawn(city)
    assert matter.number not in body(Client().get("/draws/"))
    all_ended(city, matter)
    act(city, matter, "state_results", "handler", NEXT, summary="都看了。")
    assert Client().get(f"/draws/{matter.number}/").status_code == 404
    counted = counted_words(RandomDraw.objects.get(proceeding=matter)).zh
    act(city, matter, "publish_results", "branch-head", NEXT, counted=counted)
    shown = body(Client().get("/draws/"))
    assert matter.number in shown
    name = Party.objects.get(number=DrawnObject.objects.first().party).name
    for prefix in ("", "/en"):
        assert name in body(Client().get(f"{prefix}/draws/{matter.number}/"))
    file = Client().get(f"/draws/{matter.number}/draw.json").content
    assert not faults(read(file))
    assert b"handler" not in file
    Publication.objects.update(kinds=["office"])
    assert Client().get(f"/draws/{matter.number}/").status_code == 404


def test_blind_spots_are_listed_by_question_with_their_age_and_what_ends_them(city, sign_in, units):  # noqa: F811
    client = sign_in("handler")
    shown = body(client.get("/desk/grid/blind-spots/"))
    assert "从没有检查过的单位" in shown
    assert "第1家" in shown
    assert f"/desk/enforcement/visits/new/?party={units[0]}" in shown
    none = body(client.get("/desk/grid/blind-spots/?question=silent_outlets&area=shiwan"))
    assert "这里没有盲区" in none
    assert client.get("/desk/grid/blind-spots/?question=x&area=y&page=99").status_code == 200
    assert client.get("/desk/grid/blind-spots/?format=xlsx")["Content-Type"].endswith("sheet")
    assert json.loads(client.get("/desk/grid/blind-spots/spots.geojson").content)["features"] == []
    assert "Units never inspected" in body(client.get("/en/desk/grid/blind-spots/"))


def test_a_visit_takes_the_unit_off_the_list_and_the_page_asks_a_bounded_number_of_times(
    city,
    sign_in,
    units,  # noqa: F811
    django_assert_max_num_queries,
):
    matter = drawn(city)
    row = DrawnObject.objects.first()
    client = sign_in("handler")
    address = "/desk/grid/blind-spots/?question=never_inspected"
    name = Party.objects.get(number=row.party).name
    assert name in body(client.get(address))
    visit(city, matter, row)
    with django_assert_max_num_queries(60):
        assert name not in body(client.get(address))
