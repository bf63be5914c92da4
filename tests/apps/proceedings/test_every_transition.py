"""Every declared transition passes, every undeclared pair of state and act is refused, and so is everybody else."""

import pytest
from django.db import transaction

from qingtian.apps.measures.kinds import MEASURES
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Act, ActContent
from qingtian.apps.proceedings.queries import possible, procedure_of
from qingtian.apps.proceedings.records import records_of
from qingtian.apps.remedies.kinds import PROCEDURES as REMEDIES
from qingtian.apps.supervision.steps import STEPS
from qingtian.errors import Refused
from qingtian.procedures import load_procedures
from qingtian.procedures.model import SAME, BeforeAct, ByField
from qingtian.procedures.paper_life import PAPER_ACTS
from tests.apps.proceedings.driving import CASE, OUTSIDE, PETITION, case, petition
from tests.conftest import at

pytestmark = [pytest.mark.slow, pytest.mark.django_db(databases=["default", "identity"])]

STATES = [("petition", s) for s in ["received", *PETITION]]
STATES += [("five_ones_case", s) for s in ["identified", *CASE]]
#: steps of a paper and of an archived file: walked one by one in their own tests, refused here where nothing waits
OF_PAPERS = PAPER_ACTS | {"archive_matter", "erase_content"}
#: states whose declared act still lacks something no field can give: nothing to void yet, one edition, a city item
LACKING = {("correct", "received"), ("correct", "identified"), ("preliminary_accept", "county_checked")}


class Undo(Exception):
    """Rolls one attempt back."""


def arrived(city, procedure, state):
    if procedure == "petition":
        return petition(city).to(state)
    higher = state == "preliminarily_accepted"
    return case(city, source_level="central" if higher else "city").to(state)


def choices_of(transition):
    """Every choice that decides the destination, so that each arrow is walked."""
    if isinstance(transition.to, ByField):
        return [({transition.to.field: one}, to) for one, to in transition.to.map.items()]
    return [({}, transition.to)]


def expected(transition, to, before):
    if isinstance(to, BeforeAct):
        return before.before[to.before]
    return before.state if to == SAME else to


def was(drive, correction):
    """The state before the voided act."""
    records = records_of(drive.matter)
    voided = next(r for r in records if r["seq"] == records[correction.seq - 1]["voids"])
    return voided["from"]


def attempt(drive, transition, chosen, to):
    """Walk one arrow, prove the trail after it, and roll everything back."""
    saved = drive.day
    try:
        with transaction.atomic():
            drive.prepare(transition.act)
            before = drive.projection
            act = drive.do(transition.act, fields=chosen)
            assert drive.state == (was(drive, act) if transition.act == "correct" else expected(transition, to, before))
            assert act.seq == before.seq + 1
            assert bool(drive.matter.ended_on) == procedure_of(drive.matter).states[drive.state].final
            assert all(clock.owner["chain"] for clock in drive.projection.clocks.values())
            drive.holds()
            raise Undo
    except Undo:
        pass
    drive.day, drive.others = saved, {}
    drive.matter.refresh_from_db()


def possible_here(drive, transition):
    """Whether the state itself allows the act once prepared."""
    return transition.act != "move_edition" and (transition.act, drive.state) not in LACKING


@pytest.mark.parametrize(("procedure", "state"), STATES)
def test_every_declared_act_passes_from_every_state_it_is_declared_for(city, procedure, state):
    drive = arrived(city, procedure, state)
    declared = procedure_of(drive.matter).transitions_from(state)
    walked = 0
    for transition in declared:
        if transition.act in OF_PAPERS:
            continue
        for chosen, to in choices_of(transition):
            if not possible_here(drive, transition):
                with pytest.raises(Refused) as refused:
                    drive.do(transition.act, fields=chosen)
                assert refused.value.code == "act.guard"
                continue
            attempt(drive, transition, chosen, to)
            walked += 1
    assert walked or not declared


@pytest.mark.parametrize(("procedure", "state"), STATES)
def test_every_undeclared_act_is_refused_and_nothing_is_written(city, procedure, state):
    drive = arrived(city, procedure, state)
    declared = procedure_of(drive.matter)
    here = {t.act for t in declared.transitions_from(state)}
    elsewhere = sorted({t.act for t in declared.transitions} - here)
    before = (Act.objects.count(), ActContent.objects.count(), drive.matter.head)
    actors = [city.actor("petition-officer", drive.day), city.actor("inspector", drive.day), OUTSIDE["system"]]
    for act in elsewhere:
        for actor in actors:
            with pytest.raises(Refused) as refused:
                perform(
                    drive.matter,
                    act,
                    by=actor,
                    on=drive.day,
                    now=at(drive.day),
                    fields={},
                    expected_seq=drive.matter.seq,
                )
            assert refused.value.code == "act.not_now", act
            assert refused.value.basis, "a refusal names the article"
    with pytest.raises(Refused) as refused:
        perform(
            drive.matter, "no_such_act", by=actors[0], on=drive.day, now=at(drive.day), expected_seq=drive.matter.seq
        )
    assert refused.value.code == "act.unknown"
    drive.matter.refresh_from_db()
    assert (Act.objects.count(), ActContent.objects.count(), drive.matter.head) == before
    assert elsewhere


OVERSIGHT = ("annual_report", "special_work_report", "enforcement_inspection", "special_inquiry")
OVERSIGHT += ("interpellation", "visit")
TRANSFERS = ("criminal_transfer", "detention_transfer", "joint_meeting")
OFFICE = {"petition-officer"}
HANDLER = {"handler", "branch-head"}
CHIEFS = {"petition-officer", "branch-head", "branch-2-head", "inspector", "reviewer", "re-reviewer", "mayor"}
CHIEFS |= {"secretary", "town", "acceptor", "province-inspector"}
CLERKS = {"petition-officer", "handler", "inspector", "clerk", "town"}
LEADER = {"vice-mayor", "liaison"}
INSPECTION = {"inspector", "province-inspector"}
#: who may do what in the small city, written from the state tables and not from the declarations
MAY = {
    "correct": CHIEFS,
    "move_edition": {"administrator"} | CHIEFS,
    "recompute_clocks": {"administrator", "system"},
    "note_upstream": CLERKS,
    "number_paper": CLERKS,
    "keep_in_safe": CLERKS | CHIEFS,
    "mark_matter": CHIEFS,
    "mark_file": CHIEFS,
    "seal_paper": CLERKS,
    "serve_paper": CLERKS,
    "archive_matter": CLERKS,
    "edit_paper": CLERKS | CHIEFS,
    "check_paper": CLERKS | CHIEFS,
    "countersign_paper": CLERKS | CHIEFS,
    "sign_paper": CHIEFS,
    "erase_content": {"system"},
    # the list of disposal; who stands where is tested with the erasing
    "appraise": CHIEFS,
    "approve_disposal": CHIEFS,
    "erase_listed": CLERKS,
    "drop_disposal": CLERKS,
    "register": OFFICE,
    "sort": OFFICE,
    "merge": OFFICE,
    "unmerge": OFFICE | {"system"},
    "reply_with_main": {"system"},
    "decline": OFFICE,
    "transfer_discipline": {"discipline"},
    "forward": OFFICE,
    "carry_forward": {"gateway"},
    "carry_accept": {"gateway"},
    "carry_contract": {"gateway"},
    "assign": OFFICE,
    "show_reported": HANDLER,
    "urge": OFFICE | INSPECTION,
    "supervise": OFFICE | INSPECTION,
    "give_rise": OFFICE | INSPECTION | {"handler"},
    "investigate": HANDLER,
    "conclude": {"branch-head"},
    "reply": HANDLER,
    "verify": OFFICE | INSPECTION | {"clerk"},
    "call_back": OFFICE | {"handler"},
    "report_incident": OFFICE | HANDLER,
    "tell_direction": OFFICE,
    "join": OFFICE,
    "contribute": set(),  # nobody is asked to help yet; who may then: tests/apps/petitions/test_handling_rules.py
    "ask_withdrawal": OFFICE | HANDLER,
    "decide_withdrawal": {"branch-head"},
    "call_hearing": {"branch-head"},
    "hold_hearing": HANDLER,
    "mediate": HANDLER,
    "answer_supervision": HANDLER,
    "carry_out": HANDLER,
    "report_back": {"branch-head"},
    "send_back": OFFICE,
    "spot_check": OFFICE | INSPECTION,
    "call_review_hearing": {"re-reviewer"},
    "county_accept": {"gateway"},
    "county_object": {"gateway"},
    "county_result": {"gateway"},
    "order_due": {"gateway"},
    "order_redo": {"gateway"},
    "undo_import": OFFICE,
    "rate": {"reporter"},
    "add_information": {"reporter"},
    "close_unrated": {"system"},
    "second_look": OFFICE,
    "request_review": {"reporter"},
    "review": {"reviewer"},
    "request_re_review": {"reporter"},
    "begin_hearing": {"re-reviewer"},
    "end_hearing": {"re-reviewer"},
    "re_review": {"re-reviewer"},
    "lapse": {"system"},
    "recur": OFFICE,
    "press": OFFICE,
    "list": {"mayor", "secretary", "inspector"},
    "contract": {"mayor", "secretary", "inspector"},
    "plan": LEADER | {"inspector"},
    "start": {"town"},
    "inquire": LEADER,
    "coordinate": LEADER,
    "inspect": LEADER,
    "handle": LEADER,
    "progress": {"town", "clerk"},
    "replan": LEADER | {"inspector"},
    "hand_over": {"inspector"},
    "self_check": {"town"},
    "county_check": {"clerk"},
    "preliminary_accept": {"inspector"},
    "announce": {"inspector", "clerk"},
    "answer_objection": {"inspector"},
    "close": INSPECTION,
    "look_back": INSPECTION | {"clerk"},
    "assign_look_back": {"inspector"},
    "reopen": INSPECTION,
}
BY_PROCEDURE = {
    ("petition", "answer"): OFFICE,
    ("petition", "object"): {"branch-head"},
    ("petition", "accept"): HANDLER,
    ("petition", "extend"): {"branch-head"},
    ("petition", "withdraw"): {"reporter"},
    # hot issues: the screening office, and the inspection office
    **{
        ("hot_issue", act): OFFICE | INSPECTION
        for act in ("screen", "find_cause", "plan_remedy", "follow_up", "promote", "settle", "dismiss")
    },
    # reviews of closed files: the office that drew; the unit mends, the office checks
    **{("file_review", act): OFFICE for act in ("review_file", "finish", "close_review", "drop_review")},
    ("file_mending", "mend"): HANDLER,
    ("file_mending", "check_mending"): OFFICE,
    # tracked tasks: the responsible unit reports, the setter decides; walked in tests/apps/tasks
    **{("tracked_task", act): {"town"} for act in ("report_progress", "report_done")},
    **{("tracked_task", act): {"inspector"} for act in ("revise_milestones", "extend", "close", "cancel")},
    ("tracked_task", "verify"): {"clerk"},
    # inspection feedback: the office that received it, in every step; walked in tests/apps/rectification
    **{
        ("inspection_feedback", act): {"inspector"}
        for act in (
            *("enter_findings", "amend_finding", "set_schedule", "draft_plan", "submit_plan", "take_back"),
            *("approve_plan", "publish_plan", "start_rectifying", "follow_finding", "report_upward", "complete"),
            *("reopen", "end", "withdraw"),
        )
    },
    # suggestions and proposals, led by the branch: its people handle, its head signs, the organ that assigned reassigns
    **{
        (kind, act): who
        for kind in ("suggestion", "proposal")
        for acts, who in (
            ("register", CLERKS | {"gateway"}),
            ("accept talk draft_answer answer publish_answer close", HANDLER),
            ("return_wrong declare_difficult return_draft sign_answer", {"branch-head"}),
            ("feedback", {"handler", "clerk"}),
            ("reassign withdraw", {"clerk"}),
        )
        for act in acts.split()
    },
    # supervision by the congress: the government's side records it; walked in tests/apps/oversight
    **{
        (procedure.id, transition.act): None
        for procedure in load_procedures()
        if procedure.id in OVERSIGHT
        for transition in procedure.transitions
    },
    ("co_handling", "give_view"): {"handler-2", "branch-2-head"},
    ("co_handling", "recall"): {"system"},
    # the month and the instructions: the inspection office; who is charged replies
    **{
        ("monthly_schedule", act): {"inspector"}
        for act in ("open_month", "chase", "merge_table", "send_up", "close_month", "drop_month")
    },
    ("monthly_schedule", "open_month"): {"inspector", "system"},
    ("monthly_schedule", "remind"): {"system"},
    **{
        ("leader_instruction", f"{act}_instruction"): {"inspector"}
        for act in ("receive", "assign", "urge", "extend", "review", "close", "withdraw")
    },
    ("leader_instruction", "link_matter"): {"inspector"},
    ("leader_instruction", "reply_instruction"): HANDLER,
    # draws of look-backs: the inspection office that fixed the list
    **{("look_back_draw", act): {"inspector"} for act in ("draw_cases", "finish_look_backs", "drop_draw")},
    # problem lists: drafted by office and government, confirmed by the principals; walked in tests/apps/problem_lists
    **{
        ("problem_list", act): {"inspector", "clerk"}
        for act in ("take_item", "leave_candidate", "change_item", "merge_items", "drop_item", "submit_list")
    },
    **{("problem_list", act): {"mayor", "secretary"} for act in ("confirm", "confirm_second")},
    **{
        ("problem_list", act): {"inspector", "mayor", "secretary"}
        for act in ("send_back_list", "confirm_by_meeting", "withdraw_list")
    },
    **{
        ("problem_list", act): {"inspector"}
        for act in ("assign_item", "finish_assigning", "publish_list", "disclose_leaders", "amend_list", "close_list")
    },
    # damage claims: the designated bureau's officers act, its heads decide; walked in tests/apps/compensation
    **{
        (procedure.id, transition.act): None
        for procedure in load_procedures()
        if procedure.id == "compensation_claim"
        for transition in procedure.transitions
    },
    # transfers: the organ that opened one; heads decide, its officers and clerks enter; walked in tests/apps/transfers
    **{
        (procedure.id, transition.act): None
        for procedure in load_procedures()
        if procedure.id in TRANSFERS
        for transition in procedure.transitions
    },
    # visits to a party: the two officers, the office's heads for a special one; walked in tests/apps/inspections
    **{
        (procedure.id, transition.act): None
        for procedure in load_procedures()
        if procedure.id == "inspection_visit"
        for transition in procedure.transitions
    },
    ("five_ones_case", "object"): None,
    ("five_ones_case", "accept"): {"acceptor"},
    ("five_ones_case", "extend"): {"inspector"},
    ("five_ones_case", "name_duty"): {"inspector", "clerk"},
    ("five_ones_case", "withdraw"): {"mayor", "secretary", "inspector"},
}


#: organs that come to a matter only later, or help only in some states
BY_STATE = {("report_incident", state): OFFICE for state in ("registered", "suggestion", "duty", "proper")}
BY_STATE |= {("ask_withdrawal", "reviewing"): OFFICE | HANDLER | {"reviewer"}}
BY_STATE |= {("ask_withdrawal", "re_reviewing"): OFFICE | HANDLER | {"reviewer", "re-reviewer"}}


def test_the_table_of_who_may_do_what_covers_every_declared_act():
    for procedure in load_procedures():
        if procedure.id in (
            "publication",
            "air_review",
            "dust_deduction",
            "reward",
            "consultation",
            "violator_listing",
        ):
            # who may take which step depends on who took the others: tests/apps/publishing, air, consultations, credit
            continue
        if procedure.id == "random_draw":  # tests/apps/draws
            continue
        if procedure.id == "monitor_alert":  # tests/apps/alerts/test_alerts.py
            continue
        if procedure.id in ("grid_event", "hidden_hazard"):  # tests/apps/grid
            continue
        if procedure.id == "air_consultation":  # tests/apps/air_consultations
            continue
        if procedure.id == "air_warning":  # tests/apps/air_warnings/test_warning_acts.py
            continue
        if procedure.id == "visit_plan":  # tests/apps/targeting/test_visit_plans.py
            continue
        if procedure.id == "air_forecast":  # tests/apps/forecasts/test_one_forecast.py
            continue
        if procedure.id == "field_command":  # tests/apps/monitors/test_commands_to_the_field.py
            continue
        if procedure.id == "integrity_finding":  # tests/apps/integrity/test_finding_rules.py
            continue
        if procedure.id == "monitor_notice":  # tests/apps/monitors/test_notice_rules.py
            continue
        if procedure.id == "soil_measure":  # tests/apps/soil/test_soil_measures.py
            continue
        if procedure.id == "joint_forecast":  # tests/apps/weather/test_joint_forecast.py
            continue
        if procedure.id == "penalty_case":  # tests/apps/penalties/test_who_takes_a_step.py
            continue
        if procedure.id in REMEDIES:  # tests/apps/remedies
            continue
        if procedure.id in STEPS:  # tests/apps/supervision/test_who_takes_a_step.py
            continue
        if procedure.id in MEASURES:  # tests/apps/measures/test_who_takes_a_measure.py
            continue
        acts = (
            {t.act for t in procedure.transitions}
            - {"receive", "identify", "list_for_disposal", "raise"}
            - {"draw", "return_files", "set_task", "receive_feedback"}
            - {"ask_view", "commit_draw"}
            - {"draw", "return_files", "open_list"}
        )
        assert acts <= MAY.keys() | {act for id_, act in BY_PROCEDURE if id_ == procedure.id}


@pytest.mark.once
@pytest.mark.parametrize(("procedure", "state"), STATES)
def test_only_the_people_of_the_table_may_do_an_act_everybody_else_is_refused(city, procedure, state):
    drive = arrived(city, procedure, state)
    everybody = {post: city.actor(post, drive.day) for post in city.posts} | OUTSIDE
    before = Act.objects.count()
    for name, actor in everybody.items():
        offered = {p.transition.act: p.for_actor for p in possible(drive.matter, actor, drive.day)}
        for act, mine in offered.items():
            allowed = BY_STATE.get((act, state)) or BY_PROCEDURE.get((procedure, act), MAY.get(act))
            assert mine == (allowed is None or name in allowed), (act, name)
            if mine:
                continue
            with pytest.raises(Refused) as refused:
                perform(
                    drive.matter,
                    act,
                    by=actor,
                    on=drive.day,
                    now=at(drive.day),
                    fields={},
                    expected_seq=drive.matter.seq,
                )
            assert refused.value.code == "act.not_you", (act, name)
    assert Act.objects.count() == before
