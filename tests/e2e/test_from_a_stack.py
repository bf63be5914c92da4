"""From a stack, once, with everything real: a data logger sends four hours above the limit over its line, a notice asks
the unit, its answer is entered, an officer decides, and what stands becomes a clue and a penalty case."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest

from qingtian.hj212.writing import Head, write
from tests.browser import DESK, follow
from tests.e2e.served_city import COMMAND, TODAY, ServedCity, environment, free_port, served_copy
from tests.e2e.sitting import act, fill, press, sit

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

OUTLET, MN, SO2 = "WX-DA001", "0DE300000000000000000001", "a21026"
OFFICER, HEAD = "wangxi-branch-officer", "wangxi-branch-head"
#: 01:00 to 05:00 of the day before
FIRST = datetime.fromisoformat(f"{TODAY}T01:00") - timedelta(days=1)
HOURS = [FIRST + timedelta(hours=n) for n in range(4)]
#: measured and converted, mg/m³; the limit of the permit is 35
VALUES = [("29.10", "41.57"), ("33.00", "47.14"), ("31.20", "44.57"), ("28.40", "40.57")]
#: the schedule does this every two minutes; a test does not wait for it
SETTLE = (
    "from django.utils.timezone import now; from qingtian.gateways.hj212.settling import settle_new; "
    "print(settle_new(now()))"
)


def test_a_stack_above_its_limit_for_four_hours_is_followed_to_a_penalty_case(loaded, open_page, tmp_path):
    served = served_copy(loaded, tmp_path / "city")
    try:
        four_hours_sent(served)
        desk = open_page(DESK, served.address)
        notice = noticed(desk)
        answered_and_decided(desk, notice)
        case = clue_registered(desk, notice)
        referred_and_filed(desk, notice, case)
        as_the_public_sees_it(desk)
        assert served.command("verify").returncode == 0
    finally:
        served.stop()


# ---- on the wire ----------------------------------------------------------------------------------------------------


@contextmanager
def listening(served: ServedCity) -> Iterator[int]:
    """The listener of the city on a port of its own; it ends as an office ends it."""
    port = free_port()
    with (served.folder.parent / "listener.log").open("wb") as log:
        arguments = ["gateway", "hj212", "--port", str(port), "--host", "127.0.0.1"]
        listener = subprocess.Popen(
            [*COMMAND, *arguments],
            env=environment(served.folder, served.today),
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield port
    finally:
        listener.send_signal(signal.SIGTERM)
        listener.wait(20)


def connected(port: int) -> socket.socket:
    """A line to the listener, as soon as it listens."""
    for _ in range(200):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=10)
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise AssertionError("nobody listens")


def four_hours_sent(served: ServedCity) -> None:
    """Each hour as its own frame, answered 9014 before the next; then the frames become values."""
    with listening(served) as port, connected(port) as line:
        for place, (hour, (measured, converted)) in enumerate(zip(HOURS, VALUES, strict=True)):
            qn = f"{TODAY.replace('-', '')}0600{place:02d}000"
            head = Head(st="31", cn="2061", mn=MN, pw="123456", qn=qn, flag=5)
            value = [(f"{SO2}-Avg", measured), (f"{SO2}-ZsAvg", converted), (f"{SO2}-Flag", "N")]
            line.sendall(write(head, [[("DataTime", f"{hour:%Y%m%d%H%M%S}")], value]))
            answer = line.recv(4096)
            assert b"CN=9014" in answer, answer
            assert qn.encode() in answer
    done = served.command("manage", "shell", "-c", SETTLE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "'values': 4" in done.stdout, done.stdout


# ---- at the desk ----------------------------------------------------------------------------------------------------


def number_of(page) -> str:
    """The number of the matter the browser stands on after opening one."""
    number = page.url.rstrip("/").rsplit("/", 1)[-1]
    assert re.fullmatch(r"[A-Z]{1,4}-\d{4}-\d{6}", number), page.locator(".error-summary, .wrong").all_inner_texts()
    return number


def noticed(desk) -> str:
    """Found by the records, not by anybody: the notice comes filled in, and is served with its paper."""
    sit(desk, OFFICER)
    desk.goto(f"/desk/monitoring/outlets/{OUTLET}/?factor={SO2}&days=1&until={HOURS[0].date()}")
    story = desk.inner_text("main")
    for _, converted in VALUES:
        assert str(round(float(converted), 1)) in story
    assert story.count("超标") >= 4
    desk.goto("/desk/monitoring/outlets/found/")
    row = desk.locator("tr[data-row]", has_text=OUTLET).filter(has_text="超标").first
    assert "4" in row.inner_text()
    row.locator("a[href*='notices/new/']").click()
    desk.wait_for_load_state()
    assert "47.1" in desk.input_value("[name=f_figures]")
    press(desk)
    notice = number_of(desk)
    act(desk, notice, "serve", receipt="企业端送达，环保负责人签收。")
    assert "11月30日" in "".join(desk.inner_text("main").split())  # five working days after 23 November
    return notice


def answered_and_decided(desk, notice: str) -> None:
    """A start-up nobody declared explains nothing; the verdict stands."""
    told = {"received_on": TODAY, "cause": "start_up", "words": "夜间启炉，脱硫没有投入。"}
    act(desk, notice, "enter_answer", **told)
    desk.goto(f"/desk/{notice}/act/judge/")
    fill(desk, {"verdict": "explained", "ground": "declared_start", "findings": "企业说是启炉。"})
    press(desk)
    assert "没有企业申报" in desk.inner_text("main")
    findings = "四个小时折算值超过许可限值，企业没有申报启炉标记。"
    act(desk, notice, "judge", verdict="stands", ground="exceeds", findings=findings)


def clue_registered(desk, notice: str) -> str:
    """The clue says where it comes from."""
    desk.goto(f"/desk/{notice}/")
    follow(desk, "a[href*='/penalties/new/']")
    assert desk.input_value("[name=f_about]") == notice
    told = {"subject": "锅炉烟气二氧化硫超标排放", "what": "折算值连续四个小时超过许可限值。"}
    fill(desk, told | {"discovered_on": TODAY})
    press(desk)
    return number_of(desk)


def referred_and_filed(desk, notice: str, case: str) -> None:
    """The notice ends in the case, the case is checked and filed, and each leads to the other."""
    act(desk, notice, "refer", became=case)
    desk.goto(f"/desk/{notice}/")
    assert case in desk.inner_text("main")
    conditions = dict.fromkeys(("initial_evidence", "punishable", "own_jurisdiction"), True)
    checked = {"violation": "atmospheric_excess", "act_on": str(HOURS[0].date()), "harm": "consequences"}
    act(desk, case, "check_clue", **checked, **conditions, findings="四项条件都符合。")
    sit(desk, HEAD)
    act(desk, case, "file_case", opinion="同意立案。")
    desk.goto(f"/desk/{case}/")
    assert notice in desk.inner_text("main")
    desk.goto("/desk/monitoring/outlets/notices/?list=ended")
    assert notice in desk.inner_text("main")


def as_the_public_sees_it(desk) -> None:
    """The unit is a key unit: its outlet stands in public, unverified and with its basis."""
    desk.goto("/outlets/")
    follow(desk, f"a[href$='/outlets/{OUTLET}/']")
    assert "没有经过执法核实" not in desk.inner_text("h1")
    assert "凭记忆" in desk.inner_text("main")
