"""The pages of damage claims: screening, list, sheet of losses, payments, sites, and what a claim shows of itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingtian.apps.compensation.queries import unscreened
from qingtian.apps.compensation.screening import why_serious
from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.apps.proceedings.models import Proceeding
from qingtian.law import load_law
from qingtian.secrecy import Declaration
from tests.apps.compensation.walk import CLUE, TO_AGREED, TO_OPENED, Walk, claim
from tests.conftest import TODAY, at
from tests.publishing import drafted, published

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

SignIn = Callable[[str], Client]
HOME = "/desk/compensation/"


def words(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return str(response.content.decode())


def penalty(walk: Walk, number: str, **facts: Any) -> Proceeding:
    """A decided penalty case of the branch, as its chapter leaves it."""
    like = walk.matter
    case = Proceeding.objects.create(
        number=number,
        uid=f"uid-{number}",
        procedure="penalty_case",
        edition="2024-01-01",
        title=f"处罚案 {number}",
        state="served",
        area=like.area,
        owner_organ=like.owner_organ,
        opened_on=like.opened_on,
        party=like.party,
        seq=1,
        projection={**like.projection, "state": "served", "facts": {"decided_on": "2026-10-12", **facts}},
    )
    own = like.parties.get(relation="bureau")
    case.parties.create(relation="office", organ=own.organ, organ_path=own.organ_path)
    return case


@pytest.mark.parametrize(
    ("facts", "state", "measures", "reasons"),
    [
        ({"fine": "99999.99"}, "served", (), 0),
        ({"fine": "100000"}, "served", (), 1),
        ({"malicious": "none", "harm": "slight"}, "served", (), 0),
        ({"malicious": "secret_discharge", "harm": "consequences", "weight": ["major"]}, "served", (), 3),
        ({"fine": "十万"}, "transferred", ("seizure", "reminder_letter"), 2),
    ],
)
def test_a_case_is_screened_from_100000_yuan_for_malice_harm_weight_transfer_or_a_measure(
    facts, state, measures, reasons
):
    assert len(why_serious(facts, state, measures, Decimal(100_000))) == reasons


def test_a_serious_case_is_listed_until_its_clue_is_registered_and_the_form_comes_filled(city, sign_in: SignIn):
    walk = Walk(city)
    serious, plain = penalty(walk, "CF-2026-000001", malicious="secret_discharge"), penalty(walk, "CF-2026-000002")
    by = city.actor("handler", TODAY)
    client = sign_in("handler")
    page = words(client.get(f"{HOME}screening/"))
    assert serious.number in page
    assert plain.number not in page
    form = words(client.get(f"{HOME}new/?f_source=penalty&f_about={serious.number}&f_subject=甲&f_party=DSR-000001"))
    assert serious.number in form
    sent = {f"f_{name}": value for name, value in CLUE.items()} | {"f_about": serious.number, "f_source": "penalty"}
    sent |= {"f_found_on": str(TODAY), "on": str(TODAY), "once": "x" * 20}
    assert client.post(f"{HOME}new/", sent).status_code == 302
    assert unscreened(by, TODAY, load_law()) == []


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_pages_open_in_both_languages_and_not_to_a_post_without_a_role_in_claims(city, sign_in, prefix):
    walk = claim(city, TO_AGREED)
    client, own = sign_in("handler"), f"{HOME}{walk.matter.number}/"
    home = words(client.get(f"{prefix}{HOME}"))
    assert "1" in home
    pages = ("screening/", "claims/", "claims/?ended=1", "new/", "map/")
    for address in (*(f"{HOME}{page}" for page in pages), f"{own}losses/", f"{own}payments/"):
        words(client.get(f"{prefix}{address}"))
    words(client.get(f"{prefix}/desk/{walk.matter.number}/"))
    words(sign_in("clerk").get(f"{prefix}{HOME}"))
    words(sign_in("vice-mayor").get(f"{prefix}{HOME}claims/"), 403)


def test_the_sheet_is_entered_by_head_and_the_sum_is_added_here(city, sign_in: SignIn):
    walk = claim(city, (*TO_OPENED, "investigate"))
    client, address = sign_in("handler"), f"{HOME}{walk.matter.number}/losses/"
    assert client.get(f"/desk/{walk.matter.number}/act/enter_losses/").url == address
    sent = {"expected_seq": walk.matter.seq, "once": "y" * 20}
    for head, amount in (("inquiry", "36,500.10"), ("restoration", "0.20")):
        cells = {"amount": amount, "method": "合同｜价", "evidence": "发票", "by": "市环科院"}
        sent |= {f"{head}_{column}": value for column, value in cells.items()}
    half = words(client.post(address, sent | {"restoration_by": ""}), 422)
    assert "36,500.10" in half, "what was typed is kept"
    assert client.post(address, sent).status_code == 302
    page = words(client.get(address))
    assert "36,500.30" in page
    walk.matter.refresh_from_db()
    assert walk.projection.facts["total"] == "36500.30"
    assert walk.matter.papers.filter(template="compensation_loss_sheet").count() == 1
    words(sign_in("handler-2").get(address), 404)


def test_payments_show_what_is_owed_paid_left_and_overdue(city, sign_in: SignIn):
    walk = claim(city, TO_AGREED[:-1])
    walk.do("agree", instalments="2026-10-31 36000.00\n2027-01-31 500.00", security="银行保函").do("pay", paid="1.50")
    page = words(sign_in("handler").get(f"{HOME}{walk.matter.number}/payments/"))
    for sum_ in ("36,500.00", "1.50", "36,498.50", "35,998.50"):
        assert sum_ in page


def test_sites_are_points_with_their_claim_and_the_list_asks_no_more_for_more_claims(city, sign_in: SignIn):
    first = claim(city, TO_AGREED)
    client = sign_in("handler")
    addresses = (f"{HOME}claims/", f"{HOME}map/")
    before = [_asked(client, address) for address in addresses]
    for _ in range(2):
        claim(city, TO_AGREED)
    assert [_asked(client, address) for address in addresses] == before
    photo = store_file(
        b"\xff\xd8\xff", name="修复后.jpg", media_type="image/jpeg", now=at(TODAY), declared=Declaration.EXEMPT
    )
    first.along(("plan_restoration", "monitor")).do("finish_restoration", photos=[str(photo.pk)])
    assert f"/desk/files/{photo.pk}/" in words(client.get(f"{HOME}map/"))
    points = json.loads(client.get(f"{HOME}map/points.json").content)["features"]
    assert len(points) == 3
    assert points[-1]["geometry"]["coordinates"] == [102.712345, 25.012345]
    assert first.matter.number in points[-1]["properties"]["href"]


def test_everybody_reads_a_notice_of_a_claim_once_it_passed_the_gate(city, sign_in: SignIn):
    walk = claim(city, TO_OPENED)
    about = {"kind": "compensation_notice", "subject": "沟渠损害立案公示", "source": walk.matter.number}
    draft = drafted(city, text="已立案。", **about)
    address = f"/notices/{published(city, text='已立案，正在调查。', **about).number}/"
    assert "沟渠损害立案公示" in words(Client().get("/notices/"))
    shown = words(Client().get(address))
    assert "已立案，正在调查。" in shown
    assert "损害赔偿公示" in shown
    assert "/consultations/" in shown
    assert "Notice of damage compensation" in words(Client().get(f"/en{address}"))
    words(Client().get(f"/notices/{draft.number}/"), 404)
    assert "f_kind=compensation_notice" in words(sign_in("handler").get(f"/desk/{walk.matter.number}/"))


def _asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        words(client.get(address))
    return len(asked)
