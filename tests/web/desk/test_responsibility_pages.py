"""Pages of responsibility: each number is the length of the list behind it; posts are named, persons are not."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingtian.apps.people.models import Post
from qingtian.apps.responsibility.models import MatterDuty
from qingtian.apps.responsibility.queries import Tally, gaps, tallies
from tests.apps.oversight.walk import Walk
from tests.apps.proceedings.driving import case
from tests.apps.responsibility.lists import CHANGE, NEW, OLD, duty_lists
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
HOME = "/desk/responsibility/"
PAGES = ("", "lists/", "lists/compare/", "sheets/", "sheets/unit/", "unfound/", "matters/", "circumstances/")


@pytest.fixture(autouse=True)
def matters(city: Any, django_capture_on_commit_callbacks: Any) -> None:
    """Of duty 3: one done, one open, one dropped; two without a duty found; a case nobody was asked about."""
    duty_lists()
    with django_capture_on_commit_callbacks(execute=True):
        done, _, dropped = (Walk(city, "visit", day=date(2026, 11, 2), duty=f"{NEW}#3", meeting_on=f"2026-11-{day}")
                            for day in ("10", "30", "12"))  # fmt: skip
        done.on(date(2026, 11, 10)).do("record_visit", deputies="5", places="河边")
        done.do("close_visit", told="书面答复")
        dropped.do("cancel", ground="merged", note="并入")
        for words in ("清单没有写", "两家都写了"):
            Walk(city, "visit", day=date(2026, 11, 3), duty=f"none:{words}", meeting_on="2026-11-20")
        case(city, date(2026, 3, 2))


def behind(client: Any, address: str) -> int:
    return len(re.findall(r"<tr data-row", client.get(address).content.decode()))


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_opens_in_both_languages(sign_in, prefix):
    client = sign_in("inspector")
    for page in PAGES:
        assert client.get(f"{prefix}{HOME}{page}").status_code == 200, page


def test_a_tally_counts_done_and_owed_and_leaves_out_what_was_dropped(city, django_assert_num_queries):
    actor = city.actor("inspector", TODAY)
    duty = MatterDuty.objects.filter(duty__isnull=False)[0].duty_id
    with django_assert_num_queries(2):  # areas of the actor, the tallies
        assert tallies(actor, TODAY) == {duty: Tally(linked=2, closed=1, open=1, late=0)}


def test_units_stand_in_the_order_of_the_organs_and_no_person_is_named(sign_in):
    page = sign_in("inspector").get(f"{HOME}sheets/").content.decode().split("<main")[1]
    assert page.index("市督察办") < page.index("市生态环境局") < page.index("望溪分局")
    sheet = sign_in("inspector").get(f"{HOME}sheets/unit/?organ=office").content.decode().split("<main")[1]
    assert "督察专员" in sheet
    assert "督察专员甲" not in sheet + page


def test_each_number_of_a_sheet_is_the_length_of_the_list_behind_it(sign_in):
    client = sign_in("inspector")
    sheet = client.get(f"{HOME}sheets/unit/?organ=office&post=inspector").content.decode()
    links = re.findall(r'href="(/desk/responsibility/matters/[^"]+)">(\d+)</a>', sheet)
    assert [figure for _, figure in links] == ["2", "1", "1"]
    for address, figure in links:
        assert behind(client, address.replace("&amp;", "&")) == int(figure)


def test_a_new_version_takes_no_matter_off_a_unit(city, sign_in, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        Walk(city, "visit", day=date(2026, 5, 31), duty=f"{OLD}#3", meeting_on="2026-06-20")
    client = sign_in("inspector")
    page = client.get(f"{HOME}sheets/").content.decode()
    assert behind(client, f"{HOME}matters/?found=linked&organ=eeb") == 1
    assert 'found=linked&amp;organ=eeb">1</a>' in page
    assert "以前版本的职责" in client.get(f"{HOME}sheets/unit/?organ=eeb").content.decode()


def test_a_unit_or_post_there_is_not_is_not_found(sign_in):
    client = sign_in("inspector")
    assert client.get(f"{HOME}sheets/unit/?organ=nothing").status_code == 404
    assert client.get(f"{HOME}sheets/unit/?organ=office&post=mayor").status_code == 404


def test_what_was_not_found_and_what_nobody_asked_stand_apart_by_area_and_month(city, sign_in):
    actor = city.actor("inspector", TODAY)
    assert [(gap.month, gap.unfound, gap.unasked) for gap in gaps(actor, 2026)] == [(11, 2, 0), (3, 0, 1)]
    assert gaps(actor, 2025) == []
    client = sign_in("inspector")
    page = client.get(f"{HOME}unfound/?year=2026").content.decode()
    links = re.findall(r'href="(/desk/responsibility/matters/[^"]+)">(\d+)</a>', page)
    assert [figure for _, figure in links] == ["2", "2", "1", "1"]
    for address, figure in links:
        assert behind(client, address.replace("&amp;", "&")) == int(figure)
    reasons = client.get(f"{HOME}matters/?found=unfound").content.decode()
    assert "清单没有写" in reasons
    assert "两家都写了" in reasons


def test_a_reader_out_of_scope_sees_no_figure_and_no_reason(city, sign_in):
    assert tallies(city.actor("handler-2", TODAY), TODAY) == {}
    page = sign_in("handler-2").get(f"{HOME}matters/").content.decode()
    assert "清单没有写" not in page
    assert "没有这样的事" in page


def test_the_version_of_a_day_is_shown_and_two_versions_are_compared(sign_in):
    client = sign_in("inspector")
    assert "督察督办" in client.get(f"{HOME}lists/?on={CHANGE}").content.decode()
    before = client.get(f"{HOME}lists/?on=2026-05-31").content.decode()
    assert "管油烟" in before
    assert "不是今天施行的一版" in before
    found = client.get(f"{HOME}lists/compare/?from={OLD}&to={NEW}").content.decode()
    assert "新增 2，取消 1，改动 1，不变 1" in found
    back = client.get(f"{HOME}lists/compare/?from={NEW}&to={OLD}").content.decode()
    assert "新增 1，取消 2，改动 1，不变 1" in back
    assert "没有施行中的责任清单" in client.get(f"{HOME}lists/?on=2024-12-31").content.decode()


def test_the_circumstances_are_printed_with_their_marks(sign_in):
    page = sign_in("inspector").get(f"/en{HOME}circumstances/").content.decode()
    assert "This list is not complete" in page
    assert page.count("from memory") == 1
    assert "7-6" in page


def test_a_duty_is_named_in_the_form_of_a_case_and_none_found_keeps_what_was_typed(city, sign_in):
    drive = case(city, TODAY)
    client, address = sign_in("inspector"), f"/desk/{drive.matter.number}/act/name_duty/"
    form = client.get(address).content.decode()
    assert f'value="{NEW}#3"' in form
    assert f'value="{OLD}#3"' not in form
    sent = {"on": TODAY.isoformat(), "once": "d" * 20, "expected_seq": drive.matter.seq, "f_duty": "none"}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "没有找到职责的，写明为什么。" in refused.content.decode()
    assert client.post(address, {**sent, "f_duty_why": "清单没有写光污染"}).status_code == 302
    drive.matter.refresh_from_db()
    assert drive.matter.projection["facts"]["duty"]["why"] == "清单没有写光污染"
    page = client.get(f"/desk/{drive.matter.number}/").content.decode()
    assert "未找到职责：清单没有写光污染" in page


def test_a_matter_shows_the_words_of_its_duty_with_the_way_to_the_unit(city, sign_in):
    matter = MatterDuty.objects.filter(duty__isnull=False)[0].proceeding
    page = sign_in("inspector").get(f"/desk/{matter.number}/").content.decode()
    assert 'href="/desk/responsibility/sheets/unit/?organ=office">3 督察督办</a>' in page


def queries_of(client: Any, address: str) -> int:
    with CaptureQueriesContext(connection) as held:
        assert client.get(address).status_code == 200
    return len(held)


def test_longer_lists_ask_no_more_often(city, sign_in, django_capture_on_commit_callbacks):
    client = sign_in("inspector")
    addresses = [f"{HOME}{page}" for page in ("sheets/", "sheets/unit/?organ=office", "unfound/", "matters/")]
    before = [queries_of(client, address) for address in addresses]
    with django_capture_on_commit_callbacks(execute=True):
        for duty in (f"{NEW}#1", f"{NEW}#2", f"{NEW}#3", "none:没有写", "none:不清"):
            Walk(city, "visit", day=date(2026, 11, 4), duty=duty, meeting_on="2026-11-25")
    assert [queries_of(client, address) for address in addresses] == before


def test_the_register_of_clues_is_named_to_its_keeper_alone(city, sign_in):
    assert "/desk/responsibility/clues/" not in sign_in("inspector").get(HOME).content.decode()
    Post.objects.filter(code="inspector").update(roles=["inspection_officer", "clue_keeper"])
    assert 'href="/desk/responsibility/clues/"' in sign_in("inspector").get(HOME).content.decode()
