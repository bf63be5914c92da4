"""Rewards for residents: told on the receipt, a code shown once, claimed without a name; the public sees totals."""

import logging

import pytest
from django.conf import settings as product

from qingtian.apps.rewards.models import Reward
from tests.apps.proceedings.driving import Drive
from tests.apps.rewards.test_reward_rules import Walk
from tests.conftest import TODAY
from tests.web.entrances import files, found_in, invented, rows
from tests.web.portal.conftest import at_act

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]


def test_the_code_is_shown_once_and_claims_without_a_name(city, client, caplog):
    caplog.set_level(logging.DEBUG)
    who = invented(1, seed=11)[0]
    found = at_act(city, "rate")
    page = f"/r/{found.key}/"
    walk = Walk(city, Drive(city, found.petition.proceeding, TODAY)).do("examine")
    assert "取领奖码" not in client.get(page).content.decode(), "a proposal is no promise"
    walk.do("approve_first").do("approve_second").do("notify")
    told = client.get(page).content.decode()
    assert "有一笔举报奖励，最晚" in told
    assert "500 元" in told
    shown = client.post(f"{page}reward/")
    code = shown.content.decode().split('class="receipt-number">')[1].split("<")[0]
    assert "no-store" in shown["Cache-Control"]
    again = client.post(f"{page}reward/")
    assert (again.status_code, code in again.content.decode()) == (422, False)

    wrong = client.post("/rewards/claim/", {"code": "2222-2222-2222-2222", "way": "counter"})
    assert wrong.status_code == 422
    lacking = client.post("/rewards/claim/", {"code": code, "way": "account", "holder": who.name})
    assert (lacking.status_code, code in lacking.content.decode()) == (422, False)
    account = {"code": code, "way": "account", "holder": who.name, "account": who.phone, "bank": who.other}
    claimed = client.post("/rewards/claim/", account).content.decode()
    assert "申领好了" in claimed
    places = [("page", claimed.encode()), ("log", caplog.text.encode()), *rows(), *files(product.DATA)]
    assert found_in(places, [who]) == [], "the payee stands nowhere outside the sealed store"
    assert code not in caplog.text
    assert Reward.objects.get().proceeding.state == "claimed"
    assert "正在发放" in client.get(page).content.decode()


def test_the_public_sees_the_scheme_and_totals_through_the_gate(city, client):
    page = client.get("/en/rewards/").content.decode()
    assert "2,000" in page
    assert "Which reports are rewarded" in page


def test_without_a_way_nothing_is_claimed(city, client):
    assert client.post("/rewards/claim/", {"code": "x"}).status_code == 422
    assert client.get("/rewards/claim/").status_code == 200


def test_hearing_and_mediation_are_told_in_plain_words(city, client):
    found = at_act(city, "accept")
    drive = Drive(city, found.petition.proceeding, TODAY)
    drive.do("call_hearing", fields={"planned_on": TODAY.isoformat(), "where": "九点半，分局二楼"})
    drive.do("mediate")
    told = client.get(f"/r/{found.key}/").content.decode()
    assert "要开一次听证" in told
    assert "九点半，分局二楼" in told
    assert "您可以参加" in told
    assert "达成协议" in told
