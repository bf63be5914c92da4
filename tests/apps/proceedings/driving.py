"""Drive a matter through its declared procedure with sensible fields and the right people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from qingtian.apps.identities.vault import Identity
from qingtian.apps.people.models import Post, Tenure
from qingtian.apps.petitions.actions.receive import Report, receive
from qingtian.apps.petitions.models import WorkingCopy
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.apps.proceedings.chapters import cleared
from qingtian.apps.proceedings.models import Act, Proceeding, StoredFile
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.apps.proceedings.records import complete_records_of
from qingtian.apps.proceedings.verification import verify_proceeding
from qingtian.apps.proceedings.world import _acted_by
from qingtian.procedures import Actor
from qingtian.procedures.model import FieldDeclaration, Transition
from qingtian.procedures.who import covers
from qingtian.secrecy import Declaration
from tests.days import at
from tests.publishing import cleared_notice

MONDAY = date(2026, 6, 1)
REPORTER, SYSTEM, GATEWAY, ANYONE = (Actor(kind=kind) for kind in ("reporter", "system", "gateway", "anyone"))
OUTSIDE = {"reporter": REPORTER, "system": SYSTEM, "gateway": GATEWAY, "anyone": ANYONE}

ORGANS = {
    "receiver": "petitions",
    "handler": "branch",
    "county": "wangxi-government",
    "office": "office",
    "lead_unit": "wangxi-government",
    "implementing": "wangxi-town",
    "accepting": "housing",
    "co_handler": "branch-2",
    "looker": "office",
}

#: how a petition comes into each state, from the state before it: (state before, act, what is chosen)
PETITION = {
    "registered": ("received", "register", {}),
    "suggestion": ("registered", "sort", {"class": "suggestion"}),
    "accusation": ("registered", "sort", {"class": "accusation"}),
    "diverted": ("registered", "sort", {"class": "divert"}),
    "duty": ("registered", "sort", {"class": "statutory_duty"}),
    "proper": ("registered", "sort", {"class": "petition_proper"}),
    "merged": ("registered", "merge", {}),
    "declined": ("registered", "decline", {}),
    "transferred": ("accusation", "transfer_discipline", {}),
    "assigned": ("duty", "forward", {}),
    "accepted": ("assigned", "accept", {}),
    "concluded": ("accepted", "conclude", {}),
    "replied": ("concluded", "reply", {}),
    "second_look": ("replied", "rate", {"satisfaction": "not"}),
    "closed": ("replied", "rate", {"satisfaction": "satisfied"}),
    "reviewing": ("replied", "request_review", {}),
    "reviewed": ("reviewing", "review", {}),
    "re_reviewing": ("reviewed", "request_re_review", {}),
    "ended": ("re_reviewing", "re_review", {}),
    "withdrawn": ("received", "withdraw", {}),
    "recalled": ("received", "undo_import", {}),
}
CASE = {
    "listed": ("identified", "list", {}),
    "contracted": ("listed", "contract", {}),
    "planned": ("contracted", "plan", {}),
    "rectifying": ("planned", "start", {}),
    "self_checked": ("rectifying", "self_check", {}),
    "county_checked": ("self_checked", "county_check", {"result": "passed"}),
    "preliminarily_accepted": ("county_checked", "preliminary_accept", {"result": "passed"}),
    "announced": ("county_checked", "announce", {}),
    "accepted": ("announced", "accept", {"result": "passed"}),
    "closed": ("accepted", "close", {}),
    "looked_back": ("closed", "look_back", {"relapse": "no"}),
    "withdrawn": ("identified", "withdraw", {}),
}
#: what must have been done before an act, beyond being in its state
FIRST = {"conclude": ["investigate"], "self_check": ["inquire", "coordinate", "inspect", "handle"]}
FIRST |= {"end_hearing": ["begin_hearing"], "hold_hearing": ["call_hearing"], "contribute": ["join"]}
FIRST |= {"decide_withdrawal": ["ask_withdrawal"], "answer_supervision": ["supervise"], "send_back": ["report_back"]}
#: clocks that must have run out before an act
AFTER = {"close_unrated": "petitions.rating", "lapse": "petitions.re_review_request"}
AFTER_IN = {("accept", "announced"): "cases.public_notice"}


@dataclass
class Drive:
    """One matter on its way. ``day`` is the legal and the recording day of the next act."""

    city: Any
    matter: Proceeding
    day: date = MONDAY
    others: dict[str, Proceeding] = field(default_factory=dict)
    offices: dict[str, list[Actor]] = field(default_factory=dict)

    @property
    def projection(self):
        return projection_of(self.matter)

    @property
    def state(self) -> str:
        return self.matter.state

    def actor(self, post: str) -> Actor:
        return OUTSIDE.get(post) or self.city.actor(post, self.day)

    def clock(self, key: str):
        return self.projection.clocks[key]

    def due(self, key: str) -> date:
        return date.fromisoformat(self.clock(key).due)

    def in_office(self) -> list[Actor]:
        """Everybody who holds their post that day; asked again only when somebody's tenure or post has changed."""
        codes = set(Tenure.objects.on(self.day).values_list("person__code", flat=True))
        known = repr((self.day, sorted(codes), list(Post.objects.order_by("pk").values_list("code", "roles", "organ"))))
        if known not in self.offices:
            there = [post for post, who in self.city.people.items() if who.code in codes]
            self.offices[known] = [self.city.actor(post, self.day) for post in there]
        return self.offices[known]

    def who(self, transition: Transition, values: dict[str, Any] | None = None) -> Actor:
        """The first actor the declaration admits, people before systems."""
        return self.admitted(transition, values)[0]

    def admitted(self, transition: Transition, values: dict[str, Any] | None = None) -> list[Actor]:
        """Everybody the declaration admits in the matter's state; nobody where a relation is not set yet."""
        area = self.projection.facts.get("area")
        chain = tuple(area["chain"]) if area else ()
        candidates = [*self.in_office(), *OUTSIDE.values()]
        relations = self.projection.relations
        admitted = [a for a in candidates if any(covers(w, a, relations, chain) for w in transition.by)]
        if transition.act in ("close", "reopen"):
            level = "city" if self.projection.facts["source_level"] == "city" else "provincial"
            admitted = [a for a in admitted if a.extra.get("organ_level") == level]
        if transition.act == "correct":
            acted = _acted_by(complete_records_of(self.matter), self.projection)
            admitted = [a for a in admitted if a.organ in acted.get((values or {}).get("number"), [a.organ])]
        return admitted

    def transition(self, act: str) -> Transition:
        found = procedure_of(self.matter).find(act, self.state)
        assert found, f"{act} is not declared from {self.state}"
        return found

    def fields(self, transition: Transition, **chosen: Any) -> dict[str, Any]:
        values = {f.name: self.value(f) for f in transition.fields if f.required}
        if chosen.get("class") == "divert":
            values["where_to_go"] = "到人民法院"
        if transition.act == "mediate":
            values |= {"terms": "夜间不再作业。", "perform_by": (self.day + timedelta(days=20)).isoformat()}
        if transition.act == "carry_out" and not self.projection.has_done("conclude"):
            values["what"] = "agreement"
        if transition.act == "decide_withdrawal":
            values["replacement"] = "branch-head"
        if chosen.get("relapse") == "yes":
            values["deadline"] = (self.day + timedelta(days=90)).isoformat()
            values |= {"dereliction": "none", "dereliction_reason": "查过台账，没有失职失责。"}
        if transition.act == "self_check" and "after_placed" not in chosen:
            values |= {"after": self._file(), "after_placed": f"102.712345,25.012345 {self.day} 09:30"}
        return {**values, **chosen}

    def value(self, declared: FieldDeclaration) -> Any:
        special = getattr(self, f"_{declared.name}", None)
        if special and declared.type in ("organ", "post", "proceeding", "act_number"):
            return special()
        by_type = {
            "text": "一句话",
            "long_text": "一段话，写得够清楚。",
            "date": (self.day + timedelta(days=90)).isoformat(),
            "choice": next(iter(declared.choices), None),
            "choices": list(declared.choices)[:1],
            "yes_no": "1",
            "integer": str(self.day.year),
            "area": "wangxi",
            "act_number": 1,
            "organ": ORGANS.get(declared.name),
            "organs": ["branch"],
            "system": "12345",
            "duty": "none:清单没有写",
            "milestones": f"{self.day + timedelta(days=30)} 完成一半",
        }
        if declared.name in ("kept_on", "held_on"):
            return self.day.isoformat()
        if declared.type == "file":
            return self._own_file()
        return self._file() if declared.type == "files" else by_type[declared.type]

    def _own_file(self) -> int:
        held = self.matter.files.first() or StoredFile.objects.get(pk=self._file()[0])
        StoredFile.objects.filter(pk=held.pk).update(proceeding=self.matter)
        return held.pk

    def _file(self) -> list[int]:
        stored = store_file(
            b"paper", name="paper.pdf", media_type="application/pdf", now=at(self.day), declared=Declaration.INTERNAL
        )
        return [stored.pk]

    def _handler(self) -> str:
        return "branch-2" if self.projection.organ("handler") == "branch" else "branch"

    def _accepting(self) -> str:
        return "housing" if self.projection.facts["source_level"] == "city" else "province-eeb"

    def _leader(self) -> str:
        leader = self.projection.relations.get("leader") or {}
        return "mayor" if leader.get("post") == "vice-mayor" else "vice-mayor"

    def _number(self) -> Any:
        from qingtian.apps.proceedings.records import records_of
        from qingtian.apps.proceedings.world import voidable

        allowed = voidable(records_of(self.matter), procedure_of(self.matter))
        return allowed[-1] if allowed else 1

    def _paper_of(self) -> int:
        paper = self.matter.papers.select_related("act").first()
        return paper.act.seq if paper else 1

    def _disposal(self) -> str:
        return self.matter.number

    def _official(self) -> str:
        return "handler"

    def _main(self) -> str:
        return self.others.setdefault("main", petition(self.city, self.day).matter).number

    def _raised(self) -> str:
        return self.others.setdefault("raised", case(self.city, self.day).matter).number

    def _earlier(self) -> str:
        if "earlier" not in self.others:
            self.others["earlier"] = petition(self.city, self.day).to("withdrawn").matter
        return self.others["earlier"].number

    def do(self, act: str, by: Actor | str | None = None, *, on: date | None = None, **options: Any) -> Act:
        """Perform an act with filled fields; ``fields=`` overrides single values."""
        transition = self.transition(act)
        chosen = options.pop("fields", {})
        values = self.fields(transition, **chosen)
        if act == "announce" and cleared(self.matter) is None:
            cleared_notice(self.city, self.matter, values["notice"], on or self.day)
        actor = self.actor(by) if isinstance(by, str) else by or self.who(transition, values)
        made = perform(
            self.matter,
            act,
            by=actor,
            on=on or self.day,
            now=options.pop("now", at(self.day)),
            fields=values,
            expected_seq=options.pop("expected_seq", self.matter.seq),
            **options,
        )
        self.matter.refresh_from_db()
        return made

    def prepare(self, act: str) -> Drive:
        """What must have happened before ``act`` in the present state."""
        for first in FIRST.get(act, []):
            self.do(first)
        if act == "carry_out" and self.state == "accepted":
            self.do("mediate")
        if act == "show_reported":
            WorkingCopy.objects.filter(petition__proceeding=self.matter).update(confirmed_at=at(self.day))
        if act == "answer_objection":
            self.do("announce")
            self.do("object")
        if key := AFTER.get(act) or AFTER_IN.get((act, self.state)):
            self.day = self.due(key) + timedelta(days=1)
        return self

    def step(self, act: str, by: Actor | str | None = None, **chosen: Any) -> Drive:
        self.prepare(act)
        self.do(act, by, fields=chosen)
        return self

    def to(self, state: str) -> Drive:
        """Come into ``state`` by the shortest way."""
        if self.state == state:
            return self
        table = PETITION if self.matter.procedure == "petition" else CASE
        before, act, chosen = table[state]
        if act == "announce" and self.projection.facts["source_level"] != "city":
            before = "preliminarily_accepted"
        return self.to(before).step(act, **chosen)

    def holds(self) -> Drive:
        """Nothing is wrong with the trail, the rows and the clocks."""
        assert list(verify_proceeding(self.matter)) == []
        return self


def petition(city: Any, day: date = MONDAY, **report: Any) -> Drive:
    values = {"report": "夜里有刺鼻的气味，孩子咳嗽。", "channel": "web", "receiver": "petitions", "area": "wangxi"}
    received = receive(
        Report(**{**values, **report}), Identity("", "", ""), by=REPORTER, on=day, now=at(day), prefix="YP"
    )
    return Drive(city, Proceeding.objects.get(pk=received.petition.proceeding_id), day)


IDENTIFY = {
    "subject": "河西路喷涂车间异味",
    "problem": "十二家喷涂车间没有收集废气。",
    "source": "petition",
    "source_level": "city",
    "year": "2026",
    "area": "wangxi",
    "county": "wangxi-government",
    "office": "office",
}


def case(city: Any, day: date = MONDAY, **fields: Any) -> Drive:
    matter = open_proceeding(
        "five_ones_case",
        by=city.actor("inspector", day),
        on=day,
        now=at(day),
        title=IDENTIFY["subject"],
        fields={**IDENTIFY, **fields},
    )
    return Drive(city, matter, day)
