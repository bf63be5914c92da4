"""Following by receipt number alone, and the list everybody may read."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.config.rates import Rate
from qingtian.procedures import load_procedures
from qingtian.web.portal.shown.headline import PROMISES, headline
from qingtian.web.portal.views import follow
from qingtian.web.public._listing import FOUND, PETITION_WORDS, listed
from qingtian.web.public.matters import _put_right
from tests.conftest import TODAY, at
from tests.web.portal.conftest import NAME, REPORTER, WORDS, at_act, received

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.fixture
def half_past(monkeypatch):
    monkeypatch.setattr("qingtian.web.middleware.real_now", lambda: at(TODAY, 14, 35))


def asked(receipt: str, path: str = "/follow/"):
    answer = Client().post(path, {"receipt": receipt})
    return answer, re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


def test_a_number_shows_the_headline_and_the_names_of_the_steps(city):
    found = at_act(city, "accept")
    answer, page = asked(f" {found.receipt.lower()} ")
    assert answer.status_code == 200
    assert "正在调查。" in page
    assert "望溪分局受理了" in page
    assert "到现场查，研究怎么处理" in page


def test_a_number_shows_no_words_of_anybody_and_no_way_to_act(city):
    _, page = asked(at_act(city, "rate").receipt)
    for hidden in (
        WORDS,
        "窑湾夜里焦糊味",
        "加工点已经停了。",
        "执法一科",
        "机密",
        "内部",
        "满意",
        "已改好",
        "撤回这件事",
    ):
        assert hidden not in page


def test_unknown_numbers_are_all_answered_alike(city):
    received()
    answers = [asked(number) for number in ("YP-2222-3333", "nonsense", "' OR 1=1", "YP22223333")]
    assert {answer.status_code for answer, _ in answers} == {422}
    assert all(follow.UNKNOWN.zh in page for _, page in answers)


def test_an_accusation_is_answered_like_an_unknown_number(city):
    found = at_act(city, "register")
    proceeding = found.petition.proceeding
    by = city.actor("petition-officer", TODAY)
    fields = {"class": "accusation"}
    perform(proceeding, "sort", by=by, on=TODAY, now=at(TODAY), fields=fields, expected_seq=proceeding.seq)
    answer, page = asked(found.receipt)
    assert answer.status_code == 422
    assert follow.UNKNOWN.zh in page
    assert Client().get(f"/r/{found.key}/").status_code == 200


def test_too_many_tries_from_one_address_are_turned_away_with_a_sentence(city, settings, half_past):
    settings.RATES = settings.RATES | {"lookup": Rate(2, 600)}
    found = received()
    assert [asked(found.receipt)[0].status_code for _ in range(3)] == [200, 200, 429]
    elsewhere = Client(REMOTE_ADDR="10.0.0.9").post("/follow/", {"receipt": found.receipt})
    assert elsewhere.status_code == 200
    assert "过 5 分钟再试" in asked(found.receipt)[1]


def test_behind_a_proxy_of_one_s_own_the_outer_address_counts(city, monkeypatch, settings):
    settings.RATES = settings.RATES | {"lookup": Rate(1, 600)}
    form = {"receipt": received().receipt}
    assert Client().post("/follow/", form, headers={"x-forwarded-for": "1.1.1.1"}).status_code == 200
    assert Client().post("/follow/", form, headers={"x-forwarded-for": "2.2.2.2"}).status_code == 429
    monkeypatch.setenv("QINGTIAN_PROXIES", "1")
    assert Client().post("/follow/", form, headers={"x-forwarded-for": "9.9.9.9, 2.2.2.2"}).status_code == 200
    assert Client().post("/follow/", form, headers={"x-forwarded-for": "8.8.8.8, 2.2.2.2"}).status_code == 429


def test_the_answer_of_following_is_kept_by_no_browser(city):
    assert "no-store" in asked(received().receipt)[0]["Cache-Control"]


def test_every_state_with_a_date_in_its_public_sentence_has_its_promise():
    for procedure in load_procedures().editions("petition"):
        dated = {code for code, state in procedure.states.items() if state.public and "{due}" in state.public.zh}
        assert dated == set(PROMISES)
        for state in procedure.states.values():
            if state.public:
                assert len(re.findall("[。？]", state.public.zh)) == len(re.findall(r"[.?](?:\s|$)", state.public.en))


def test_a_sentence_without_its_date_leaves_the_promise_out():
    procedure = load_procedures().on("petition", TODAY)
    from qingtian.procedures import Projection

    shown = headline(procedure, Projection(state="accepted"), TODAY)
    assert [sentence.zh for sentence in shown.sentences] == ["正在调查。"]
    assert shown.clock is None


def test_every_petition_state_is_listed_in_words_or_withheld_on_purpose():
    states = load_procedures().on("petition", TODAY).states
    withheld = {"received", "registered", "merged", "withdrawn", "recalled", "accusation", "transferred"}
    assert set(states) - set(PETITION_WORDS) == withheld
    choices = load_procedures().on("petition", TODAY).named("verify").field("found").choices
    assert set(FOUND) == set(choices)


def test_the_list_has_only_what_an_officer_wrote(city):
    received()
    at_act(city, "reply")
    page = Client().get("/matters/").content.decode()
    assert "窑湾夜里焦糊味" in page
    assert "已答复" in page
    for hidden in (WORDS, NAME, "加工点", "YP-"):
        assert hidden not in page
    assert listed().count() == 1


def test_a_report_withdrawn_before_it_was_registered_is_never_listed(city):
    found = received()
    proceeding = found.petition.proceeding
    perform(proceeding, "withdraw", by=REPORTER, on=TODAY, now=at(TODAY), fields={}, expected_seq=proceeding.seq)
    Proceeding.objects.filter(pk=proceeding.pk).update(state="registered")
    assert listed().count() == 0


@pytest.mark.parametrize("change", [{"restricted": True}, {"handling_mark": "work_secret"}])
def test_what_is_restricted_or_a_work_secret_is_not_listed(city, change):
    proceeding = at_act(city, "reply").petition.proceeding
    assert listed().count() == 1
    Proceeding.objects.filter(pk=proceeding.pk).update(**change)
    assert listed().count() == 0


def test_put_right_needs_another_unit_s_look_not_a_closing(city):
    at_act(city, "verify")
    assert _put_right().count() == 0
    found = at_act(city, "rate")
    assert [each.pk for each in _put_right()] == [found.petition.proceeding.pk]
    assert "另一单位到现场看过，已改好" in Client().get("/").content.decode()


def test_the_list_can_be_narrowed_and_its_counts_add_up(city):
    at_act(city, "reply")
    at_act(city, "rate")
    pages = {
        which: Client().get(f"/matters/?which={which}").content.decode() for which in ("", "open", "ended", "right")
    }
    assert {which: page.count('class="matter-subject"') for which, page in pages.items()} == {
        "": 2,
        "open": 1,
        "ended": 1,
        "right": 1,
    }
    counts = [int(n) for n in re.findall(r'<span class="caption">(\d+)</span></a>', pages[""])]
    assert counts == [2, 1, 1, 1]
    assert Client().get("/matters/?which=<x>&page=zz").status_code == 200


def test_the_list_asks_the_database_the_same_however_long_it_is(city, django_assert_max_num_queries):
    for n in range(4):
        at_act(city, "register", TODAY - timedelta(days=n + 1))
    client = Client()
    client.get("/matters/")
    with django_assert_max_num_queries(4):
        client.get("/matters/")
