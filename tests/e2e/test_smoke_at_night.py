"""Smoke at night, once, with everything real: a resident reports it, the unit upwind is named with its reasons, it is
visited outside the cap on that report, what is found becomes a penalty case, and the next ranking knows it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from tests.browser import DESK, PHONE, follow
from tests.e2e.served_city import TODAY, served_copy
from tests.e2e.sitting import do, fill, opened, press, sit
from tests.e2e.test_main_job import register_sort_and_forward, report

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

OFFICER, SECOND = "wangxi-branch-officer", "wangxi-branch-officer-2"
#: a printing works of the invented city, and a place three hundred metres from it
UNIT = "望溪区印刷包装厂"
LAST_NIGHT = date.fromisoformat(TODAY) - timedelta(days=1)
#: what the schedule does every morning; a test does not wait for it
RANK = "from datetime import datetime; from qingtian.web.apps import rank_units; print(rank_units(datetime.now()))"
FOUND = "夜间生产时治理设施停用，废气从旁路直接排放。"
SITE = {"visit_time": "9时10分至10时40分", "findings": FOUND, "checked": "逐项查过。", "present": "signed"}


def test_smoke_at_night_is_followed_to_the_unit_upwind_and_to_a_penalty_case(loaded, open_page, tmp_path):
    served = served_copy(loaded, tmp_path / "city")
    try:
        phone, desk = open_page(PHONE, served.address), open_page(DESK, served.address)
        report(phone)
        petition = register_sort_and_forward(desk)
        unit, before = where_it_stands(desk)
        visit = visited(desk, petition, unit)
        found_on_the_spot(desk, visit)
        case = penalty_case(desk, visit)
        ranked_anew(served)
        score_knows_it(desk, unit, visit, case, before)
        assert served.command("verify").returncode == 0
    finally:
        served.stop()


def where_it_stands(desk) -> tuple[str, str]:
    """The unit's number, and what its page says before anybody went."""
    sit(desk, OFFICER)
    desk.goto("/desk/targeting/?area=wangxi")
    follow(desk, f"a.row-title:has-text('{UNIT}')")
    number = desk.url.rstrip("/").rsplit("/", 1)[-1]
    return number, desk.inner_text("main")


def visited(desk, petition: str, unit: str) -> str:
    """From the petition's number to who lies upwind, and from there to a visit on that report, exempt from the cap."""
    desk.goto(f"/desk/targeting/upwind/?about={petition}")
    near = {"lon": "104.7915", "lat": "25.6845", "since": f"{LAST_NIGHT}T21:00", "until": f"{LAST_NIGHT}T22:30"}
    for name, value in near.items():
        desk.fill(f"[name={name}]", value)
    follow(desk, ".filter-line button.primary")
    row = desk.locator("tr[data-row]", has_text=unit)
    assert "静风" in row.inner_text() or "上风向" in row.inner_text()
    row.locator("a[href*='/visits/new/']").click()
    desk.wait_for_load_state()
    assert desk.input_value("[name=f_about]") == petition
    fill(desk, {"subject": "夜间烟尘", "planned_on": TODAY, "checklist": "coating", "officer_2": SECOND})
    return opened_with_reason(desk)


def opened_with_reason(desk) -> str:
    """The register holds no valid licence of both officers: the form asks why, once."""
    press(desk)
    if desk.locator("[name=reason]").count():
        desk.fill("[name=reason]", "两证当面核对过，证号见执法证台账。")
        return opened(desk)
    return desk.url.rstrip("/").rsplit("/", 1)[-1]


def found_on_the_spot(desk, visit: str) -> None:
    """Two officers without interest; the record; the result."""
    for officer in (OFFICER, SECOND):
        do(desk, officer, visit, "declare", interest="none")
    do(desk, OFFICER, visit, "arrive", arrived_at=f"{TODAY} 09:10", shown=True)
    with_reason(desk, visit, "record", SITE)
    do(desk, OFFICER, visit, "conclude", result="penalty_clue", found=FOUND)


def with_reason(desk, number: str, act: str, values: dict[str, str]) -> None:
    """An act that is done against a rule held in principle: its reason is asked and given."""
    desk.goto(f"/desk/{number}/act/{act}/")
    fill(desk, values)
    press(desk)
    if desk.locator("[name=reason]").count():
        desk.fill("[name=reason]", "现场没有网络，照片随纸质材料入卷。")
        press(desk)


def penalty_case(desk, visit: str) -> str:
    """The visit leads to the next step, with the matter and the party in the form."""
    desk.goto(f"/desk/{visit}/")
    follow(desk, "a[href*='/penalties/new/']")
    assert desk.input_value("[name=f_about]") == visit
    fill(desk, {"subject": "夜间治理设施停用", "what": FOUND, "discovered_on": TODAY})
    return opened(desk)


def ranked_anew(served) -> None:
    done = served.command("manage", "shell", "-c", RANK)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"'failed': 0", done.stdout), done.stdout


def score_knows_it(desk, unit: str, visit: str, case: str, before: str) -> None:
    """The unit's page names what the visit found; the case stands on the page of the visit."""
    desk.goto(f"/desk/targeting/objects/{unit}/")
    after = desk.inner_text("main")
    assert after != before
    assert after.count("检查发现问题") > before.count("检查发现问题")
    assert visit in after
    desk.goto(f"/desk/{visit}/")
    assert case in desk.inner_text("main")
