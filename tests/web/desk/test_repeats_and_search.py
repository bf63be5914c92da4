"""The page of repeats and the full-text search: decided, undone, found with marks, never outside the scope."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta

import pytest
from django.conf import settings as product
from django.utils import timezone, translation

from qingtian.apps.petitions.models import WorkingCopy
from qingtian.apps.petitions.policy import copies_read_by, may_read_copy
from qingtian.apps.repeats.models import RepeatDecision
from qingtian.apps.repeats.text_index import writing
from qingtian.apps.repeats.text_index.folder import NAME
from qingtian.web.desk.marked_words import excerpt, marked, shared_marked, spans_of
from tests.apps.proceedings.driving import MONDAY, petition
from tests.days import TODAY

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
KILN = "窑湾旧厂区里的塑料加工点夜里十一点后排黑烟，焦糊味一直飘到中心小学。"
AGAIN = "窑湾旧厂区塑料加工点半夜又冒黑烟了，焦糊味飘到中心小学那边。"


@pytest.fixture(autouse=True)
def own_index():
    shutil.rmtree(product.DATA / NAME, ignore_errors=True)


def told(city, words, day=TODAY - timedelta(days=3), **report):
    return petition(city, day, report=words, **report)


def words(response):
    return re.sub(r"<(?!/?mark)[^>]+>", "", response.content.decode())


def test_a_repeat_is_suggested_compared_decided_and_undone_on_its_pages(city, sign_in):
    earlier, new = told(city, KILN), told(city, AGAIN)
    client = sign_in("petition-officer")
    page = client.get(f"/desk/{new.matter.number}/")
    assert f"/desk/{new.matter.number}/repeats/?with={earlier.matter.number}" in page.content.decode()
    address = f"/desk/{new.matter.number}/repeats/"
    compared = client.get(address)
    assert compared.status_code == 200
    assert "<mark>焦糊味</mark>" not in words(compared)
    assert "<mark>" in words(compared)
    form = {"earlier": earlier.matter.number, "expected_seq": new.matter.seq, "once": "x" * 20}
    lacking = client.post(address, form | {"choice": "merge"})
    assert (lacking.status_code, "repeats.why" in lacking.content.decode()) == (422, True)
    assert client.post(address, form | {"choice": "merge", "why": "同一处"}).status_code == 302
    new.matter.refresh_from_db()
    assert new.matter.state == "merged"
    assert client.post(address, form | {"choice": "not_the_same", "once": "y" * 20}).status_code == 409
    decision = RepeatDecision.objects.get()
    assert client.post(address, {"decision": decision.pk, "expected_seq": new.matter.seq}).status_code == 302
    new.matter.refresh_from_db()
    assert new.matter.state == "received"


def test_the_page_is_not_there_out_of_scope_for_accusations_and_for_what_is_no_petition(city, sign_in):
    earlier, accusation = told(city, KILN), told(city, KILN, MONDAY).to("accusation")
    assert sign_in("handler-2").get(f"/desk/{earlier.matter.number}/repeats/").status_code == 404
    for post in ("petition-officer", "discipline"):
        assert sign_in(post).get(f"/desk/{accusation.matter.number}/repeats/").status_code == 404
        with_it = sign_in(post).get(f"/desk/{earlier.matter.number}/repeats/?with={accusation.matter.number}")
        assert (with_it.status_code == 404) or (KILN not in words(with_it).replace("<mark>", "").replace("</mark>", ""))


@pytest.mark.parametrize("made", [False, True])
def test_words_of_reports_are_found_marked_before_and_after_the_index_knows_them(city, sign_in, made):
    drive = told(city, KILN)
    other = told(city, "河堤步道旁的洗车店排污水。")
    if made:
        writing.make()
    for query in ("塑料加工", "烟", "焦糊味 中心小学", "塑 料加工"):
        page = sign_in("petition-officer").get("/desk/search/", {"q": query})
        found = words(page)
        assert drive.matter.number in found, query
        assert other.matter.number not in found
        assert "<mark>" in found
        assert ("正在重建" in found) is not made


def test_the_search_shows_nothing_out_of_scope_and_accusations_to_the_named_officer_alone(city, sign_in):
    drive, accusation = told(city, KILN), told(city, KILN, MONDAY).to("accusation")
    writing.make()
    seen = {
        post: words(sign_in(post).get("/desk/search/?q=焦糊味"))
        for post in ("handler-2", "petition-officer", "discipline")
    }
    assert drive.matter.number not in seen["handler-2"]
    assert drive.matter.number in seen["petition-officer"]
    assert accusation.matter.number not in seen["petition-officer"] + seen["handler-2"]
    assert accusation.matter.number in seen["discipline"]


def test_unconfirmed_words_are_found_by_the_receiving_office_alone(city, sign_in):
    drive = told(city, KILN, MONDAY).to("accepted")
    writing.make()
    for confirmed in (False, True):
        if confirmed:
            WorkingCopy.objects.filter(petition=drive.matter.petition).update(confirmed_at=timezone.now())
        assert drive.matter.number in words(sign_in("petition-officer").get("/desk/search/?q=焦糊味"))
        assert (drive.matter.number in words(sign_in("handler").get("/desk/search/?q=焦糊味"))) is confirmed
        copy = WorkingCopy.objects.get(petition=drive.matter.petition)
        for post in ("petition-officer", "handler", "clerk"):
            actor = city.actor(post, MONDAY)
            assert copies_read_by(actor).filter(pk=copy.pk).exists() is may_read_copy(actor, drive.matter, copy)


def test_filters_narrow_and_pages_go_on_below_the_last(city, sign_in, monkeypatch):
    monkeypatch.setattr("qingtian.web.desk.word_search.PAGE", 2)
    monkeypatch.setattr("qingtian.apps.repeats.searching.BATCH", 2)
    drives = [told(city, f"{KILN}{n}", channel="phone" if n % 2 else "web", kinds=["air"]) for n in range(5)]
    numbers = [d.matter.number for d in reversed(drives)]
    writing.make()
    client = sign_in("petition-officer")
    address, seen = "/desk/search/?q=焦糊味", []
    while address:
        page = client.get(address).content.decode()
        table = page.partition("found-words")[2]
        seen += re.findall(r"<td class=\"nowrap\">(XF-\d{4}-\d+)</td>", table)
        older = re.search(r'rel="next" href="([^"]+)"', page)
        assert not older or "XF-" not in older[1]
        address = "/desk/search/" + older[1].replace("&amp;", "&") if older else ""
    assert seen == numbers

    def found(**more):
        page = client.get("/desk/search/", {"q": "焦糊味", **more}).content.decode()
        return set(re.findall(r"XF-\d{4}-\d+", page.partition("found-words")[2]))

    assert found(channel="phone") == {drives[3].matter.number, drives[1].matter.number}
    assert len(found(area="wangxi", medium="air")) == 2
    assert found(area="shiwan") == found(medium="noise") == set()
    day = TODAY - timedelta(days=3)
    assert found(since=day + timedelta(days=1)) == found(until=day - timedelta(days=1)) == set()
    assert len(found(since=day, until=day)) == 2
    assert found(before="XF-1999-000001") == set()


def test_what_was_covered_again_is_found_no_more_though_the_index_still_knows_it(city, sign_in):
    drive = told(city, KILN)
    writing.make()
    WorkingCopy.objects.filter(petition=drive.matter.petition).update(text="已经遮盖")
    assert drive.matter.number not in words(sign_in("petition-officer").get("/desk/search/?q=焦糊味"))


@pytest.mark.once
def test_marks_escape_everything_else():
    assert marked("<b>烟</b>", spans_of("<b>烟</b>", ["烟"])) == "&lt;b&gt;<mark>烟</mark>&lt;/b&gt;"
    assert spans_of("ＡＢ 厂", ["ab厂"]) == [(0, 4)]
    assert spans_of("烟烟烟", ["烟烟"]) == [(0, 3)]
    line = excerpt("前" * 50 + "焦糊味" + "后" * 100, ["焦糊味"])
    assert line.startswith("…")
    assert line.endswith("…")
    assert shared_marked("中心小学旁", "在中心小学")[0] == "<mark>中心小学</mark>旁"


@pytest.mark.once
def test_marked_words_of_the_other_language_name_it():
    words = "夜里 there is a burnt smell"
    assert '<span lang="en">' in marked(words, spans_of(words, ["夜里"]))
    with translation.override("en"):
        chinese = marked("夜里烟味", spans_of("夜里烟味", ["烟味"]))
    assert chinese == '<span lang="zh-Hans">夜里</span><mark><span lang="zh-Hans">烟味</span></mark>'
