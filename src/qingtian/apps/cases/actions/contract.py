"""Contract a case to a leader, hand it over, end it (包案、交接): at most one open, no day without one."""

from __future__ import annotations

from qingtian.apps.cases.models import Case, CaseContract
from qingtian.apps.people.models import Person, Post
from qingtian.apps.proceedings.chapters import Performed


def _open(case: Case, performed: Performed) -> None:
    leader = performed.values["leader"]
    post = Post.objects.get(code=leader["post"])
    person = Person.objects.get(code=leader["person"])
    CaseContract.objects.create(
        case=case, post=post, person=person, starts=performed.act.on, opened_by=performed.act.seq
    )
    _lead(case, post, person)


def _lead(case: Case, post: Post | None, person: Person | None) -> None:
    case.contracted, case.leader_post, case.leader = person is not None, post, person
    case.save(update_fields=["contracted", "leader_post", "leader"])


def contract(performed: Performed) -> None:
    _open(performed.proceeding.case, performed)


def hand_over(performed: Performed) -> None:
    case = performed.proceeding.case
    case.contracts.filter(closed_by=None).update(ends=performed.act.on, closed_by=performed.act.seq)
    _open(case, performed)


def undo_contract(performed: Performed) -> None:
    """Void the contract of the voided act; what it had closed is open again."""
    case, seq = performed.proceeding.case, performed.extra["voided"]["seq"]
    case.contracts.filter(opened_by=seq).delete()
    case.contracts.filter(closed_by=seq).update(ends=None, closed_by=None)
    standing = case.contracts.filter(closed_by=None).first()
    _lead(case, standing.post if standing else None, standing.person if standing else None)
