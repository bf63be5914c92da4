"""The inbox with the hands on the keys: down the list, tick, act on several, see what became of each."""

from __future__ import annotations

import re

import pytest

from tests.browser import DESK, next_page
from tests.e2e.served_city import served_copy
from tests.e2e.sitting import sit
from tests.e2e.test_pages import faults, other_sentences

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.fixture
def own_city(loaded, tmp_path):
    served = served_copy(loaded, tmp_path / "city")
    yield served
    served.stop()


def test_petitions_are_read_beside_the_list_ticked_and_sorted_together_by_keys(own_city, open_page):
    page = open_page(DESK, own_city.address)
    sit(page, "yunping-petition-officer")
    page.goto("/desk/inbox/?step=sort")
    titles = page.locator(".inbox-rows .row-title").all_inner_texts()
    assert len(titles) >= 2
    for title in titles[:2]:
        page.keyboard.press("j" if page.locator(".inbox-rows .row-title:focus").count() or title == titles[1] else "k")
        page.wait_for_function("t => document.querySelector('#beside h2')?.textContent === t", arg=title)
        page.keyboard.press("x")
    assert page.locator(".inbox-rows input:checked").count() == 2
    with next_page(page):
        page.keyboard.press("b")
    assert "/desk/inbox/together/sort/" in page.url
    assert faults(page, "zh", other_sentences("zh")) == []
    page.check("[name=f_class][value=statutory_duty]")
    with next_page(page):
        page.click("form.together button.primary")
    assert len(re.findall("已记入", page.inner_text("form.together"))) == 2
    page.goto("/desk/inbox/?step=forward")
    assert set(titles[:2]) <= set(page.locator(".inbox-rows .row-title").all_inner_texts())
