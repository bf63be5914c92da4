"""A WeChat report that turns out a recurrence: said in a chat, suggested with reasons, decided, shown on both pages."""

from __future__ import annotations

import re
import shutil
import sqlite3
import time
from pathlib import Path

import pytest

from tests.browser import DESK, follow
from tests.e2e.served_city import ServedCity
from tests.e2e.sitting import act, sit
from tests.wechat_play import ENVIRONMENT, Chat, Post, through_http

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
OFFICER = "yunping-petition-officer"
#: a closed petition in Chinese that nothing is linked to: its number, covered words and place
CLOSED = """
SELECT m.number, w.text, w.place FROM proceedings_proceeding m
JOIN petitions_petition p ON p.proceeding_id = m.id JOIN petitions_workingcopy w ON w.petition_id = p.id
WHERE m.state = 'closed' AND p.language LIKE 'zh%' AND w.place <> '' AND m.id NOT IN (
  SELECT source_id FROM proceedings_link UNION SELECT target_id FROM proceedings_link
) ORDER BY length(w.text) DESC LIMIT 1
"""


@pytest.fixture
def talking(loaded, tmp_path):
    """A copy of the loaded city that knows the WeChat account of the tests."""
    folder = tmp_path / "city"
    shutil.copytree(loaded, folder)
    served = ServedCity(folder).start(ENVIRONMENT)
    yield served
    served.stop()


def closed_petition(folder: Path) -> tuple[str, str, str]:
    for path in folder.glob("*.sqlite3"):
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as records:
            if records.execute("SELECT 1 FROM sqlite_master WHERE name = 'petitions_workingcopy'").fetchone():
                return records.execute(CLOSED).fetchone()
    raise AssertionError("no records in the folder")


def as_wechat_waits(address: str) -> Post:
    """What does not answer in five seconds is sent again, as WeChat does."""
    post = through_http(address)

    def sent(path: str, body: bytes) -> tuple[int, bytes]:
        try:
            return post(path, body)
        except TimeoutError:
            return 504, b""

    return sent


def test_a_report_in_a_chat_is_found_to_be_a_recurrence_and_both_matters_say_so(talking, open_page):
    earlier, words, place = closed_petition(talking.folder)
    answer = Chat(as_wechat_waits(talking.address), clock=time.time).reports(f"又来了。{words[:60]}", place)
    receipt = re.search(r"YP[0-9A-Z-]{6,}", answer)
    assert receipt, answer

    desk = open_page(DESK, talking.address)
    sit(desk, OFFICER)
    desk.goto(f"/desk/search/?q={receipt[0]}")
    number = desk.url.rstrip("/").rsplit("/", 1)[-1]
    assert number.startswith("XF-"), desk.url
    panel = desk.inner_text("section[aria-labelledby=repeats-head]")
    assert earlier in panel
    assert "办结以后又来了" in panel

    act(desk, number, "register", area="wangxi", subject="又反映同一处")
    desk.goto(f"/desk/{number}/repeats/?with={earlier}")
    assert "旧件办结后第" in desk.inner_text("ul.reasons")
    assert desk.locator(".side-by-side mark").count() > 0
    desk.check("input[name=choice][value=recurrence]")
    follow(desk, ".desk-form button.primary")
    assert "记下了" in desk.inner_text("[role=status]")

    desk.goto(f"/desk/{number}/")
    assert f"复发自 {earlier}" in desk.inner_text("main")
    desk.goto(f"/desk/{earlier}/")
    assert f"后来复发 {number}" in desk.inner_text("main")
