"""A plan chooses by the rank and draws a share nobody picks; another approves; every result returns to it."""

from __future__ import annotations

import pytest

from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.targeting.actions.rank import rank_units
from qingtian.apps.targeting.choosing import Choosing
from qingtian.apps.targeting.models import PlannedVisit, RankedObject
from qingtian.apps.targeting.reading import judged
from qingtian.errors import QingtianError, Refused
from qingtian.procedures import load_procedures
from qingtian.procedures.guards.visit_plans import numbers_of
from tests.apps.inspections import field
from tests.apps.targeting.planning import DAY, act, approved, drawn_up, proposed, ranked, units
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def refused(city, matter: Proceeding, name: str, by: str, **fields) -> str:
    with pytest.raises(Refused) as caught:
        act(city, matter, name, by, **fields)
    return caught.value.message.zh


def offered(matter: Proceeding) -> dict[str, str]:
    return Choosing(matter, DAY).offered()


def visited(city, plan: Proceeding, row: PlannedVisit, capture, result: str) -> Proceeding:
    with capture(execute=True):
        visit = field.enter(city, row.party, DAY, about=plan.number)
    field.arrived(city, visit)
    site = {"visit_time": "一小时", "findings": "见笔录", "checked": "逐项查过", "present": "signed"}
    field.act(city, visit, "record", "handler", reason=field.NOTED, **site)
    told = {"result": result, "found": "见笔录"}
    with capture(execute=True):
        field.act(city, visit, "conclude", "handler", **told)
    return visit


def test_the_list_is_the_first_of_the_ranking_and_a_share_by_the_seed(city):
    numbers = ranked()
    matter = drawn_up(city)
    rows = list(PlannedVisit.objects.filter(proceeding=matter))
    assert [row.party for row in rows if not row.random] == numbers[:3]
    assert [row.random for row in rows].count(True) == 1
    assert rows[0].ranked_place == 1
    assert rows[0].reasons["events"][0]["share"] > 0
    assert matter.state == "drawn_up"


def test_the_random_share_is_neither_picked_nor_left_out(city):
    ranked()
    matter = proposed(city)
    told = offered(matter)
    drawn, targeted = numbers_of(told["random"])[0], numbers_of(told["targeted"])
    other = next(one for one in Choosing(matter, DAY).pool if one != drawn and one not in targeted)
    assert drawn in refused(city, matter, "draw_up", "handler", **told | {"random": other})
    none_drawn = told | {"targeted": "\n".join([*targeted, other]), "random": "", "changes": "x"}
    with pytest.raises(QingtianError):
        act(city, matter, "draw_up", "handler", **none_drawn)
    act(city, matter, "draw_up", "handler", **told)


def test_one_left_out_of_the_ranking_wants_a_reason_and_no_unit_stands_twice(city):
    numbers = ranked()
    matter = proposed(city)
    told = offered(matter)
    lists = numbers_of(told["targeted"])
    last = next(one for one in reversed(numbers) if one not in lists)
    targeted = [*lists[:2], last]
    drawn = "\n".join(Choosing(matter, DAY).drawn(targeted, 1))
    changed = told | {"targeted": "\n".join(targeted), "random": drawn}
    assert "写明为什么选" in refused(city, matter, "draw_up", "handler", **changed)
    twice = told | {"targeted": "\n".join([lists[0], lists[0]])}
    assert "列了两次" in refused(city, matter, "draw_up", "handler", **twice)
    act(city, matter, "draw_up", "handler", **changed, changes="群众反映集中")


def test_a_unit_at_its_yearly_cap_stands_in_no_plan(city):
    numbers = ranked()
    for _ in range(2):
        field.enter(city, numbers[0])
    matter = proposed(city)
    assert numbers[0] not in numbers_of(offered(matter)["targeted"])
    told = offered(matter)
    targeted = [numbers[0], *numbers_of(told["targeted"])[:2]]
    said = refused(city, matter, "draw_up", "handler", **told | {"targeted": "\n".join(targeted)})
    assert "频次已经用完" in said
    assert "没有这个单位" in refused(city, matter, "draw_up", "handler", **told | {"targeted": "DSR-999999"})


def test_a_unit_of_an_open_plan_stands_in_no_other(city):
    ranked()
    first = drawn_up(city)
    taken = set(PlannedVisit.objects.filter(proceeding=first).values_list("party", flat=True))
    assert not taken & set(Choosing(proposed(city), DAY).pool)


def test_another_person_approves(city):
    ranked()
    matter = drawn_up(city)
    with pytest.raises(QingtianError):
        act(city, matter, "approve", "handler")
    act(city, matter, "approve", "branch-head")
    assert matter.state == "approved"


def test_sent_back_its_list_is_drawn_up_anew(city):
    ranked()
    matter = drawn_up(city)
    act(city, matter, "send_back", "branch-head", why_not="重点区域没有覆盖")
    assert not PlannedVisit.objects.filter(proceeding=matter).exists()
    act(city, matter, "draw_up", "handler", **offered(matter))
    assert PlannedVisit.objects.filter(proceeding=matter).count() == 4


def test_a_visit_about_the_plan_is_its_visit_and_its_result_returns(city, django_capture_on_commit_callbacks):
    ranked()
    plan = approved(city)
    rows = list(PlannedVisit.objects.filter(proceeding=plan))
    visit = visited(city, plan, rows[0], django_capture_on_commit_callbacks, "penalty_clue")
    plan.refresh_from_db()
    rows[0].refresh_from_db()
    assert (plan.state, rows[0].visit, rows[0].result, rows[0].result_on) == ("running", visit, "violation", DAY)
    assert Link.objects.get(source=plan, target=visit).kind == Link.Kind.GAVE_RISE_TO
    assert "没有结果" in refused(city, plan, "close", "handler", learnt="x")
    for row in rows[1:]:
        visited(city, plan, row, django_capture_on_commit_callbacks, "nothing_found")
    act(city, plan, "close", "handler", learnt="选的比抽的多")
    assert plan.state == "closed"
    found = judged(DAY, planned_only=True)
    assert [(one.targeted, one.found) for one in found] == [(True, True), (True, False), (True, False), (False, False)]


def test_a_visit_that_was_not_made_leaves_its_unit_waiting(city, django_capture_on_commit_callbacks):
    ranked()
    plan = approved(city)
    row = PlannedVisit.objects.filter(proceeding=plan).first()
    with django_capture_on_commit_callbacks(execute=True):
        visit = field.enter(city, row.party, DAY, about=plan.number)
    with django_capture_on_commit_callbacks(execute=True):
        field.act(city, visit, "cancel", "handler", why="停产")
    row.refresh_from_db()
    assert (row.visit, row.state) == (None, "waiting")
    plan.refresh_from_db()
    act(city, plan, "leave_out", "handler", unit=row.party, why_not="停产到年底")
    row.refresh_from_db()
    assert row.result == "left_out"
    assert judged(DAY, planned_only=True) == []


def test_a_visit_to_a_unit_outside_the_list_is_none_of_the_plan(city, django_capture_on_commit_callbacks):
    ranked()
    plan = approved(city)
    listed = set(PlannedVisit.objects.filter(proceeding=plan).values_list("party", flat=True))
    other = next(one for one in Choosing(plan, DAY).units if one not in listed)
    with django_capture_on_commit_callbacks(execute=True):
        field.enter(city, other, DAY, about=plan.number)
    plan.refresh_from_db()
    assert plan.state == "approved"


def test_what_a_visit_found_counts_in_the_next_ranking(city, django_capture_on_commit_callbacks):
    """The unit was visited, so it waits behind those nobody has been to; what was found there is an event of it."""
    ranked()
    plan = approved(city)
    row = PlannedVisit.objects.filter(proceeding=plan).first()
    before = RankedObject.objects.get(party=row.party)
    visited(city, plan, row, django_capture_on_commit_callbacks, "penalty_clue")
    rank_units(at(DAY))
    after = RankedObject.objects.get(party=row.party)
    assert after.reasons["terms"]["since_visit"] < before.reasons["terms"]["since_visit"]


def test_without_a_ranking_nothing_is_targeted_and_the_form_says_so(city):
    units()
    matter = proposed(city)
    assert offered(matter)["targeted"] == ""
    with pytest.raises(QingtianError):
        act(city, matter, "draw_up", "handler", **offered(matter))


def test_every_act_not_declared_for_a_state_is_refused(city):
    ranked()
    procedure = load_procedures().editions("visit_plan")[-1]
    acts = {one.act for one in procedure.transitions}
    declined = proposed(city)
    act(city, declined, "decline", "branch-head", why_not="人手不够")
    for matter in (proposed(city), drawn_up(city, subject="二"), declined):
        possible = {one.act for one in procedure.transitions_from(matter.state)}
        for name in acts - possible:
            with pytest.raises(QingtianError):
                act(city, matter, name, "handler")
