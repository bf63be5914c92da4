"""Whatever comes in, no answer is a failure of ours, and the next real report is received."""

from __future__ import annotations

import pytest
from django.test import Client

from qingtian.apps.accounts.logbook import Doer
from qingtian.apps.petitions.models import Petition
from qingtian.gateways.partners.actions.keep import Wanted, add_partner
from qingtian.gateways.wechat.models import Incoming
from tests.days import TODAY, at
from tests.fuzzing import ODD, bodies, forms
from tests.gateways.wechat.conftest import account, chat
from tests.web.portal.conftest import CITY
from tests.wechat_play import Chat, through_client

__all__ = ["account", "chat"]
pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]
COUNT = 30
REFUSED = {400, 403}


def patient() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("safe", [False, True])
def test_no_body_breaks_the_chat(account, safe):
    speaker = Chat(through_client(patient()), safe=safe, clock=account.time)
    whole = speaker.message("location", Location_X="25.04", Location_Y="102.71", Label="窑湾 <x>")
    statuses = {speaker.post(*speaker.call(body))[0] for body in bodies(whole, COUNT, 1)}
    assert statuses <= REFUSED | {200}
    assert 200 in statuses
    other = Chat(through_client(patient()), safe=safe, clock=account.time)
    assert "收到了" in other.reports("夜里有焦糊味", "窑湾")


def test_no_sealed_body_breaks_the_outer_shell(chat):
    path, whole = chat.call(chat.message("text", Content="x"))
    # 200 where only the part outside the seal was touched: then it is the same message
    assert {chat.post(path, body)[0] for body in bodies(whole, COUNT, 2)} <= REFUSED | {200}
    assert Incoming.objects.count() <= 1


def test_no_words_break_a_talk(chat):
    for words in ODD:
        said = "".join(c for c in words if c >= " ")
        chat.deliver(chat.message("text", Content=said))
        chat.deliver(chat.message("image", MediaId=said))
    assert not Incoming.objects.filter(state="failed").exists()


def test_no_form_breaks_open311(city, monkeypatch):
    for name in ("city_now", "real_now"):
        monkeypatch.setattr(f"qingtian.web.middleware.{name}", lambda: at(TODAY, 14, 6))
    monkeypatch.setattr("qingtian.web.api.open311.posting.city", lambda: CITY)
    _, key = add_partner(Wanted("app", "应用", "App", ["open311"]), by=Doer(), now=at(TODAY))
    for number, form in enumerate(forms(COUNT, 3)):
        answer = patient().post(f"/open311/v2/requests.{'xml' if number % 2 else 'json'}", {"api_key": key} | form)
        assert answer.status_code in (200, 400, 403, 404), form
    for body in bodies(b"service_code=air&lat=25&long=102&description=%E4%B8%80", 10, 4):
        answer = patient().post("/open311/v2/requests.xml", body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code in REFUSED
    before = Petition.objects.count()
    sent = {"api_key": key, "service_code": "air", "address_string": "窑湾", "description": "焦糊味"}
    assert patient().post("/open311/v2/requests.json", sent).status_code == 200
    assert Petition.objects.count() == before + 1
