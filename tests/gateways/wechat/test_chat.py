"""A report in a chat: joined, asked for, confirmed, received once, followed; in both languages."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest

from qingtian.apps.identities.vault import Opener, open_identity
from qingtian.apps.petitions.models import Petition, ReportDraft
from qingtian.config.rates import Rate
from qingtian.gateways.wechat.models import Contact, Incoming
from tests.days import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
OPENER = Opener(person_id=1, person="核对", post="核对", organ="核对")


def identity(petition):
    return open_identity(petition.identity_token, by=OPENER, reason="核对", now=at(TODAY))


def test_a_whole_report_is_received_with_receipt_and_private_link(chat, client):
    assert "看到、闻到" in chat.event("subscribe")
    assert "在哪里" in chat.says("夜里有焦糊味，像烧塑料")
    assert "什么时候" in chat.at(25.04, 102.71, "旧厂区后门")
    assert "照片" in chat.says("昨晚十点")
    assert "请核对" in chat.says("没有")
    answer = chat.says("1")
    petition = Petition.objects.get()
    assert petition.receipt in answer
    assert (petition.report, petition.place, petition.channel) == ("夜里有焦糊味，像烧塑料", "旧厂区后门", "wechat")
    assert petition.occurred == "昨晚十点（2026年11月23日反映）"
    assert petition.latitude is not None
    assert abs(float(petition.latitude) - 25.04) < 0.01
    assert float(petition.latitude) != 25.04
    assert identity(petition).other.endswith(chat.openid)
    link = re.search(r"http://testserver(/r/\S+)", answer)
    assert client.get(link[1]).status_code == 200
    assert not ReportDraft.objects.exists()


def test_english_is_answered_in_english(chat):
    assert "Where is it?" in chat.says("Smoke from the chimney at night")
    assert "When?" in chat.says("behind the old mill")
    chat.says("skip")
    assert "Please check" in chat.says("no")
    assert "Receipt number" in chat.says("1")
    assert Petition.objects.get().language == "en"


def test_what_is_missing_is_asked_for_until_it_is_there(chat):
    chat.photo("m-1")
    assert "看到、闻到" in chat.says("1")
    assert "在哪里" in chat.says("河水发黑")
    assert "在哪里" in chat.says("提交")
    chat.says("不知道")
    assert "收到了" in chat.says("1")
    assert Petition.objects.get().place == ""


def test_more_words_join_the_report_and_nothing_is_lost(chat):
    chat.says("河水发黑")
    for words in ("东桥", "跳过", "没有", "上游有个厂", "排口在桥下"):
        answer = chat.says(words)
    assert "上游有个厂" in answer
    chat.says("1")
    assert Petition.objects.get().report == "河水发黑\n上游有个厂\n排口在桥下"


def test_taken_back_leaves_nothing(chat):
    chat.says("河水发黑")
    assert "撤回" in chat.says("0")
    assert not ReportDraft.objects.exists()
    assert "没有写了一半" in chat.says("0")
    assert not Petition.objects.exists()


def test_messages_within_the_window_join_and_later_ones_are_asked_about(account, chat):
    chat.says("河水发黑")
    account.now += timedelta(minutes=10)
    assert "什么时候" in chat.says("东桥")
    account.now += timedelta(minutes=10, seconds=1)
    asked = chat.says("另外工地很吵")
    assert "还没有交" in asked
    assert "河水发黑" in asked
    assert "什么时候" not in asked
    chat.says("2")
    assert ReportDraft.objects.get().values["when_words"] == "另外工地很吵"


def test_a_late_message_may_begin_a_report_of_its_own(account, chat):
    for words in ("河水发黑", "东桥", "跳过"):
        chat.says(words)
    account.now += timedelta(hours=2)
    chat.says("工地半夜还在打桩")
    answer = chat.says("1")
    assert "收到了" in answer
    assert "在哪里" in answer
    assert Petition.objects.get().report == "河水发黑"
    assert ReportDraft.objects.get().values["report"] == "工地半夜还在打桩"


def test_a_late_message_may_replace_what_was_begun(account, chat):
    chat.says("河水发黑")
    account.now += timedelta(hours=2)
    chat.says("工地半夜还在打桩")
    chat.says("0")
    assert ReportDraft.objects.get().values["report"] == "工地半夜还在打桩"


def test_a_name_goes_straight_under_seal(chat):
    chat.says("联系 诸葛无名 139 8765 4321")
    chat.reports("夜里有焦糊味", "窑湾")
    petition = Petition.objects.get()
    assert (identity(petition).name, identity(petition).phone) == ("诸葛无名", "139 8765 4321")
    assert petition.proceeding.projection["facts"]["naming"] == "named"
    chat.reports("又有焦糊味", "窑湾")
    assert identity(Petition.objects.latest("pk")).name == ""


def test_a_report_is_followed_by_its_number(chat, settings):
    chat.reports("夜里有焦糊味", "窑湾")
    receipt = Petition.objects.get().receipt
    for asked in (f"查询 {receipt}", receipt.lower(), "查询"):
        assert "已收到" in chat.says(asked)
    assert "Received." in chat.says(f"query {receipt}")
    chat.says("中文")
    assert "查不到" in chat.says("查询 YP-2222-2222")
    Petition.objects.get().proceeding.__class__.objects.update(restricted=True)
    assert "查不到" in chat.says(receipt)
    settings.RATES = settings.RATES | {"lookup": Rate(1, 600)}
    assert "太多" in chat.says(receipt)


def test_an_account_has_the_rate_of_a_telephone_and_what_was_too_many_is_kept(chat, settings):
    settings.RATES = settings.RATES | {"phone": Rate(1, 86400)}
    for number in (1, 2):
        for said in (f"夜里有焦糊味 {number}", "旧厂区后门", "昨晚", "没有"):
            chat.says(said)
        answer = chat.says("1")
        assert ("回执号" in answer) is (number == 1)
    assert "还没有交" in answer
    assert ReportDraft.objects.get().values["report"] == "夜里有焦糊味 2"
    settings.RATES = settings.RATES | {"phone": Rate(9, 86400)}
    assert "回执号" in chat.says("1")
    assert Petition.objects.count() == 2


def test_words_that_only_look_like_a_query_are_a_report(chat):
    chat.says("查一下东桥的厂，夜里排黑水")
    assert ReportDraft.objects.get().values["report"] == "查一下东桥的厂，夜里排黑水"


def test_two_people_never_mix(account, chat):
    from django.test import Client

    from tests.wechat_play import Chat, through_client

    other = Chat(through_client(Client()), clock=account.time)
    chat.says("河水发黑")
    other.says("工地很吵")
    chat.says("东桥")
    assert sorted(d.values["report"] for d in ReportDraft.objects.all()) == ["工地很吵", "河水发黑"]


def test_leaving_drops_what_was_begun(chat):
    chat.says("河水发黑")
    assert chat.event("unsubscribe") == ""
    assert not ReportDraft.objects.exists()
    assert Contact.objects.get().left_at is not None
    chat.event("subscribe")
    assert Contact.objects.get().left_at is None


def test_where_somebody_stands_is_not_kept(chat):
    stood = chat.message("event", Event="LOCATION", Latitude="25.04", Longitude="102.71", Precision="60")
    assert chat.deliver(stood) == ""
    assert not ReportDraft.objects.exists()


@pytest.mark.parametrize("kind", ["file", "miniprogrampage", "x"])
def test_an_unknown_kind_is_told_and_changes_nothing(chat, kind):
    assert "收不了" in chat.deliver(chat.message(kind))
    assert not ReportDraft.objects.exists()


def test_a_link_is_words(chat):
    chat.deliver(chat.message("link", Title="群里说的", Description="河水", Url="https://example.org/a"))
    assert ReportDraft.objects.get().values["report"] == "群里说的\n河水\nhttps://example.org/a"


def test_too_long_is_said_and_not_noted(chat):
    chat.says("河水发黑")
    assert "太长" in chat.says("东" * 301)
    assert "place" not in ReportDraft.objects.get().values


def test_an_answer_comes_well_within_five_seconds(chat):
    times = []
    for number in range(12):
        begun = time.perf_counter()
        chat.reports(f"第 {number} 次有焦糊味", "窑湾")
        times.append((time.perf_counter() - begun) / 5)
    assert max(times) < 1.0


def test_raw_message_and_answer_lie_sealed(chat):
    chat.says("密语一二三")
    row = Incoming.objects.get()
    for held in (bytes(row.raw), bytes(row.answer), bytes(Contact.objects.get().sealed)):
        assert "密语".encode() not in held
        assert chat.openid.encode() not in held


def test_what_fails_is_kept_and_told(chat, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("秘密")

    chat.says("河水发黑")
    monkeypatch.setattr("qingtian.gateways.wechat.actions.take.talk", broken)
    assert "没有记上" in chat.says("东桥")
    row = Incoming.objects.latest("pk")
    assert (row.state, row.error) == ("failed", "builtins.RuntimeError")
    monkeypatch.undo()
    assert ReportDraft.objects.get().values["report"] == "河水发黑"
