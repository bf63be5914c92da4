"""Signing in with a real browser: the app enrolled from the page, a passkey of a virtual authenticator, the end of a
session. On ``localhost``, which browsers take for a safe place like an https address."""

from __future__ import annotations

import base64
import re
import time

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from tests.browser import DESK, PHONE, follow
from tests.e2e.checks import too_wide, violations

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
PASSWORD = "three cats under the old tree"
SET = (
    "from django.contrib.auth import get_user_model as m; u = m().objects.get(username={name!r}); "
    "u.set_password({password!r}); u.save()"
)


@pytest.fixture
def page(city, open_page):
    return open_page(DESK, city.address.replace("127.0.0.1", "localhost"))


def with_password(city, name):
    done = city.command("manage", "shell", "-c", SET.format(name=name, password=PASSWORD))
    assert done.returncode == 0, done.stderr[-500:]


def give_password(page, name):
    page.goto("/desk/sign-in/")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    follow(page, "main .desk-form button.primary")


def sign_out(page):
    follow(page, ".desk-who form button")
    assert page.url.endswith("/desk/sign-in/")


def code(secret):
    return TOTP(secret, 6, SHA1(), 30).generate(int(time.time())).decode()


def sound(page):
    """Nothing wrong with the page now open, on a desk and on a phone."""
    wrong = violations(page)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    wrong += violations(page) + too_wide(page)
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    return wrong


def test_an_app_is_enrolled_from_the_page_and_opens_the_second_time(city, page):
    with_password(city, "named-officer")
    give_password(page, "named-officer")
    page.wait_for_url("**/desk/account/second/**")
    follow(page, "main a.button.primary")
    drawn = page.locator("main svg").bounding_box()
    assert drawn["width"] == drawn["height"] > 100
    secret = base64.b32decode(re.sub(r"\s", "", page.inner_text("main .hash")))
    page.fill("#id_code", code(secret))
    page.click("main button.primary")
    page.wait_for_selector(".codes")
    assert sound(page) == []
    recovery = page.locator(".codes li").first.inner_text()
    follow(page, "main a.button.primary")
    sign_out(page)

    give_password(page, "named-officer")
    page.wait_for_url("**/desk/sign-in/second/**")
    assert sound(page) == []
    page.fill("#id_code", "000000")
    follow(page, "main form button.primary")
    assert page.locator(".field-error").count() == 1
    page.fill("#id_code", recovery)
    follow(page, "main form button.primary")
    page.wait_for_url(re.compile(r"/desk/$"))


def test_a_passkey_is_added_and_signs_in_and_a_copy_of_it_does_not(city, page):
    with_password(city, "analyst")
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "hasResidentKey": False, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    key = wire.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    give_password(page, "analyst")
    page.wait_for_url(re.compile(r"/desk/$"))
    page.goto("/desk/account/second/passkey/")
    page.fill("#id_name", "蓝色的那把")
    page.click("main button.primary")
    page.wait_for_selector(".codes")
    follow(page, "main a.button.primary")
    page.goto("/desk/account/")
    assert "蓝色的那把" in page.inner_text("main")
    assert sound(page) == []
    sign_out(page)

    give_password(page, "analyst")
    page.wait_for_url("**/desk/sign-in/second/**")
    assert sound(page) == []
    page.click("form[data-passkey] button.primary")
    page.wait_for_url(re.compile(r"/desk/$"))
    sign_out(page)

    (held,) = wire.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]
    wire.send("WebAuthn.clearCredentials", {"authenticatorId": key})
    wire.send("WebAuthn.addCredential", {"authenticatorId": key, "credential": held | {"signCount": 0}})
    give_password(page, "analyst")
    page.click("form[data-passkey] button.primary")
    page.wait_for_selector(".wrong, .field-error:visible")
    assert "/sign-in/second/" in page.url

    wire.send("WebAuthn.clearCredentials", {"authenticatorId": key})
    page.click("form[data-passkey] button.primary")
    page.wait_for_selector("[data-passkey-failed]:visible")
    assert page.locator("#id_code").is_visible()  # a recovery code is still a way in


def test_a_session_ended_elsewhere_ends_here_and_the_page_says_why(city, open_page):
    with_password(city, "town")
    base = city.address.replace("127.0.0.1", "localhost")
    here, there = open_page(DESK, base), open_page(DESK, base)
    for page in (here, there):
        give_password(page, "town")
        page.wait_for_url(re.compile(r"/desk/$"))
    there.goto("/desk/account/")
    follow(there, "form[action$='/sessions/end/'] button")
    here.goto("/desk/cases/")
    here.wait_for_url("**/desk/sign-in/**")
    assert "另一台电脑" in here.inner_text("[role=status]")
