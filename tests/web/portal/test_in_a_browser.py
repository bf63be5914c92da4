"""A resident's phone: the whole report in a real browser, with scripts and without, accessible on every page."""

import pytest
from playwright.sync_api import expect

from qingtian.apps.petitions.models import Petition
from tests.browser import follow
from tests.e2e.checks import violations
from tests.publishing import standing
from tests.web.portal.conftest import WORDS, at_act, picture

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True, databases=["default", "identity"])]
SIZES = [(360, 800), (1440, 900)]


@pytest.fixture(autouse=True)
def _static_files_by_their_finders(settings):
    settings.DEBUG = True


def phone(browser, size=(360, 800), scripts=True):
    page = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, java_script_enabled=scripts, service_workers="block"
    ).new_page()
    page.set_default_timeout(8000)
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda said: page.complaints.append(said.text) if "Security Policy" in said.text else None)
    return page


def sound(page):
    """Nothing to hear from axe, the policy or the scripts; nothing wider than the screen."""
    assert violations(page) == []
    assert page.complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def report(page, address, check):
    """All five steps and the page after them; ``check`` looks at each."""
    file = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture().getvalue()}
    page.goto(f"{address}/report/")
    page.check("#kind_air")
    page.fill("#id_report", WORDS)
    for fill in (
        lambda: None,
        lambda: page.fill("#id_place", "旧厂区后门"),
        lambda: page.check("input[value=often]"),
        lambda: page.set_input_files("#id_photos", [file]),
        lambda: None,
    ):
        fill()
        check()
        follow(page, "main form button.primary")
    check()


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("size", SIZES)
def test_a_report_is_sent_and_every_step_is_accessible(committed_city, live_server, browser, size, prefix):
    page = phone(browser, size)
    report(page, live_server.url + prefix, lambda: sound(page))
    follow(page, "main a.button.primary")
    assert "/r/" in page.url
    sound(page)
    assert Petition.objects.get().language == ("en" if prefix else "zh-Hans")


def test_a_report_is_sent_without_any_script(committed_city, live_server, browser):
    page = phone(browser, scripts=False)
    report(page, live_server.url, lambda: None)
    assert Petition.objects.get().receipt in page.content()
    assert Petition.objects.get().photos.count() == 1


def test_a_photo_far_too_large_is_answered_in_a_sentence_without_a_script(
    committed_city, live_server, browser, settings, tmp_path
):
    settings.PHOTO_MAX_BYTES = 1024 * 1024
    huge = tmp_path / "huge.jpg"
    with huge.open("wb") as file:
        file.truncate(60 * 1024 * 1024)
    page = phone(browser, scripts=False)
    page.goto(f"{live_server.url}/report/")
    page.fill("#id_report", WORDS)
    follow(page, "main form button.primary")
    page.goto(f"{live_server.url}/report/photos/")
    page.set_input_files("#id_photos", str(huge))
    follow(page, "button[name=add]")
    assert "照片超过 1 MB" in page.inner_text(".error-summary")
    page.goto(f"{live_server.url}/report/what/")
    assert page.input_value("#id_report") == WORDS


def test_a_photo_too_large_never_leaves_the_phone_when_scripts_run(committed_city, live_server, browser, settings):
    settings.PHOTO_MAX_BYTES = 1024 * 1024
    page = phone(browser)
    page.goto(f"{live_server.url}/report/")
    page.fill("#id_report", WORDS)
    follow(page, "main form button.primary")
    page.goto(f"{live_server.url}/report/photos/")
    large = {"name": "large.jpg", "mimeType": "image/jpeg", "buffer": b"\0" * (1024 * 1024 + 1)}
    small = {"name": "small.jpg", "mimeType": "image/jpeg", "buffer": picture().getvalue()}
    page.set_input_files("#id_photos", [large, small])
    expect(page.locator("[data-refusals]")).to_contain_text("large.jpg")
    assert page.evaluate("[...document.querySelector('#id_photos').files].map((file) => file.name)") == ["small.jpg"]


def test_the_pin_counts_neighbours_by_post_and_is_kept(committed_city, live_server, browser):
    area = committed_city.areas["wangxi"]
    ring = [[102, 25], [103, 25], [103, 26], [102, 26], [102, 25]]
    area.boundary = {"type": "Polygon", "coordinates": [ring]}
    area.save()
    standing(committed_city)
    page = phone(browser)
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.url)))
    page.goto(f"{live_server.url}/report/")
    page.fill("#id_report", WORDS)
    follow(page, "main form button.primary")
    page.wait_for_selector("[data-map][data-ready]")
    with page.expect_response("**/nearby/"):
        page.locator(".map-canvas").click(position={"x": 180, "y": 150})
    expect(page.locator(".map-place")).to_have_text("望溪区")
    follow(page, "main form button.primary")
    page.goto(f"{live_server.url}/report/where/")
    assert page.input_value("input[name=lat]")
    assert all("lat=" not in url for _, url in asked)
    assert ("POST", f"{live_server.url}/report/where/nearby/") in asked


@pytest.mark.parametrize("until", ["register", "accept", "reply", "rate"])
def test_receipt_pages_are_accessible(committed_city, live_server, browser, until):
    found = at_act(committed_city, until)
    page = phone(browser)
    for prefix in ("", "/en"):
        page.goto(f"{live_server.url}{prefix}/r/{found.key}/")
        sound(page)
    page.goto(f"{live_server.url}/follow/")
    page.fill("#id_receipt", found.receipt)
    follow(page, "main form button")
    assert found.receipt in page.inner_text("main")
    sound(page)


def test_rating_works_from_a_real_form(committed_city, live_server, browser):
    found = at_act(committed_city, "reply")
    page = phone(browser)
    page.goto(f"{live_server.url}/r/{found.key}/")
    page.fill("#id_remark", "还好")
    follow(page, "button[value=fairly]")
    assert "已办结。" in page.inner_text("h1")
