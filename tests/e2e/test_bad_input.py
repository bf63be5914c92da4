"""What people send by mistake: the page says what is wrong, where, and keeps every word they wrote."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser import DESK, PHONE, follow
from tests.e2e.pictures import gif
from tests.e2e.sitting import act, fill, press, sit

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

WORDS = "早上六点有刺鼻的气味，持续半小时。"
OFFICER, BRANCH, DIRECTOR = "yunping-petition-officer", "wangxi-branch-officer", "yunping-inspection-head"
HUGE = 200 * 1024 * 1024


@pytest.fixture
def at_photos(city, open_page):
    """A resident's phone at the question about photos, with the text written."""

    def come(scripts=True):
        page = open_page(PHONE, city.address, scripts)
        page.goto("/report/")
        page.fill("#id_report", WORDS)
        follow(page, "main form button.primary")
        page.fill("#id_place", "河边")
        follow(page, "main form button.primary")
        page.check("input[value=often]")
        follow(page, "main form button.primary")
        assert page.locator("#id_photos").count() == 1
        return page

    return come


def text_is_kept(page):
    page.goto("/report/what/")
    assert page.input_value("#id_report") == WORDS


def test_a_gif_named_jpg_is_refused_by_what_it_is_and_the_words_stay(at_photos):
    page = at_photos()
    page.set_input_files("#id_photos", [{"name": "烟.jpg", "mimeType": "image/jpeg", "buffer": gif()}])
    follow(page, "main form button.primary")
    assert "/report/photos/" in page.url
    assert "烟.jpg" in page.inner_text(".error-summary")
    assert page.locator(".photo-list img").count() == 0
    text_is_kept(page)


def test_a_photo_of_200_megabytes_is_refused_by_the_server_in_a_sentence_and_the_words_stay(at_photos, tmp_path):
    huge = tmp_path / "巨大.jpg"
    with huge.open("wb") as file:
        file.write(b"\xff\xd8\xff\xe0")
        file.truncate(HUGE)
    page = at_photos(scripts=False)
    page.set_input_files("#id_photos", str(huge))
    follow(page, "button[name=add]", timeout=60000)
    assert "超过 20 MB" in page.inner_text(".error-summary")
    text_is_kept(page)


def test_with_scripts_the_same_photo_never_leaves_the_phone(at_photos, tmp_path):
    huge = tmp_path / "巨大.jpg"
    with huge.open("wb") as file:
        file.truncate(HUGE)
    page, posted = at_photos(), []
    page.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)
    page.set_input_files("#id_photos", str(huge))
    expect(page.locator("[data-refusals]")).to_contain_text("巨大.jpg")
    assert page.evaluate("document.querySelector('#id_photos').files.length") == 0
    assert posted == []


def test_sending_twice_in_one_moment_makes_one_report(city, at_photos, open_page):
    before = received(city)
    page = at_photos()
    follow(page, "main form button.primary")
    page.locator("main form button.primary").dblclick(no_wait_after=True)
    page.wait_for_url("**/report/received/")
    assert len(page.inner_text(".receipt-number").strip()) > 5
    assert received(city) == before + 1


def received(city):
    """How many petitions there are, asked of the command that proves them."""
    return json.loads(city.command("verify", "--json").stdout)["proceedings"]


def reported(city, open_page, words):
    """A fresh report; returns the number the desk gives it, found by the place nobody else names."""
    page = open_page(PHONE, city.address)
    page.goto("/report/")
    page.fill("#id_report", words)
    follow(page, "main form button.primary")
    page.fill("#id_place", words)
    follow(page, "main form button.primary")
    page.check("input[value=often]")
    for _ in range(3):
        follow(page, "main form button.primary")
    page.wait_for_url("**/report/received/")
    desk = open_page(DESK, city.address)
    sit(desk, OFFICER)
    desk.goto("/desk/petitions/")
    return desk, max(re.findall(r"XF-\d{4}-\d+", desk.content() + wide(desk)))


def wide(desk):
    """The list of everything, newest first, whatever the filters of the other."""
    desk.goto("/desk/petitions/?sort=new")
    return desk.content()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "日期"),
        ("2026-11-24", "2026-11-23"),
        ("2026-11-22", "2026-11-23"),
        ("2019-01-01", "2019-01-01"),
    ],
)
def test_a_wrong_day_is_refused_in_a_sentence_and_the_form_is_kept(city, open_page, typed, sentence):
    desk, number = reported(city, open_page, f"错日期{typed or '空'}")
    desk.goto(f"/desk/{number}/act/register/")
    fill(desk, {"area": "wangxi", "subject": "河边早上刺鼻气味"})
    desk.fill("[name=on]", typed)
    press(desk)
    said = " ".join(desk.locator(".error-summary, .wrong, .field-error").all_inner_texts())
    assert said.strip()
    assert desk.url.endswith("/act/register/")
    assert desk.input_value("[name=f_subject]") == "河边早上刺鼻气味"
    assert desk.input_value("[name=f_area]") == "wangxi"
    assert sentence in said


def test_no_leader_without_the_post_can_be_chosen_or_forced(city, open_page):
    desk = open_page(DESK, city.address)
    sit(desk, DIRECTOR)
    case = opened_case(desk)
    desk.goto(f"/desk/{case}/act/contract/")
    assert desk.locator("option[value='wangxi-branch-officer']").count() == 0
    desk.fill("[name=f_decision]", "会议纪要第 1 号")
    force(desk, "f_leader", "wangxi-branch-officer")
    press(desk)
    assert desk.locator(".wrong, .error-summary").count() == 1
    assert desk.input_value("[name=f_decision]") == "会议纪要第 1 号"
    force(desk, "f_leader", "nobody-at-all")
    press(desk)
    assert desk.locator(".wrong, .error-summary").count() == 1
    desk.select_option("[name=f_leader]", "wangxi-head")
    press(desk)
    assert desk.url.endswith(f"/desk/{case}/")


def force(desk, name, value):
    """Put a value into a select that does not offer it, as a hand-made request would."""
    desk.locator(f"select[name={name}]").evaluate(
        "(select, value) => { select.append(new Option(value, value)); select.value = value; }", value
    )


def opened_case(desk):
    desk.goto("/desk/cases/new/")
    fill(
        desk,
        {
            "subject": "河边早上刺鼻气味来源不清",
            "problem": "沿河三处排口附近早上有刺鼻气味。",
            "source": "inspection",
            "source_level": "city",
            "area": "wangxi",
            "county": "wangxi-government",
            "office": "yunping-inspection",
        },
    )
    press(desk)
    assert re.search(r"/desk/[A-Z]+-\d{4}-\d+/$", desk.url)
    case = desk.url.rstrip("/").rsplit("/", 1)[-1]
    act(desk, case, "list", confirmed_by="专题会")
    return case


def test_who_acts_on_an_old_page_is_told_what_happened_since_and_loses_nothing(city, open_page):
    first, number = reported(city, open_page, "两人同时")
    second = open_page(DESK, city.address)
    sit(second, "yunping-petition-head")
    for desk in (first, second):
        desk.goto(f"/desk/{number}/act/register/")
    fill(second, {"area": "wangxi", "subject": "先到的事由"})
    fill(first, {"area": "wangxi", "subject": "后到的事由"})
    press(second)
    second.wait_for_url(f"**/desk/{number}/")
    press(first)
    assert first.locator(".wrong[role=alert]").count() == 1
    assert "后到的事由" in first.content()
    first.goto(f"/desk/{number}/")
    assert "先到的事由" in first.inner_text("main")
    assert "后到的事由" not in first.inner_text("main")


def test_pressing_an_act_twice_records_it_once(city, open_page):
    desk, number = reported(city, open_page, "连按两次")
    desk.goto(f"/desk/{number}/act/register/")
    fill(desk, {"area": "wangxi", "subject": "连按两次只记一次"})
    desk.locator(".desk-form button.primary").dblclick(no_wait_after=True)
    desk.wait_for_url(f"**/desk/{number}/")
    desk.goto(f"/desk/{number}/")
    assert "链上 2 个动作" in desk.inner_text("#chain")


def test_a_matter_that_does_not_exist_and_one_out_of_sight_answer_alike(city, open_page):
    desk, number = reported(city, open_page, "看不见的件")
    sit(desk, "nandu-urban-officer")
    absent, hidden = desk.goto("/desk/XF-2026-999999/"), desk.goto(f"/desk/{number}/")
    assert (absent.status, hidden.status) == (404, 404)
    assert desk.locator("h1").count() == 1
