"""Pages of the grid: figures by cell and never by member, one cell, events, hazards, dead corners, hand-overs."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.grid.models import Patrol
from qingtian.apps.people.models import Tenure
from tests.apps.grid.playing import Grid, grid
from tests.days import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
HOME = "/desk/grid/"


def said(answer: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


@pytest.fixture
def town(city) -> Grid:
    return grid(city)


def patrol(town, cell="t-1", on=TODAY):
    return Patrol.objects.create(
        cell=town.cells[cell], on=on, post="member", token=f"{cell}-{on}", started_at=at(on, 9), finished_at=at(on, 10),
        received_at=at(on, 11),
    )  # fmt: skip


def test_the_grid_shows_what_was_owed_and_made_and_names_no_member(town, sign_in):
    patrol(town)
    client = sign_in("handler")
    page = said(client.get(HOME + "?cell=t"))
    assert "应巡查 4 次，已巡查 1 次" in page  # on day 23 of 30 one of two is due, in four leaves
    assert "比网格，不比网格员" in page
    assert "网格员member" not in page
    assert "<svg" in client.get(HOME + "?cell=t").content.decode()
    english = said(client.get("/en" + HOME + "?cell=t"))
    assert "4 patrols owed, 1 made" in english
    assert "Cells are compared, members never" in english


def test_a_leaf_nobody_is_on_is_marked_on_every_page(town, sign_in):
    Tenure.objects.filter(post=town.city.posts["member-2"]).update(ends=TODAY.replace(day=20))
    client = sign_in("handler")
    assert "1 个网格没有人" in said(client.get(HOME))
    assert "11-21 至 11-23 没有人" in said(client.get(HOME + "cells/t-4/"))
    corners = said(client.get(HOME + "corners/"))
    assert "今天 1 个网格没有人" in corners
    assert "溪口t-4" in corners


def test_a_grid_that_does_not_tile_says_where(town, sign_in):
    cell = town.cells["t-3"]
    cell.valid_until = TODAY.replace(day=1)
    cell.save()
    page = said(sign_in("handler").get(HOME + "corners/"))
    assert "有空隙" in page
    assert "边界问题 1 处" in page


def test_events_and_hazards_are_in_sight_of_who_takes_part_and_leave_as_excel(town, sign_in):
    event, hazard = town.assigned(), town.register()
    client, other = sign_in("handler"), sign_in("handler-2")
    assert event.number in said(client.get(HOME + "events/"))
    assert hazard.number in said(client.get(HOME + "hazards/"))
    assert event.number not in said(other.get(HOME + "events/"))
    assert hazard.number not in said(other.get(HOME + "hazards/"))
    assert client.get(HOME + "events/?format=xlsx").status_code == 200
    assert client.get(HOME + "hazards/?format=xlsx").status_code == 200
    assert LogEntry.objects.count() >= 2
    assert "没有网格事件" in said(client.get(HOME + "events/?kind=noise"))
    for number in (event.number, hazard.number):
        assert client.get(f"/desk/{number}/").status_code == 200
        assert client.get(f"/en/desk/{number}/").status_code == 200


def test_a_recurrence_is_told_in_the_ledger_and_on_its_matter(town, sign_in):
    first, again = town.register(), town.register()
    client = sign_in("handler")
    assert f"复发自 {first.number}" in said(client.get(HOME + "hazards/"))
    assert first.number in said(client.get(f"/desk/{again.number}/"))
    only = said(client.get(HOME + "hazards/?again=1"))
    assert "1 件" in only


def test_an_event_and_a_hazard_are_opened_at_the_desk(town, sign_in):
    client = sign_in("handler")
    form = client.get(HOME + "events/new/?cell=t-1").content.decode()
    once = re.search(r'name="once" value="([^"]+)"', form).group(1)
    answer = client.post(
        HOME + "events/new/",
        {"once": once, "subject": "焚烧", "what": "黑烟", "cell": "t-1", "area": "wangxi", "kind": "burning",
         "found_at": "2026-11-23 08:00", "on": TODAY.isoformat()},
    )  # fmt: skip
    assert answer.status_code == 302, said(answer)
    assert "WG-2026-" in answer["Location"]
    assert client.get(HOME + "hazards/new/?object=works").status_code == 200
    assert sign_in("discipline").get(HOME + "events/new/").status_code == 403


def test_a_leaf_is_handed_over_by_who_keeps_the_area(town, sign_in):
    told = {"post": "member", "on": TODAY.isoformat(), "note": "名单"}
    address = HOME + "cells/t-4/hand-over/"
    assert sign_in("handler-2").post(address, told).status_code == 403
    client = sign_in("town")
    assert client.post(address, told).status_code == 302
    page = said(client.get(HOME + "cells/t-4/"))
    assert "名单" in page
    again = client.post(address, told)
    assert again.status_code == 422
    assert client.post(HOME + "cells/nowhere/hand-over/", told).status_code == 404


def test_the_pages_ask_no_more_for_a_larger_grid(town, sign_in, django_assert_max_num_queries):
    for cell in ("t-1", "t-2", "t-3"):
        patrol(town, cell)
        town.find(cell=cell)
        town.register()
    client = sign_in("handler")
    client.get(HOME)
    for address, most in ((HOME, 34), (HOME + "events/", 30), (HOME + "hazards/", 30), (HOME + "corners/", 30)):
        with django_assert_max_num_queries(most):
            client.get(address)
