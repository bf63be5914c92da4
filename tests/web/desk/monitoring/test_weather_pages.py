"""Pages of the exchange with the weather bureau: what came, what was wrong, what was agreed, forecasts."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.people.models import Person, Post, Tenure
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.weather.actions.take import Came, take
from qingtian.apps.weather.models import ContactPoint, Delivery, Product, WeatherStation
from qingtian.measurements.weather.batch import read_batch
from qingtian.measurements.weather.periods import written
from tests.days import TODAY, at
from tests.small_city import STARTED, SmallCity

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
HOME = "/desk/monitoring/weather/"
NOON = at(TODAY, 12)
CONTACT = {"do": "contact", "side": "weather", "organ": "市气象局", "post": "值班岗", "phone": "0871-0000"}
ANSWER = {"answer": "agreed", "confirmed_for": "市气象局 值班岗", "confirmed_on": str(TODAY), "answer_text": "同意。"}
PRODUCT = {"do": "product", "side": "weather", "title": "城市预报", "how_often": "每天两次"}


def said(answer: Any) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


@pytest.fixture
def analyst(city: SmallCity, sign_in: Any) -> Client:
    post = Post.objects.create(
        code="analyst-1", organ=city.organs["eeb"], title_zh="分析员", title_en="Analyst", roles=["analyst"]
    )
    city.posts["analyst-1"] = post
    city.people["analyst-1"] = Person.objects.create(code="p-analyst-1", name_zh="分析员甲", name_en="A")
    Tenure.objects.create(person=city.people["analyst-1"], post=post, starts=STARTED)
    client: Client = sign_in("analyst-1")
    return client


def station(code: str) -> None:
    WeatherStation.objects.create(
        code=code, name_zh=f"{code}站", name_en=code, longitude=Decimal(102), latitude=Decimal(25),
        valid_from=date(2020, 1, 1),
    )  # fmt: skip


def deliver(stations: int, hours: int, **changed: object) -> Delivery:
    rows = [
        {"station_id": f"Y{number}", "period_start": written(NOON - timedelta(hours=hour + 1)), "variable": name,
         "period_end": written(NOON - timedelta(hours=hour)), "value": value, "quality": 0, "unit": unit, **changed}
        for number in range(stations) for hour in range(hours)
        for name, value, unit in (("TEM", "15.9", "degC"), ("WIN_S_Avg_10mi", "2.4", "m/s"))
    ]  # fmt: skip
    sent = {"schema": "met-obs/1", "source": "wb", "issued": written(NOON), "units": {}, "rows": rows}
    came = Came(Delivery.Channel.API, "met-obs/1", "0" * 64, NOON + timedelta(minutes=8))
    return take(read_batch(sent, came.at), came)


def test_latency_and_completeness_are_shown_by_variable_and_day(analyst: Client) -> None:
    assert "这一周没有气象数据" in said(analyst.get(HOME))
    station("Y0")
    deliver(1, 3)
    page = said(analyst.get(HOME))
    for words in ("气温 TEM", "3/13", "8 分", "2 小时", "本地默认，属配置", "没有配置 weather.yaml"):
        assert words in page
    assert "Air temperature TEM" in said(analyst.get("/en" + HOME))


def test_the_page_asks_the_same_for_one_station_and_for_four(analyst: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert analyst.get(HOME).status_code == 200
        return len(found)

    station("Y0")
    deliver(1, 2)
    few = queries()
    for number in range(1, 4):
        station(f"Y{number}")
    deliver(4, 8)
    assert queries() == few


def test_a_delivery_says_of_each_row_what_became_of_it(analyst: Client) -> None:
    station("Y0")
    deliver(1, 1)
    conflict = deliver(1, 1, value="17")
    wrong = deliver(1, 2, unit="K")
    page = said(analyst.get(f"{HOME}deliveries/?only=faulty"))
    assert page.count("wb 接口推送") == 2
    page = said(analyst.get(f"{HOME}deliveries/{conflict.code}/"))
    assert "要改就用更大的修订号" in page
    assert "value=17" in page
    assert "约定是 degC" in said(analyst.get(f"{HOME}deliveries/{wrong.code}/"))
    assert analyst.get(f"{HOME}deliveries/unknown/").status_code == 404


def test_the_day_of_a_station_leaves_out_of_its_mean_what_is_no_value(analyst: Client) -> None:
    station("Y0")
    deliver(1, 1)
    deliver(1, 2, value="999999")
    page = said(analyst.get(f"{HOME}day/?station=Y0&on={TODAY}"))
    assert "缺测" in page
    assert "15.9平均，1个" in page.replace(" ", "")
    assert "凭记忆，未核实" in page


def test_contact_points_and_products_are_entered_and_ended_by_analysts_and_logged(
    analyst: Client, sign_in: Any
) -> None:
    address = f"{HOME}agreed/"
    assert analyst.post(address, CONTACT).status_code == 302
    contact = ContactPoint.objects.get()
    wrong = analyst.post(address, {**PRODUCT, "side": "environment", "contact": contact.pk})
    assert (wrong.status_code, Product.objects.count()) == (422, 0)
    assert "同一方的联系点" in said(wrong)
    assert analyst.post(address, {**PRODUCT, "contact": contact.pk}).status_code == 302
    page = said(analyst.get(address))
    assert "城市预报" in page
    assert "值班岗" in page
    assert "先停那些产品" in said(analyst.post(address, {"do": "end_contact", "row": contact.pk}))
    assert analyst.post(address, {"do": "end_product", "row": Product.objects.get().pk}).status_code == 302
    assert analyst.post(address, {"do": "end_contact", "row": contact.pk}).status_code == 302
    assert ContactPoint.objects.get().valid_to == TODAY, "it stays on record"
    assert LogEntry.objects.filter(what_zh__contains="值班岗").count() == 2
    assert analyst.post(address, {"do": "nonsense"}).status_code == 422
    other = sign_in("handler-2")
    assert other.get(address).status_code == 200
    assert other.post(address, CONTACT).status_code == 403


def test_a_forecast_is_drafted_and_shows_who_entered_whose_answer(
    analyst: Client, sign_in: Any, city: SmallCity
) -> None:
    assert sign_in("handler").get(f"{HOME}forecasts/new/").status_code == 403
    form = analyst.get(f"{HOME}forecasts/new/")
    once = re.search(r'name="once" value="([^"]+)"', form.content.decode())
    assert once is not None
    fields = {
        "f_subject": "三天会商", "f_first_day": TODAY, "f_last_day": TODAY + timedelta(days=2),
        "f_weather_basis": "静稳", "f_text": "良", "on": TODAY, "once": once[1],
    }  # fmt: skip
    missing = analyst.post(f"{HOME}forecasts/new/", {**fields, "f_text": ""})
    assert missing.status_code == 422
    assert analyst.post(f"{HOME}forecasts/new/", fields).status_code == 302
    assert "三天会商 YB-2026-" in said(analyst.get(f"{HOME}forecasts/"))
    matter = Proceeding.objects.get(procedure="joint_forecast")
    assert "代“" not in said(analyst.get(f"/desk/{matter.number}/"))
    for act, given in (("send_to_weather", {"sent_by": "公文"}), ("enter_confirmation", ANSWER)):
        by = city.actor("analyst-1", TODAY)
        perform(matter, act, by=by, on=TODAY, now=NOON, fields=given, expected_seq=matter.seq)
        matter.refresh_from_db()
    assert "分析员代“市气象局 值班岗”录入" in said(analyst.get(f"/desk/{matter.number}/"))
    assert "市气象局 值班岗" in said(analyst.get(f"{HOME}forecasts/"))


def test_it_stands_on_the_home_of_monitoring(analyst: Client) -> None:
    assert "气象交换" in said(analyst.get("/desk/monitoring/"))
