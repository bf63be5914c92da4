"""A transfer on its way in the small city: the branch transfers, county police, procuratorate and court answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.transfers.actions.enter_facts import enter_facts
from qingtian.apps.transfers.models import CrimeFactSheet
from qingtian.enforcement.crime_facts import CrimeFacts, amount_of
from tests.days import at
from tests.small_city import SmallCity

#: a Monday; three days later is a Thursday
MONDAY = date(2026, 3, 2)
JUDICIAL = (
    ("police", "望溪公安分局", "Wangxi Police", "county"),
    ("police-2", "石湾公安分局", "Shiwan Police", "county"),
    ("city-police", "市公安局", "City Police", "city"),
    ("procuratorate", "望溪区检察院", "Wangxi Procuratorate", "county"),
    ("court", "望溪区法院", "Wangxi Court", "county"),
)
PACK = ["letter", "report", "records", "photos", "appraisal", "goods_list"]
SEVEN = ["list", "letter", "report", "evidence", "goods_list", "decision", "other"]

FIELDS: dict[str, dict[str, Any]] = {
    "form_team": {"officer": "handler", "second_officer": "second-officer"},
    "confirm_limb": {"limb": "hazardous_waste", "answer": "confirmed", "evidence": "称重单 3.6 吨、鉴定意见"},
    "report": {"facts": "查获废矿物油桶 3.6 吨。", "limbs_told": "危险废物三吨以上", "proposal": "建议移送"},
    "receive_opinion": {"opinion_number": "望检行公〔2026〕1号", "procuratorate": "procuratorate"},
    "decide_transfer": {"decision": "approve"},
    "hand_over": {"police": "police", "procuratorate": "procuratorate", "pack": PACK, "goods": "废油桶 18 只"},
    "police_receipt": {"receipt_number": "望公受〔2026〕9号"},
    "ask_supplement": {"missing": "鉴定资质"},
    "supplement": {"given": "鉴定机构资质"},
    "need_longer": {"why": "checking"},
    "no_jurisdiction": {},
    "forwarded": {"police": "police-2"},
    "file_case": {"filing_number": "望公立〔2026〕3号"},
    "not_file": {"notice_number": "望公不立〔2026〕3号", "reasons": "证据不足"},
    "ask_reconsideration": {"grounds": "鉴定意见明确"},
    "answer_reconsideration": {"outcome": "upheld", "answer_number": "望公复〔2026〕1号"},
    "ask_supervision": {"procuratorate": "procuratorate", "grounds": "达到入罪标准"},
    "answer_supervision": {"outcome": "ordered", "answer_number": "望检立监〔2026〕1号"},
    "hand_goods": {"goods_handed": "废油桶 18 只", "taken_by": "涉案财物管理岗"},
    "enter_platform": {"entered": "移送决定"},
    "note_receipt": {},
    "prosecute": {"procuratorate": "procuratorate", "court": "court", "indictment_number": "望检刑诉〔2026〕5号"},
    "drop": {"ground": "not_prosecuted", "reasons": "情节轻微"},
    "judge": {"judgment_number": "（2026）云01刑初5号", "result": "有罪", "criminal_fine": "50000"},
    "set_off": {"fine_paid": "80000", "set_off": "50000"},
    "conclude_transfer": {},
    "return_to_penalty": {"next_step": "继续调查"},
    "withdraw_transfer": {"why": "重复启动"},
    "decide_detention_transfer": {"decision": "approve"},
    "note_detention": {},
    "receive_copy": {"decision_number": "望公行罚〔2026〕8号", "days": "10", "persons": "1"},
    "receive_refusal": {"reasons": "尚不足以认定"},
    "turn_criminal": {"why": "危险废物超过三吨"},
    "close_detention": {},
    "withdraw_detention": {"why": "提请有误"},
}
#: fields that hold the day of the act unless the test says another
DAYS = {
    "receive_opinion": "opinion_on",
    "police_receipt": "received_on",
    "ask_supplement": "told_on",
    "file_case": "filed_on",
    "not_file": "notice_on",
    "answer_reconsideration": "answer_on",
    "answer_supervision": "answer_on",
    "enter_platform": "entered_on",
    "note_receipt": "receipt_on",
    "prosecute": "indicted_on",
    "drop": "dropped_on",
    "judge": "in_force_on",
    "note_detention": "decided_on",
}
HEADS = {"form_team", "decide_transfer", "withdraw_transfer", "decide_detention_transfer", "withdraw_detention"}


def judicial(city: SmallCity) -> None:
    """Police, procuratorate and court beside the small city; once a world."""
    if Organ.objects.filter(code="police").exists():
        return
    for code, zh, en, level in JUDICIAL:
        city.organs[code] = Organ.objects.create(code=code, name_zh=zh, name_en=en, kind="other", level=level)


def penalty_case(number: str = "CF-2026-000001", state: str = "investigating") -> Proceeding:
    """A row of a penalty case in a state; what is in it is the other chapter's."""
    return Proceeding.objects.create(
        number=number, procedure="penalty_case", edition="2021-07-15", state=state, title="非法处置废矿物油桶", seq=0
    )


def sheet(city: SmallCity, case: Proceeding, tonnes: str = "3.6", day: date = MONDAY) -> CrimeFactSheet:
    facts = CrimeFacts(day, {"hazardous_waste": amount_of("hazardous_waste", tonnes)})
    return enter_facts(case, facts, by=city.actor("handler", day), now=at(day))


class Walk:
    """``do`` performs an act with sensible fields by whoever does it; ``day`` is its legal and recording day."""

    def __init__(
        self, city: SmallCity, kind: str = "criminal_transfer", day: date = MONDAY, case: Proceeding | None = None,
        **more: Any,
    ) -> None:  # fmt: skip
        judicial(city)
        self.city, self.day = city, day
        criminal = kind == "criminal_transfer"
        self.case = case or penalty_case(state="investigating" if criminal else "decided")
        if criminal and not self.case.crime_fact_sheets.exists():
            sheet(city, self.case, day=day)
        fields = {"subject": "非法处置危险废物", "about": self.case.number}
        fields |= (
            {"origin": "found"} if criminal else {"ground": "evasion", "whom": "in_charge", "reason": "私设暗管排放"}
        )
        fields |= more
        self.matter = open_proceeding(
            kind, by=city.actor("handler", day), on=day, now=at(day), title="移送", fields=fields, generated=True
        )

    @property
    def state(self) -> str:
        return self.matter.state

    @property
    def clocks(self) -> dict[str, tuple[date, str]]:
        found = projection_of(self.matter).clocks
        return {key: (date.fromisoformat(clock.due), clock.status) for key, clock in found.items()}

    @property
    def running(self) -> dict[str, date]:
        return {key: due for key, (due, status) in self.clocks.items() if status == "running"}

    def on(self, day: date) -> Walk:
        self.day = day
        return self

    def later(self, days: int = 1) -> Walk:
        return self.on(self.day + timedelta(days=days))

    def do(self, act: str, by: str = "", reason: str = "", **fields: Any) -> Walk:
        values = {**FIELDS.get(act, {}), **fields}
        if act == "hand_over" and self.matter.procedure == "detention_transfer":
            values = {"police": "police", "pack": SEVEN, "originals": "yes", **fields}
        if act in DAYS and (act, self.matter.procedure) != ("ask_supplement", "detention_transfer"):
            values.setdefault(DAYS[act], self.day.isoformat())
        self.matter.refresh_from_db()
        actor = self.city.actor(by or ("branch-head" if act in HEADS else "handler"), self.day)
        perform(
            self.matter, act, by=actor, on=self.day, now=at(self.day), fields=values,
            expected_seq=self.matter.seq, reason=reason,
        )  # fmt: skip
        self.matter.refresh_from_db()
        return self

    def through(self, *acts: str) -> Walk:
        for act in acts:
            self.do(act)
        return self

    def to_reported(self) -> Walk:
        return self.through("form_team", "confirm_limb", "report")

    def to_received(self) -> Walk:
        return self.to_reported().through("decide_transfer", "hand_over", "police_receipt")
