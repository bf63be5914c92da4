"""Who may take which act of a measure: by the table, everybody else is refused."""

from __future__ import annotations

import pytest

from qingtian.apps.measures.kinds import MEASURES
from qingtian.apps.proceedings.queries import possible
from qingtian.procedures import load_procedures
from tests.apps.measures.walking import opened, party

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

OFFICERS = {"handler", "second-officer"}
CLERKS = OFFICERS
HEAD = {"branch-head"}
GOVERNMENT = {"mayor", "clerk"}
OPENING = OFFICERS | {"handler-2"}
MAY = {
    "daily_penalty": {
        **dict.fromkeys(("report_corrected", "re_inspect", "order_again", "note_stopped"), OFFICERS),
        **dict.fromkeys(("notify", "record_defence", "close"), OFFICERS),
        **dict.fromkeys(("decide", "withdraw"), HEAD),
        "record_hearing": HEAD | {"case-reviewer"},
        "serve": CLERKS,
    },
    "seizure": {
        **dict.fromkeys(("execute", "begin_testing", "end_testing", "ask_release", "transfer"), OFFICERS),
        **dict.fromkeys(("approve", "reject", "approve_afterwards", "extend", "answer_release", "release"), HEAD),
        **dict.fromkeys(("settle_unclaimed", "waive", "withdraw"), HEAD),
        **dict.fromkeys(("serve_release", "announce"), CLERKS),
        "expire": {"system"},
    },
    "production_limit": {
        **dict.fromkeys(("notify", "record_defence", "file_plan", "file_completion", "end_itself"), OFFICERS),
        **dict.fromkeys(("waive", "decide", "extend", "withdraw"), HEAD),
        **dict.fromkeys(("serve_limit", "serve_stop"), CLERKS),
        "follow_up": OFFICERS,
        "record_hearing": HEAD | {"case-reviewer"},
        "run_out": {"system"},
    },
    "closure": {
        **dict.fromkeys(("send_up", "withdraw"), HEAD),
        **dict.fromkeys(("return_proposal", "government_decides"), GOVERNMENT),
        "carry_out": OFFICERS,
    },
    "court_enforcement": {
        **dict.fromkeys(("demand", "record_views", "record_acceptance", "record_review", "court_hears"), OFFICERS),
        **dict.fromkeys(("record_ruling", "record_execution", "record_performance"), OFFICERS),
        **dict.fromkeys(("apply", "ask_review", "let_stand", "account", "withdraw"), HEAD),
        "lapse": {"system"},
    },
}


def test_the_table_names_every_declared_act_of_the_measures():
    assert MAY.keys() == set(MEASURES)
    for kind in MEASURES:
        for procedure in load_procedures().editions(kind):
            first = procedure.transitions_from("start")[0].act
            assert {t.act for t in procedure.transitions if not t.kernel} - {first} == MAY[kind].keys()


OBJECTS = "喷涂线，1，条"
SEIZED = {"way": "ordinary", "kind": "seal", "ground": "evasion", "object_kind": "equipment", "address": "河西路18号"}


def test_only_the_people_of_the_table_may_take_a_measure(city):
    told = {
        "subject": "私设暗管排放",
        "party": party(city).number,
        "area": "wangxi",
        "objects": OBJECTS,
        "reasons": "暗管。",
    }
    matter = opened(city, "seizure", "2026-03-02", **told, **SEIZED).matter
    government = city.organs["wangxi-government"].reference()
    matter.projection["relations"]["government"] = government
    for kind in MEASURES:
        procedure = load_procedures().editions(kind)[-1]
        matter.procedure, matter.edition = procedure.id, procedure.edition
        for state in procedure.open_states():
            matter.state = state
            matter.projection = matter.projection | {"state": state, "edition": procedure.edition}
            _check(city, matter, kind)


def _check(city, matter, kind):
    for post in city.posts:
        actor = city.actor(post, matter.opened_on)
        for offered in possible(matter, actor, matter.opened_on):
            act = offered.transition
            if not act.kernel:
                assert offered.for_actor == (post in MAY[kind][act.act]), (post, kind, act.act, matter.state)
