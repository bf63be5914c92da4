"""Pages of data loggers: what is told, what is covered, who may change a profile, what a list asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingtian.apps.monitors.logger_key import key_of
from qingtian.apps.monitors.models import DataLogger, HourValue
from qingtian.gateways.hj212.place import frames_folder
from qingtian.gateways.hj212.settling import settle_new
from qingtian.gateways.hj212.store.arrived import Verdict
from qingtian.gateways.hj212.store.standing import fold
from tests.apps.monitors.outlets import outlet
from tests.gateways.hj212.frames import MN
from tests.gateways.hj212.test_settling import NOW, frame, hour, logger, store

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
HOME = "/desk/monitoring/loggers/"
KEY = "000102030405060708090A0B0C0D0E0F"
PROFILE = {
    "mn": "NEW-1",
    "name": "2 号数采仪",
    "edition": "2017",
    "crc_policy": "strict",
    "charset": "utf-8",
    "outlet": "DA001",
    "rhythm_minutes": "60",
    "expected": "a21026，a21002",
    "units": "a21026 mg/m³\na34004 µg/m³",
    "active": "on",
}


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.DATA, settings.KEYS = tmp_path / "data", tmp_path / "keys"


def page(browser: Client, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status
    return str(answer.content.decode())


def test_the_list_says_who_is_silent_whose_clock_is_off_and_which_factor_is_missing(
    sign_in: Callable[[str], Client],
) -> None:
    stack = outlet()
    logger(stack, expected=["a21026", "a21002"], rhythm_minutes=90)
    logger(None, mn="NEVER-HEARD", name="没有来过的")
    store(hour(), hour(verdict=Verdict.WRONG_CRC))
    fold(frames_folder())
    settle_new(NOW)
    told = page(sign_in("administrator"), HOME)
    assert told.index("NEVER-HEARD") < told.index(MN)  # the silent first
    assert "接收服务没有在运行" in told
    row = told[told.index(MN) :]
    assert "-3600" in row  # QN of 11:00, heard at 12:00
    assert "a21002" in row
    assert "a21026" not in row


def test_the_list_asks_the_same_questions_for_one_logger_and_for_many(sign_in: Callable[[str], Client]) -> None:
    stack, browser = outlet(), sign_in("administrator")
    logger(stack)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(browser, HOME)
        return len(queries)

    asked()
    one = asked()
    for number in range(12):
        logger(stack, mn=f"M{number}")
    assert asked() == one


def test_a_frame_is_shown_beside_its_reading_without_its_password(sign_in: Callable[[str], Client]) -> None:
    logger(outlet())
    store(hour(), frame([[("NewPW", "998877")]], cn="1072"))
    fold(frames_folder())
    settle_new(NOW)
    browser = sign_in("administrator")
    value = HourValue.objects.get()
    told = page(browser, f"{HOME}frames/{value.frame}/")
    assert "a21026-Avg=12.50" in told
    assert "12.50" in told
    assert "mg/m³" in told
    other = page(browser, f"{HOME}frames/{(value.frame or 0) + 1}/")
    listed = page(browser, f"{HOME}{MN}/")
    for each in (told, other, listed):
        assert "654321" not in each
        assert "998877" not in each
        assert "PW=••••••" in each
    assert page(browser, f"{HOME}frames/1/", 404)


def test_a_device_of_the_quarantine_is_listed_taken_in_and_its_frames_are_settled(
    sign_in: Callable[[str], Client],
) -> None:
    outlet()
    store(hour(mn="NEW-1", verdict=Verdict.UNKNOWN), hour(mn="BROKEN", verdict=Verdict.WRONG_CRC))
    fold(frames_folder())
    settle_new(NOW)
    browser = sign_in("administrator")
    assert "没有登记的设备" in page(browser, HOME)
    told = page(browser, f"{HOME}quarantine/")
    assert "NEW-1" in told
    assert "BROKEN" not in told
    assert 'value="NEW-1"' in page(browser, f"{HOME}new/?mn=NEW-1")
    answer = browser.post(f"{HOME}new/", PROFILE)
    assert (answer.status_code, answer["Location"]) == (302, f"{HOME}NEW-1/")
    kept = DataLogger.objects.get(mn="NEW-1")
    assert kept.expected == ["a21026", "a21002"]
    assert kept.units == {"a21026": "mg/m³", "a34004": "µg/m³"}
    settle_new(NOW)
    assert HourValue.objects.get().text == "12.50"
    assert "NEW-1" not in page(browser, f"{HOME}quarantine/")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("mn", ""),
        ("mn", "有空 格"),
        ("name", " "),
        ("edition", "2001"),
        ("crc_policy", "any"),
        ("outlet", "DA999"),
        ("rhythm_minutes", "0"),
        ("rhythm_minutes", "1441"),
        ("rhythm_minutes", "²"),
        ("expected", "a21026;drop"),
        ("units", "a34004"),
        ("key", "00"),
    ],
)
def test_what_cannot_be_a_profile_is_refused_beside_its_field(
    sign_in: Callable[[str], Client], field: str, value: str
) -> None:
    outlet()
    answer = sign_in("administrator").post(f"{HOME}new/", PROFILE | {field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}-error"' in answer.content.decode() or f"id_{field}" in answer.content.decode()
    assert not DataLogger.objects.exists()


def test_an_mn_is_registered_once(sign_in: Callable[[str], Client]) -> None:
    outlet()
    browser = sign_in("administrator")
    browser.post(f"{HOME}new/", PROFILE)
    assert browser.post(f"{HOME}new/", PROFILE).status_code == 422
    assert DataLogger.objects.count() == 1


def test_a_key_is_sealed_never_shown_and_stays_when_left_empty(sign_in: Callable[[str], Client]) -> None:
    outlet()
    browser = sign_in("administrator")
    browser.post(f"{HOME}new/", PROFILE | {"key": KEY})
    kept = DataLogger.objects.get()
    assert key_of(kept) == bytes.fromhex(KEY)
    assert KEY.encode() not in bytes(kept.key_sealed or b"")
    for address in (f"{HOME}NEW-1/", f"{HOME}NEW-1/profile/"):
        assert KEY not in page(browser, address)
    browser.post(f"{HOME}NEW-1/profile/", PROFILE | {"name": "改名"})
    kept.refresh_from_db()
    assert kept.name == "改名"
    assert key_of(kept) == bytes.fromhex(KEY)


def test_the_unit_of_particulates_is_doubted_where_the_value_cannot_be_in_it(sign_in: Callable[[str], Client]) -> None:
    logger(outlet(), units={"a34004": "ng/m³"}, expected=["a34004", "a34002"])
    store(hour("35", code="a34004"))
    fold(frames_folder())
    settle_new(NOW)
    told = page(sign_in("administrator"), f"{HOME}{MN}/")
    assert "按 ng/m³ 计，最近的值 35 不像" in told
    assert "a34002" in told


def test_others_see_neither_frames_nor_profiles(sign_in: Callable[[str], Client]) -> None:
    logger(None)
    browser = sign_in("handler")
    for address in ("", "quarantine/", "new/", "frames/1/", f"{MN}/", f"{MN}/profile/", "NOBODY/"):
        page(browser, HOME + address, 403)
    assert browser.post(f"{HOME}new/", PROFILE).status_code == 403


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_speaks_both_languages(sign_in: Callable[[str], Client], language: str) -> None:
    logger(outlet())
    store(hour(), hour(mn="NEW-1", verdict=Verdict.UNKNOWN))
    fold(frames_folder())
    settle_new(NOW)
    browser = sign_in("administrator")
    prefix = "" if language == "zh" else "/en"
    reference = HourValue.objects.get().frame
    for address in ("", "quarantine/", "new/", f"{MN}/", f"{MN}/profile/", f"frames/{reference}/"):
        told = page(browser, prefix + HOME + address)
        assert f'<html lang="{"en" if prefix else "zh-Hans"}"' in told
