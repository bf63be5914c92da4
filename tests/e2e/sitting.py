"""What people do at a screen: take a seat at the desk, open an act, fill its form, press its button."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.browser import follow

Filled = str | list[str] | Path | bool


def sit(page: Any, post: str, prefix: str = "") -> None:
    """Sign in at a post with one click, as the demonstration offers; whoever sat there leaves first."""
    page.context.clear_cookies()
    page.goto(f"{prefix}/desk/sign-in/")
    follow(page, f"form:has(input[name=post][value='{post}']) button")
    page.wait_for_url(
        re.compile(r"/desk/(audit/|oversight/reading/)?$")
    )  # whose desk is the log, or what they may read


def fill(page: Any, values: Mapping[str, Filled]) -> None:
    """Every field by its declared name, in whatever control the form gives it."""
    for name, value in values.items():
        field = page.locator(f"[name=f_{name}]").first
        kind = field.evaluate("element => element.tagName === 'INPUT' ? element.type : element.tagName.toLowerCase()")
        if kind == "file":
            field.set_input_files(str(value))
            page.check("[name=files_mark][value=internal]")  # the scan bears no mark, as who holds it can see
        elif kind == "select":
            field.select_option(str(value))
        elif kind == "checkbox" and value is True:
            field.check()
        elif kind in ("radio", "checkbox"):
            for one in value if isinstance(value, list) else [value]:
                page.check(f"[name=f_{name}][value='{one}']")
        else:
            field.fill(str(value))


def press(page: Any) -> None:
    """The one main button of the form; back when the answer stands on the screen."""
    follow(page, ".desk-form button.primary")


def act(page: Any, number: str, name: str, /, prefix: str = "", **values: Filled) -> str:
    """Open the act from the matter's own page, fill, send; returns the sentence that says it is recorded."""
    page.goto(f"{prefix}/desk/{number}/")
    follow(page, f"a[href$='/{number}/act/{name}/']")
    fill(page, values)
    press(page)
    return recorded(page, number)


def recorded(page: Any, number: str) -> str:
    """The matter's page again, with its message; anything else shows what the form said."""
    if page.url.rstrip("/").rsplit("/", 1)[-1] != number:
        said = page.locator(".error-summary, .wrong, .field-error").all_inner_texts()
        raise AssertionError(f"not recorded, still at {page.url}: {said}")
    return str(page.inner_text("[role=status]"))


def number_of(page: Any) -> str:
    """The number of the matter whose page stands on the screen, from its address."""
    found = re.search(r"/([A-Z]{2}-\d{4}-\d{6})/", page.url.rstrip("/") + "/")
    assert found, f"no matter at {page.url}"
    return found[1]


def opened(page: Any) -> str:
    """Press the main button of a form that opens a matter; its number. What the form said where it opened none."""
    press(page)
    said = page.locator(".error-summary, .wrong, .field-error").all_inner_texts()
    assert re.search(r"/[A-Z]{2}-\d{4}-\d{6}/?$", page.url), f"nothing opened, still at {page.url}: {said}"
    return number_of(page)


def do(page: Any, post: str, number: str, name: str, /, prefix: str = "", **values: Filled) -> str:
    """Take the seat of a post and perform one act from there."""
    sit(page, post, prefix)
    return act(page, number, name, prefix, **values)


def state_of(page: Any, number: str, prefix: str = "") -> str:
    """The state of a matter as its page says it."""
    page.goto(f"{prefix}/desk/{number}/")
    return str(page.locator(".desk-title .under strong").first.inner_text()).strip()
