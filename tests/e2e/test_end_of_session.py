"""The end of a session without work is announced in time, and one keystroke or one button keeps what was typed."""

from __future__ import annotations

import pytest

from tests.browser import DESK, PHONE
from tests.e2e.checks import tab_to, too_wide, violations
from tests.e2e.sitting import sit

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
BOX = "[data-stay]"
TYPED = "夜里十点以后，窑湾老砖厂东墙外"


@pytest.fixture
def form(city, open_page):
    """A form of the desk under a clock that only the test moves."""
    page = open_page(DESK, city.address)
    page.clock.install()
    sit(page, "yunping-petition-officer")
    page.goto("/desk/petitions/register/")
    return page


def test_two_minutes_before_the_end_a_button_keeps_the_session_and_the_text(form):
    form.fill("main textarea >> nth=0", TYPED)
    form.clock.run_for("26:30")
    assert form.locator(BOX).is_hidden()
    form.clock.run_for("00:40")
    assert form.locator(BOX).is_visible()
    assert "两分钟" in form.inner_text("[data-stay-said]")
    assert violations(form) == []
    form.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert violations(form) + too_wide(form) == []
    form.locator("a.skip").focus()
    assert tab_to(form, "[data-stay-button]") == []
    with form.expect_response("**/desk/stay/") as answered:
        form.keyboard.press("Enter")
    assert answered.value.json()["left"] > 25 * 60
    form.wait_for_selector(BOX, state="hidden")
    assert form.evaluate("document.activeElement.tagName") == "A", "back where the focus was"
    assert form.input_value("main textarea >> nth=0") == TYPED


def test_typing_is_work_and_keeps_the_session_without_a_word(form):
    form.clock.run_for("05:00")
    # the page tells the officer's other windows once it has moved its own end
    form.evaluate("window.told = new Promise((kept) => { new BroadcastChannel('qingtian-stay').onmessage = kept; }); 0")
    with form.expect_response("**/desk/stay/"):
        form.type("main textarea >> nth=0", "夜")
    form.evaluate("window.told.then(() => true)")
    form.clock.run_for("26:00")
    assert form.locator(BOX).is_hidden()


def test_after_the_end_the_text_still_stands_and_the_page_says_what_to_do(form):
    form.fill("main textarea >> nth=0", TYPED)
    form.clock.run_for("30:00")
    assert "已自动退出" in form.inner_text("[data-stay-said]")
    assert form.locator("[data-stay-link]").is_visible()
    assert form.locator("[data-stay-button]").is_hidden()
    assert form.input_value("main textarea >> nth=0") == TYPED
    kept = form.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    assert TYPED not in kept, "kept nowhere on a shared computer"
