"""The page of all channels: what the administrator entered, open until when by the working calendar, followed how."""

from datetime import date, time

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from qingtian.config import channels as declared
from qingtian.config.channels import SHIPPED, Channel, spans_of, write_channels, written_spans
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.law import Calendar
from qingtian.web.design.opening import opening
from tests.conftest import at

pytestmark = pytest.mark.once
MONDAY, FRIDAY, EVE = date(2026, 11, 23), date(2026, 11, 27), date(2026, 9, 30)
WINDOW = Channel("w", "visit", Text("窗口", "Window"), days="working", open=spans_of("08:30-12:00, 13:30-17:30"))


@pytest.fixture(autouse=True)
def own_file(settings, tmp_path):
    settings.DATA = tmp_path
    declared.channels.cache_clear()
    yield
    declared.channels.cache_clear()


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (at(MONDAY, 8, 29), "现在不开，今天 08:30 开"),
        (at(MONDAY, 8, 30), "现在开着，到 12:00"),
        (at(MONDAY, 12, 0), "现在不开，今天 13:30 开"),
        (at(MONDAY, 17, 29), "现在开着，到 17:30"),
        (at(FRIDAY, 17, 30), "现在不开，11月30日 08:30 开"),
        (at(EVE, 18, 0), "现在不开，10月8日 08:30 开"),  # over the national holiday
    ],
)
def test_a_window_is_open_by_the_hour_and_the_working_calendar(now, said):
    assert opening(WINDOW, now, Calendar().is_working).zh.replace("2026年", "") == said


@pytest.mark.parametrize(
    "written", ["8:30-12:00", "08:30 – 12:00；13:30至17:30", "08:30-12:00, 13:30-17:30", "08:30-12:00 13:30-17:30", ""]
)
def test_hours_are_read_as_people_write_them(written):
    spans = spans_of(written)
    assert spans == spans_of(written_spans(spans))
    assert all(begin == time(8, 30) for begin, _ in spans[:1])


@pytest.mark.parametrize("written", ["上午", "12:00-08:30", "08:30-12:00, 11:00-13:00", "25:00-26:00", "08:30-08:30"])
def test_hours_that_cannot_be_are_refused(written):
    with pytest.raises(UnusableInput):
        spans_of(written)


def test_what_is_written_is_read_again():
    write_channels((*SHIPPED, WINDOW))
    assert declared.channels() == (*SHIPPED, WINDOW)


@pytest.mark.django_db(databases=["default", "identity"])
def test_the_administrator_enters_a_channel_and_the_public_page_shows_it(city):
    person = city.people["administrator"]
    person.user = get_user_model().objects.create_user("u-a")
    person.save()
    desk = Client()
    desk.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
    page = desk.get("/desk/channels/")
    assert page.status_code == 200
    form = {f"{one.code}_name_zh": one.name.zh for one in SHIPPED} | {f"{one.code}_shown": "on" for one in SHIPPED}
    form |= {"12369_reach": "12369", "12369_kind": "phone", "12369_open": "09:00-17:00", "new_name": "微信公众号"}
    wrong = desk.post("/desk/channels/", form | {"12369_open": "上午"})
    assert wrong.status_code == 422
    assert "上午" in wrong.content.decode()
    assert declared.channels() == SHIPPED
    assert desk.post("/desk/channels/", form).status_code == 302
    public = Client().get("/channels/").content.decode()
    assert "微信公众号" in public
    assert "现在开着，到 17:00" in public
    assert 'href="tel:12369"' in public
