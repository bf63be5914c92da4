"""With the gate shut no page of the portal shows a word of the records; a new page is tried here by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from qingtian.apps.air.models import HourReading
from qingtian.apps.people.models import Organ
from qingtian.apps.places.models import Area, Station
from qingtian.web.portal.urls import urlpatterns
from tests.apps.proceedings.driving import case
from tests.conftest import TODAY, at
from tests.publishing import drafted, standing

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
#: what the records of the city below say, each word nowhere else in the product
WORDS = ("标记案由", "标记单位", "标记站", "标记稿", "标记正文", "0000-7788")
#: pages of one reporter's own matter, which need the key of a secret link
OWN = {
    *("receipt", "receipt_photo", "rate", "add", "withdraw", "ask_review", "ask_re_review", "report_photo"),
    "comment",
    "reward_code",
}
#: pages of one publication by its number, tried where publications are: 404 until it has walked its road
ONE_TEXT = (
    "notice",
    "air_paper",
    "air_paper_file",
    "water_paper",
    "water_paper_file",
    "consultation",
    "objection",
    "problem_list",
    "draw",
    "draw_file",
)
#: files of a page, of a form that must be named: tried in tests/web/portal/test_violators
ONE_TEXT += ("penalties_file", "violators_file", "outlets_file", "outlet")
#: the form of a report: one names one's area in it, and that is input
FORM = {"report_where": {"标记单位"}, "report_offline": {"标记单位"}}


def addresses() -> dict[str, str]:
    """Every page of the portal by name; one with a part nobody foresaw fails here and is thought about."""
    found = {}
    for pattern in urlpatterns:
        if pattern.name in OWN:
            continue
        try:
            found[pattern.name] = reverse(f"portal:{pattern.name}")
        except NoReverseMatch:
            assert pattern.name in ONE_TEXT, f"{pattern.name}: say here with what the page is opened"
    return found


@pytest.fixture
def marked(city, monkeypatch):
    """A city whose records bear marks: a case, an office with a telephone, a station with its hour, a draft."""
    monkeypatch.setattr("qingtian.web.middleware.city_now", lambda: at(TODAY, 14, 6))
    cache.clear()
    case(city, subject="标记案由夜里焦味").to("announced")
    Organ.objects.filter(code="petitions").update(name_zh="标记单位信访科", phone="0000-7788")
    square = {"type": "Polygon", "coordinates": [[[102, 25], [103, 25], [103, 26], [102, 26], [102, 25]]]}
    Area.objects.filter(code="wangxi").update(name_zh="标记单位区", boundary=square)
    station = Station.objects.create(
        code="T1", name_zh="标记站", name_en="Mark", longitude="102.5", latitude="25.5", area=city.areas["wangxi"]
    )
    hour = (at(TODAY, 14, 0) - timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    _hours(station, hour)
    drafted(city, subject="标记稿", text="标记正文")
    return city


def _hours(station: Station, hour: datetime) -> None:
    HourReading.objects.create(station=station, hour=hour, pm2_5="35", pm10="60", so2="6", no2="20", o3="80", co="0.6")


def shown(name: str, address: str) -> set[str]:
    client = Client()
    page = client.get(address, follow=True)
    if page.status_code == 405:
        page = client.post(address, {"lon": "102.5", "lat": "25.5"}, follow=True)
    assert page.status_code == (422 if name == "report_phone" else 200), (name, page.status_code)
    return {word for word in WORDS if word in page.content.decode()}


def test_nothing_of_the_records_leaves_by_any_page_while_no_decision_admits_it(marked):
    leaks = {name: shown(name, address) - FORM.get(name, set()) for name, address in addresses().items()}
    assert not any(leaks.values()), leaks


def test_the_same_pages_show_it_once_a_decision_does(marked):
    standing(marked)
    seen = set().union(*(shown(name, address) for name, address in addresses().items()))
    assert {"标记案由", "标记单位", "标记站", "0000-7788"} <= seen
    assert "标记稿" not in seen, "a draft is nobody's but the office's"
    assert "标记正文" not in seen
