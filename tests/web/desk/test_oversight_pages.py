"""Pages of the congress' supervision: the overview, the form, the sheets of duties, and the account for reading."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from qingtian.apps.oversight.annual import draft
from qingtian.apps.oversight.models import AnnualDraft, OversightItem
from qingtian.apps.oversight.queries import PROCEDURES
from tests.apps.oversight.walk import COMMON, MORE, Walk
from tests.days import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
SignIn = Callable[[str], Client]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_next_meeting_shows_its_legal_days_and_the_day_advised(city, sign_in: SignIn, prefix: str) -> None:
    walk = Walk(city, "special_work_report", day=TODAY)
    page = sign_in("inspector").get(f"{prefix}/desk/oversight/?year=2026").content.decode()
    assert walk.matter.number in page
    assert ("better by 4 Dec" if prefix else "建议 12-04 前") in page


def test_the_matter_shows_the_advice_and_the_legal_day_beside_it(city, sign_in: SignIn) -> None:
    walk = Walk(city, "special_work_report", day=TODAY)
    page = sign_in("inspector").get(f"/desk/{walk.matter.number}/").content.decode()
    assert "法定末日是休息日" in page
    assert "法定末日不变" in page


@pytest.mark.parametrize("kind", PROCEDURES)
def test_every_kind_is_opened_from_its_form(city, sign_in: SignIn, kind: str) -> None:
    client = sign_in("inspector")
    address = f"/desk/oversight/new/{kind}/"
    assert client.get(address).status_code == 200
    sent = {f"f_{name}": value for name, value in {**COMMON, **MORE[kind]}.items()}
    answer = client.post(address, {**sent, "on": TODAY.isoformat(), "once": "t"})
    assert answer.status_code == 302, answer.content.decode()
    assert OversightItem.objects.get().proceeding.procedure == kind


def test_a_form_that_lacks_something_says_so_beside_the_field(city, sign_in: SignIn) -> None:
    answer = sign_in("inspector").post("/desk/oversight/new/visit/", {"on": TODAY.isoformat(), "once": "t"})
    assert answer.status_code == 422
    assert not OversightItem.objects.exists()


def test_an_unknown_kind_is_not_there_and_a_post_that_opens_none_is_refused_first(city, sign_in: SignIn) -> None:
    assert sign_in("inspector").get("/desk/oversight/new/nothing/").status_code == 404
    assert sign_in("secrecy").get("/desk/oversight/new/nothing/").status_code == 403


def test_a_sheet_names_the_duty_the_department_and_its_posts_but_no_person(city, sign_in: SignIn) -> None:
    Walk(city, "special_work_report", day=TODAY)
    page = sign_in("inspector").get("/desk/oversight/duties/?year=2026").content.decode()
    assert "未找到职责" in page
    assert "清单没有写这一项" not in page
    assert "市督察办" in page
    assert "督察专员" in page
    assert "督察专员甲" not in page.split("<main")[1]
    assert "没有写明职责" in sign_in("inspector").get("/desk/oversight/duties/?year=2025").content.decode()


def test_an_account_for_reading_opens_its_page_and_nothing_else(city, sign_in: SignIn) -> None:
    walk = Walk(city, "special_work_report", day=TODAY)
    client = sign_in("congress-staff")
    page = client.get("/desk/oversight/reading/").content.decode()
    assert walk.matter.number in page
    assert f'href="/desk/{walk.matter.number}/"' not in page
    assert client.get("/desk/").url.endswith("/desk/oversight/reading/")
    for closed in ("/desk/oversight/", "/desk/oversight/duties/", f"/desk/{walk.matter.number}/", "/desk/people/",
                   "/desk/search/", "/desk/petitions/", "/desk/supervision/"):  # fmt: skip
        assert client.get(closed).status_code == 403, closed
    assert client.get("/desk/account/").status_code == 200


def test_a_congress_reads_nothing_of_another_congress(city, sign_in: SignIn) -> None:
    own = Walk(city, "special_work_report", day=TODAY)
    other = Walk(city, "visit", day=TODAY, area="wangxi", congress="wangxi-congress")
    page = sign_in("congress-staff").get("/desk/oversight/reading/").content.decode()
    assert own.matter.number in page
    assert other.matter.number not in page


@pytest.mark.parametrize("post", ["inspector", "administrator", "handler"])
def test_the_page_for_reading_is_for_those_accounts_only(city, sign_in: SignIn, post: str) -> None:
    assert sign_in(post).get("/desk/oversight/reading/").status_code == 403


def test_the_report_is_previewed_frozen_and_taken_away(city, sign_in: SignIn) -> None:
    walk = Walk(city, "annual_report", day=TODAY)
    client = sign_in("inspector")
    address = f"/desk/oversight/{walk.matter.number}/draft/"
    assert "环境状况和环境保护目标完成情况的报告" in client.get(address).content.decode()
    assert not AnnualDraft.objects.exists()
    assert client.post(address, {}).status_code == 302
    made = AnnualDraft.objects.get()
    walk.matter.refresh_from_db()
    assert walk.matter.projection["facts"]["digest"] == made.sm3
    for suffix in ("pdf", "docx"):
        assert client.get(f"{address}{made.pk}.{suffix}").status_code == 200
    assert client.get(f"{address}{made.pk}.exe").status_code == 404
    assert made.sm3[:16] in client.get(address).content.decode()


def test_a_target_needs_its_document(city, sign_in: SignIn) -> None:
    walk = Walk(city, "annual_report", day=TODAY)
    answer = sign_in("inspector").post(f"/desk/oversight/{walk.matter.number}/draft/", {"target": "95"})
    assert answer.status_code == 422
    assert not AnnualDraft.objects.exists()


def test_who_may_not_freeze_is_refused_and_other_kinds_have_no_draft(city, sign_in: SignIn) -> None:
    walk, other = Walk(city, "annual_report", day=TODAY), Walk(city, "visit", day=TODAY)
    client = sign_in("inspector")
    assert client.get(f"/desk/oversight/{other.matter.number}/draft/").status_code == 404
    walk.do("freeze_draft", digest=_draft_of(walk)).do("approve", meeting="第 60 次常务会议")
    assert client.post(f"/desk/oversight/{walk.matter.number}/draft/", {}).status_code == 403


def _draft_of(walk: Walk) -> str:
    made = draft(OversightItem.objects.get(proceeding=walk.matter), as_of=TODAY, now=at(TODAY))
    made.save()
    return made.sm3
