"""An instruction is handed out, answered, looked over and reported back; nobody but those taking part learns of it."""

from datetime import date, timedelta

import pytest

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Handling
from qingtian.apps.proceedings.policy import may_see
from qingtian.apps.proceedings.queries import connections
from qingtian.apps.schedules.models import Instruction
from qingtian.apps.schedules.queries import instructions_about, instructions_seen, overdue_instructions
from qingtian.errors import Refused
from tests.apps.proceedings.driving import Drive, petition
from tests.apps.schedules.walking import FIRST, act, instruct, rectifying
from tests.days import at
from tests.publishing import DRAFT

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DAY = timedelta(days=1)
DUE = FIRST + 10 * DAY


def walked(city, until="closed") -> Drive:
    """From the entry to the report to the leader, or as far as wanted."""
    drive, on = instruct(city), FIRST
    steps = [
        ("assigned", "assign_instruction", "inspector", {"handler": "branch", "deadline": DUE.isoformat()}),
        ("replied", "reply_instruction", "branch-head", {"reply": "已装好收集设施。"}),
        ("reviewed", "review_instruction", "inspector", {"result": "accepted", "opinion": "属实。"}),
        ("closed", "close_instruction", "inspector", {"reported_on": on.isoformat()}),
    ]
    for state, name, by, fields in steps:
        act(city, drive.matter, name, by, on, fields=fields)
        if state == until:
            break
    return drive


def test_an_instruction_goes_from_the_entry_to_the_report_and_the_ledger_follows(city):
    drive = walked(city)
    row = Instruction.objects.get(proceeding=drive.matter)
    assert (row.handler, row.due, row.reply, row.replied_on) == ("branch", DUE, "已装好收集设施。", FIRST)
    assert drive.matter.ended_on == FIRST
    drive.holds()


@pytest.mark.parametrize(
    "post", ["mayor", "clerk", "secretary", "petition-officer", "reviewer", "handler-2", "acceptor"]
)
def test_whoever_takes_no_part_sees_nothing_of_an_instruction(city, post):
    drive = instruct(city, leader="secretary") if post in ("mayor", "clerk") else instruct(city)
    stranger = city.actor(post, FIRST)
    if post == "secretary":
        drive = instruct(city, leader="vice-mayor")
    assert not may_see(stranger, drive.matter)
    assert not instructions_seen(stranger).filter(proceeding=drive.matter).exists()


def test_the_office_the_leaders_organ_and_the_organ_charged_see_it(city):
    drive = walked(city, "assigned")
    for post in ("inspector", "vice-mayor", "branch-head", "handler"):
        assert may_see(city.actor(post, FIRST), drive.matter), post
    assert not may_see(city.actor("province-inspector", FIRST), drive.matter)
    assert drive.matter.handling_mark == Handling.WORK_SECRET


def test_no_state_of_an_instruction_has_a_sentence_for_the_public(city):
    from qingtian.procedures import load_procedures

    declared = load_procedures().editions("leader_instruction")[-1]
    assert all(state.public is None and state.parties_only for state in declared.states.values())
    assert all(transition.public is None for transition in declared.transitions)


def test_it_stands_on_the_page_of_a_linked_case_for_those_who_see_both(city):
    case, drive = rectifying(city), walked(city, "assigned")
    fields = {"about": case.matter.number, "how": "evidence_for"}
    made = act(city, drive.matter, "link_matter", "inspector", FIRST, fields=fields)
    assert [c.other.pk for c in connections(case.matter)] == [drive.matter.pk]
    assert instructions_about(city.actor("inspector", FIRST), case.matter).count() == 1
    assert instructions_about(city.actor("town", FIRST), case.matter).count() == 0
    act(city, drive.matter, "correct", "inspector", FIRST, fields={"number": made.seq, "why": "关联错了"})
    assert connections(case.matter) == []


def test_nobody_links_a_matter_they_may_not_see_nor_the_instruction_itself(city):
    drive = instruct(city)
    hidden = petition(city, FIRST, area="").matter
    for number in (hidden.number, drive.matter.number):
        with pytest.raises(Refused):
            act(city, drive.matter, "link_matter", "inspector", FIRST, fields={"about": number, "how": "gave_rise_to"})


def test_a_stranger_cannot_name_an_instruction_in_an_act(city):
    drive, other = walked(city, "assigned"), rectifying(city)
    from qingtian.apps.proceedings.references import Asking, proceeding

    asked = Asking(FIRST, city.actor("town", FIRST), other.matter)
    assert proceeding(drive.matter.number, asked) == drive.matter.number


def test_what_is_returned_has_a_new_day_and_is_due_again(city):
    drive = walked(city, "replied")
    returned = {"result": "returned", "opinion": "没有说清。"}
    for deadline in (None, FIRST.isoformat()):
        fields = returned | ({"deadline": deadline} if deadline else {})
        with pytest.raises(Refused):
            act(city, drive.matter, "review_instruction", "inspector", FIRST, fields=fields)
    new = FIRST + DAY
    act(city, drive.matter, "review_instruction", "inspector", FIRST, fields={**returned, "deadline": new.isoformat()})
    assert (drive.matter.state, Instruction.objects.get(proceeding=drive.matter).due) == ("assigned", new)


@pytest.mark.parametrize(("on", "over"), [(DUE - DAY, 0), (DUE, 0), (DUE + DAY, 1)])
def test_a_reply_is_overdue_from_the_day_after_its_day(city, on, over):
    walked(city, "assigned")
    assert overdue_instructions(on).count() == over


def test_a_longer_time_needs_the_leaders_consent_and_moves_the_day(city):
    drive = walked(city, "assigned")
    longer = {"deadline": (DUE + 5 * DAY).isoformat(), "agreed": "副区长 7 月 1 日同意", "why": "设备晚到"}
    with pytest.raises(Refused):
        act(city, drive.matter, "extend_instruction", "inspector", FIRST, fields={**longer, "agreed": ""})
    act(city, drive.matter, "extend_instruction", "inspector", FIRST, fields=longer)
    assert Instruction.objects.get(proceeding=drive.matter).due == DUE + 5 * DAY


def test_a_voided_reply_leaves_the_ledger(city):
    drive = walked(city, "replied")
    act(
        city,
        drive.matter,
        "correct",
        "branch-head",
        FIRST,
        fields={"number": drive.matter.seq, "why": "报错了"},
    )
    row = Instruction.objects.get(proceeding=drive.matter)
    assert (drive.matter.state, row.reply, row.replied_on) == ("assigned", "", None)


@pytest.mark.parametrize(("day", "allowed"), [(FIRST, True), (FIRST + DAY, False)])
def test_an_instruction_is_not_entered_before_it_is_given(city, day, allowed):
    if allowed:
        assert instruct(city, instructed_on=day.isoformat()).matter.state == "received"
        return
    with pytest.raises(Refused):
        instruct(city, instructed_on=date.isoformat(day))


def test_nothing_is_published_about_an_instruction_by_whoever(city):
    drive = instruct(city)
    fields = {**DRAFT, "source": drive.matter.number}
    for post in ("inspector", "petition-officer"):
        with pytest.raises(Refused) as refused:
            open_proceeding(
                "publication", by=city.actor(post, FIRST), on=FIRST, now=at(FIRST), title="x", fields=fields
            )
        assert refused.value.code in ("publication.work_secret", "act.fields"), post
