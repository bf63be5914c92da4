"""``make screenshots``, second half: pictures of the tutorial "A real city", taken while an office is set up for real.

A city is set up in a folder that is thrown away, the ledgers of an invented city are imported, accounts opened, one
petition answered. Everybody in the pictures is invented, the report is anonymous, the one-time codes are written over.
"""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from cryptography.hazmat.primitives.hashes import SHA1  # noqa: E402
from cryptography.hazmat.primitives.twofactor.totp import TOTP  # noqa: E402
from prove_bundle import ANSWERS  # noqa: E402
from screenshots import DESK, PHONE, PREFIX, save, settled  # noqa: E402

from tests.browser import ARGUMENTS, chromium  # noqa: E402
from tests.e2e.served_city import COMMAND, ServedCity, environment  # noqa: E402
from tests.e2e.sitting import act  # noqa: E402
from tests.founding.old_ledgers import write_ledgers  # noqa: E402

REAL = {"QINGTIAN_DEMO": "0", "QINGTIAN_TODAY": ""}
OWN = "an evening by the lake 7"
WIPE = "document.querySelectorAll('.slip .code').forEach(each => each.textContent = '····-····-····-····')"


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long a step of the tutorial takes the machine."""
    began = time.monotonic()
    yield
    print(f"{time.monotonic() - began:6.1f} s  {what}", flush=True)


def set_up(folder: Path) -> str:
    """``qingtian init --from``; returns the one-time password."""
    answers = folder / "answers.yaml"
    answers.write_text(ANSWERS, encoding="utf-8")
    told = subprocess.run(
        [*COMMAND, "init", "--from", str(answers), "--json"],
        env=environment(folder / "data") | REAL,
        capture_output=True,
        text=True,
        check=True,
    )
    return str(json.loads(told.stdout)["one_time_password"])


def sign_in(page: Any, user: str, code: str) -> None:
    """With the slip of paper, then an own password."""
    page.goto("/desk/")
    page.fill("#id_username", user)
    page.fill("#id_password", code)
    page.click("main form button.primary")
    for name, value in (("old", code), ("password", OWN), ("again", OWN)):
        page.fill(f"#id_{name}", value)
    page.click("main form button.primary")


def second_step(page: Any) -> None:
    """The app on a telephone, played by the letters under the picture."""
    page.click("main a.button >> nth=0")
    letters = re.sub(r"\s", "", page.inner_text(".hash"))
    secret = base64.b32decode(letters + "=" * (-len(letters) % 8))
    page.fill("#id_code", TOTP(secret, 6, SHA1(), 30).generate(int(time.time())).decode())  # noqa: S303 - RFC 6238
    page.click("main form button.primary")
    page.click("main a.button.primary, main form button.primary")


def picture(page: Any, name: str, *addresses: str) -> None:
    """The page as it stands, or the address in both languages."""
    for language, prefix in PREFIX.items():
        if addresses:
            page.goto(f"{prefix}{addresses[0]}")
        settled(page)
        save(page, f"real-city-{name}-{language}")
        if not addresses:
            return


def imported(page: Any, sheets: dict[str, Path]) -> None:
    for kind, path in sheets.items():
        for language in ("en", "zh") if kind == "petitions" else ("zh",):
            page.goto(f"{PREFIX[language]}/desk/ledgers/{kind}/")
            page.set_input_files("#id_sheet", str(path))
            page.click("main form button.primary")
            page.click("button[value=preview]")
            if kind == "petitions":
                save(page, f"real-city-preview-{language}")
        page.click("button[value=import]")


def slips(page: Any) -> dict[str, str]:
    """Open every account, half of them in either language; the codes are read before the picture hides them."""
    found: dict[str, str] = {}
    for language in ("en", "zh"):
        page.goto(f"{PREFIX[language]}/desk/accounts/open/")
        if language == "en":
            for box in page.locator(".new-accounts input[type=checkbox]").all()[6:]:
                box.uncheck()
        page.click("main form button.primary")
        found |= dict(re.findall(r'<bdi>([\w.-]+)</bdi>.*?class="code">([\w-]+)<', page.content(), re.S))
        page.evaluate(WIPE)
        save(page, f"real-city-slips-{language}")
    return found


def reported(page: Any) -> str:
    """An anonymous report; returns the private address."""
    page.goto("/report/")
    page.check("#kind_air")
    page.fill("#id_report", "晚上十点后有焦糊味，窗户关着也闻得到。")
    page.click("main form button.primary")
    page.fill("#id_place", "望溪沟砖厂东墙外")
    page.click("main form button.primary")
    page.check("input[value=often]")
    for _ in range(3):
        page.click("main form button.primary")
    page.click("main a.button.primary")
    page.wait_for_url("**/r/*/")
    return str(page.url)


def chosen(page: Any, number: str, name: str, field: str, words: str) -> str:
    """The value of a choice by its words."""
    page.goto(f"/desk/{number}/act/{name}/")
    return str(page.locator(f"[name=f_{field}] option", has_text=re.compile(f"^{words}$")).get_attribute("value"))


def answered(number: str, zhong: Any, bai: Any, xing: Any) -> None:
    """From registering to the answer, each at their own desk."""
    area = chosen(zhong, number, "register", "area", "望溪区")
    act(zhong, number, "register", area=area, subject="望溪沟砖厂东墙外夜间焦糊气味")
    act(zhong, number, "sort", **{"class": "statutory_duty"})
    picture(zhong, "matter", f"/desk/{number}/")
    act(zhong, number, "forward", handler=chosen(zhong, number, "forward", "handler", "望溪分局"))
    act(bai, number, "accept", contact="执法科 0000-6120")
    act(bai, number, "investigate", where="砖厂东墙外", officers="白露、邢原", findings="夜间加料，炉门敞开。")
    opinion = {
        "request": "查夜间气味",
        "facts_and_reasons": "炉门敞开。",
        "opinion": "夜间停炉。",
        "legal_basis": "条文",
    }
    act(xing, number, "conclude", outcome="supported", **opinion)
    act(bai, number, "reply", reply="砖厂夜里开着炉门加料，已责令停炉。")


def take(city: ServedCity, code: str, browser: Any, sheets: dict[str, Path]) -> None:
    def opened(size: dict[str, int] = DESK) -> Any:
        page = browser.new_context(viewport=size, base_url=city.address, locale="zh-CN").new_page()
        page.set_default_timeout(60000)
        return page

    fang = opened()
    with timed("sign in, own password, second step"):
        sign_in(fang, "fangjing", code)
        second_step(fang)
    picture(fang, "begin", "/desk/checklist/")
    with timed("seven ledgers"):
        imported(fang, sheets)
    with timed("accounts and slips"):
        codes = slips(fang)
    picture(fang, "ready", "/desk/checklist/")
    resident = opened(PHONE)
    with timed("a report"):
        receipt = reported(resident)
    officers = []
    with timed("three officers sign in"):
        for user in ("zhongyan", "bailu", "xingyuan"):
            officers.append(opened())
            sign_in(officers[-1], user, codes[user])
    officers[0].goto("/desk/petitions/?sort=new")
    number = max(re.findall(r"XF-\d{4}-\d+", officers[0].content()))
    with timed("from registering to the answer"):
        answered(number, *officers)
    for language, prefix in PREFIX.items():
        resident.goto(receipt.replace(city.address, f"{city.address}{prefix}"))
        save(resident, f"real-city-answer-{language}")


def main() -> None:
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(prefix="qingtian-real-city-") as name, sync_playwright() as play:
        folder = Path(name)
        with timed("qingtian init"):
            code = set_up(folder)
        city = ServedCity(folder / "data")
        city.start(REAL)
        browser = play.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        try:
            take(city, code, browser, write_ledgers(folder / "ledgers"))
        finally:
            browser.close()
            city.stop()


if __name__ == "__main__":
    main()
