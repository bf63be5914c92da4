"""The design page in a real browser: accessible, within its width, nothing refused by the policy, keys and pin work."""

import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf.urls.i18n import i18n_patterns
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from django.urls import clear_url_caches, include, path
from playwright.sync_api import expect

from tests.browser import follow

pytestmark = pytest.mark.e2e

urlpatterns = i18n_patterns(path("design/", include("qingtian.web.design.urls")), prefix_default_language=False)
PLAIN_FILES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
SIZES = [(360, 800), (1440, 900)]


class Quiet(WSGIRequestHandler):
    def log_message(self, *words):
        pass


@pytest.fixture(scope="module")
def address():
    """The design page served with the product's own middleware and policy."""
    with override_settings(ROOT_URLCONF=__name__, STORAGES=PLAIN_FILES, ALLOWED_HOSTS=["127.0.0.1"], DEBUG=True):
        clear_url_caches()
        server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), handler_class=Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()
    clear_url_caches()


def opened_page(browser, address, language="zh", size=(1440, 900), **context):
    page = browser.new_context(viewport={"width": size[0], "height": size[1]}, **context).new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    answer = page.goto(f"{address}/{'en/' if language == 'en' else ''}design/")
    page.wait_for_selector("[data-map][data-ready]")
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    return page


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_page_is_accessible_and_never_scrolls_sideways(browser, address, language, size):
    page = opened_page(browser, address, language, size)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.complaints == []


def test_the_language_link_keeps_the_page(browser, address):
    page = opened_page(browser, address)
    follow(page, ".language-link")
    assert page.url == f"{address}/en/design/"
    assert page.get_attribute("html", "lang") == "en"
    follow(page, ".language-link")
    assert page.url == f"{address}/design/"


def test_the_pin_is_set_by_keyboard_and_said_in_words(browser, address):
    page = opened_page(browser, address, "en")
    assert page.inner_text(".map-place") == "Xikou Subdistrict, Wangxi District"
    page.locator(".map-canvas").focus()
    page.keyboard.press("Enter")
    before = float(page.input_value("[data-map-longitude]"))
    for _ in range(8):  # a slow machine still slides the map when the pin is set: the key is pressed again
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(250)
        page.keyboard.press("Enter")
        if float(page.input_value("[data-map-longitude]")) > before:
            break
    assert float(page.input_value("[data-map-longitude]")) > before
    assert "Wangxi District" in page.inner_text(".map-place")


def test_the_phone_gives_the_place_with_how_far_off_it_may_be(browser, address):
    here = {"latitude": 0.005, "longitude": 0.005, "accuracy": 30}
    page = opened_page(browser, address, "zh", (360, 800), geolocation=here, permissions=["geolocation"])
    page.click("[data-map-locate]")
    expect(page.locator("[data-map-accuracy]")).to_have_text("误差约 30 米")
    assert page.input_value("[data-map-latitude]") == "0.005000"


def test_single_keys_walk_the_rows_until_they_are_turned_off(browser, address):
    page = opened_page(browser, address)
    selected = "[...document.querySelectorAll('[data-row]')].findIndex(row => row.classList.contains('selected'))"
    page.keyboard.press("k")
    assert page.evaluate(selected) == 0
    page.keyboard.press("j")
    assert page.evaluate(selected) == 1
    page.click("[data-keys-switch]")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("k")
    assert page.evaluate(selected) == 1
    page.reload()
    page.keyboard.press("k")
    assert page.evaluate(selected) == 1, "the choice is remembered on this computer"


def test_a_key_typed_into_a_field_stays_in_the_field(browser, address):
    page = opened_page(browser, address)
    page.fill("#id_unit", "")
    page.locator("#id_unit").press("k")
    assert page.input_value("#id_unit") == "k"


def test_without_a_script_the_page_still_says_everything(browser, address):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/en/design/")
    assert "Scripts are off" in page.inner_text("noscript")
    assert page.locator(".derivation").first.get_attribute("open") is not None
