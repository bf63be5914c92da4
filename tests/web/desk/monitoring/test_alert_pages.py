"""Pages of alerts: the gravest first, one with its values, the rules, and a version previewed before it is entered."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.alerts.models import AlertEpisode, AlertRuleVersion
from tests.apps.alerts import playing
from tests.apps.alerts.playing import play, rule
from tests.days import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
HOME = "/desk/monitoring/alerts/"


def said(answer: Any) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def game(city, monkeypatch):
    """Two rules of different weight over two areas, at the hour it is now."""
    monkeypatch.setattr(playing, "START", at(TODAY).astimezone(playing.SHANGHAI).replace(hour=2, minute=0))
    grave = rule(severity="grave", threshold={"at_least": "150"}).model_copy(update={"id": "very_high"})
    made = play(city, monkeypatch, rule(), grave)
    made.given("north", 60, 160, 160)
    made.given("south", 60, 110, 110)
    made.run(3)
    return made


def numbers(page):
    return re.findall(r"GJ-\d{4}-\d{6}", page)


def test_the_gravest_stands_first_with_its_peak_and_what_is_overdue_is_marked(game, sign_in):
    client = sign_in("handler")
    page = said(client.get(HOME))
    grave = AlertEpisode.objects.get(rule="very_high").proceeding.number
    assert numbers(page)[0] == grave
    assert "160 µg/m³" in page
    assert "2 件过期没人认领" in page
    assert "An alert is a reason to look" in said(client.get("/en" + HOME))
    only = said(client.get(HOME + "?severity=grave"))
    assert len(set(numbers(only))) == 1


def test_another_branch_sees_none_of_them(game, sign_in):
    client = sign_in("handler-2")
    assert "没有在办的告警" in said(client.get(HOME))
    number = AlertEpisode.objects.first().proceeding.number
    assert client.get(f"{HOME}{number}/").status_code == 404


def test_the_list_leaves_as_excel_and_is_logged(game, sign_in):
    answer = sign_in("handler").get(HOME + "?format=xlsx")
    book = load_workbook(BytesIO(answer.content))
    assert book.worksheets[0].max_row == 3
    assert "结论" in str(book.worksheets[1]["A1"].value or book.worksheets[1]["A2"].value)
    assert LogEntry.objects.latest("pk").what_zh.startswith("监测表")


def test_one_alert_shows_its_values_against_the_bound_and_who_was_told(game, sign_in):
    number = AlertEpisode.objects.get(rule="very_high").proceeding.number
    client = sign_in("handler")
    answer = client.get(f"{HOME}{number}/")
    page = said(answer)
    assert "150" in page
    assert "执法队员" in page
    assert "<svg" in answer.content.decode()
    assert f"/desk/{number}/" in answer.content.decode()
    assert client.get(f"/desk/{number}/").status_code == 200
    assert client.get(f"/en{HOME}{number}/").status_code == 200


def test_the_list_asks_no_more_for_more_alerts(game, sign_in, django_assert_max_num_queries):
    for n in range(5):
        game.given("east", *[110] * 2, 50, first=n * 3)
    game.run(16)
    client = sign_in("handler")
    client.get(HOME)
    with django_assert_max_num_queries(24):
        client.get(HOME + "?list=ended")


def test_rules_say_how_often_they_raised_and_where_their_numbers_come_from(game, sign_in):
    page = said(sign_in("handler").get(HOME + "rules/"))
    assert "PM2.5 100 µg/m³ 以上，连续 2 个小时" in page
    assert "本地默认，属配置" in page


def filled(client, address, **changes):
    """The form as the page fills it, with some boxes changed."""
    html = client.get(address).content.decode()
    values: dict[str, Any] = dict(re.findall(r'name="([a-z_]+)"[^>]*?value="([^"]*)"', html))
    for name, body in re.findall(r'<select[^>]*name="([a-z_]+)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'<option value="([^"]*)"[^>]*selected', body) or re.search(
            r'<option selected[^>]*value="([^"]*)"', body
        )
        values[name] = chosen.group(1) if chosen else ""
    values["roles"] = re.findall(r'name="roles" value="([a-z_]+)" checked', html) or ["penalty_officer"]
    return {name: value for name, value in values.items() if name not in ("enter", "preview")} | changes


def test_a_version_is_previewed_then_entered_and_takes_the_place_of_the_one_before(game, sign_in):
    client = sign_in("administrator")
    address = HOME + "rules/a_rule/"
    typed = filled(client, address, number="120")
    preview = client.post(address, {**typed, "preview": "1"})
    assert "过去 30 天会告警 1 次" in " ".join(said(preview).split())
    assert not AlertRuleVersion.objects.exists()
    assert client.post(address, {**typed, "enter": "1"}).status_code == 302
    row = AlertRuleVersion.objects.get()
    assert (row.version, row.content["threshold"]["at_least"], row.entered_by) == (1, "120", "administrator")
    page = said(client.get(address))
    assert "PM2.5 120 µg/m³ 以上" in page
    assert "PM2.5 100 µg/m³ 以上" in page  # the version before stays readable
    assert game.run(4).withdrawn == 0
    assert AlertEpisode.objects.get(rule="a_rule").subjects[0]["code"] == "north"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"clear_beyond": "130"}, "恢复的界限在触发的界限里面"),
        ({"number": "abc"}, "没有填对"),
        ({"valid_from": "2020-01-01"}, "不能从过去起用"),
        ({"valid_until": "2020-01-01"}, "早于"),
        ({"item": "XX"}, "没有“XX”这一项"),
        ({"unit": "mg/m³"}, "不能比"),
        ({"roles": ["dancer"]}, "不能认领告警"),
        ({"quiet_begin": "07:00", "quiet_end": "07:00"}, "不能相同"),
        ({"for_periods": "99999"}, "没有填对"),
    ],
)
def test_a_version_that_does_not_hold_is_refused_in_words_and_nothing_is_kept(game, sign_in, changes, words):
    client = sign_in("administrator")
    address = HOME + "rules/a_rule/"
    answer = client.post(address, {**filled(client, address), **changes, "enter": "1"})
    assert answer.status_code == 422
    assert words in said(answer)
    assert not AlertRuleVersion.objects.exists()


def test_a_rule_of_the_offices_own_and_only_an_administrator_enters_one(game, sign_in):
    client = sign_in("administrator")
    typed = filled(client, HOME + "rules/a_rule/", number="90", title_zh="本局规则", title_en="Our rule")
    answer = client.post(HOME + "rules/new/", {**typed, "id": "our_rule", "enter": "1"})
    assert answer.status_code == 302
    assert AlertRuleVersion.objects.get().rule == "our_rule"
    wrong = client.post(HOME + "rules/new/", {**typed, "id": "Not A Code", "enter": "1"})
    assert wrong.status_code == 422
    other = sign_in("handler")
    assert other.get(HOME + "rules/new/").status_code == 403
    assert other.post(HOME + "rules/a_rule/", {**typed, "enter": "1"}).status_code == 403
    assert other.get(HOME + "rules/unheard_of/").status_code == 404
