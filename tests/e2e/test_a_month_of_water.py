"""A month's water report in a real browser: drafted, read, reviewed, published; a value revised, the report corrected;
the resident sees what changed and why before anything else."""

from __future__ import annotations

import re

import pytest

from tests.browser import DESK, PHONE, follow
from tests.e2e.checks import violations
from tests.e2e.sitting import act, sit
from tests.e2e.test_publishing import sit_at

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
HOME = "/desk/monitoring/water/"
STEPS = (
    ("yunping-publicity-head", "read_1", {"result": "passed", "opinion": "数字对过。"}),
    ("yunping-eeb-reviewer", "read_2", {"result": "passed", "opinion": "文字对过。"}),
    ("yunping-eeb-deputy", "read_3", {"result": "passed", "opinion": "同意。"}),
    ("yunping-secrecy", "review", {"conclusion": "open", "opinion": "不涉密。"}),
    ("yunping-eeb-head", "approve", {"approved": "yes"}),
    ("yunping-publicity", "publish", {"place": "本网页"}),
)
WHY = "溪口桥断面总磷由实验室复核更正。"


def walk(desk, number):
    for post, name, fields in STEPS:
        sit_at(desk, post)
        act(desk, number, name, **fields)


def class_of(page, name):
    """The class in the row of a section, wherever a table of sections stands."""
    cells = page.locator(f"tr:has(th:has-text('{name}')) >> nth=0").locator("td").all_inner_texts()
    return next(cell.strip() for cell in cells if re.fullmatch(r"\s*(劣?[ⅠⅡⅢⅣⅤ])类?\s*", cell))


def test_a_months_report_is_published_corrected_and_seen_by_a_resident(city, open_page):
    desk, phone = open_page(DESK, city.address), open_page(PHONE, city.address)
    sit(desk, "yunping-analyst")
    desk.goto(HOME)
    assert "连续两个月劣于目标" in desk.inner_text("main")
    assert violations(desk) == []
    follow(desk, ".months-nav a >> nth=0")  # the month before: its report is not there yet
    month = desk.url.rsplit("=", 1)[-1]
    assert class_of(desk, "溪口桥") == "Ⅳ类"

    sit(desk, "yunping-publicity")
    desk.goto(f"{HOME}reports/")
    desk.select_option("[name=kind]", "monthly")
    desk.fill("[name=period]", month)
    follow(desk, ".desk-form button.primary")
    assert "还没有拟稿" in desk.inner_text("main")
    assert violations(desk) == []
    follow(desk, ".desk-form button.primary")
    number = desk.url.rstrip("/").rsplit("/", 1)[-1]
    assert number.startswith("GK-")
    assert phone.goto(f"/water/{number}/").status == 404, "not public before the road"
    walk(desk, number)
    phone.goto(f"/water/{number}/")
    assert class_of(phone, "溪口桥") == "Ⅳ"
    assert violations(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE[0]

    sit(desk, "yunping-analyst")
    desk.goto(f"{HOME}sections/W02/?period={month}&item=TP")
    assert violations(desk) == []
    form = desk.locator("form[action$='/revise/']")
    form.locator("[name=value]").fill("0.18")
    form.locator("[name=why]").fill("实验室复核")
    follow(desk, "form[action$='/revise/'] button.primary")
    assert "已修订" in desk.inner_text("[role=status]")

    sit(desk, "yunping-publicity")
    desk.goto(f"{HOME}reports/")
    row = desk.locator(f"tr:has-text('{number}')")
    assert "拟稿以后有值修订过" in row.inner_text()
    desk.goto(f"{HOME}reports/{number}/")
    desk.fill("[name=why]", WHY)
    follow(desk, ".desk-form button.primary")
    phone.goto(f"/water/{number}/")
    assert WHY not in phone.inner_text("main"), "the correction is not through yet"
    walk(desk, number)

    phone.goto("/water/")
    shown = phone.inner_text("main")
    assert shown.index(WHY) < shown.index("总体情况")
    changed = phone.locator("tr:has(th:has-text('溪口桥')) >> nth=0").inner_text()
    assert re.search(r"类别\s+Ⅳ\s+Ⅲ", changed), changed
    assert phone.locator("a[href$='/1.csv']").count() == 1, "what stood before can still be taken away"
    assert violations(phone) == []
    phone.goto("/en/water/")
    assert "This version corrects version 1" in phone.inner_text("main")
    assert violations(phone) == []
