"""A decided penalty case, a remedy against it, and one listing on its way, each act by the right post."""

from __future__ import annotations

from datetime import date
from typing import Any

from qingtian.apps.credit.models import ListEntry
from qingtian.apps.parties.actions.enter_party import Given, enter_party
from qingtian.apps.parties.models import Party
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.actions.link import link
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.procedures.projection import Projection, as_json
from tests.days import at
from tests.small_city import SmallCity

#: a Thursday; the decision was made and served the week before
PROPOSED = date(2026, 5, 7)
DECIDED, SERVED = "2026-04-28", "2026-04-30"
#: the day of listing in these tests, after the five working days of defence
LISTED = date(2026, 5, 18)
#: the penalty of an ordinary entry
ORDINARY = ["large_fine"]
FIELDS: dict[str, dict[str, Any]] = {
    "notify": {"receipt": "当面送达，签收。"},
    "record_defence": {"defence": "made", "words": "请求不列入。", "answer": "不采纳：决定有效。"},
    "review_words": {"conclusion": "open", "opinion": "不涉密。"},
    "list": {"level": "ordinary", "shown_until": "2027-05-18", "reasons": "决定有效，申辩不成立。"},
    "not_list": {"why": "申辩成立。"},
    "apply_repair": {"corrected": "已改正，罚款已缴。", "evidence": "缴款书、监测报告"},
    "decide_repair": {"result": "granted", "reasons": "现场核实，已改正。"},
    "remove": {"told": "没有共享"},
    "expire": {},
    "take_down": {"why": "处罚决定被复议撤销。"},
}
BY = {"list": "branch-head", "not_list": "branch-head", "decide_repair": "branch-head", "review_words": "secrecy"}


def decided_case(number: str, party: Party, office: Organ | None = None, **facts: Any) -> Proceeding:
    """A penalty case as 0066 says other chapters find it: decided, served, with its party."""
    told = {"party": party.reference(), "decided_on": DECIDED, "served_on": SERVED, "outcome": "penalised", **facts}
    projection = as_json(Projection(state="served", seq=1, opened_on="2026-03-02", last_on=SERVED, facts=told))
    row = {"edition": "2024-01-01", "state": "served", "title": "处罚案件", "seq": 1, "party": party.number}
    case = Proceeding.objects.create(number=number, procedure="penalty_case", projection=projection, **row)
    if office:
        path = "/".join(office.chain) + "/"
        case.parties.create(relation="office", organ=office.code, organ_path=path)
    return case


def unit(name: str = "望溪电镀厂") -> Party:
    return enter_party(Given("unit", name), PROPOSED)


def person(name: str = "王小明") -> Party:
    return enter_party(Given("person", name), PROPOSED)


def remedy(number: str, case: Proceeding, procedure: str = "reconsideration", **facts: Any) -> Proceeding:
    """A remedy about the case, linked as its own chapter links it."""
    projection = as_json(Projection(state="received", seq=1, opened_on=SERVED, last_on=SERVED, facts=facts))
    row = {"edition": "2024-01-01", "state": "received", "title": "复议", "seq": 1}
    made = Proceeding.objects.create(number=number, procedure=procedure, projection=projection, **row)
    link(case, made, Link.Kind.GAVE_RISE_TO, by_act=1)
    return made


class Walk:
    """``do`` performs an act with sensible fields by whoever does it; ``day`` is its legal and recording day."""

    def __init__(self, city: SmallCity, case: Proceeding, day: date = PROPOSED, **more: Any) -> None:
        self.city, self.case, self.day = city, case, day
        fields = {
            "about": case.number,
            "party": case.party,
            "decision_number": "望环罚〔2026〕12号",
            "subject": "电镀废水超标排放",
            "sanctions": ORDINARY,
            "list_kind": "public_list",
            **more,
        }
        by = city.actor("handler", day)
        self.matter = open_proceeding(
            "violator_listing", by=by, on=day, now=at(day), title=str(fields["subject"]), fields=fields
        )

    def do(self, act: str, by: str = "", **fields: Any) -> Walk:
        values = {**FIELDS[act], **fields}
        if act == "apply_repair":
            values.setdefault("received_on", self.day.isoformat())
        self.matter.refresh_from_db()
        actor = self.city.actor(by or BY.get(act, "handler"), self.day)
        seq = self.matter.seq
        perform(self.matter, act, by=actor, on=self.day, now=at(self.day), fields=values, expected_seq=seq)
        self.matter.refresh_from_db()
        return self

    def on(self, day: date) -> Walk:
        self.day = day
        return self

    def defended(self) -> Walk:
        return self.do("notify").do("record_defence").do("review_words")

    def listed(self, day: date = LISTED, **fields: Any) -> Walk:
        return self.defended().on(day).do("list", **fields)

    @property
    def state(self) -> str:
        return self.matter.state

    @property
    def entry(self) -> ListEntry:
        return ListEntry.objects.get(proceeding=self.matter)

    def due(self, key: str) -> date:
        return date.fromisoformat(projection_of(self.matter).clocks[key].due)
