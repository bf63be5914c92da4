"""The pages of commands to the field: who sees them, the form, a password never shown again, queries of the list."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from qingtian.apps.monitors.actions import follow_command
from qingtian.apps.monitors.models import DataLogger, FieldCommand
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.models import Proceeding
from qingtian.hj212.requests import REQUESTS
from tests.apps.monitors.test_commands_to_the_field import MN, QN, WIRE, approved, propose
from tests.small_city import SmallCity

pytestmark = pytest.mark.django_db

LIST, NEW = "/desk/monitoring/loggers/commands/", "/desk/monitoring/loggers/commands/new/"
TYPED = {"f_logger": MN, "f_command": "set_password", "f_why": "更换口令", "on": "2026-11-23", "once": "a" * 24}


@pytest.fixture(autouse=True)
def device(city: SmallCity) -> DataLogger:
    return DataLogger.objects.create(mn=MN, name="1 号数采仪", organ=Organ.objects.get(code="branch"))


def test_posts_that_do_not_command_see_nothing(sign_in: Any) -> None:
    assert [sign_in("clerk").get(page).status_code for page in (LIST, NEW)] == [403, 403]
    head = sign_in("branch-head")
    assert [head.get(page).status_code for page in (LIST, NEW)] == [200, 403]
    assert "提出指令" not in head.get(LIST).content.decode()


def test_the_form_offers_the_devices_of_the_organ_and_opens_a_matter(sign_in: Any) -> None:
    client: Client = sign_in("handler")
    other = DataLogger.objects.create(mn="OTHER-1", name="石湾数采仪", organ=Organ.objects.get(code="branch-2"))
    page = client.get(NEW, {"f_logger": MN, "f_command": "read_clock"}).content.decode()
    assert f'value="{MN}"' in page
    assert other.mn not in page
    assert "f_seconds" not in page
    assert "f_new_password" not in page
    choose = client.get(NEW, {"f_logger": MN}).content.decode()
    assert choose.count("CN=") == len(REQUESTS)
    assert f"f_command=set_password&amp;f_logger={MN}" in choose
    done = client.post(NEW, TYPED | {"f_new_password": "A1b2C3"})
    matter = Proceeding.objects.get(procedure="field_command")
    assert (done.status_code, done.url) == (302, f"/desk/{matter.number}/")
    assert matter.title == f"设置访问密码：{MN}"
    assert "A1b2C3" not in client.get(done.url).content.decode()


def test_a_refused_password_is_not_shown_again(sign_in: Any) -> None:
    refused = sign_in("handler").post(NEW, TYPED | {"f_new_password": "A1b2C3D4"})
    page = refused.content.decode()
    assert (refused.status_code, FieldCommand.objects.count()) == (422, 0)
    assert "密码是 6 位" in page
    assert "A1b2C3D4" not in page


def test_the_list_says_what_each_asks_and_what_came_back(
    sign_in: Any, city: SmallCity, django_assert_max_num_queries: Any
) -> None:
    client: Client = sign_in("handler")
    assert "没有在办的指令" in client.get(LIST).content.decode()
    for _ in range(4):
        propose(city, "read_clock")
    done = approved(city, "stop_real_time")
    follow_command.note_sent(done.number, QN, **WIRE)
    follow_command.note_result(done.number, "1", **WIRE)
    with django_assert_max_num_queries(16):
        page = client.get(LIST, {"mn": MN}).content.decode()
    assert page.count("data-row") == 4
    assert "提取现场机时间" in page
    assert "Read the clock" in client.get(f"/en{LIST}").content.decode()
    ended = client.get(LIST, {"ended": "1"}).content.decode()
    assert (ended.count("data-row"), "执行成功" in ended) == (1, True)
    assert "done" in client.get(f"/en{LIST}", {"ended": "1"}).content.decode()
    assert client.get(LIST, {"mn": "nobody"}).content.decode().count("data-row") == 0
