"""The whole way of a new office: an empty folder, a city, its old ledgers, its people's accounts, the first petition
answered, through the pages and as each of them signs in."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.people.models import Organ, Person
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.verification import verify_proceeding
from qingtian.config.city import city
from qingtian.founding import Answers, found_city
from qingtian.founding.answers import checked
from tests.conftest import SHANGHAI
from tests.founding.old_ledgers import write_ledgers
from tests.founding.sittings import Sitting, area_code

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.slow]

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=SHANGHAI)
ONE_TIME, OWN, OFFICERS = "9mn3-kx7w-2hdq-prs4", "an evening by the lake", "a morning on the river"
IMPORTED = {
    "areas": {"新建": 2, "更新": 0, "不变": 0, "拒收": 0},
    "organs": {"新建": 9, "更新": 0, "不变": 0, "拒收": 0},
    "posts": {"新建": 12, "更新": 0, "不变": 0, "拒收": 0},
    "people": {"新建": 12, "更新": 0, "不变": 0, "拒收": 0},
    "tenures": {"新建": 12, "更新": 0, "不变": 0, "拒收": 0},
    "petitions": {"新建": 3, "更新": 0, "不变": 0, "拒收": 3},
    "cases": {"新建": 2, "更新": 0, "不变": 0, "拒收": 1},
}


def _answers() -> Answers:
    return checked(
        {
            "city": {
                "code": "yunling",
                "name": {"zh": "云岭市", "en": "Yunling"},
                "short": {"zh": "云岭", "en": "Yunling"},
                "bureau": {"zh": "云岭市生态环境局", "en": "Yunling Bureau"},
                "petition_office": {"zh": "云岭市生态环境局信访科", "en": "Yunling Petition Section"},
                "prefix": "YL",
            },
            "administrator": {"name": {"zh": "方敬", "en": "Fang Jing"}, "user": "fangjing"},
        }
    )


@pytest.fixture(autouse=True)
def empty_folder(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An empty data folder, a still moment, and signing in as an office has it."""
    settings.DATA, settings.KEYS = tmp_path / "data", tmp_path / "data" / "keys"
    settings.DATA.mkdir()
    settings.SECOND_FACTOR_ROLES, settings.CONFIRM_MINUTES = frozenset({"administrator", "auditor"}), 15
    for clock in ("city_now", "real_now"):
        monkeypatch.setattr(f"qingtian.web.middleware.{clock}", lambda: NOW)
    cache.clear()
    city.cache_clear()
    yield
    city.cache_clear()


def _first_morning() -> Sitting:
    """The administrator signs in with the one-time password of ``init``: own password, second step, then the desk."""
    found_city(_answers(), ONE_TIME, now=NOW, one_time=True)
    fang = Sitting()
    fang.sign_in("fangjing", ONE_TIME)
    fang.set_password(ONE_TIME, OWN)
    assert fang.at.startswith("/desk/account/second/"), fang.at
    assert "恢复码" in fang.set_second_step(NOW)
    assert "/desk/checklist/" in fang.get("/desk/")
    assert "没有在任的信访工作人员" in fang.get("/desk/checklist/")
    return fang


def _slips(fang: Sitting) -> dict[str, str]:
    """Everybody's user name and one-time code, from the page that shows them once."""
    shown = fang.get("/desk/accounts/open/")
    fields = dict(re.findall(r'name="(u_\d+)" value="([^"]+)"', shown))
    shown = fang.post("/desk/accounts/open/", **fields, **{f"c_{name[2:]}": "on" for name in fields})
    found = dict(re.findall(r"<bdi>([\w.-]+)</bdi>.*?class=\"code\">([\w-]+)<", shown, re.S))
    assert len(found) == len(fields) == 12
    return found


def _officer(user: str, code: str) -> Sitting:
    officer = Sitting()
    officer.sign_in(user, code)
    officer.set_password(code, OFFICERS)
    assert officer.at == "/desk/", officer.at
    return officer


def _reported() -> Sitting:
    """A resident, anonymous, through the five questions; stays on the private page."""
    resident = Sitting()
    resident.post("/report/what/", kinds="air", report="晚上十点后有焦糊味，窗户关着也闻得到。")
    resident.post("/report/where/", area=area_code("望溪区"), place="望溪沟砖厂东墙外")
    resident.post("/report/when/", when="often", when_words="十点以后")
    resident.post("/report/photos/")
    shown = resident.post("/report/who/", naming="anonymous")
    link = re.search(r'href="[^"]*(/r/[\w-]+/)"', shown)
    assert link, resident.at
    resident.get(link[1])
    return resident


def test_an_office_comes_from_an_empty_folder_to_its_first_answer(tmp_path: Path) -> None:
    fang = _first_morning()
    sheets = write_ledgers(tmp_path / "ledgers")
    assert {kind: fang.import_sheet(kind, path) for kind, path in sheets.items()} == IMPORTED
    again = fang.import_sheet("petitions", sheets["petitions"])
    assert (again, Petition.objects.count()) == ({"新建": 0, "更新": 0, "不变": 3, "拒收": 3}, 3)
    assert Organ.objects.get(name_zh="望溪分局").area == Organ.objects.get(name_zh="望溪区政府").area
    slips = _slips(fang)
    assert "必须有的都有了" in fang.get("/desk/checklist/")

    resident = _reported()
    number = Proceeding.objects.filter(procedure="petition").latest("pk").number
    zhong, bai, xing = (_officer(user, slips[user]) for user in ("zhongyan", "bailu", "xingyuan"))
    zhong.act(number, "register", area=area_code("望溪区"), subject="望溪沟砖厂东墙外夜间焦糊气味")
    zhong.act(number, "sort", **{"class": "statutory_duty"})
    zhong.act(number, "forward", handler=Organ.objects.get(name_zh="望溪分局").code)
    bai.act(number, "accept", contact="执法科 0000-6120")
    bai.act(number, "investigate", where="砖厂东墙外", officers="白露、邢原", findings="夜间加料，炉门敞开。")
    opinion = {
        "request": "查夜间气味",
        "facts_and_reasons": "炉门敞开。",
        "opinion": "夜间停炉。",
        "legal_basis": "条文",
    }
    xing.act(number, "conclude", outcome="supported", **opinion)
    bai.act(number, "reply", reply="砖厂夜里开着炉门加料，已责令停炉。")

    assert "砖厂夜里开着炉门加料，已责令停炉。" in resident.get(resident.at)
    matters = list(Proceeding.objects.all())
    assert len(matters) == 3 + 2 + 1
    assert [fault for matter in matters for fault in verify_proceeding(matter)] == []


def test_a_slip_opens_the_desk_once_and_no_code_is_kept(tmp_path: Path) -> None:
    fang = _first_morning()
    for kind, path in list(write_ledgers(tmp_path / "ledgers").items())[:5]:
        fang.import_sheet(kind, path)
    slips = _slips(fang)
    code = slips["zhongyan"]
    _officer("zhongyan", code)
    assert Sitting().client.post("/desk/sign-in/", {"username": "zhongyan", "password": code}).status_code == 401
    assert "都有账号了" in fang.get("/desk/accounts/open/")
    kept = str(list(Person.objects.values_list("user__password", flat=True))) + str(
        list(LogEntry.objects.values_list())
    )
    assert not [code for code in slips.values() if code in kept]
    assert LogEntry.objects.filter(kind="account_opened").count() == 1 + 12
