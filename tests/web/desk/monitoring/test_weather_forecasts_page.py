"""The register of weather forecasts: analysts enter and withdraw, everybody reads; what is wrong is marked."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from qingtian.apps.people.models import Person, Post, Tenure
from qingtian.apps.weather.actions.foretell import name_of
from qingtian.apps.weather.models import WeatherForecast
from tests.days import TODAY
from tests.small_city import STARTED, SmallCity

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
PAGE = "/desk/monitoring/weather/bureau-forecasts/"
#: before any hour a test may run at
EARLY = f"{TODAY}T00:00"


def said(answer: Any) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


@pytest.fixture
def posts(city: SmallCity) -> dict[str, Post]:
    found = {}
    for code, roles in (("analyst-1", ["analyst"]), ("clerk-1", ["clerk"])):
        found[code] = city.posts[code] = Post.objects.create(
            code=code, organ=city.organs["eeb"], title_zh=code, title_en=code, roles=roles
        )
        city.people[code] = Person.objects.create(code=f"p-{code}", name_zh=code, name_en=code)
        Tenure.objects.create(person=city.people[code], post=found[code], starts=STARTED)
    return found


def sent(**changed: str) -> dict[str, str]:
    values = {"do": "enter", "issuer": "市气象局 值班岗", "issued_at": EARLY}
    return values | {name_of(TODAY, "wind_low"): "1", name_of(TODAY, "wind_high"): "3"} | changed


def test_an_analyst_enters_one_and_everybody_reads_it(posts: dict[str, Post], sign_in: Any) -> None:
    client = sign_in("analyst-1")
    assert "还没有录入气象预报" in said(client.get(PAGE))
    page = said(client.post(PAGE, sent(), follow=True))
    assert "已录入" in page
    assert "1–3 m/s" in page
    reader = sign_in("clerk-1")
    english = said(reader.get("/en" + PAGE))
    assert "1–3 m/s" in english
    assert "Enter one" not in english


def test_who_is_no_analyst_enters_nothing(posts: dict[str, Post], sign_in: Any) -> None:
    assert sign_in("clerk-1").post(PAGE, sent()).status_code == 403
    assert not WeatherForecast.objects.exists()


def test_what_is_wrong_is_marked_and_what_was_typed_stays(posts: dict[str, Post], sign_in: Any) -> None:
    answer = sign_in("analyst-1").post("/en" + PAGE, sent(**{name_of(TODAY, "wind_high"): "0.5"}))
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "The lower end comes first" in body
    assert re.search(rf'name="{name_of(TODAY, "wind_low")}" value="1"[^>]*aria-invalid="true"', body)


def test_a_withdrawn_one_stays_and_says_so(posts: dict[str, Post], sign_in: Any) -> None:
    client = sign_in("analyst-1")
    client.post(PAGE, sent())
    row = WeatherForecast.objects.get()
    assert "已撤下" in said(client.post(PAGE, {"do": "withdraw", "row": str(row.pk)}, follow=True))
    assert client.post(PAGE, {"do": "withdraw", "row": str(row.pk)}).status_code == 422
    assert client.post(PAGE, {"do": "withdraw", "row": "999"}).status_code == 422
