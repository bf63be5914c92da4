"""Sealing and seizure: thirty days and thirty more, approval in its hours, nothing sealed a day too long."""

from __future__ import annotations

from datetime import date

import pytest

from qingtian.apps.proceedings.actions.sweep import sweep_matters
from qingtian.errors import Refused
from tests.apps.measures.walking import opened, party, penalty_case
from tests.apps.measures.words import text
from tests.days import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

OBJECTS = "喷涂线（型号 PT-6），1，条\n配电柜，2，个"
PROPOSAL = {
    "subject": "私设暗管排放",
    "area": "wangxi",
    "way": "ordinary",
    "kind": "seal",
    "ground": "evasion",
    "object_kind": "equipment",
    "address": "河西路18号",
    "objects": OBJECTS,
    "reasons": "发现暗管，正在排放。",
}
DONE = {
    "executed_at": "2026-03-02 14:30",
    "officers": "周立 云01020304\n钱七 云01020305",
    "present": "party",
    "objects": OBJECTS,
    "handed_over": "yes",
    "record": "现场贴封条两处。",
}


def proposed(city, day="2026-03-02", **fields):
    return opened(city, "seizure", day, **({"party": party(city).number} | PROPOSAL | fields))


def sealed(city, **fields):
    return proposed(city, **fields).do("approve", opinion="同意。").do("execute", **DONE)


def swept(day):
    on = date.fromisoformat(day)
    return [one.act for one in sweep_matters(on=on, now=at(on))]


def refused(call, *given, **fields):
    with pytest.raises(Refused) as caught:
        call(*given, **fields)
    return caught.value.basis or caught.value.code


def test_it_expires_after_thirty_days_and_is_extended_once_by_thirty(city):
    walk = sealed(city)
    assert walk.due("seizure.term") == date(2026, 4, 1)
    walk.on("2026-04-01").do("extend", why="整改未完成。")
    assert walk.due("seizure.term") == date(2026, 5, 1)
    with pytest.raises(Refused) as twice:
        walk.on("2026-04-30").do("extend", why="再延。")
    assert twice.value.code == "clock.extended_before"


def test_the_day_after_its_end_it_cannot_be_extended_and_the_article_is_named(city):
    walk = sealed(city).on("2026-04-02")
    assert refused(walk.do, "extend", why="晚了。") == "seizure_measures_2014 15"


def test_it_does_not_stay_sealed_a_day_after_its_end(city):
    walk = sealed(city)
    assert swept("2026-04-01") == []
    assert swept("2026-04-02") == ["expire"]
    walk.matter.refresh_from_db()
    assert walk.state == "expired"
    walk.on("2026-04-02").do("release", release_ground="expired", opinion="期满解除。")
    assert walk.due("seizure.release_notice") == date(2026, 4, 8), "three working days, the Qingming holiday left out"
    walk.do("serve_release", receipt="送达。", things="returned")
    assert walk.state == "ended"
    assert "喷涂线" in text(walk.matter.papers.get(template="seizure_release").file.read())


def test_the_time_of_testing_does_not_count(city):
    walk = sealed(city).on("2026-03-10").do("begin_testing", tested_what="送检三组水样，十日。")
    walk.on("2026-03-20").do("end_testing", tested_result="超标。")
    assert walk.due("seizure.term") == date(2026, 4, 11)


def test_an_application_is_answered_in_five_working_days_and_corrected_is_released(city):
    walk = sealed(city).on("2026-03-10").do("ask_release", asked_on="2026-03-10", request="已拆除暗管。")
    assert walk.due("seizure.release_decision") == date(2026, 3, 17)
    keep = {"checked": "暗管已拆除。", "corrected": "yes", "answer": "keep"}
    assert refused(walk.do, "answer_release", **keep) == "seizure_measures_2014 19"
    assert refused(walk.do, "answer_release", checked="没拆。", answer="release") == "seizure_measures_2014 19"
    walk.do("answer_release", checked="没拆。", answer="keep")
    assert (walk.state, walk.status("seizure.term")) == ("sealed", "running")
    assert refused(walk.do, "answer_release", **keep) == "seizure_measures_2014 19", "no application waits any more"
    walk.do("ask_release", asked_on="2026-03-10", request="又改了。").do(
        "answer_release", **(keep | {"answer": "release"})
    )
    assert (walk.state, walk.status("seizure.term")) == ("released", "stopped")


URGENT = {"way": "on_the_spot"}


@pytest.mark.parametrize(
    ("moment", "stands"), [("2026-03-03 14:30", True), ("2026-03-03 14:31", False), ("2026-03-02 15:00", None)]
)
def test_a_seizure_on_the_spot_is_approved_within_twenty_four_hours(city, moment, stands):
    walk = proposed(city, **URGENT).do("execute", **DONE)
    assert (walk.state, walk.due("seizure.approval")) == ("unapproved", date(2026, 3, 3))
    walk.on("2026-03-03")
    if stands:
        assert walk.do("approve_afterwards", approved_at=moment, opinion="同意。").state == "sealed"
        return
    basis = refused(walk.do, "approve_afterwards", approved_at=moment, opinion="同意。")
    assert basis == "seizure_measures_2014 13"
    if stands is False:
        assert walk.do("release", release_ground="not_approved", opinion="超时。").state == "released"


@pytest.mark.parametrize(
    ("fields", "basis"),
    [
        ({"officers": "周立"}, "seizure_measures_2014 12"),
        ({"present": "nobody"}, "seizure_measures_2014 12"),
        ({"objects": "喷涂线（型号 PT-6），1，条\n保险柜，1，个"}, "seizure_measures_2014 12"),
        ({"handed_over": ""}, "seizure_measures_2014 14"),
        ({"executed_at": "2026-03-01 14:30"}, "seizure_measures_2014 15"),
    ],
)
def test_it_is_carried_out_as_the_order_says_or_refused_with_its_article(city, fields, basis):
    walk = proposed(city).do("approve", opinion="同意。")
    assert refused(walk.do, "execute", **(DONE | fields)) == basis


def test_a_sealed_object_is_not_sealed_again_and_may_be_after_its_release(city):
    walk = sealed(city)
    again = {"objects": "配电柜，２，个"}
    assert refused(proposed, city, **again) == "seizure_measures_2014 5"
    assert proposed(city, objects="风机，1，台").state == "proposed", "another object of the same party"
    assert proposed(city, party=party(city, "DSR-000002").number, **again).state == "proposed", "another party's"
    walk.do("release", release_ground="not_needed", opinion="解除。")
    assert proposed(city, **again).state == "proposed"


@pytest.mark.parametrize(("day", "stands"), [("2026-08-14", False), ("2026-08-15", True)])
def test_tools_and_goods_may_be_seized_from_the_day_of_the_code(city, day, stands):
    if stands:
        assert proposed(city, day, object_kind="wider").state == "proposed"
    else:
        assert refused(proposed, city, day, object_kind="wider") == "env_protection_law_2014 25"


def test_what_is_grave_is_discussed_and_another_person_approves(city):
    walk = proposed(city, grave="yes")
    assert refused(walk.do, "approve", opinion="同意。") == "seizure_measures_2014 10"
    assert walk.do("approve", opinion="同意。", discussion="案审会3月2日同意。").state == "approved"
    assert proposed(city, objects="风机，1，台").do("reject", opinion="证据不足。").state == "rejected"
    waived = proposed(city, objects="水泵，1，台").do("waive", waiver="public_utility", opinion="污水处理厂。")
    assert waived.state == "waived"


def test_expiry_is_no_ground_before_its_end(city):
    walk = sealed(city).on("2026-03-31")
    assert refused(walk.do, "release", release_ground="expired", opinion="期满。") == "seizure_measures_2014 20"
    assert walk.on("2026-04-01").do("release", release_ground="expired", opinion="期满。").state == "released"


@pytest.mark.parametrize(("day", "settled", "stands"), [("2026-06-05", "sold", False), ("2026-06-06", "sold", True)])
def test_unclaimed_things_wait_sixty_days_after_the_announcement(city, day, settled, stands):
    walk = sealed(city).on("2026-04-01").do("release", release_ground="expired", opinion="期满。")
    walk.on("2026-04-06").do("serve_release", receipt="无人。", things="unclaimed").do(
        "announce", announced_at="市局网站"
    )
    assert walk.due("seizure.unclaimed") == date(2026, 6, 5)
    walk.on(day)
    if stands:
        assert walk.do("settle_unclaimed", settled=settled, note="拍卖。").state == "ended"
    else:
        assert refused(walk.do, "settle_unclaimed", settled=settled, note="x") == "seizure_measures_2014 21"
        assert walk.do("settle_unclaimed", settled="claimed", note="认领。").state == "ended"


def test_a_transfer_to_the_police_tells_the_party(city):
    walk = sealed(city, about=penalty_case(city).number)
    assert refused(walk.do, "transfer", receipt="望溪公安分局") == "enforcement_law_2011 21"
    assert walk.do("transfer", receipt="望溪公安分局", told_party="yes").state == "transferred"
