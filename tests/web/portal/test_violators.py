"""What residents read of violators and of decisions: searched, taken away, subscribed to; by the day alone."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from openpyxl import load_workbook

from qingtian.apps.credit.models import ListEntry
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.publishing.gate import gate_on
from qingtian.web.public.violators import KIND, Asked, all_violators_shown
from tests.apps.credit.listing import DECIDED, LISTED, PROPOSED, Walk, decided_case, person, remedy, unit
from tests.apps.credit.test_listing_rules import undo
from tests.conftest import at
from tests.publishing import act, drafted, published, walk

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
LAST = date(2027, 5, 18)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def day(monkeypatch):
    """The day the pages are asked on; ``day(x)`` moves it."""

    def move(to):
        monkeypatch.setattr("qingtian.web.middleware.city_now", lambda: at(to))

    move(LISTED)
    return move


@pytest.fixture
def listed(city, day):
    """One unit and one natural person on the list, under the standing decision every page here has."""
    Walk(city, decided_case("CF-2026-000001", unit())).listed()
    case = decided_case("CF-2026-000002", person("王小明"))
    Walk(city, case, subject="倾倒废机油", sanctions=["warning"], decision_number="望环罚〔2026〕13号").listed(
        level="minor", shown_until="2026-08-18"
    )
    return city


def read(address):
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_while_the_standing_decision_is_suspended_nothing_is_shown_and_the_reason_is(listed, day):
    decision = Proceeding.objects.get(publication__kind="standing")
    act(listed, decision, "suspend", "reviewer", LISTED, why="名单核对中")
    page = read("/violators/")
    assert "望溪电镀厂" not in page
    assert "名单核对中" in page
    assert json.loads(read("/violators/violators.json"))["entries"] == []


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_entry_is_read_with_what_it_rests_on_and_how_long(listed, prefix):
    page = read(f"{prefix}/violators/")
    for word in ("望溪电镀厂", "电镀废水超标排放", "望环罚〔2026〕12号", "MD-2026-000001", "王某"):
        assert word in page
    assert "小明" not in page
    assert ("一般" if not prefix else "Ordinary") in page


@pytest.mark.parametrize("address", ["/violators/", "/violators/feed/", "/violators/violators.json"])
def test_nothing_is_shown_before_its_first_day_nor_a_day_too_long(listed, day, address):
    for to, shown in ((LISTED - timedelta(days=1), False), (LISTED, True), (LAST, True), (LAST + timedelta(1), False)):
        day(to)
        assert ("望溪电镀厂" in read(address)) is shown, to


def test_the_list_is_searched_and_filtered(listed):
    assert "王某" not in read("/violators/?q=电镀")
    assert "望溪电镀厂" not in read("/violators/?level=minor")
    assert "没有找到" in read("/violators/?list=serious_dishonesty")
    assert "没有找到" in read("/violators/?q=王小明")
    assert "望溪电镀厂" in read("/violators/?q=md-2026-000001&level=nonsense")


def test_the_list_is_taken_away_as_csv_xlsx_and_json_narrowed_as_the_page(listed):
    csv = read("/violators/violators.csv?level=ordinary")
    assert csv.startswith("\ufeff编号,名称")
    assert csv.count("\r\n") == 2
    rows = list(load_workbook(io.BytesIO(Client().get("/violators/violators.xlsx").content)).active.values)
    assert {row[1] for row in rows[1:]} == {"望溪电镀厂", "王某"}
    told = json.loads(read("/violators/violators.json?q=电镀"))
    assert (told["on"], told["count"]) == (LISTED.isoformat(), 1)
    assert told["entries"][0]["last_day"] == LAST.isoformat()
    assert Client().get("/violators/violators.exe").status_code == 404


def test_a_name_that_begins_like_a_formula_is_text_in_a_sheet(city, day):
    Walk(city, decided_case("CF-2026-000001", unit('=HYPERLINK("x")<script>'))).listed()
    assert "=HYPERLINK" not in read("/violators/violators.csv").replace("'=HYPERLINK", "")
    assert "<script>" not in read("/violators/").split("<main", 1)[1].split("</main", 1)[0]


def test_the_feed_is_atom_with_an_entry_a_listing_and_stable_addresses(listed):
    root = ElementTree.fromstring(read("/violators/feed/"))
    entries = root.findall("a:entry", ATOM)
    assert {one.find("a:title", ATOM).text for one in entries} == {"望溪电镀厂 MD-2026-000001", "王某 MD-2026-000002"}
    assert all(one.find("a:id", ATOM).text.startswith("http://testserver/violators/#MD-2026-") for one in entries)
    assert root.find("a:updated", ATOM).text == "2026-05-18T00:00:00+08:00"


def test_the_list_asks_the_database_the_same_however_long_it_is(listed, django_assert_max_num_queries):
    for number in range(3, 9):
        entry = ListEntry.objects.first()
        case = decided_case(f"CF-2026-00000{number}", unit(f"{number}厂"))
        entry.pk, entry.proceeding, entry.case = None, case, case
        entry.save()
    read("/violators/")
    with django_assert_max_num_queries(8):
        assert read("/violators/").count('class="matter-subject"') == 8


def test_what_was_taken_down_stands_with_its_reason_and_without_a_name(listed, day):
    case = ListEntry.objects.get(proceeding__number="MD-2026-000001").case
    fell = date(2026, 6, 1)
    undo(case, {"outcome": "revoked", "decided_on": "2026-05-29"}, fell)
    day(fell)
    assert "望溪电镀厂" not in read("/violators/"), "hidden the same day, before anybody takes it down"
    entry = ListEntry.objects.get(proceeding__number="MD-2026-000001")
    act(listed, entry.proceeding, "take_down", "handler", fell, why="复议决定撤销了处罚。")
    for to, shown in ((fell, True), (LAST, True), (LAST + timedelta(1), False)):
        day(to)
        page = read("/violators/")
        assert ("复议决定撤销了处罚" in page) is shown
        assert "望溪电镀厂" not in page


def test_the_entry_holds_no_field_the_gate_would_hold_back(listed):
    shown = all_violators_shown(gate_on(LISTED), Asked(), LISTED)
    assert [one.withheld for one in shown] == [(), ()]
    assert {one.kind for one in shown} == {KIND}


# ---- published decisions --------------------------------------------------------------------------------------------


def told_of(city, case, **fields):
    about = {"kind": "penalty_decision", "source": case.number, "formed_on": DECIDED}
    text = {"subject": "望溪电镀厂行政处罚决定", "text": "望溪电镀厂超标排放，罚款。"}
    return drafted(city, PROPOSED, **{**about, **text, **fields})


def out(city, matter, on=PROPOSED, **changes):
    return act(city, walk(city, matter, on=on, **changes), "publish", "petition-officer", on, place="无")


def test_a_published_decision_is_listed_searched_and_subscribed_to(city, day):
    matter = out(city, told_of(city, decided_case("CF-2026-000001", unit())))
    published(city, PROPOSED)  # a notice is none of them
    page = read("/penalties/")
    assert page.count('class="matter-subject"') == 1
    assert "望溪电镀厂行政处罚决定" in page
    assert "没有找到" in read("/penalties/?kind=measure_notice")
    assert "望溪电镀厂" in read("/penalties/?q=超标")
    assert matter.number in read("/penalties/feed/")
    assert json.loads(read("/penalties/penalties.json"))["entries"][0]["title"] == "望溪电镀厂行政处罚决定"
    assert "望溪电镀厂" in read("/penalties/penalties.csv")


def test_the_time_to_publish_is_seven_working_days_from_the_decision_and_no_other_day(city):
    from qingtian.errors import Refused

    case = decided_case("CF-2026-000001", unit())
    for wrong in ({"formed_on": "2026-05-01"}, {"formed_on": ""}):
        with pytest.raises(Refused) as refused:
            told_of(city, case, **wrong)
        assert refused.value.code == "publication.formed_on"
    matter = told_of(city, case)
    clocks = matter.projection["clocks"]
    assert {key: clock["due"] for key, clock in clocks.items()} == {"publication.decision": "2026-05-11"}


def test_only_a_decision_in_force_is_drafted_and_published(city):
    from qingtian.errors import Refused

    for facts, code in (({"served_on": None}, "not_in_force"), ({"decision_revoked_on": "2026-05-06"}, "not_in_force")):
        case = decided_case(f"CF-2026-00000{len(facts)}{code[0]}{facts}"[:18], unit(f"{facts}"[:20]), **facts)
        with pytest.raises(Refused) as refused:
            told_of(city, case)
        assert refused.value.code == f"publication.{code}"
    with pytest.raises(Refused) as refused:
        drafted(city, PROPOSED, kind="penalty_decision", formed_on=DECIDED)
    assert refused.value.code == "publication.no_decision"
    case = decided_case("CF-2026-000009", unit())
    matter = walk(city, told_of(city, case), on=PROPOSED)
    remedy("FY-2026-000001", case, outcome="revoked", decided_on=PROPOSED.isoformat())
    with pytest.raises(Refused) as refused:
        act(city, matter, "publish", "petition-officer", PROPOSED, place="无")
    assert (refused.value.code, refused.value.basis) == ("act.guard", "penalty_law_2021 48")


def test_a_natural_person_is_masked_before_a_decision_is_reviewed(city, day):
    from qingtian.errors import Refused

    case = decided_case("CF-2026-000001", person("王小明"))
    matter = walk(city, told_of(city, case, subject="倾倒废油处罚", text="王小明倾倒废油。"), "read_3", on=PROPOSED)
    with pytest.raises(Refused) as refused:
        act(city, matter, "review", "secrecy", PROPOSED, conclusion="open", opinion="不涉密。")
    assert refused.value.code == "publication.names_a_person"
    masks = {"conclusion": "masked", "opinion": "隐去姓名。", "ground": "privacy", "masks": "王小明"}
    act(city, matter, "review", "secrecy", PROPOSED, **masks)
    act(city, matter, "approve", "reviewer", PROPOSED, approved="yes")
    act(city, matter, "publish", "petition-officer", PROPOSED, place="无")
    page = read(f"/notices/{matter.number}/")
    assert "□□倾倒废油" in page
    assert "小明" not in page


def test_the_text_of_a_decision_that_fell_is_held_back_at_once_and_taken_down_within_its_days(city, day):
    case = decided_case("CF-2026-000001", unit())
    matter = out(city, told_of(city, case))
    fell = date(2026, 6, 1)
    undo(case, {"outcome": "changed", "decided_on": "2026-05-29"}, fell)
    matter.refresh_from_db()
    day(fell)
    for address in (f"/notices/{matter.number}/", "/penalties/", "/penalties/penalties.json"):
        page = read(address)
        assert "罚款" not in page.replace("行政处罚", ""), address
        assert "变更" in page
    assert "没有找到" in read("/penalties/?q=罚款")
    assert matter.projection["clocks"]["publication.take_down"]["due"] == "2026-06-04"
    act(city, matter, "take_down", "petition-officer", fell, why="复议变更，重新公开。")
    assert "复议变更，重新公开" in read("/penalties/")


def test_a_decision_published_until_a_day_is_gone_the_day_after(city, day):
    matter = out(city, told_of(city, decided_case("CF-2026-000001", unit()), until="2026-08-07"))
    for to, status in ((date(2026, 8, 7), 200), (date(2026, 8, 8), 404)):
        day(to)
        assert Client().get(f"/notices/{matter.number}/").status_code == status
        assert ("望溪电镀厂" in read("/penalties/")) is (status == 200)
