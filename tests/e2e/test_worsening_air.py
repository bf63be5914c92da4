"""Worsening PM10, with everything real: a county's quarter is consulted on, found reversed beyond its weather,
reminded with figures and measures, answered, verified, and reviewed by the figures of the next quarter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser import DESK, PHONE, follow
from tests.e2e.served_city import environment, served_copy
from tests.e2e.sitting import act, do, fill, number_of, opened, press, recorded, sit, state_of

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

ANALYST, ADMINISTRATOR = "yunping-analyst", "yunping-administrator"
INSPECTOR, DIRECTOR, COUNTY = "yunping-inspector", "yunping-inspection-head", "wangxi-officer"
PLACE, QUARTER, NEXT, ENDS, AFTER = "望溪区", "2026-Q3", "2027-Q1", "2027-03-31", "2027-04-12"
LIST = "/desk/foresight/consultations/"
MEASURED = Path(__file__).with_name("worsening_hours.py")


def test_worsening_pm10_is_consulted_on_reminded_and_reviewed(loaded, open_page, tmp_path):
    served = served_copy(loaded, tmp_path / "city")
    try:
        served.stop()
        measure(served.folder)
        served.start()
        desk, phone = open_page(DESK, served.address), open_page(PHONE, served.address)
        consultation = convene(desk, QUARTER)
        assert "升高" in pack_of(desk, consultation)
        the_phone_shows_it_too(phone, consultation)
        conclude(desk, consultation)
        letter = remind(desk, consultation)
        answer_and_verify(desk, letter)
        served.move_to(AFTER)
        later = convene(desk, NEXT)
        assert "下降" in pack_of(desk, later)
        review(desk, consultation, letter)
        assert served.command("verify").returncode == 0
    finally:
        served.stop()


def measure(folder: Path) -> None:
    """The hours of the county and the wind beside them, put into the city's own lake."""
    done = subprocess.run(
        [sys.executable, str(MEASURED)], env=environment(folder), capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stderr[-2000:]


def convene(desk, quarter: str) -> str:
    """Called from the list; its pack is made by the job, not by the page."""
    sit(desk, ANALYST)
    desk.goto(f"{LIST}?quarter={quarter}")
    follow(desk, f"tr:has(th:text-is('{PLACE}')) form button")
    number = number_of(desk)
    assert "正在后台制作" in desk.inner_text("main")
    sit(desk, ADMINISTRATOR)
    desk.goto("/desk/operations/")
    follow(desk, "form[action$='/air_consultations/'] button[value=run]")
    return number


def pack_of(desk, number: str) -> str:
    """What the page says of the weather once the pack is there."""
    sit(desk, ANALYST)
    for _ in range(120):
        desk.goto(f"{LIST}{number}/")
        if desk.locator("a[href$='/pdf/']").count():
            return str(desk.inner_text("main"))
        desk.wait_for_timeout(1000)
    raise AssertionError(f"no pack: {desk.inner_text('main')[:400]}")


def the_phone_shows_it_too(phone, number: str) -> None:
    sit(phone, ANALYST)
    phone.goto(f"{LIST}{number}/")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def conclude(desk, number: str) -> None:
    """People say what it means; the end of the next quarter is offered."""
    desk.goto(f"/desk/{number}/act/conclude/")
    assert desk.input_value("[name=f_next_quarter_ends]") == ENDS
    fill(
        desk,
        {
            "held_on": "2026-11-23", "participants": "市局、区政府、市住建局", "findings": "PM10 同比升高。",
            "causes": "施工扬尘，静稳时更高。", "outlook": "冬季施工多。", "conclusion": "reversed",
            "grounds": "扣除气象影响后仍升高。",
        },
    )  # fmt: skip
    press(desk)
    recorded(desk, number)
    act(desk, number, "set_task", task="工地逐处核查", responsible="wangxi-government", deadline="2026-12-31")


def remind(desk, number: str) -> str:
    """The letter comes filled from the pack and linked; the drafter does not issue it."""
    sit(desk, INSPECTOR)
    desk.goto(f"{LIST}{number}/")
    follow(desk, "a[href*='step=reminder_letter']")
    assert "扣除气象影响后" in desk.input_value("[name=f_figures]")
    assert desk.input_value("[name=f_measures]")
    assert desk.input_value("[name=f_addressee]") == "wangxi-government"
    letter = opened(desk)
    do(desk, DIRECTOR, letter, "approve", reply_by="2026-12-08", review="next_quarter", next_quarter_ends=ENDS)
    do(desk, INSPECTOR, letter, "deliver", receipt="区政府办签收")
    desk.goto(f"{LIST}{number}/")
    assert letter in desk.inner_text("aside")
    return letter


def answer_and_verify(desk, letter: str) -> None:
    do(desk, COUNTY, letter, "reply", done="七个工地停工整改，湿扫每天增加两遍。")
    findings = "喷淋和覆盖都在用。"
    do(desk, INSPECTOR, letter, "verify", result="passed", where="六个工地", findings=findings)


def review(desk, number: str, letter: str) -> None:
    """By the figures of the next quarter's own pack, offered with what their interval says."""
    sit(desk, ANALYST)
    desk.goto(f"/desk/{number}/act/review_effect/")
    figures = desk.input_value("[name=f_figures]")
    assert QUARTER in figures
    assert NEXT in figures
    assert desk.locator("[name=f_effect][value=improved]").is_checked()
    fill(desk, {"measures_done": "七个工地整改完。"})
    press(desk)
    recorded(desk, number)
    assert state_of(desk, number) == "效果已评估"
    do(desk, INSPECTOR, letter, "review_effect", next_figures=figures, effect="improved")
    do(desk, DIRECTOR, letter, "lift", opinion="有好转，办结。")
