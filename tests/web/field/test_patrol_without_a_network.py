"""A patrol on a phone in a real browser: walked and noted without a network, the tab closed, sent once and whole."""

from __future__ import annotations

import pytest
from django.conf import settings as product

from qingtian.apps.grid.models import GridEvent, Patrol
from tests.apps.grid.playing import grid
from tests.apps.inspections.field import photo
from tests.days import TODAY, at
from tests.grid.squares import at as degrees
from tests.web.field.conftest import BACKEND, account

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True, databases=["default", "identity"])]
#: the finding is on the phone
KEPT = """qingtianPatrol.draft(document.querySelector("[data-patrol]").dataset.owner)
.then((row) => row && row.findings.length === 1)"""
WHAT = "河边有油花，找不到来处。"


def sign_in(context, address, city, post):
    from django.test import Client

    client = Client()
    client.force_login(account(city, post), backend=BACKEND)
    cookie = client.cookies[product.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": product.SESSION_COOKIE_NAME, "value": cookie, "url": address}])


def opened(context, complaints):
    page = context.new_page()
    page.set_default_timeout(8000)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Security Policy" in said.text else None)
    page.goto("/field/patrol/")
    page.wait_for_selector("[data-patrol][data-ready]")
    return page


def test_what_is_noted_offline_survives_a_closed_tab_and_comes_once(
    committed_city, live_server, browser, settings, monkeypatch
):
    settings.DEBUG, settings.ALLOWED_HOSTS, settings.AXES_ENABLED = True, ["*"], False
    # the phone's own clock is the day of the test's city
    town, complaints = grid(committed_city), []
    longitude, latitude = degrees(0.5, 0.5)
    context = browser.new_context(
        viewport={"width": 360, "height": 800},
        base_url=live_server.url,
        permissions=["geolocation"],
        geolocation={"latitude": latitude, "longitude": longitude, "accuracy": 8},
        timezone_id="Asia/Shanghai",
    )
    context.clock.install(time=at(TODAY, 9))
    for clock in ("city_now", "real_now"):
        monkeypatch.setattr(f"qingtian.web.middleware.{clock}", lambda: at(TODAY, 15).astimezone(at(TODAY).tzinfo))
    sign_in(context, live_server.url, town.city, "member")
    page = opened(context, complaints)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_selector("[data-part-cells] li:nth-child(3)")

    context.set_offline(True)
    page.click("[data-part-cells] li:nth-child(1) button")
    page.wait_for_selector("[data-part-position]:has-text('有位置')")
    page.check("#patrol_track", force=True)
    page.click("details:has(form[data-part-finding]) summary")
    page.fill("#patrol_what", WHAT)
    page.select_option("#patrol_kind", "water")
    page.select_option("#patrol_dissuasion", "nobody")
    page.select_option("#patrol_severity", "urgent")
    page.set_input_files("#patrol_photo", [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo(1)}])
    page.wait_for_selector("[data-part-photos]:has-text('照片 1 张')")
    page.click("form[data-part-finding] button[type=submit]")
    page.wait_for_selector("[data-part-findings] li:nth-child(1)")
    page.wait_for_function(KEPT)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()  # in the middle of the patrol

    page = opened(context, complaints)  # the kept page opens without a network, the patrol goes on
    page.wait_for_selector("[data-part-findings] li:nth-child(1)")
    page.fill("#patrol_note", "沿河走完")
    page.click("[data-part-end]")
    page.wait_for_selector("[data-part-waiting] li:nth-child(1)")
    page.wait_for_selector("[data-part-status]:has-text('没有网络')")
    assert not Patrol.objects.exists()

    context.set_offline(False)
    page.wait_for_selector("[data-part-status]:has-text('传完了')")
    page.wait_for_selector("[data-part-waiting]:not(:has(li))", state="attached")
    patrol = Patrol.objects.get()
    assert (patrol.cell.code, patrol.on, patrol.note, patrol.findings) == ("t-1", TODAY, "沿河走完", 1)
    event = GridEvent.objects.get(patrol=patrol)
    assert event.proceeding.projection["facts"]["what"] == WHAT
    assert event.proceeding.files.count() == 1
    assert event.longitude is not None
    assert abs(float(event.longitude) - longitude) < 1e-5
    page.click("[data-part-send]")  # sent again: nothing is doubled
    page.wait_for_selector("[data-part-status]:has-text('传完了')")
    assert Patrol.objects.count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert complaints == []
    context.close()
