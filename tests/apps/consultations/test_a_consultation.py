"""A public consultation from its notice to its result: the last day counts, every comment is answered, no name."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client

from qingtian.apps.consultations.actions.receive_comment import receive_comment
from qingtian.apps.consultations.actions.sort_and_answer import answer_comment, answer_point, move_to_point, new_point
from qingtian.apps.consultations.models import Comment, Consultation
from qingtian.apps.consultations.queries import tally, unanswered
from qingtian.apps.identities.vault import Identity, kind_of
from qingtian.errors import Refused
from qingtian.procedures.decide import ReasonWanted
from tests.consulting import LAST, OPENED, announced, do, drafted
from tests.days import at
from tests.publishing import drafted as drafted_publication
from tests.publishing import published
from tests.web.portal.conftest import CITY

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
NAME, PHONE = "赫连无名", "13987650000"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr("qingtian.web.portal.views.comment.city", lambda: CITY)


def stand_at(monkeypatch, day, hour=14):
    monkeypatch.setattr("qingtian.web.middleware.city_now", lambda: at(day, hour))


def say(matter, words, on=OPENED, who=("", ""), once=""):
    found = Consultation.objects.get(proceeding=matter)
    return receive_comment(
        found, words, Identity(*who, ""), language="zh-Hans", on=on, now=at(on), prefix="YP", once=once
    )


def test_a_comment_of_the_last_day_is_taken_and_one_of_the_day_after_is_told_kindly(city, monkeypatch):
    matter = announced(city)
    address = f"/consultations/{matter.number}/"
    stand_at(monkeypatch, LAST, 23)
    assert "今天是最后一天" in Client().get(address).content.decode()
    browser = Client()
    sent = browser.post(address, {"words": "夜里施工要停", "name": NAME, "phone": PHONE, "once": "a"})
    assert sent.status_code == 302
    assert browser.post(address, {"words": "夜里施工要停", "once": "a"}).status_code == 302
    comment = Comment.objects.get()
    assert kind_of(comment.identity_token) == "named"
    stand_at(monkeypatch, LAST + DAY)
    late = Client().post(address, {"words": "我来晚了，还是想说"})
    assert late.status_code == 409
    page = late.content.decode()
    assert "2026-12-02 截止了" in page
    assert "我来晚了，还是想说" in page
    assert "12345" in page
    assert Comment.objects.count() == 1


def test_the_page_shows_how_many_spoke_and_never_who_or_what(city, monkeypatch):
    matter = announced(city)
    stand_at(monkeypatch, OPENED)
    browser = Client()
    browser.post(
        f"/consultations/{matter.number}/", {"words": f"我是{NAME}，不要夜里施工", "name": NAME, "phone": PHONE}
    )
    page = browser.get(f"/consultations/{matter.number}/").content.decode()
    assert "收到 1 条意见" in page
    assert "方案要点如下" in page
    for secret in (NAME, PHONE, "不要夜里施工"):
        assert secret not in page
        assert secret not in Client().get("/consultations/").content.decode()
    comment = Comment.objects.get()
    assert NAME not in comment.working
    assert "不要夜里施工" in comment.working
    link = browser.get("/consultations/received/").content.decode().split('href="/consultations/mine/')[1].split('"')[0]
    own = Client().get(f"/consultations/mine/{link}").content.decode()
    assert "不要夜里施工" in own
    assert NAME not in own.replace(f"我是{NAME}", "")
    assert Client().get("/consultations/mine/wrong/").status_code == 404


@pytest.mark.parametrize("words", ["", "字" * 3001])
def test_what_cannot_be_taken_keeps_what_was_typed(city, monkeypatch, words):
    matter = announced(city)
    stand_at(monkeypatch, OPENED)
    answer = Client().post(f"/consultations/{matter.number}/", {"words": words, "name": "宗政某"})
    assert answer.status_code == 422
    assert "宗政某" in answer.content.decode()
    assert not Comment.objects.exists()


def test_it_opens_only_with_a_published_notice_and_a_shorter_time_needs_a_reason(city):
    draft = drafted_publication(city, OPENED)
    with pytest.raises(Refused, match="publication"), transaction.atomic():
        do(city, drafted(city), "announce", OPENED, kind="other", notice=draft.number, closes_on=str(LAST))
    with pytest.raises(ReasonWanted), transaction.atomic():
        announced(city, last=LAST - DAY)
    with pytest.raises(Refused), transaction.atomic():
        announced(city, last=OPENED)
    assert announced(city, last=LAST).state == "announced"


def test_it_is_prolonged_to_a_later_day_only_and_closed_after_the_last(city):
    matter = announced(city)
    with pytest.raises(Refused), transaction.atomic():
        do(city, matter, "prolong", OPENED, closes_on=str(LAST), why="征求得不够")
    do(city, matter, "prolong", OPENED, closes_on=str(LAST + DAY), why="征求得不够")
    assert Consultation.objects.get().closes_on == LAST + DAY
    with pytest.raises(Refused), transaction.atomic():
        do(city, matter, "close", LAST + DAY)
    assert do(city, matter, "close", LAST + 2 * DAY).state == "closed"
    with pytest.raises(Refused):
        say(matter, "还想说", on=LAST + DAY)


def test_every_comment_is_answered_by_itself_or_with_others_before_it_ends(city, monkeypatch):
    matter = announced(city)
    received = [say(matter, words) for words in ("夜里别施工", "晚上施工太吵", "同意", "再拖半年")]
    found = Consultation.objects.get()
    pks = [one.comment.pk for one in received]
    point = new_point(found, "夜间停止施工", pks[:1])
    move_to_point(found, point.number, pks[1:2])
    closed = LAST + DAY
    do(city, matter, "close", closed)
    answer_point(found, point.number, "adopted", "方案改为二十二时后停工。", by="科长", on=closed)
    answer_comment(found, pks[2], "adopted", "谢谢。", by="科长", on=closed)
    for wrong in (("", "理由"), ("not", " ")):
        with pytest.raises(Refused):
            answer_comment(found, pks[3], *wrong, by="科长", on=closed)
    result = published(city, closed, subject="采纳情况", text="收到 4 条意见，采纳 3 条。")
    with pytest.raises(Refused, match="comment"), transaction.atomic():
        do(city, matter, "answer", closed, summary=result.number)
    answer_comment(found, pks[3], "not", "工期由合同定，不能再拖。", by="科长", on=closed)
    assert not unanswered(found).exists()
    do(city, matter, "answer", closed, summary=result.number)
    found.refresh_from_db()
    assert (tally(found).adopted, tally(found).partly, tally(found).not_adopted) == (3, 0, 1)
    stand_at(monkeypatch, closed)
    page = Client().get(f"/consultations/{matter.number}/").content.decode()
    assert "收到 4 条意见，采纳 3 条。" in page
    own = Client().get(f"/consultations/mine/{received[1].key}/").content.decode()
    assert "方案改为二十二时后停工" in own
    with pytest.raises(Refused):
        new_point(found, "晚了的一条")


def test_the_desk_sorts_and_answers_and_nobody_of_another_organ_reads_a_comment(city, monkeypatch):
    from django.contrib.auth import get_user_model

    stand_at(monkeypatch, OPENED)
    matter = announced(city)
    comment = say(matter, "夜里别施工").comment

    def browser(post):
        person = city.people[post]
        person.user = get_user_model().objects.create_user(f"u-{post}")
        person.save()
        client = Client()
        client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    officer, address = browser("petition-officer"), f"/desk/{matter.number}/comments/"
    assert "夜里别施工" in officer.get(address).content.decode()
    assert officer.post(address, {"do": "point", "title": "夜间停工", "comment": [comment.pk]}).status_code == 302
    assert officer.post(address, {"do": "answer_point", "number": 1, "adoption": "partly"}).status_code == 422
    said = {"do": "answer_point", "number": 1, "adoption": "partly", "reply": "二十三时以后停。"}
    assert officer.post(address, said).status_code == 302
    page = officer.get(address).content.decode()
    assert "1. 夜间停工（1 条）：部分采纳。二十三时以后停。" in page
    assert "夜里别施工" in page
    assert officer.get("/desk/consultations/").status_code == 200
    assert address in officer.get(f"/desk/{matter.number}/").content.decode()
    assert officer.get("/desk/consultations/new/").status_code == 200
    for other in ("handler", "inspector", "administrator"):
        assert browser(other).get(address).status_code == 404


def test_a_comment_sent_on_a_day_before_the_announcement_is_not_taken(city):
    matter = drafted(city)
    with pytest.raises(Refused):
        say(matter, "早了")
    assert date(2026, 11, 2) == OPENED
