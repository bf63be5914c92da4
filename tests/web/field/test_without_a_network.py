"""In a real browser: captured without a network, the tab closed and opened again, sent: the sealed record is equal."""

import pytest
from django.conf import settings as product

from qingtian.apps.inspections.models import FieldEvidence
from qingtian.apps.inspections.recheck import recheck
from qingtian.apps.inspections.sheets import latest
from tests.apps.inspections.field import act, enter, photo, unit, visit_of
from tests.web.field.conftest import BACKEND, account

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True, databases=["default", "identity"])]
FINDINGS = "末端风机停用，废气直接排放。"


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
    page.goto("/field/")
    page.wait_for_selector("[data-field][data-ready]")
    return page


def test_what_is_sealed_offline_survives_a_closed_tab_and_comes_once_and_equal(
    committed_city, live_server, browser, settings
):
    settings.DEBUG = True
    city, complaints = committed_city, []
    matter = enter(city, unit())
    for officer in ("handler", "second-officer"):
        act(city, matter, "declare", officer, interest="none")
    context = browser.new_context(
        viewport={"width": 360, "height": 800},
        base_url=live_server.url,
        permissions=["geolocation"],
        geolocation={"latitude": 25.012345, "longitude": 102.712345, "accuracy": 8},
    )
    sign_in(context, live_server.url, city, "handler")
    page = opened(context, complaints)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.click("[data-part-fetch]")
    page.wait_for_selector("[data-part-visits] li")

    context.set_offline(True)
    page.click("[data-part-visits] [data-part-open]")
    page.wait_for_selector("[data-part-position]:has-text('有位置')")
    shots = [{"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": photo(n)} for n in range(12)]
    page.set_input_files("[data-capture=photo]", shots)
    page.wait_for_selector("[data-part-items] li:nth-child(12)")
    page.click("details:has(form[data-sheet=site]) summary")
    page.fill("#site_findings", FINDINGS)
    page.close()  # in the middle of writing

    page = opened(context, complaints)  # the kept page opens without a network
    page.click("[data-part-visits] [data-part-open]")
    page.click("details:has(form[data-sheet=site]) summary")
    page.wait_for_function(f"document.querySelector('#site_findings').value === '{FINDINGS}'")
    page.click("form[data-sheet=site] button[type=submit]")
    page.wait_for_selector("[data-part-items] li:nth-child(13)")
    page.locator("canvas").scroll_into_view_if_needed()
    box = page.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 60)
    page.mouse.up()
    page.click("[data-part-sign] button[type=submit]")
    page.wait_for_selector("[data-part-items] li:nth-child(14)")
    assert not FieldEvidence.objects.exists()
    sealed = page.evaluate(f"qingtianField.items('{matter.number}')")

    context.set_offline(False)
    page.wait_for_selector("[data-part-visit] [data-part-count]:has-text('0 件没有传')")
    page.wait_for_selector("[data-part-status]:has-text('传完了')")
    held = list(FieldEvidence.objects.select_related("file").order_by("n"))
    told = sorted(sealed, key=lambda item: item["n"])
    assert [(one.sha256, one.seal, one.at) for one in held] == [(i["sha256"], i["seal"], i["at"]) for i in told]
    assert [one.file.read() for one in held[:12]] == [shot["buffer"] for shot in shots]
    assert {(one.lat, one.lon, one.accuracy) for one in held} == {("25.012345", "102.712345", "8")}
    assert held[13].about == held[12].sha256
    assert latest(visit_of(matter), "site")["findings"] == FINDINGS
    assert [check.sound for check in recheck(visit_of(matter))] == [True]
    assert page.evaluate(f"qingtianField.blob('{told[0]['client']}')") is None  # gone only now
    assert page.evaluate(f"qingtianField.draft('{matter.number}', 'site')") is None
    page.click("[data-part-visit] [data-send]")  # sent twice: nothing is doubled
    page.wait_for_selector("[data-part-status]:has-text('传完了')")
    assert FieldEvidence.objects.count() == 14
    assert matter.acts.filter(act="take_in").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert complaints == []
    context.close()
