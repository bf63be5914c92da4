"""The page of petition figures: in the scope of who asks, every number with its list, everything to be taken away."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.catalogue.models import UseOfData
from qingtian.apps.petition_figures.actions.count import catch_up
from qingtian.apps.petition_figures.models import CountedPetition
from qingtian.apps.petition_figures.questions import Asked, scope, whole
from tests.apps.petition_figures.world import rows
from tests.days import TODAY

pytestmark = [pytest.mark.once, pytest.mark.django_db(databases=["default", "identity"])]
FIGURES, LIST = "/desk/petitions/figures/", "/desk/petitions/figures/list/"
NOVEMBER = "?span=month&on=2026-11-01"


@pytest.fixture(autouse=True)
def _undrawn(monkeypatch):
    """Charts are looked at in their own tests; drawing them here would take most of the time."""
    monkeypatch.setattr("qingtian.web.desk.figures.drawing.drawn", lambda spec, label: f"<svg>{label.zh}</svg>")


@pytest.fixture
def reported(city):
    wangxi, shiwan = city.areas["wangxi"].pk, city.areas["shiwan"].pk
    on = date(2026, 11, 10)
    return rows(
        [
            {"area_id": wangxi, "handler": "branch", "near": True, "received_hour": 22, "satisfaction": "satisfied"},
            {"area_id": wangxi, "handler": "branch", "due": date(2026, 11, 20), "kinds": 3},
            {"area_id": shiwan, "handler": "branch-2", "channel": "phone"},
            {"area_id": None},
        ],
        on=on,
    )


def test_the_page_says_counts_rates_and_definitions_in_both_languages(sign_in, reported):
    desk = sign_in("petition-officer")
    for prefix in ("", "/en"):
        page = desk.get(prefix + FIGURES + NOVEMBER).content.decode()
        assert "measure=overdue" in page
        assert ("就地解决率" if not prefix else "Settled locally") in page
        assert ("凭记忆" if not prefix else "from memory") in page


def test_nobody_counts_beyond_their_scope(city, reported):
    counted = {
        post: whole(Asked(date(2026, 11, 1), date(2026, 11, 30), TODAY, scope(city.actor(post, TODAY))))["reports"]
        for post in ("petition-officer", "handler", "handler-2", "clerk", "administrator")
    }
    assert counted == {"petition-officer": 4, "handler": 2, "handler-2": 1, "clerk": 2, "administrator": 0}


def test_every_number_leads_to_its_list(sign_in, reported):
    desk = sign_in("petition-officer")
    for query, n in (
        ("&measure=reports", 4),
        ("&measure=overdue", 1),
        ("&measure=reports&place=-", 1),
        ("&measure=reports&handler=branch", 2),
        ("&measure=reports&hour=22&weekday=2", 1),
        ("&measure=reports&kind=noise", 1),
        ("&measure=reports&channel=phone", 1),
        ("&measure=nonsense&hour=²", 4),
    ):
        answer = desk.get(LIST + NOVEMBER + query)
        assert (answer.status_code, answer.context["total"]) == (200, n), query


def test_the_list_counts_what_one_may_not_see_and_does_not_show_it(city, sign_in, perform_one):
    matter = perform_one()
    catch_up()
    CountedPetition.objects.filter(proceeding=matter).update(handler="branch")
    answer = sign_in("handler").get(LIST + "?span=year&on=2026-01-01&measure=reports")
    assert (answer.context["total"], answer.context["hidden"], list(answer.context["rows"])) == (1, 1, [])
    assert matter.title not in answer.content.decode()


@pytest.fixture
def perform_one(city):
    from tests.apps.proceedings.driving import petition

    return lambda: petition(city).matter


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_is_taken_away_is_logged_and_says_its_definitions(sign_in, reported, suffix):
    answer = sign_in("petition-officer").get(FIGURES + NOVEMBER + f"&format={suffix}")
    assert UseOfData.objects.get().data_set == "petition_figures"
    assert LogEntry.objects.filter(kind="exported").count() == 1
    if suffix == "csv":
        assert "现场核实率" in answer.content.decode()
    else:
        book = load_workbook(BytesIO(answer.content))
        assert {"总数", "率", "地方", "口径"} <= set(book.sheetnames)
        assert book["总数"]["B2"].value == 4


@pytest.mark.parametrize(
    "query", ["?span=span&on=2026-11-30&to=2026-11-01", "?on=²&span=x", "?span=span&on=1999-01-01&to=2099-01-01"]
)
def test_an_address_that_makes_no_sense_is_answered_with_a_page(sign_in, city, query):
    assert sign_in("petition-officer").get(FIGURES + query).status_code == 200
