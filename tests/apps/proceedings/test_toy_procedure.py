"""A new procedure needs a declaration and nothing else: load, open, perform, move to another edition, end."""

from datetime import date, timedelta

import pytest

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Act, NumberSeries, Proceeding
from qingtian.apps.proceedings.verification import verify_proceeding
from qingtian.errors import Refused
from qingtian.procedures import load_procedures
from tests.conftest import at
from tests.procedures.toy import act, parsed, toy

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DAY = date(2026, 6, 1)


@pytest.fixture
def loans():
    """Two editions of the toy among the shipped procedures; the second knows one state less by its old name."""
    later = toy()
    later |= {"edition": "2027-01-01", "valid_from": date(2027, 1, 1)}
    act(later, "note")["fields"][0]["title"] = {"zh": "附注", "en": "Remark"}
    renamed = toy()
    renamed |= {"edition": "2028-01-01", "valid_from": date(2028, 1, 1)}
    renamed["states"]["out"] = renamed["states"].pop("lent")
    act(renamed, "lend")["to"] = "out"
    act(renamed, "give_back")["from"] = ["out"]
    editions = load_procedures()._editions
    editions["loan"] = {p.edition: p for p in (parsed(toy()), parsed(later), parsed(renamed))}
    yield
    del editions["loan"]


def opened(city, day=DAY, **fields):
    clerk = city.actor("petition-officer", day)
    values = {"library": "petitions", "book": "青天录", **fields}
    return open_proceeding("loan", by=clerk, on=day, now=at(day), title="一本书", fields=values)


def do(city, matter, name, *, day=DAY, by="petition-officer", fields=None, **options):
    matter.refresh_from_db()
    made = perform(
        matter,
        name,
        by=city.actor(by, day),
        on=day,
        now=at(day),
        fields=fields or {},
        expected_seq=matter.seq,
        **options,
    )
    matter.refresh_from_db()
    return made


def test_it_goes_from_its_opening_to_its_end(city, loans):
    matter = opened(city)
    assert (matter.number, matter.state, matter.title) == ("JS-2026-000001", "asked", "青天录")
    do(city, matter, "lend")
    assert (matter.state, matter.next_due, matter.owner_organ) == ("lent", DAY + timedelta(days=30), "petitions")
    do(city, matter, "note", fields={"note": "看到第三章"})
    do(city, matter, "give_back", fields={"whole": "yes"})
    assert (matter.state, matter.ended_on, matter.next_due, matter.owner_organ) == ("back", DAY, None, "")
    assert list(verify_proceeding(matter)) == []


def test_a_refused_opening_leaves_no_matter_and_takes_no_number(city, loans):
    with pytest.raises(Refused):
        opened(city, library="no-such-organ")
    assert not Proceeding.objects.filter(procedure="loan").exists()
    assert not NumberSeries.objects.filter(prefix="JS").exists()
    assert not Act.objects.filter(act="ask").exists()


def test_a_matter_keeps_the_edition_it_was_opened_under_until_an_act_moves_it(city, loans):
    matter = opened(city)
    day = date(2027, 6, 1)
    do(city, matter, "note", day=day, fields={"note": "还是旧版"})
    assert matter.edition == "2020-01-01"
    do(city, matter, "move_edition", day=day, by="administrator", fields={"edition": "2027-01-01", "why": "新规"})
    assert matter.edition == "2027-01-01"
    do(city, matter, "lend", day=day)
    record = matter.acts.get(seq=4).content.content
    assert record["edition"] == "2027-01-01"
    assert opened(city, day=day).edition == "2027-01-01"
    assert list(verify_proceeding(matter)) == []


def test_an_edition_that_does_not_know_the_present_state_is_refused(city, loans):
    matter = opened(city)
    do(city, matter, "lend")
    for edition in ("2028-01-01", "1999-01-01", "2020-01-01"):
        with pytest.raises(Refused) as refused:
            do(city, matter, "move_edition", by="administrator", fields={"edition": edition, "why": "试"})
        assert refused.value.code == "act.guard"


def test_a_day_before_the_first_edition_is_refused(city, loans):
    with pytest.raises(Refused) as refused:
        load_procedures().on("loan", date(2019, 12, 31))
    assert refused.value.code == "procedures.no_edition"
    assert load_procedures().on("loan", date(2020, 1, 1)).edition == "2020-01-01"
    assert load_procedures().on("loan", date(2026, 12, 31)).edition == "2020-01-01"
    assert load_procedures().on("loan", date(2027, 1, 1)).edition == "2027-01-01"
