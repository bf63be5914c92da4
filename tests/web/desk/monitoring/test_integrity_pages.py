"""Pages of findings: for named officers alone, with the picture, the doubt and the rate of false alarms."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from qingtian.apps.integrity.actions.raise_findings import raise_findings
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Proceeding
from tests.apps.integrity.findings import ON, name_officer, seen, step
from tests.days import at
from tests.small_city import SmallCity

pytestmark = pytest.mark.django_db
HOME = "/desk/monitoring/integrity/"
SignIn = Callable[[str], Client]


@pytest.fixture
def findings(city: SmallCity) -> list[Proceeding]:
    """One open, one false alarm, one that stands, one that stands at a national station."""
    name_officer(city)
    raise_findings([seen("S1"), seen("S2"), seen("S3"), seen("S4", "national_station")], on=ON, now=at(ON))
    found = list(Proceeding.objects.order_by("pk"))
    for matter in found[1:]:
        step(city, matter, "look")
    step(city, found[1], "judge", verdict="false_alarm", reason="fault", grounds="仪器死机。")
    for matter in found[2:]:
        step(city, matter, "judge")
    return found


def text(client: Client, address: str) -> str:
    answer = client.get(address, headers={"accept-language": "zh"})
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_open_findings_and_false_alarms_have_their_lists(findings: list[Proceeding], sign_in: SignIn) -> None:
    client = sign_in("data-officer")
    shown = text(client, HOME)
    assert findings[0].number in shown
    assert findings[1].number not in shown
    kept = text(client, f"{HOME}?kind=false")
    assert findings[1].number in kept
    assert "仪器或者采样故障" in kept
    assert "没有转出的" in text(client, f"{HOME}?kind=further")


def test_a_finding_says_it_is_no_verdict_with_the_false_alarms_of_the_past(
    findings: list[Proceeding], sign_in: SignIn
) -> None:
    shown = text(sign_in("data-officer"), f"{HOME}{findings[0].number}/")
    assert "不是结论" in shown
    assert "判定过 3 件，其中误报 1 件" in shown
    assert "仪器故障也会这样" in shown
    assert "<svg" in shown
    assert "登记线索" not in shown


def test_what_stands_leads_to_the_form_of_a_clue_but_not_at_a_national_station(
    findings: list[Proceeding], sign_in: SignIn
) -> None:
    client = sign_in("data-officer")
    shown = text(client, f"{HOME}{findings[2].number}/")
    assert f"f_about={findings[2].number}" in shown
    national = text(client, f"{HOME}{findings[3].number}/")
    assert "f_about" not in national
    assert "只向上报告" in national
    form = text(client, f"/desk/enforcement/penalties/new/?f_about={findings[2].number}&f_source=monitoring")
    assert findings[2].number in form


@pytest.mark.parametrize("post", ["handler", "inspector", "discipline", "administrator"])
def test_other_posts_are_refused_before_the_finding_is_looked_up(
    findings: list[Proceeding], sign_in: SignIn, post: str
) -> None:
    client = sign_in(post)
    addresses = [HOME, f"{HOME}record/", f"{HOME}new/", f"{HOME}{findings[0].number}/", f"{HOME}SY-2026-999999/"]
    assert {client.get(address).status_code for address in addresses} <= {403}
    assert client.get(f"/desk/{findings[0].number}/").status_code in (403, 404)


def test_the_head_of_another_organ_finds_nothing(findings: list[Proceeding], sign_in: SignIn) -> None:
    client = sign_in("branch-2-head")
    assert "没有待办的发现" in text(client, HOME)
    assert client.get(f"{HOME}{findings[0].number}/").status_code == 404
    assert client.get(f"{HOME}new/").status_code == 403


def test_the_record_counts_and_shows_the_trial(findings: list[Proceeding], sign_in: SignIn) -> None:
    shown = text(sign_in("data-officer"), f"{HOME}record/")
    assert "33%" in shown
    assert "AUROC" in shown
    assert "不说明真实造假有多常见" in shown


def test_a_finding_raised_by_hand_opens_on_its_page(findings: list[Proceeding], sign_in: SignIn) -> None:
    client = sign_in("data-officer")
    assert 'value="branch"' in text(client, f"{HOME}new/")
    told = {
        "f_subject": "望溪站恒值",
        "f_office": "branch",
        "f_area": Area.objects.get(code="wangxi").code,
        "f_place_kind": "city_station",
        "f_place": "S7",
        "f_pattern": "freeze",
        "f_from_hour": "2026-11-20 02:00",
        "f_to_hour": "2026-11-20 09:00",
        "f_evidence": "一直是 61。",
        "f_doubt": "故障。",
        "on": "2026-11-23",
        "once": "abc",
    }
    assert client.post(f"{HOME}new/", told | {"f_to_hour": "2026-11-20 01:00"}).status_code == 422
    answer = client.post(f"{HOME}new/", told | {"once": "abcd"})
    assert answer.status_code == 302
    assert "一直是 61" in text(client, answer["Location"])


def test_the_list_asks_as_often_for_one_finding_as_for_many(
    findings: list[Proceeding], sign_in: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = sign_in("data-officer")
    text(client, HOME)
    raise_findings([seen(f"T{number}") for number in range(8)], on=ON, now=at(ON))
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        text(client, HOME)
