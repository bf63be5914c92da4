"""A reporter adds words and photos to an own report: while it is open, once, and with nothing lost when refused."""

import pytest
from django.test import Client

from qingtian.apps.petitions.models import Petition, WorkingCopy
from qingtian.apps.proceedings.models import Act
from tests.conftest import TODAY, at
from tests.web.portal.conftest import WORDS, at_act, picture, received

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
MORE = "昨晚十一点又来了，白色的烟"


def add(found, words=MORE, *files, once="a", **more):
    seq = Petition.objects.get().proceeding.seq
    return Client().post(f"/r/{found.key}/add/", {"words": words, "photos": files, "seq": seq, "once": once} | more)


def test_what_is_added_stands_under_its_day_below_the_report_and_moves_no_clock(city):
    found = received()
    clocks = dict(found.petition.proceeding.projection["clocks"])
    assert add(found, MORE, picture(), picture()).status_code == 302
    petition = Petition.objects.get()
    assert petition.report.startswith(WORDS)
    assert petition.report.endswith(f"【2026年11月23日补充】\n{MORE}")
    assert petition.proceeding.projection["clocks"] == clocks
    assert petition.proceeding.state == "received"
    assert petition.photos.count() == 2
    assert petition.photos_token
    page = Client().get(f"/r/{found.key}/").content.decode()
    assert "您补充了情况" in page
    assert MORE in page
    assert Client().get(f"/r/{found.key}/photos/2.jpg").status_code == 200


def test_the_handler_reads_it_in_the_working_copy_covered_and_to_be_confirmed_again(city):
    found = received()
    WorkingCopy.objects.update(confirmed_at=at(TODAY))
    add(found, "门卫让我打 13812345678，说烟是隔壁的")
    copy = WorkingCopy.objects.get()
    assert "说烟是隔壁的" in copy.text
    assert "13812345678" not in copy.text
    assert copy.confirmed_at is None
    assert [copy.text[first:last] for first, last, _ in copy.marks[-1:]] != [""]


def test_the_words_are_not_in_the_trail(city):
    found = received()
    add(found)
    assert MORE not in str(Act.objects.get(act="add_information").content.content)


def test_the_same_form_sent_twice_adds_once(city):
    found = received()
    form = {"words": MORE, "seq": 1, "once": "twice"}
    for _ in range(2):
        assert Client().post(f"/r/{found.key}/add/", form).status_code == 302
    assert Petition.objects.get().report.count(MORE) == 1


@pytest.mark.parametrize(("words", "files"), [("", ()), (MORE, ("gif",)), ("字" * 5001, ())])
def test_a_refused_addition_keeps_the_words_and_writes_nothing(city, words, files):
    found = received()
    answer = add(found, words, *[picture("GIF", "a.gif") for _ in files])
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Petition.objects.get().report == WORDS
    assert not Act.objects.filter(act="add_information").exists()


def test_an_ended_matter_takes_nothing_more_and_says_where_to_go(city):
    found = at_act(city, "rate")
    for answer in (Client().get(f"/r/{found.key}/add/"), add(found)):
        assert "重新反映" in answer.content.decode()
    assert answer.status_code == 409
    assert MORE not in Petition.objects.get().report


def test_a_wrong_address_adds_nothing(city):
    received()
    assert Client().post("/r/wrong/add/", {"words": MORE}).status_code == 404
