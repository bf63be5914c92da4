"""Pages of the register: its keeper's alone, every look entered, and nothing of it on a page of the case."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import NoReverseMatch, reverse

from qingtian.apps.clues.actions.look import open_count
from qingtian.apps.clues.chain import entries
from qingtian.apps.clues.register import folded
from qingtian.web.access import PAGES, Door
from qingtian.web.desk.clues.ageing_page import PLACES
from tests.apps.clues.keeping import REGISTERED, appoint_keeper
from tests.apps.proceedings.driving import case

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
REASON = "夜查缺六晚标记"
LIST = "/desk/responsibility/clues/"


@pytest.fixture
def keeper(city: Any, sign_in: Any) -> Any:
    appoint_keeper(city)
    return sign_in("keeper")


def only_clue(keeper: Any) -> str:
    keeper.post(f"{LIST}new/", REGISTERED)
    return next(e.content["clue"] for e in reversed(entries()) if e.content["clue"])


def test_a_clue_is_registered_followed_and_closed_through_its_pages(keeper: Any) -> None:
    number = only_clue(keeper)
    for step, typed in (
        ("transfer", {"letter": "云督移〔2026〕1号", "on": "2026-10-12", "organ": "市纪委监委"}),
        ("receipt", {"on": "2026-10-15"}),
        ("result", {"on": "2026-11-10", "outcome": "admonished", "form": "诫勉谈话", "basis": "办法第十条"}),
        ("close", {}),
    ):
        page = keeper.get(f"{LIST}{number}/{step}/")
        assert page.status_code == 200
        sent = keeper.post(f"{LIST}{number}/{step}/", typed | {"seen": page.context["seen"]})
        assert (sent.status_code, sent["Location"]) == (302, f"{LIST}{number}/")
    for prefix, words in (("", "诫勉"), ("/en", "Admonished")):
        shown = keeper.get(f"{prefix}{LIST}{number}/").content.decode()
        assert words in shown
        assert "诫勉谈话" in shown
        assert "市纪委监委" in shown
    assert open_count() == 0


def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(keeper: Any) -> None:
    sent = keeper.post(f"{LIST}new/", REGISTERED | {"conduct_on": "2030-01-01", "facts": ""})
    assert sent.status_code == 422
    shown = sent.content.decode()
    assert 'id="id_conduct_on_error"' in shown
    assert 'id="id_facts_error"' in shown
    assert "BA-2026-000001" in shown
    assert open_count() == 0


def test_a_step_that_cannot_follow_is_no_form_and_a_late_one_is_refused(keeper: Any) -> None:
    number = only_clue(keeper)
    assert '<form class="desk-form"' not in keeper.get(f"{LIST}{number}/close/").content.decode()
    late = keeper.post(f"{LIST}{number}/remark/", {"words": "更正", "seen": "0"})
    assert late.status_code == 409
    assert keeper.get(f"{LIST}{number}/nothing/").status_code == 404
    assert keeper.get(f"{LIST}XS-1999-000001/").status_code == 404


def test_every_page_of_the_register_enters_the_look_before_it_is_shown(keeper: Any) -> None:
    number = only_clue(keeper)
    before = len(entries())
    for address in ("", f"{number}/", f"{number}/transfer/"):
        keeper.get(f"{LIST}{address}")
    assert [e.content["at"] for e in entries()[before:]] == ["list", number, number]


@pytest.mark.parametrize("who", ["inspector", "discipline", "mayor", "administrator", "clerk", "congress-staff"])
def test_others_are_turned_away_before_anything_is_looked_up(keeper: Any, sign_in: Any, who: str) -> None:
    number, before = only_clue(keeper), len(entries())
    other = sign_in(who)
    for address in ("", "new/", f"{number}/", f"{number}/transfer/", "XS-1999-000001/"):
        assert other.get(f"{LIST}{address}").status_code == 403, address
    assert other.post(f"{LIST}new/", REGISTERED).status_code == 403
    assert len(entries()) == before


def test_the_head_of_the_office_sees_ages_and_nobody_concerned_and_the_keeper_only_counts(
    keeper: Any, city: Any, sign_in: Any
) -> None:
    number = only_clue(keeper)
    shown = sign_in("inspector").get(f"{LIST}ageing/").content.decode()
    assert number in shown
    keeper.get(f"{LIST}{number}/")
    looked = sign_in("inspector").get(f"{LIST}ageing/").context["looked"]
    assert [(by["person"], place) for _, by, place in looked][:2] == [
        (city.people["inspector"].name_zh, PLACES["ageing"]),
        ("专管员甲", number),
    ]
    for words in ("街道", "夜查", "7-3", "BA-2026"):
        assert words not in shown
    assert sign_in("mayor").get(f"{LIST}ageing/").status_code == 403
    assert keeper.get(f"{LIST}ageing/").status_code == 403


@pytest.mark.parametrize(("who", "told"), [("inspector", True), ("keeper", True), ("clerk", False), ("mayor", False)])
def test_the_bare_count_stands_on_the_home_of_supervision_for_that_office(
    keeper: Any, sign_in: Any, who: str, told: bool
) -> None:
    only_clue(keeper)
    before = len(entries())
    shown = sign_in(who).get("/en/desk/supervision/").content.decode()
    assert ('lues</a> <span class="caption">1 open' in shown) == told
    assert len(entries()) == before


def test_no_page_of_the_case_shows_the_answer_to_anybody(keeper: Any, city: Any, sign_in: Any) -> None:
    drive = case(city).to("accepted")
    drive.do("close", fields={"dereliction": "suspected", "dereliction_reason": REASON})
    for who in ("inspector", "vice-mayor", "clerk"):
        client = sign_in(who)
        for address in ("", "verify/", f"record/{drive.matter.seq}/"):
            for prefix in ("", "/en"):
                shown = client.get(f"{prefix}/desk/{drive.matter.number}/{address}").content.decode()
                assert REASON not in shown
                assert "suspected" not in shown.casefold()
        assert drive.matter.number not in client.get("/desk/search/", {"q": REASON}).content.decode()
    assert drive.matter.number in keeper.get(LIST).content.decode()


def test_no_page_of_the_office_says_it_to_its_head(keeper: Any, city: Any, sign_in: Any) -> None:
    """Every page that needs no record: lists, search, figures, indicators, wall, digest, catalogue, publishing."""
    drive = case(city).to("accepted")
    drive.do("close", fields={"dereliction": "suspected", "dereliction_reason": REASON})
    client, read = sign_in("inspector"), 0
    [number] = [clue.number for clue in folded(entries())]
    for name, page in PAGES.items():
        if page.door is not Door.OFFICE or "GET" not in page.methods or name == "desk:clue_ageing":
            continue
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        sent = client.get(address)
        body = b"".join(sent) if sent.streaming else sent.content
        read += sent.status_code == 200
        for secret in (REASON, number, '"suspected"'):
            assert secret.encode() not in body, (name, secret)
    assert read > 40
    for words in (REASON, number, "suspected", "有线索"):
        shown = client.get(reverse("desk:search"), {"q": words}).content.decode()
        assert drive.matter.number not in shown
