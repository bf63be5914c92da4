"""``make screenshots``: the pictures of the README, taken from the demonstration with a fixed seed on a fixed day.

Residents' pages stand on a phone of 390 px, the desk on a screen of 1440. Nobody's identity is in a picture: the one
report made here is anonymous, and no page that opens a seal is visited.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser import ARGUMENTS, chromium  # noqa: E402
from tests.e2e.served_city import ServedCity, load  # noqa: E402
from tests.e2e.sitting import act, sit  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
PREFIX = {"zh": "", "en": "/en"}
REPORT = {
    "zh": ("晚上十点后有焦糊味，窗户关着也闻得到。", "窑湾老砖厂东墙外"),
    "en": ("A burnt smell after ten at night, even with the windows shut.", "East wall of the old brickworks, Yaowan"),
}
#: a month whose air had a day of dust, and how many months before the day are drawn, so that it has a year before
DUSTY, AIR_MONTHS = "2026-04", "24"
#: a picture larger than this makes a README slow
MOST_BYTES = 200_000


def save(page: Any, name: str, *, whole: bool = False) -> None:
    """Take the picture and write it with as many colours of a palette as fit."""
    page.mouse.move(0, 0)
    image = Image.open(io.BytesIO(page.screenshot(full_page=whole))).convert("RGB")
    for colours in (256, 128, 64, 32):
        out = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() < MOST_BYTES:
            break
    else:
        raise SystemExit(f"{name}: {out.tell()} bytes are too many")
    (PICTURES / f"{name}.png").write_bytes(out.getvalue())
    print(f"{name}.png {out.tell() // 1024} kB")


def settled(page: Any) -> None:
    """Maps drawn, fonts there."""
    if page.locator("[data-map]").count():
        page.wait_for_selector("[data-map][data-ready]")
    page.evaluate("document.fonts.ready.then(() => true)")


def residents(opened: Callable[..., Any], language: str) -> str:
    """Home and the question where; then the report is sent. Returns its private address."""
    page = opened(PHONE, language)
    page.goto(f"{PREFIX[language]}/")
    settled(page)
    save(page, f"portal-home-{language}")
    page.goto(f"{PREFIX[language]}/report/")
    words, place = REPORT[language]
    page.check("#kind_air")
    page.fill("#id_report", words)
    page.click("main form button.primary")
    settled(page)
    page.locator(".map-canvas").click(position={"x": 190, "y": 120})
    page.fill("#id_place", place)
    page.evaluate("window.scrollTo(0, 0)")
    save(page, f"portal-report-{language}")
    page.click("main form button.primary")
    page.check("input[value=often]")
    for _ in range(3):
        page.click("main form button.primary")
    page.click("main a.button.primary")
    page.wait_for_url("**/r/*/")
    return str(page.url)


def newest(desk: Any) -> str:
    """The number of the report just made: the highest."""
    desk.goto("/desk/petitions/?sort=new")
    return max(re.findall(r"XF-\d{4}-\d+", desk.content()))


def handle(desk: Any) -> None:
    """As far as acceptance, so that the receipt has something to say."""
    sit(desk, "yunping-petition-officer")
    number = newest(desk)
    act(desk, number, "register", area="wangxi", subject="窑湾老砖厂东墙外夜间焦糊气味")
    act(desk, number, "sort", **{"class": "statutory_duty"})
    act(desk, number, "forward", handler="wangxi-branch")
    sit(desk, "wangxi-branch-officer")
    act(desk, number, "accept", contact="执法一科 0000-6120")


def receipt(opened: Callable[..., Any], language: str, address: str) -> None:
    page = opened(PHONE, language)
    page.goto(address)
    settled(page)
    save(page, f"portal-receipt-{language}")


def desk_pages(opened: Callable[..., Any], language: str) -> None:
    """All the inspection office sees open, by the earliest clock, and what it has to do first."""
    page = opened(DESK, language)
    sit(page, "yunping-inspection-head", PREFIX[language])
    hide_the_offer(page)
    own = page.get_attribute("[data-row] .row-title", "href")
    page.goto(f"{PREFIX[language]}/desk/?list=all")
    settled(page)
    save(page, f"desk-worklist-{language}")
    page.goto(own)
    settled(page)
    save(page, f"desk-proceeding-{language}")


def air_pages(opened: Callable[..., Any], language: str) -> None:
    """A month of days on a phone, and the ranking of a month with dust on a desk screen."""
    page = opened(PHONE, language)
    page.goto(f"{PREFIX[language]}/air/days/?on={DUSTY}-01")
    settled(page)
    save(page, f"portal-air-{language}", whole=True)
    page = opened(DESK, language)
    sit(page, "yunping-inspection-head", PREFIX[language])
    page.goto(f"{PREFIX[language]}/desk/air/ranking/?month={DUSTY}")
    settled(page)
    save(page, f"desk-ranking-{language}", whole=True)


def hide_the_offer(page: Any) -> None:
    """The offer of the tour is for a first visit."""
    offer = page.locator("form[action$='/tour/dismiss/'] button")
    if offer.count():
        offer.first.click()


def take(city: ServedCity, browser: Any) -> None:
    def opened(size: dict[str, int], language: str) -> Any:
        context = browser.new_context(
            viewport=size, base_url=city.address, locale="en-GB" if language == "en" else "zh-CN"
        )
        page = context.new_page()
        page.set_default_timeout(15000)
        return page

    for language in PREFIX:
        address = residents(opened, language)
        handle(opened(DESK, "zh"))
        receipt(opened, language, address)
        desk_pages(opened, language)
        air_pages(opened, language)


def main() -> int:
    """Load, serve, take, stop. Exit 1 where there is no Chromium."""
    from playwright.sync_api import sync_playwright

    found = chromium()
    if found is None:
        print("no Chromium; get it with: apt-get install chromium", file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="qingtian-pictures-") as folder, sync_playwright() as play:
        data = Path(folder) / "city"
        data.mkdir()
        load(data, AIR_MONTHS)
        city = ServedCity(data).start()
        browser = play.chromium.launch(executable_path=found, args=ARGUMENTS)
        try:
            take(city, browser)
        finally:
            browser.close()
            city.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
