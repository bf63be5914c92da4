"""Who may take which act of a step: by the table, everybody else is refused."""

from __future__ import annotations

import pytest

from qingtian.apps.proceedings.queries import possible
from qingtian.apps.supervision.steps import STEPS
from qingtian.procedures import load_procedures
from tests.apps.supervision.steps import drafted

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

OFFICE = {"inspector"}
ADDRESSEE = {"clerk", "mayor"}
#: units that are not the addressee: its own officers never verify
VERIFIERS = {"inspector", "province-inspector"}
MAY = {
    **dict.fromkeys(("approve", "send_up", "record_decision", "deliver", "pass_on", "lift"), OFFICE),
    **dict.fromkeys(("record_lifting", "withdraw", "publish", "hold", "extend", "record_extension"), OFFICE),
    **dict.fromkeys(("review_effect", "draft"), OFFICE),
    **dict.fromkeys(("reply", "hand_in_plan", "report_done"), ADDRESSEE),
    **dict.fromkeys(("verify", "check_on_site", "check_early"), VERIFIERS),
}


def test_the_table_names_every_declared_act_of_the_ladder():
    for step in STEPS:
        for procedure in load_procedures().editions(step):
            assert {t.act for t in procedure.transitions if not t.kernel} <= MAY.keys()


@pytest.mark.parametrize("state", ["drafted", "approved", "delivered", "replied", "verified"])
def test_only_the_people_of_the_table_may_take_a_step_of_an_order(city, state):
    order = drafted(city, "supervision_order")
    order.matter.state = state
    projection = order.matter.projection | {"state": state}
    order.matter.projection = projection
    for post in city.posts:
        actor = city.actor(post, order.day)
        for offered in possible(order.matter, actor, order.day):
            act = offered.transition
            if not act.kernel:
                assert offered.for_actor == (post in MAY[act.act]), (post, act.act)
