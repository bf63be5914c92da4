"""A text on its way to the public, in a real browser: every step by another person, masked where the review says so;
a paper marked secret is refused; one field of a typing sheet is copied by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import DESK, PHONE, follow, next_page
from tests.e2e.checks import tab_to, violations
from tests.e2e.sitting import act, fill, press, sit

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
SUBJECT = "冬季焚烧巡查电话"
WORDS = "十二月起每晚八点到十点巡查，联系人钟离某，电话打 12345。"
MASKED = "钟离某"
STEPS = (
    ("yunping-publicity-head", "read_1", {"result": "passed", "opinion": "电话核过。"}),
    ("yunping-eeb-reviewer", "read_2", {"result": "passed", "opinion": "文字对过。"}),
    ("yunping-eeb-deputy", "read_3", {"result": "passed", "opinion": "同意。"}),
    ("yunping-secrecy", "review",
     {"conclusion": "masked", "ground": "privacy", "masks": MASKED, "opinion": "姓名不必公开。"}),
    ("yunping-eeb-head", "approve", {"approved": "yes"}),
    ("yunping-publicity", "publish", {"place": "市局网站"}),
)  # fmt: skip


def sit_at(page, post):
    """A post the page of the demonstration offers no button for."""
    page.context.clear_cookies()
    page.goto("/desk/sign-in/")
    page.locator("form input[name=post]").first.evaluate("(field, post) => { field.value = post; }", post)
    with next_page(page):
        page.locator("form:has(input[name=post]) button").first.click()


def test_a_text_goes_through_three_readings_review_and_approval_to_the_public(city, open_page):
    desk, phone = open_page(DESK, city.address), open_page(PHONE, city.address)
    sit(desk, "yunping-publicity")
    desk.goto("/desk/publishing/")
    follow(desk, "main a.button.primary")
    fill(desk, {"kind": "notice", "subject": SUBJECT, "text": WORDS, "reviewing": "yunping-eeb"})
    press(desk)
    number = desk.url.rstrip("/").rsplit("/", 1)[-1]
    assert number.startswith("GK-")
    assert desk.goto(f"/desk/{number}/act/read_1/").status == 409, "nobody reads their own draft"
    for post, name, fields in STEPS:
        assert phone.goto(f"/notices/{number}/").status == 404, f"public before {name}"
        sit_at(desk, post)
        desk.goto(f"/desk/{number}/act/{name}/")
        assert MASKED in desk.inner_text(".wording"), "whoever decides reads the text beside the form"
        assert violations(desk) == []
        act(desk, number, name, **fields)
    phone.goto("/notices/")
    follow(phone, f".matter-subject a:has-text('{SUBJECT}')")
    shown = phone.inner_text("main")
    assert MASKED not in shown
    assert "□□" in shown
    desk.goto(f"/desk/{number}/texts/")
    assert violations(desk) == []


def test_a_file_marked_secret_is_refused_and_the_words_stay(city, open_page):
    page = open_page(DESK, city.address)
    sit(page, "wangxi-branch-officer")
    for address in page.locator("[data-row] .row-title").evaluate_all("all => all.map((a) => a.getAttribute('href'))"):
        page.goto(address)
        if page.locator("a[href$='/act/investigate/']").count():
            break
    page.goto(f"{address}act/investigate/")
    page.locator(".desk-form textarea").first.fill("到现场看过。")
    paper = {"name": "应急会议纪要（秘密）.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 nothing"}
    page.locator(".desk-form input[type=file]").first.set_input_files([paper])
    press(page)
    assert page.url.endswith("/act/investigate/")
    assert "秘密" in page.inner_text(".error-summary, .wrong")
    assert page.locator(".desk-form textarea").first.input_value() == "到现场看过。"
    assert page.locator(".taken").count() == 0, "nothing of it is held"
    assert violations(page) == []


def test_a_field_is_copied_by_keyboard_and_the_page_says_so(city, open_page):
    page = open_page(DESK, city.address)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=city.address)
    sit(page, "yunping-petition-officer")
    page.goto("/desk/upstream/")
    follow(page, "table a[href*='/upstream/'] >> nth=0")
    field = page.get_attribute("[data-copy-field] >> nth=0", "data-copy-field")
    assert tab_to(page, "[data-copy-field]") == []
    page.keyboard.press("Enter")
    expect(page.locator("[data-copy-said]").first).to_have_text(re.compile("^已复制"))
    assert page.evaluate("navigator.clipboard.readText()") == page.inner_text(f"#{field}")
    assert page.inner_text("[data-copy-field] >> nth=0") == "已复制"
    assert violations(page) == []
