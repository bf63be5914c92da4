"""Beside a penalty case: what the law still demands, the three systems, the evidence and who kept it, malice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qingtian.apps.penalties.models import EvidenceItem
from qingtian.apps.penalties.road import DONE, LATER, NEXT, NOT_OWED, road
from qingtian.apps.penalties.three_systems import Check, three_systems
from qingtian.apps.people.models import Post
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.apps.proceedings.world import world_of
from qingtian.apps.remedies.queries import about
from qingtian.enforcement.violations.catalogue import MEASURES, Violation
from qingtian.enforcement.violations.reading import load_catalogue
from qingtian.language import Text
from qingtian.law import Basis, load_law
from qingtian.procedures import Projection
from qingtian.web.access import PAGES
from qingtian.web.desk.citing import short
from qingtian.web.desk.enforcement.seats import ENFORCING
from qingtian.web.desk.penalties.choice import PROCEDURE, kinds
from qingtian.web.desk.remedies.words import outcome_of, state_of, title_of
from qingtian.web.desk.seat import DeskRequest

STATUS = {
    DONE: Text("已做", "done"),
    NEXT: Text("接下来", "next"),
    LATER: Text("以后", "later"),
    NOT_OWED: Text("不须做", "not owed"),
}
HOLDS = {True: Text("符合", "holds"), False: Text("不符合", "does not hold"), None: Text("待定", "open")}
MUST = Text("应当", "must")


@dataclass(frozen=True, slots=True)
class StepView:
    """A step in words."""

    title: Text
    status: str
    said: Text
    day: str
    basis: Text
    note: Text | None


@dataclass(frozen=True, slots=True)
class Kept:
    """An item of evidence with its chain: post to post, day, condition."""

    number: int
    kind: Text | str
    name: str
    taken_on: date
    digests: list[str]
    holder: Text | str
    links: list[Text]


@dataclass(frozen=True, slots=True)
class Malice:
    """A malicious kind: measures beside the fine and limbs of a crime, with their articles."""

    title: Text
    measures: list[Text]
    limbs: list[Text]
    note: Text | None


@dataclass(frozen=True, slots=True)
class Remedy:
    """A reconsideration or a lawsuit about the case: where it stands, and how it ended."""

    number: str
    title: Text
    state: Text
    outcome: Text | None


@dataclass(frozen=True, slots=True)
class Panel:
    steps: list[StepView]
    checks: list[tuple[Text, Text, Text]]
    evidence: list[Kept]
    malice: list[Malice]
    remedies: list[Remedy]
    number: str
    sees_ledger: bool
    enters_remedies: bool

    @property
    def done(self) -> list[StepView]:
        return [one for one in self.steps if one.status == DONE]

    @property
    def ahead(self) -> list[StepView]:
        """What is demanded next, what comes later, and what is said to be not owed."""
        return [one for one in self.steps if one.status != DONE]


def panel(request: DeskRequest, case: Proceeding, projection: Projection) -> Panel | None:
    """The panel of a penalty case; nothing beside another matter or an erased one."""
    if case.procedure != PROCEDURE or case.erased_on:
        return None
    procedure = procedure_of(case)
    steps = road(procedure, projection, world_of(case, projection, request.as_of), request.actor, request.as_of)
    owed = any(one.act == "legal_review" and one.status != NOT_OWED for one in steps)
    return Panel(
        [
            StepView(one.title, one.status, STATUS[one.status], one.on or one.due, short(one.basis), one.note)
            for one in steps
        ],
        [_check(one) for one in three_systems(case, projection, owed, request.as_of)],
        _evidence(case),
        _malice(projection, request.as_of),
        _remedies(case),
        case.number,
        bool(request.actor.roles & ENFORCING),
        bool(request.actor.roles & PAGES["desk:new_remedy"].roles),
    )


def _remedies(case: Proceeding) -> list[Remedy]:
    return [Remedy(one.number, title_of(one.procedure), state_of(one), outcome_of(one)) for one in about(case)]


def _check(one: Check) -> tuple[Text, Text, Text]:
    return one.title, HOLDS[one.holds], one.found


def _evidence(case: Proceeding) -> list[Kept]:
    items = list(EvidenceItem.objects.filter(proceeding=case, withdrawn=False).prefetch_related("custody"))
    if not items:
        return []
    codes = {code for one in items for link in one.custody.all() for code in (link.giver, link.taker)}
    posts = {
        post.code: Text(f"{post.organ.name_zh}{post.title_zh}", f"{post.title_en}, {post.organ.name_en}")
        for post in Post.objects.filter(code__in=codes - {""}).select_related("organ")
    }
    transition = procedure_of(case).named("add_evidence")
    declared = transition.field("kind") if transition else None
    words = declared.choices if declared else {}
    return [
        Kept(
            one.number,
            words.get(one.kind, one.kind),
            one.name,
            one.taken_on,
            list(one.digests),
            posts.get(one.holder, one.holder),
            [_link(posts, link.giver, link.taker, link.on, link.condition) for link in one.custody.all()],
        )
        for one in items
    ]


def _link(posts: dict[str, Text], giver: str, taker: str, on: date, condition: str) -> Text:
    to = posts.get(taker, Text(taker, taker))
    if not giver:
        return Text(f"{on} 取得，{to.zh}保管", f"{on} taken, kept by {to.en}")
    source = posts.get(giver, Text(giver, giver))
    end = f"（{condition}）" if condition else ""
    return Text(
        f"{on} {source.zh}交{to.zh}{end}", f"{on} from {source.en} to {to.en}{f' ({condition})' if condition else ''}"
    )


def _malice(projection: Projection, on: date) -> list[Malice]:
    """What the catalogue says of the malicious kind found, by the law of the day of the act."""
    kind = projection.facts.get("malicious")
    if not kind or kind == "none":
        return []
    written = projection.facts.get("act_on")
    day = date.fromisoformat(written) if written else on
    return [
        _malicious(one, day, kinds().get(kind, one.title)) for one in load_catalogue().values() if one.malicious == kind
    ]


def _malicious(violation: Violation, day: date, title: Text) -> Malice:
    edition = violation.on(day)
    measures = [*violation.measures, *edition.measures]
    return Malice(
        title,
        [_measure(one.id, one.firmness, one.basis, one.certainty) for one in measures],
        [load_law().cite(basis, short=True) for basis in violation.limbs],
        violation.note or edition.note,
    )


def _measure(id_: str, firmness: str, basis: Basis, certainty: str) -> Text:
    title, cited = MEASURES[id_], load_law().cite(basis, short=True)
    mark = "" if certainty == "sure" else "，须核对"
    english = "" if certainty == "sure" else ", to be checked"
    must = firmness == "must"
    return Text(
        f"{MUST.zh if must else '可以'}{title.zh}（{cited.zh}{mark}）",
        f"{title.en}, {'must' if must else 'may'} ({cited.en}{english})",
    )
