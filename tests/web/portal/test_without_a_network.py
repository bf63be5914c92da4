"""A report written without a network: kept on the phone, sent once when it is back, gone from the phone afterwards."""

import json

import pytest
from django.test import Client

from qingtian.apps.petitions.models import Petition, ReportDraft
from qingtian.config.rates import Rate
from tests.conftest import TODAY, at
from tests.web.portal.conftest import WORDS, picture
from tests.web.portal.test_human_check import sum_of
from tests.web.portal.test_videos_and_places_of_photos import film, upload

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
KEY = "k" * 43


@pytest.fixture(autouse=True)
def five_past_the_half(monkeypatch):
    monkeypatch.setattr("qingtian.web.middleware.real_now", lambda: at(TODAY, 14, 35))


def send(key=KEY, client=None, **said):
    form = {"key": key, "then": "send", "report": WORDS, "kinds": ["air"], "place": "旧厂区", "when": "often"} | said
    return (client or Client()).post("/report/phone/", form)


def test_what_a_phone_sends_twice_is_received_once_and_told_the_same_receipt(city):
    first = send(photos=[picture(), picture()], video=upload(film())).json()
    again = send(photos=[picture(), picture()], video=upload(film())).json()
    assert first == again | {"files": []}
    petition = Petition.objects.get()
    assert petition.receipt == first["receipt"]
    assert petition.photos.count() == 2
    assert petition.proceeding.files.count() == 3
    assert petition.proceeding.projection["facts"]["naming"] == "anonymous"
    assert Client().get(first["link"]).status_code == 200


def test_the_receipt_is_told_again_for_days_and_never_a_second_report_made(city, monkeypatch):
    monkeypatch.setattr("qingtian.web.portal.sending.PATIENCE", 1)
    first = send().json()
    monkeypatch.setattr("qingtian.web.middleware.city_now", lambda: at(TODAY.replace(day=25), 14, 6))
    assert send().json() == first
    monkeypatch.setattr("qingtian.web.middleware.city_now", lambda: at(TODAY.replace(day=29), 14, 6))
    late = send().json()
    assert late["receipt"] == first["receipt"]
    assert late["link"] == ""  # the key of the link is kept nowhere
    assert Petition.objects.count() == 1


def test_a_refused_photo_costs_neither_the_words_nor_the_others(city):
    told = send(photos=[picture(), picture("GIF", "b.gif")]).json()
    assert len(told["files"]) == 1
    assert "GIF" in told["files"][0]
    assert Petition.objects.get().photos.count() == 1


@pytest.mark.parametrize(
    ("said", "field"), [({"report": " "}, "report"), ({"place": "字" * 301}, "place"), ({"key": "short"}, "key")]
)
def test_what_cannot_be_received_is_told_by_field_and_leaves_nothing(city, said, field):
    answer = send(**said)
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]
    assert not Petition.objects.exists()
    assert not ReportDraft.objects.exists()


def test_whoever_gives_a_name_goes_on_online_with_the_words_here(city):
    client = Client()
    told = send(client=client, then="name", photos=[picture()]).json()
    assert told["go"] == "/report/who/"
    assert not Petition.objects.exists()
    assert WORDS[:5] in client.get("/report/who/").content.decode()
    client.post("/report/who/", {"naming": "named", "name": "宗政某"})
    assert Petition.objects.get().photos.count() == 1


def test_a_busy_address_is_asked_with_the_ticket_and_answers_in_words(city, settings):
    settings.RATES = settings.RATES | {"report_unasked": Rate(1, 3600)}
    send()
    asked = Client().get("/report/ticket/").json()["check"]
    refused = send("m" * 43)
    assert refused.status_code == 422
    assert refused.json()["check"]["token"]
    result, token = sum_of(f'{asked["words"]} name="check_token" value="{asked["token"]}"')
    assert send("m" * 43, check=str(result), check_token=token).status_code == 200


def test_a_form_of_another_site_is_refused(city):
    assert Client(enforce_csrf_checks=True).post("/report/phone/", {"key": KEY}).status_code == 403


def test_the_page_and_its_worker_hold_nothing_of_anybody(city, resident):
    resident.say(report="只在草稿里的话")
    for address in ("/report/offline/", "/en/report/offline/", "/report/worker.js"):
        answer = resident.client.get(address)
        assert answer.status_code == 200
        assert "只在草稿里的话" not in answer.content.decode()
    assert resident.client.get("/report/worker.js")["Content-Type"].startswith("text/javascript")


def test_stopping_clears_the_draft(city, resident):
    resident.say()
    assert resident.client.post("/report/forget/").status_code == 302
    assert not ReportDraft.objects.exists()
    assert resident.client.get("/report/where/").url == "/report/what/"


@pytest.mark.e2e
@pytest.mark.django_db(transaction=True, databases=["default", "identity"])
def test_in_a_browser_a_report_survives_reload_and_leaves_when_the_network_is_back(
    committed_city, live_server, browser, settings
):
    settings.DEBUG = True
    context = browser.new_context(viewport={"width": 360, "height": 800}, base_url=live_server.url)
    page = context.new_page()
    page.set_default_timeout(8000)
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("/report/offline/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    context.set_offline(True)
    page.goto("/report/what/")  # the kept page comes instead of the browser's error
    page.wait_for_selector("[data-offline][data-ready]")
    page.fill("#id_report", WORDS)
    page.set_input_files("#id_photos", [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture().getvalue()}])
    page.wait_for_selector("[data-part-saved]:has-text('存在这部手机上')")
    page.reload()
    page.wait_for_selector("[data-offline][data-ready]")
    assert page.input_value("#id_report") == WORDS
    assert page.locator("[data-part-files] img").count() == 1
    page.click("form[data-offline] button.primary")
    page.wait_for_selector("[data-part-status]:has-text('没有网络')")
    assert not Petition.objects.exists()
    context.set_offline(False)
    page.wait_for_selector("[data-part-receipt]:not(:empty)")
    petition = Petition.objects.get()
    assert page.inner_text("[data-part-receipt]") == petition.receipt
    assert (petition.report, petition.photos.count()) == (WORDS, 1)
    kept = page.evaluate("qingtianPhone.read()")
    assert WORDS not in json.dumps(kept, ensure_ascii=False)
    page.click("[data-part-sent] [data-phone-clear]")
    page.wait_for_url(f"{live_server.url}/")
    page.goto("/report/offline/")
    page.wait_for_selector("[data-offline][data-ready]")
    assert page.evaluate("qingtianPhone.read()") is None
    assert complaints == []
    context.close()
