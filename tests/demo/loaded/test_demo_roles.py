"""What the sign-in page of the demonstration tells a seat to do can be done from that seat on the day of loading."""

from __future__ import annotations

from typing import Any

import pytest

from qingtian.apps.people.models import Post
from qingtian.apps.people.queries import actor_at, holder, standing_in, substitute_at
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.models import ActContent
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import possible
from qingtian.demo.roles import ROLES, DemoRole
from tests.conftest import TODAY

pytestmark = [
    pytest.mark.django_db(databases=["default", "identity"]),
    pytest.mark.slow,
    pytest.mark.once,
]
TASKS = [role for role in ROLES if role.act]


def _matters(role: DemoRole) -> list[str]:
    """Numbers of the matters the seat sees on which the act of its task is allowed."""
    post = Post.objects.get(code=role.post)
    person = holder(post, TODAY)
    assert person is not None
    actor = actor_at(person, post, TODAY)
    return [
        matter.number
        for matter in visible(actor).filter(ended_on=None)
        if any(p.allowed and p.transition.act == role.act for p in possible(matter, actor, TODAY))
    ]


@pytest.mark.parametrize("role", TASKS, ids=lambda role: role.username)
def test_the_task_of_a_seat_can_be_done(loaded: Any, role: DemoRole) -> None:
    assert _matters(role), f"{role.post} can do {role.act} nowhere"


def test_only_tasks_of_looking_name_no_act() -> None:
    looking = {
        "grid-member",
        "headquarters",
        "secretary",
        "analyst",
        "administrator",
        "auditor",
        "congress",
        "cppcc",
        "clue-keeper",
    }
    looking |= {"penalty-officer", "case-reviewer", "second-officer", "branch-reviewer"}
    assert {role.username for role in ROLES if role.act is None} == looking


def test_a_notice_of_acceptance_names_the_unit_and_not_its_code(loaded: Any) -> None:
    contacts = [
        row.content["fields"]["contact"] for row in ActContent.objects.all() if "contact" in row.content["fields"]
    ]
    assert Petition.objects.exists()
    assert contacts
    assert not [contact for contact in contacts if "-branch" in contact or "-urban" in contact]


def test_the_inspector_stands_in_for_the_director_on_leave(loaded: Any) -> None:
    inspector = holder(Post.objects.get(code="yunping-inspector"), TODAY)
    assert inspector is not None
    (away,) = standing_in(inspector, TODAY)
    assert away.post.code == "yunping-inspection-head"
    assert substitute_at(inspector, away, TODAY).as_record()["for"]["person"] == away.person.name_zh


def test_the_auditor_sees_no_matter_and_no_identity(loaded: Any) -> None:
    post = Post.objects.get(code="yunping-auditor")
    auditor = holder(post, TODAY)
    assert auditor is not None
    assert not visible(actor_at(auditor, post, TODAY)).exists()
