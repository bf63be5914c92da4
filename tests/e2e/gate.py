"""The road of a public notice about a case: drafted, read by three, reviewed for secrecy, approved; each by another."""

from __future__ import annotations

from typing import Any

from tests.e2e.sitting import act, fill, press, sit

DRAFTER, *ROAD = (
    f"yunping-{post}" for post in ("publicity", "publicity-head", "eeb-reviewer", "eeb-deputy", "secrecy", "eeb-head")
)
PASSED = {"result": "passed"}
STEPS = (
    ("read_1", PASSED),
    ("read_2", PASSED),
    ("read_3", PASSED),
    ("review", {"conclusion": "open"}),
    ("approve", {"approved": "yes"}),
)


def notice_through_the_gate(page: Any, case: str, subject: str, text: str) -> None:
    """A notice of the case as far as its approval; the case may then put it up."""
    sit(page, DRAFTER)
    page.goto(f"/desk/publishing/new/?f_kind=case_notice&f_source={case}")
    fill(page, {"subject": subject, "text": text, "reviewing": "yunping-eeb"})
    press(page)
    notice = page.url.rstrip("/").rsplit("/", 1)[-1]
    for (step, chosen), post in zip(STEPS, ROAD, strict=True):
        sit(page, post)
        act(page, notice, step, opinion="看过。", **chosen)
