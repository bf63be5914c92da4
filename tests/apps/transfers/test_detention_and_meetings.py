"""Transfer for detention: after a penalty and no crime, seven parts, working days. Joint meetings, messages, voids."""

from datetime import date, timedelta

import pytest

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.verification import verify_proceeding
from qingtian.apps.transfers.message_kinds import acts_of, load_kinds
from qingtian.apps.transfers.queries import awaiting_receipt
from qingtian.errors import Refused
from qingtian.law import load_law
from qingtian.procedures import load_procedures
from qingtian.procedures.decide import ReasonWanted
from tests.apps.transfers.walk import MONDAY, SEVEN, Walk, judicial, penalty_case
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DAY = timedelta(days=1)
THURSDAY = date(2026, 3, 5)


def refused(code: str = "act.guard"):
    return pytest.raises(Refused, match=rf"\[{code}\]")


def detention(city, day=MONDAY, **more):
    return Walk(city, "detention_transfer", day, **more)


# --- detention


def test_detention_is_only_transferred_after_a_penalty_decision(city):
    judicial(city)
    with refused():
        detention(city, case=penalty_case("CF-2026-000002", "discussed"))
    assert detention(city).state == "proposed"


def test_it_is_not_transferred_while_the_case_goes_as_a_suspected_crime(city):
    case = penalty_case(state="decided")
    walk = detention(city, case=case)
    criminal = Walk(city, case=case)
    with refused() as said:
        walk.do("decide_detention_transfer")
    assert criminal.matter.number in said.value.message.zh
    criminal.do("withdraw_transfer")
    walk.do("decide_detention_transfer")
    Walk(city, case=case)
    with refused():
        walk.do("hand_over")
    walk.do("turn_criminal")
    assert (walk.state, walk.running) == ("turned_criminal", {})


def test_every_period_is_in_working_days(city):
    walk = detention(city, THURSDAY).do("decide_detention_transfer")
    assert walk.running == {"detention.transfer": date(2026, 3, 10)}, "Friday, Monday, Tuesday"
    walk.do("hand_over")
    assert walk.running == {"detention.supplement": date(2026, 3, 10), "detention.refusal": date(2026, 3, 12)}
    walk.do("note_detention")
    assert walk.running == {"detention.decision_copy": date(2026, 3, 10)}
    walk.do("receive_copy").do("close_detention")
    assert (walk.state, walk.running) == ("closed", {})
    assert list(verify_proceeding(walk.matter)) == []


def test_all_seven_parts_go_and_the_evidence_as_originals(city):
    assert len(SEVEN) == 7
    walk = detention(city).do("decide_detention_transfer")
    for lacking in SEVEN:
        with refused():
            walk.do("hand_over", pack=[one for one in SEVEN if one != lacking])
    with refused():
        walk.do("hand_over", originals="")
    walk.do("hand_over")


def test_the_police_ask_for_more_until_the_third_working_day_and_later_only_with_a_note(city):
    walk = detention(city, THURSDAY).do("decide_detention_transfer").do("hand_over")
    last = date(2026, 3, 10)
    walk.on(last).do("ask_supplement", missing="询问笔录")
    walk.do("supplement")
    assert walk.running == {"detention.refusal": date(2026, 3, 17)}
    late = detention(city, THURSDAY, case=penalty_case("CF-2026-000002", "served"))
    late.do("decide_detention_transfer").do("hand_over").on(last + DAY)
    with pytest.raises(ReasonWanted):
        late.do("ask_supplement", missing="询问笔录")


def test_refused_with_reasons_it_is_closed(city):
    walk = detention(city).through("decide_detention_transfer", "hand_over", "receive_refusal", "close_detention")
    assert walk.state == "closed"
    with refused("act.not_now"):
        walk.do("receive_copy")


def test_the_head_decides_and_a_refusal_says_why(city):
    walk = detention(city)
    with refused("act.not_you"):
        walk.do("decide_detention_transfer", by="handler")
    with refused():
        walk.do("decide_detention_transfer", decision="refuse")
    walk.do("decide_detention_transfer", decision="refuse", reason_given="情节轻微")
    assert walk.state == "not_approved"


# --- messages


def test_every_kind_of_message_names_a_declared_act_a_relation_and_a_clock_of_the_law():
    for kind in load_kinds().values():
        procedure = load_procedures().on(kind.procedure, MONDAY)
        assert procedure.named(kind.declared.act), kind.id
        assert kind.declared.side in procedure.relations, kind.id
        assert all(procedure.named(act) for act in kind.declared.receipt_by or ()), kind.id
        assert not kind.declared.clock or load_law().limit(kind.declared.clock, on=MONDAY), kind.id
        assert kind.owes_receipt == (kind.declared.way == "out"), "what is sent owes a receipt, what comes in none"
        assert bool(kind.declared.papers) == (kind.declared.way == "out")
    assert "hand_over" in acts_of("criminal_transfer")


def test_the_letter_goes_to_the_police_and_its_copy_to_the_procuratorate_each_with_its_receipt(city):
    walk = Walk(city).to_reported().do("decide_transfer").do("hand_over")
    letter, copy = walk.matter.judicial_messages.order_by("pk")
    assert [(one.kind, one.other, one.way) for one in (letter, copy)] == [
        ("letter", "police", "out"),
        ("letter_copy", "procuratorate", "out"),
    ]
    assert awaiting_receipt(walk.matter) == (letter.number, copy.number)
    walk.do("police_receipt")
    assert awaiting_receipt(walk.matter) == (copy.number,)
    with refused():
        walk.do("note_receipt", message=letter.number)
    with refused():
        walk.do("note_receipt", message=copy.number, receipt_on=(MONDAY + DAY).isoformat())
    walk.do("note_receipt", message=copy.number.lower())
    assert awaiting_receipt(walk.matter) == ()


def test_a_voided_act_leaves_its_message_marked_and_the_receipt_it_was_awaited_again(city):
    walk = Walk(city).to_reported().do("decide_transfer").do("hand_over").do("police_receipt")
    letter = walk.matter.judicial_messages.get(kind="letter")
    assert letter.receipt_on == MONDAY
    walk.do("correct", by="branch-head", number=walk.matter.seq, why="回执编号写错")
    letter.refresh_from_db()
    assert (walk.state, letter.receipt_on) == ("handed_over", None)
    assert walk.matter.judicial_messages.get(kind="receipt").voided
    walk.do("police_receipt")
    letter.refresh_from_db()
    assert letter.receipt_on == MONDAY
    assert list(verify_proceeding(walk.matter)) == []


def test_an_opinion_at_the_opening_is_a_message_that_came_in(city):
    walk = Walk(city, origin="opinion", opinion_on="2026-02-27", opinion_number="望检〔2026〕2号")
    assert [(one.kind, one.way) for one in walk.matter.judicial_messages.all()] == [("opinion_at_opening", "in")]
    other = Walk(city, case=penalty_case("CF-2026-000002"))
    assert not other.matter.judicial_messages.exists()


# --- joint meetings


def test_a_meeting_is_closed_once_every_item_agreed_was_fed_back(city):
    judicial(city)
    fields = {"subject": "两件线索", "organs": ["police", "procuratorate"], "planned_on": "2026-03-09"}
    matter = open_proceeding(
        "joint_meeting", by=city.actor("handler", MONDAY), on=MONDAY, now=at(MONDAY), title="两件线索", fields=fields,
        generated=True,
    )  # fmt: skip

    def do(act, reason="", **values):
        matter.refresh_from_db()
        perform(
            matter, act, by=city.actor("handler", MONDAY), on=MONDAY, now=at(MONDAY), fields=values,
            expected_seq=matter.seq, reason=reason,
        )  # fmt: skip
        matter.refresh_from_db()

    with refused():
        do("hold_meeting", held_on="2026-03-03", present="公安、检察", minutes="通报")
    agreed = "2026-03-20 公安反馈核查情况\n2026-03-31 检察反馈监督意见"
    do("hold_meeting", held_on=MONDAY.isoformat(), present="公安、检察", minutes="通报", agreed=agreed)
    with refused():
        do("give_feedback", item="3", organ="police", feedback="已核查")
    do("give_feedback", item="1", organ="police", feedback="已核查")
    with pytest.raises(ReasonWanted):
        do("close_meeting")
    do("give_feedback", item="2", organ="procuratorate", feedback="已监督")
    do("close_meeting")
    assert matter.state == "closed"
