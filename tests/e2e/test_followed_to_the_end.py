"""Followed to the end, once, with everything real: a problem on the year's list becomes a case under one leader, is
worked on from his phone, found falsely rectified twice, climbs the ladder to an interview, is put right and closed,
drawn for a look-back, found back, and the clue is registered where nobody of the case can see it."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.browser import DESK, PHONE, follow
from tests.e2e.gate import notice_through_the_gate
from tests.e2e.pictures import paper
from tests.e2e.served_city import served_copy
from tests.e2e.sitting import act, fill, press, recorded, sit

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

PROBLEM = "窑湾码头堆场雨天黑水入河"
UNIT_CODE, COUNTY_CODE = "wangxi-yaowan", "wangxi-government"
CLERK, HEAD, SECRETARY = "wangxi-officer", "wangxi-head", "wangxi-secretary"
INSPECTOR, DIRECTOR = "yunping-inspector", "yunping-inspection-head"
LEADER, UNIT, ACCEPTOR, LOOKER = "wangxi-deputy", "wangxi-yaowan-officer", "yunping-acceptor", "province-inspector"
KEEPER = "yunping-clue-keeper"
REASON = "两次报假、销号后又反弹，夜查台账是补写的。"
NOTICE = "窑湾码头堆场已建围堰和沉淀池，现予公示。"
PERSONAL = ("inquire", "coordinate", "inspect", "handle")
YEAR = "2027"
#: the day of loading is a Monday of November; the list is that of the coming year's preparation
DAYS = {"accept": "2026-12-15", "list": "2026-12-17", "draw": "2026-12-21", "look": "2026-12-28"}
PLACED = "102.712345,25.012345 2026-11-20 09:30"


def test_a_problem_is_followed_from_the_list_to_the_register_of_clues(loaded, open_page, tmp_path):
    served = served_copy(loaded, tmp_path / "city")
    try:
        desk, phone = open_page(DESK, served.address), open_page(PHONE, served.address)
        scan = tmp_path / "signed.png"
        scan.write_bytes(paper())
        listed = put_on_the_list(desk)
        case = assign(desk, listed)
        put_under_one_leader(desk, case)
        work_from_the_phone(desk, phone, case, scan)
        falsely_rectified(desk, case, scan)
        order = the_rule_proposes_and_a_person_issues(desk, case)
        interview(desk, case, order)
        put_right(desk, case, scan)
        served.move_to(DAYS["accept"])
        close(desk, case)
        served.move_to(DAYS["list"])
        drawing = fix_the_list(desk)
        served.move_to(DAYS["draw"])
        draw(desk, drawing, case)
        served.move_to(DAYS["look"])
        found_back(desk, case, scan)
        register_the_clue(desk, case)
        exported = take_away(desk, case, tmp_path)
        nothing_of_the_clue(desk, case, exported)
        assert served.command("verify").returncode == 0
    finally:
        served.stop()


# ---- the list -----------------------------------------------------------------------------------------------------


def put_on_the_list(desk) -> str:
    """The county clerk drafts the list from what the records propose; both principals confirm it."""
    sit(desk, CLERK)
    desk.goto("/desk/problem-lists/new/")
    fill(
        desk,
        {
            "subject": f"望溪区{YEAR}年问题清单（测试）",
            "year": YEAR,
            "begins": f"{YEAR}-01-01",
            "area": "wangxi",
            "county": COUNTY_CODE,
            "office": "yunping-inspection",
        },
    )
    press(desk)
    listed = desk.url.rstrip("/").rsplit("/", 1)[-1]
    act(
        desk,
        listed,
        "take_item",
        subject=PROBLEM,
        source_kind="grid",
        source_words="网格员 11 月 20 日上报",
        source_level="city",
        unit=UNIT_CODE,
        deadline="2027-03-31",
    )
    leave_every_other_candidate(desk, listed)
    act(desk, listed, "submit_list")
    sit(desk, SECRETARY)
    act(desk, listed, "confirm")
    sit(desk, HEAD)
    act(desk, listed, "confirm_second")
    return listed


def leave_every_other_candidate(desk, listed: str) -> None:
    """What else the records propose is left out with a reason, one by one; until then the list cannot be submitted."""
    for _ in range(20):
        desk.goto(f"/desk/{listed}/")
        waiting = re.search(r"没有取舍：(\S+)", desk.inner_text("main"))
        if waiting is None:
            return
        first = re.findall(r"[A-Z]{2}-\d{4}-\d{6}|water:[A-Z0-9-]+", waiting.group(1))[0]
        named = {"measured" if ":" in first else "candidate": first}
        act(desk, listed, "leave_candidate", **named, why="今年已有安排（测试）。")
    raise AssertionError("candidates without end")


def assign(desk, listed: str) -> str:
    """The city office makes a case of the item; its number stands on the list."""
    sit(desk, INSPECTOR)
    act(desk, listed, "assign_item", number="1")
    desk.goto(f"/desk/{listed}/")
    [case] = re.findall(r"BA-\d{4}-\d{6}", desk.inner_text(f"main a:has-text('1. {PROBLEM}')"))
    act(desk, listed, "finish_assigning")
    return case


# ---- one leader, one team, one plan ---------------------------------------------------------------------------------


def put_under_one_leader(desk, case: str) -> None:
    """Only posts of county rank are offered; plan, team and units stand before any work."""
    desk.goto(f"/desk/{case}/act/contract/")
    assert desk.locator("[name=f_leader] option[value='wangxi-branch-officer']").count() == 0
    act(desk, case, "contract", leader=LEADER, decision="领导小组会议纪要第 12 号（测试）")
    act(
        desk,
        case,
        "plan",
        goal="雨天没有黑水入河。",
        measures="建围堰；建沉淀池；堆场苫盖。",
        milestones="2026-12-05 建围堰\n2027-01-31 建沉淀池",
        deadline="2027-03-31",
        lead_unit=COUNTY_CODE,
        team=["wangxi-branch"],
        implementing=UNIT_CODE,
        accepting="yunping-eeb",
    )
    sit(desk, UNIT)
    act(desk, case, "start")


def work_from_the_phone(desk, phone, case: str, scan: Path) -> None:
    """The leader finds the case on his page and records the four acts on site, with photo and position."""
    sit(phone, "wangxi-head")
    phone.goto("/desk/leader/")
    assert case not in phone.inner_text("main"), "another leader's page names the case"
    sit(phone, LEADER)
    for name in PERSONAL:
        phone.goto("/desk/leader/")
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        follow(phone, f"a[href$='/{case}/act/{name}/']")
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        where = "窑湾码头堆场"
        fill(phone, {"where": where, "what": f"到现场（{name}）", "evidence": scan, "evidence_placed": PLACED})
        press(phone)
        recorded(phone, case)
    phone.goto("/desk/leader/")
    assert "还没有" not in phone.inner_text(f"article:has(a[href$='/{case}/']), li:has(a[href$='/{case}/'])")


# ---- false, twice -----------------------------------------------------------------------------------------------


def falsely_rectified(desk, case: str, scan: Path) -> None:
    """The unit reports it done, the county finds it false; and once more. The unit cannot check itself."""
    for _ in range(2):
        sit(desk, UNIT)
        self_check(desk, case, scan)
        desk.goto(f"/desk/{case}/")
        assert desk.locator(f"a[href$='/{case}/act/county_check/']").count() == 0
        sit(desk, CLERK)
        findings = "围堰是新刷的旧墙，雨天仍有黑水。"
        act(desk, case, "county_check", result="false_rectification", where="码头堆场", findings=findings)
    assert "虚假整改" in desk.inner_text("main")


def self_check(desk, case: str, scan: Path) -> None:
    act(
        desk,
        case,
        "self_check",
        done="建了围堰",
        evidence=scan,
        neighbours="走访八户",
        before=scan,
        before_placed=PLACED,
        after=scan,
        after_placed=PLACED,
    )


def the_rule_proposes_and_a_person_issues(desk, case: str) -> str:
    """The rule says why; the drafter may not issue; the head of the office does. Returns the order's number."""
    sit(desk, "yunping-administrator")
    desk.goto("/desk/operations/")
    follow(desk, "form[action$='/step_proposals/'] button[value=run]")  # it runs every morning by itself
    sit(desk, INSPECTOR)
    row = f"li:has(a[href$='/{case}/'])"
    for _ in range(60):
        desk.goto("/desk/supervision/proposals/")
        if desk.locator(row).count():
            break
        desk.wait_for_timeout(500)
    assert "2 次" in desk.inner_text(row)
    follow(desk, f"{row} a.button")
    fill(desk, {"demands": "十日内查清两次报假的责任，重新整改（测试）。"})
    press(desk)
    order = desk.url.rstrip("/").rsplit("/", 1)[-1]
    desk.goto(f"/desk/{order}/act/approve/")
    assert desk.locator(".desk-form button.primary").count() == 0, "the drafter may issue the paper"
    sit(desk, DIRECTOR)
    act(desk, order, "approve")
    sit(desk, INSPECTOR)
    act(desk, order, "deliver", receipt="当面送达，办公室签收")
    return order


def interview(desk, case: str, order: str) -> None:
    """The next rung: drafted about the case, decided by the head, held, answered with a plan, verified."""
    desk.goto("/desk/supervision/new/?step=interview")
    fill(
        desk,
        {
            "subject": f"{PROBLEM}约谈",
            "power": "issued_here",
            "area": "wangxi",
            "addressee": UNIT_CODE,
            "about": case,
            "trigger": "returned",
            "reason": f"两次虚假整改，{order} 之后仍未改正。",
            "demands": "说明情况，三十日内改好。",
        },
    )
    press(desk)
    talk = desk.url.rstrip("/").rsplit("/", 1)[-1]
    sit(desk, DIRECTOR)
    act(desk, talk, "approve", planned_on="2026-11-24", place="督察办会议室", interviewed="街道主要负责人")
    act(desk, talk, "hold", interviewed="街道主要负责人", minutes="指出两次虚假整改；承诺十二月上旬改好。")
    sit(desk, UNIT)
    act(desk, talk, "hand_in_plan", plan="拆旧墙，建围堰和沉淀池。", deadline="2026-12-10")


# ---- put right, closed, drawn, found back ----------------------------------------------------------------------


def put_right(desk, case: str, scan: Path) -> None:
    """Done at last: checked by the county, put up for five working days through the one gate."""
    sit(desk, UNIT)
    self_check(desk, case, scan)
    sit(desk, CLERK)
    act(desk, case, "county_check", result="passed", where="码头堆场", findings="雨天到现场，水清。")
    notice_through_the_gate(desk, case, f"{PROBLEM}整改公示", NOTICE)
    sit(desk, INSPECTOR)
    act(desk, case, "announce", published_at="街道公告栏")
    sit(desk, ACCEPTOR)
    desk.goto(f"/desk/{case}/")
    assert desk.locator(f"a[href$='/{case}/act/accept/']").count() == 0, "accepted before the notice is over"


def close(desk, case: str) -> None:
    sit(desk, ACCEPTOR)
    act(desk, case, "accept", result="passed", where="码头堆场", findings="现场与材料一致。")
    sit(desk, DIRECTOR)
    desk.goto(f"/desk/{case}/act/close/")
    fill(desk, {"confirmation": "材料齐全，同意销号。"})
    press(desk)
    assert desk.locator("#id_f_dereliction_error, .error-summary").count() >= 1, "closed without the question"
    fill(desk, {"dereliction": "none", "dereliction_reason": "查过台账，没有发现。"})
    press(desk)
    recorded(desk, case)


def fix_the_list(desk) -> str:
    """The candidates are fixed with their digest before the seed can be known; returns the number of the draw."""
    sit(desk, DIRECTOR)
    desk.goto("/desk/leader/look-backs/new/")
    asked = {"first_day": "2026-01-01", "last_day": "2026-12-16"}
    for name, value in {"subject": "销号案回头看（测试）", "seed_source": "下一期开奖号（测试）", **asked}.items():
        desk.fill(f"[name={name}]", value)
    press(desk)
    return desk.url.rstrip("/").rsplit("/", 1)[-1]


def draw(desk, drawing: str, case: str) -> None:
    """A later day, with the seed: ours is the gravest risk on the list, so it is drawn; another unit is sent."""
    sit(desk, DIRECTOR)
    act(desk, drawing, "draw_cases", seed="03 09 14 21 27 30")
    assert case in desk.inner_text("main")
    act(desk, case, "assign_look_back", looker="province-inspection", note="不打招呼，雨天去。")


def found_back(desk, case: str, scan: Path) -> None:
    """Another unit looks and finds it back: the case is open again, and somebody has to answer."""
    sit(desk, LOOKER)
    act(
        desk,
        case,
        "look_back",
        relapse="yes",
        deadline="2027-03-31",
        where="码头堆场",
        findings="围堰被拆，雨天黑水入河。",
        evidence=scan,
        evidence_placed="102.712345,25.012345 2026-12-28 09:30",
        dereliction="suspected",
        dereliction_reason=REASON,
    )
    assert "整改中" in desk.inner_text("main")


# ---- the register ---------------------------------------------------------------------------------------------------


def register_the_clue(desk, case: str) -> None:
    """It waits for the keeper alone; the post is that of the day of the conduct; then the letter is sent."""
    for post in (DIRECTOR, LEADER, CLERK):
        sit(desk, post)
        assert desk.goto("/desk/responsibility/clues/").status == 403
    sit(desk, KEEPER)
    desk.goto("/desk/responsibility/clues/")
    follow(desk, f"tr:has-text('{case}') a")
    number = desk.url.rstrip("/").rsplit("/", 1)[-1]
    assert REASON in desk.inner_text("main")
    follow(desk, f"a[href$='/{number}/register/']")
    assert desk.input_value("[name=case]") == case
    desk.fill("[name=conduct_on]", "2026-11-23")
    desk.select_option("[name=post]", "wangxi-yaowan-head")
    desk.select_option("[name=circumstance]", "7-3")
    desk.fill("[name=facts]", "两次报假，台账补写。")
    press(desk)
    follow(desk, f"a[href$='/{number}/transfer/']")
    desk.fill("[name=letter]", "云督移〔2026〕12号")
    desk.fill("[name=on]", DAYS["look"])
    desk.fill("[name=organ]", "云屏市纪委监委")
    press(desk)
    assert "已移送" in desk.inner_text("main")
    desk.goto(f"/desk/responsibility/clues/{number}/close/")
    assert desk.locator(".desk-form button.primary").count() == 0, "closed without an outcome"


def take_away(desk, case: str, tmp_path: Path) -> Path:
    """The case file through the page, unpacked; its own verifier proves it without this system."""
    sit(desk, DIRECTOR)
    desk.goto(f"/desk/{case}/")
    with desk.expect_download() as waiting:
        desk.click(f"main a[href$='/{case}/export/']")
    folder = tmp_path / "taken-away"
    zipfile.ZipFile(io.BytesIO(Path(waiting.value.path()).read_bytes())).extractall(folder)
    verifier = next(folder.glob("case_file_verifier*.py"), None) or next(folder.glob("*.py"))
    proved = subprocess.run(
        [sys.executable, "-I", verifier.name, f"{case}.json"], cwd=folder, capture_output=True, text=True, timeout=120
    )
    assert proved.returncode == 0, proved.stdout + proved.stderr
    return folder


def nothing_of_the_clue(desk, case: str, exported: Path) -> None:
    """Neither answer nor register in the exported file or on any page of the case."""
    for file in exported.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert REASON.encode() not in content, file.name
            assert b'"suspected"' not in content, file.name
            assert "云督移".encode() not in content, file.name
    for post in (DIRECTOR, LEADER, LOOKER):
        sit(desk, post)
        for address in ("", "verify/"):
            desk.goto(f"/desk/{case}/{address}")
            assert REASON not in desk.content()
            assert "XS-" not in desk.content()
