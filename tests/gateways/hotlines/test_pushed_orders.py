"""A pushed order is received once, its newest version wins, its own clock runs beside the statute's."""

from __future__ import annotations

import random
from datetime import date

import pytest

from qingtian.apps.identities.vault import Opener, open_identity
from qingtian.apps.petitions.models import Petition
from qingtian.apps.petitions.policy import may_open_identity
from qingtian.apps.proceedings.models import Act, ActContent, Clock, Proceeding
from qingtian.gateways.hotlines.actions.send_back import Doing, answer, sign
from qingtian.gateways.hotlines.clocks import days_of
from qingtian.gateways.hotlines.models import CodeValue, HotlineOrder, OrderVersion, Outgoing
from tests.days import TODAY, at
from tests.gateways.hotlines.conftest import BEFORE, NAME, PHONE, order

pytestmark = [pytest.mark.django_db(databases=["default", "identity"])]
ORDERS, ANSWERS = "/api/hotline/orders/", "/api/hotline/answers/"
DONE = Doing("petition officer", at(TODAY))


def one(answered):
    status, told = answered
    assert status == 200, told
    return told["orders"][0]


def due(matter, key="petitions.hotline_order"):
    return Clock.objects.get(proceeding=matter, key=key).due


def test_an_order_is_received_once_with_both_clocks_and_nobody_named(hotline, city):
    told = one(hotline("POST", ORDERS, order()))
    assert told["outcome"] == "new"
    assert one(hotline("POST", ORDERS, order()))["outcome"] == "same"
    petition = Petition.objects.get()
    matter = petition.proceeding
    assert (told["number"], told["receipt"]) == (matter.number, petition.receipt)
    assert (petition.channel, matter.area.code, matter.opened_on) == ("hotline_12345", "wangxi", BEFORE)
    assert due(matter) == date(2026, 11, 25)
    assert matter.next_due == min(Clock.objects.filter(proceeding=matter).values_list("due", flat=True))
    assert [act.act for act in Act.objects.filter(proceeding=matter)] == ["receive", "order_due"]
    row = HotlineOrder.objects.get()
    assert (row.confidential, row.category, row.status) == (True, "环境保护/大气污染/异味", "dispatched")
    assert (days_of(row).sign, days_of(row).give_back) == (date(2026, 11, 23), date(2026, 11, 24))
    kept = repr([*HotlineOrder.objects.values(), *OrderVersion.objects.values(), *ActContent.objects.values()])
    assert NAME not in kept
    assert PHONE not in kept
    identity = open_identity(petition.identity_token, by=Opener(1, "a", "b", "c"), reason="test", now=at(TODAY))
    assert (identity.name, identity.phone) == (NAME, PHONE)


def test_confidence_keeps_the_reporter_from_the_handling_organ_alone(hotline, city, act):
    one(hotline("POST", ORDERS, order()))
    matter = Petition.objects.get().proceeding
    for name, fields in (
        ("register", {"area": "wangxi", "subject": "窑湾异味"}),
        ("sort", {"class": "statutory_duty"}),
        ("forward", {"handler": "branch"}),
    ):
        act(matter, name, "petition-officer", TODAY, **fields)
    assert may_open_identity(city.actor("petition-officer", TODAY), matter)
    assert not may_open_identity(city.actor("handler", TODAY), matter)
    HotlineOrder.objects.update(confidential=False)
    assert may_open_identity(city.actor("handler", TODAY), matter)


VERSIONS = [
    order(updated_at=f"2026-11-2{day}T10:00:00+08:00", due_at=f"2026-11-{27 + day}T18:00:00+08:00", status=word)
    for day, word in ((0, "待签收"), (1, "办理中"), (2, "已延期"), (3, "办理中"))
]


@pytest.mark.parametrize("seed", range(3))
def test_lost_doubled_and_reordered_versions_come_to_the_same_end(hotline, seed):
    rng = random.Random(seed)
    sent = [*VERSIONS, *rng.choices(VERSIONS, k=3)]
    rng.shuffle(sent)
    status, told = hotline("POST", ORDERS, {"orders": sent})
    assert (status, told["rejected"]) == (200, 0)
    row = HotlineOrder.objects.get()
    assert (row.status, row.due_at.date(), row.versions.count()) == ("办理中", date(2026, 11, 30), 4)
    assert due(row.proceeding) == date(2026, 11, 30)
    assert Proceeding.objects.count() == 1
    assert CodeValue.objects.filter(ours=None).values_list("value", flat=True)[0] == "已延期"


def test_a_row_that_cannot_be_taken_stops_no_other_and_is_not_repeated(hotline):
    wrong = [
        order(external_no="", content=NAME),
        order(external_no="2", content=""),
        order(external_no="3", source_system="99999"),
        order(external_no="4", due_at=f"{NAME}"),
        order(external_no="5", schema="else"),
        order(external_no="6", location={"lon": "x", "lat": 1}),
        NAME,
        order(external_no="7", business_type="骚扰"),
        order(external_no="8", caller=None, unknown={"deep": [1]}),
    ]
    status, told = hotline("POST", ORDERS, {"orders": wrong})
    assert status == 200
    assert [row["outcome"] for row in told["orders"]] == ["rejected"] * 7 + ["left", "new"]
    assert NAME not in repr(told)
    assert (told["taken"], told["rejected"]) == (2, 7)
    assert hotline("POST", ORDERS, {"orders": "none"})[0] == 422
    assert hotline("POST", ORDERS, {"orders": [1] * 201})[0] == 422


def test_answers_wait_until_the_hotline_took_them_and_what_it_evaluates_is_kept(hotline):
    one(hotline("POST", ORDERS, order()))
    row = HotlineOrder.objects.get()
    sign(row, DONE)
    form = {"claim_true": True, "solved": True, "handling": "已责令停产整改。", "public_answer": "已整改，异味消除。"}
    with pytest.raises(Exception, match="name, a telephone"):
        answer(row, form | {"handling": f"已电话告知{PHONE}。"}, DONE)
    answer(row, form, DONE)
    _, told = hotline("GET", ANSWERS)
    keys = [one["key"] for one in told["answers"]]
    assert [one["kind"] for one in told["answers"]] == ["sign", "answer"]
    assert [o["key"] for o in hotline("GET", ANSWERS)[1]["answers"]] == keys
    assert set(Outgoing.objects.values_list("state", flat=True)) == {"sent"}
    sent = [{"key": keys[0], "accepted": True}, {"key": keys[1], "accepted": False, "text": "缺照片"},
            {"key": "nothing", "accepted": True}, {"key": keys[0], "accepted": "yes"}]  # fmt: skip
    states = [one["state"] for one in hotline("POST", ANSWERS, {"answers": sent})[1]["answers"]]
    assert states == ["accepted", "refused", "unknown", "unknown"]
    assert hotline("GET", ANSWERS)[1]["answers"] == []
    again = answer(row, form, DONE)
    assert again.key.endswith("-answer-2")
    judged = order(updated_at="2026-11-23T10:00:00+08:00", evaluation={"handling_satisfied": False, "counted": True})
    assert one(hotline("POST", ORDERS, judged))["changed"] == ["evaluation"]
    row.refresh_from_db()
    assert row.evaluation == {"handling_satisfied": False, "counted": True}


def test_a_hotline_neither_pushes_nor_fetches_what_belongs_to_another(hotline, hotline_as):
    one(hotline("POST", ORDERS, order()))
    row = HotlineOrder.objects.get()
    sign(row, DONE)
    key = row.outgoing.get().key
    other = hotline_as("other", ["12345-370200"])
    told = one(other("POST", ORDERS, order(due_at="2026-12-30T18:00:00+08:00", status="办理中")))
    assert (told["outcome"], told["code"], told["where"]) == ("rejected", "hotlines.not_yours", "source_system")
    assert not {"number", "receipt"} & told.keys()
    assert due(row.proceeding) == date(2026, 11, 25)
    assert other("GET", ANSWERS)[1]["answers"] == []
    decided = other("POST", ANSWERS, {"answers": [{"key": key, "accepted": True}]})[1]["answers"]
    assert decided[0]["state"] == "unknown"
    assert row.outgoing.get().state == "queued"
    unnamed = hotline_as("hotline-x", [])
    assert one(unnamed("POST", ORDERS, order()))["outcome"] == "rejected", "where none is entered, its own code counts"
    assert one(hotline_as("12345-370102", [])("POST", ORDERS, order()))["outcome"] == "same"
    assert [o["key"] for o in hotline_as("all", ["12345"])("GET", ANSWERS)[1]["answers"]] == [key]


def test_the_same_number_of_two_sources_is_two_orders(hotline, hotline_as):
    one(hotline("POST", ORDERS, order()))
    number = "9" * 60
    other = hotline_as("other", ["12345-370200"])
    assert one(other("POST", ORDERS, order(source_system="12345-370200")))["outcome"] == "new"
    long = order(source_system="12345-370200", external_no=number)
    assert one(other("POST", ORDERS, long))["outcome"] == "new"
    assert one(other("POST", ORDERS, long))["outcome"] == "same"
    assert Petition.objects.filter(channel="hotline_12345").count() == 3
    assert max(len(once) for once in Act.objects.exclude(once=None).values_list("once", flat=True)) <= 64
    for wrong in ("12345370102", "12345-", "12345-370102-1", "1234x"):
        assert one(hotline("POST", ORDERS, order(source_system=wrong)))["code"] == "hotlines.unknown_system"


@pytest.mark.parametrize(("sent", "day"), [("2026-11-20T15:59:00+00:00", 20), ("2026-11-20T16:00:00+00:00", 21),
                                           ("2026-11-21T07:59:00+08:00", 21)])  # fmt: skip
def test_days_are_those_of_shanghai_whatever_the_zone_of_the_database(hotline, sent, day):
    one(hotline("POST", ORDERS, order(dispatched_at=sent)))
    row = HotlineOrder.objects.get()
    assert row.proceeding.opened_on == date(2026, 11, day)
    assert days_of(row) == days_of(HotlineOrder(taken_at=at(date(2026, 11, day), 12)))


def test_a_withdrawn_order_is_flagged_to_the_office_and_its_petition_goes_on(hotline):
    one(hotline("POST", ORDERS, order()))
    gone = order(status="撤单", updated_at="2026-11-22T10:00:00+08:00")
    assert one(hotline("POST", ORDERS, gone))["changed"] == ["status"]
    row = HotlineOrder.objects.get()
    assert row.withdrawn_at == at(TODAY, 14, 6)
    assert row.proceeding.ended_on is None
    assert one(hotline("POST", ORDERS, order(external_no="2", status="已撤单")))["outcome"] == "new"
    assert HotlineOrder.objects.get(number="2").withdrawn_at
    one(hotline("POST", ORDERS, order(status="办理中", updated_at="2026-11-23T10:00:00+08:00")))
    assert HotlineOrder.objects.get(number=row.number).withdrawn_at is None


def running(matter):
    return Clock.objects.filter(proceeding=matter, key="petitions.hotline_order", status="running")


def test_the_main_petition_carries_the_day_of_an_order_merged_into_it(
    hotline, report, act, django_capture_on_commit_callbacks
):
    def then(*more, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            act(*more, **fields)

    main = report()
    one(hotline("POST", ORDERS, order()))
    matter = HotlineOrder.objects.get().proceeding
    for one_ in (main, matter):
        act(one_, "register", "petition-officer", TODAY, area="wangxi", subject="窑湾异味")
    assert not running(main).exists()
    then(matter, "merge", "petition-officer", TODAY, main=main.number, why="同一件")
    assert due(main) == date(2026, 11, 25)
    sooner = order(updated_at="2026-11-22T10:00:00+08:00", due_at="2026-11-23T00:30:00+08:00")
    one(hotline("POST", ORDERS, sooner))
    assert due(main) == date(2026, 11, 23), "a day that comes while it is merged"
    main.refresh_from_db()
    assert main.next_due == date(2026, 11, 23), "the lists sort by it"
    then(matter, "unmerge", "petition-officer", TODAY, why="不是同一件")
    assert not running(main).exists()
    assert due(matter) == date(2026, 11, 23)
    then(matter, "merge", "petition-officer", TODAY, main=main.number, why="同一件")
    assert running(main).get().due == date(2026, 11, 23)
