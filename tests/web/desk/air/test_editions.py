"""The editions of the standards of air at the desk: read by everyone in office, changed by the administrator alone."""

from __future__ import annotations

import pytest

from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.air.standards import held_rules, own_rules, own_rules_folder
from qingtian.standards.air.evaluation import Printing

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]
PAGE = "/desk/air/editions/"
RULE = f"{PAGE}HJ663-2026/order_of_averaging/"
GIVEN = {
    "value": "0",
    "written": "",
    "instrument": "省站来函",
    "clause": "第二条",
    "certainty": "secondary",
    "why": "省站口径",
}


@pytest.fixture(autouse=True)
def _own_data_folder(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.mark.parametrize(("language", "words"), [("", "未核实"), ("/en", "from memory, not verified")])
def test_every_rule_stands_with_its_basis_and_its_mark(sign_in, language, words):
    page = sign_in("handler").get(f"{language}{PAGE}").content.decode()
    for part in ("GB3095-2012", "GB3095-2026-transitional", "HJ663-2026", "MEE-2018-19", words):
        assert part in page
    assert "order_of_averaging/" not in page  # the way to the form is the administrator's


def test_another_edition_is_looked_at_by_its_id_and_an_unknown_one_is_not_there(sign_in):
    client = sign_in("handler")
    assert "HJ663-2013/" not in client.get(PAGE).content.decode()
    assert client.get(PAGE, {"edition": "GB3095-2012"}).status_code == 200
    assert client.get(PAGE, {"edition": "GB3095-1982"}).status_code == 404


def test_the_administrator_turns_a_switch_and_who_when_why_and_basis_are_kept(sign_in):
    client = sign_in("administrator")
    assert RULE in client.get(PAGE).content.decode()
    assert client.get(RULE).status_code == 200
    assert client.post(RULE, GIVEN).status_code == 302
    assert held_rules().named("GB3095-2026").evaluation.order_of_averaging.value == "place_hours"
    (entry,) = own_rules()
    assert entry.overlay.recorded.why == "省站口径"
    page = client.get(PAGE).content.decode()
    for words in ("省站来函", "省站口径", entry.overlay.recorded.who):
        assert words in page
    assert LogEntry.objects.filter(what_zh__contains="HJ663-2026").exists()


def test_another_value_is_written_and_what_does_not_hold_changes_nothing(sign_in):
    client, share = sign_in("administrator"), f"{PAGE}HJ663-2013/least_station_share/"
    wrong = client.post(share, GIVEN | {"value": "other", "written": "0.5"})
    assert wrong.status_code == 422
    assert "3/4" in wrong.content.decode()
    assert (own_rules(), own_rules_folder().exists()) == ((), False)
    assert client.post(share, GIVEN | {"value": "other", "written": "1/2"}).status_code == 302
    assert held_rules().named("GB3095-2012").evaluation.least_station_share.value * 2 == 1


def test_nothing_is_recorded_without_why_and_basis(sign_in):
    answer = sign_in("administrator").post(RULE, GIVEN | {"why": "", "instrument": ""})
    assert answer.status_code == 422
    assert own_rules() == ()


@pytest.mark.parametrize("rule", ["MEE-2018-19/change_leaves_out", "MEE-2018-19/wishes", "HJ663-1999/weights"])
def test_a_rule_that_is_sure_or_not_there_has_no_form(sign_in, rule):
    assert sign_in("administrator").get(f"{PAGE}{rule}/").status_code == 404


def test_once_it_is_read_in_the_text_it_is_no_switch_any_more(sign_in):
    client = sign_in("administrator")
    assert client.post(RULE, GIVEN | {"value": "now", "certainty": "sure"}).status_code == 302
    assert client.get(RULE).status_code == 404


def test_an_edition_is_added_from_a_declaration_or_refused_with_the_fault(sign_in):
    client, new = sign_in("administrator"), f"{PAGE}new/"
    form = client.get(new).context
    given = {view.name: view.value for view in form["fields"]} | {"why": "省里发布"}
    refused = client.post(new, given | {"says": given["says"].replace("2028-01-01", "soon")})
    assert refused.status_code == 422
    assert "soon" in refused.content.decode()
    assert client.post(new, given).status_code == 302
    assert "DB53-2028" in [run.id for run in held_rules().runs]
    assert "DB53-2028" in client.get(PAGE).content.decode()


def test_nobody_else_reaches_the_forms(sign_in):
    client = sign_in("handler")
    assert {client.get(f"{PAGE}new/").status_code, client.post(RULE, GIVEN).status_code} == {403}
    assert own_rules() == ()


def test_a_file_that_does_not_hold_is_said_on_the_page_and_at_start(sign_in):
    from qingtian.apps.air.checks import own_rules_hold

    own_rules_folder().mkdir(parents=True)
    (own_rules_folder() / "0001.yaml").write_text("change: 1\n", encoding="utf-8")
    answer = sign_in("handler").get(PAGE)
    assert (answer.status_code, "0001.yaml" in answer.content.decode()) == (409, True)
    assert [error.id for error in own_rules_hold(None)] == ["air.E001"]


def test_every_code_of_a_value_has_words():
    from typing import get_args

    from qingtian.standards.air.written import CODES

    assert set(get_args(Printing)) <= CODES.keys()
