"""One damage claim on its way in the small city: the Wangxi branch is designated by the city government."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from datetime import date, timedelta
from typing import Any

from qingtian.apps.parties.models import Party
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.procedures.projection import Projection
from tests.days import at
from tests.small_city import SmallCity

#: the Monday on which the clue is registered
FOUND = date(2026, 3, 2)
CLUE = {
    "subject": "窑湾老厂废水污染沟渠",
    "source": "inspection",
    "found_on": FOUND.isoformat(),
    "sector": "ecology",
    "claimant": "city-government",
    "bureau": "branch",
    "designation": "云政发〔2025〕12号",
    "area": "wangxi",
    "site": "厂区西侧沟渠",
    "site_at": "102.712345,25.012345",
    "what": "沟渠底泥发黑。",
}
SHEET = "inquiry｜36500.00｜合同价｜发票｜市环科院\nrestoration｜200000.00｜修复费用法｜方案｜市环科院"
HEADS = frozenset(
    {
        *("open_claim", "refuse_claim", "agree", "fail_negotiation", "sue", "sue_without_negotiation", "enforce"),
        *("claim_fallback", "exempt_evaluation", "close_claim", "terminate"),
    }
)
SUIT = {
    "court": "市中级人民法院",
    "court_level": "intermediate",
    "suit_ground": "other_serious",
    "claimed": "236500.00",
    "burden": "监测报告、评估报告",
}
FIELDS: dict[str, dict[str, Any]] = {
    "check_clue": {"findings": "属实。", "red_line": "no", "major": "no", "opinion": "建议立案"},
    "open_claim": {"remark": "同意立案"},
    "refuse_claim": {"ground": "clearly_slight", "slight_as": "no_effect", "evidence": "监测无变化"},
    "investigate": {"plan": "采样十处", "investigators": "执法队员两名"},
    "report_investigation": {"acts_found": "偷排", "damage_found": "底泥", "causation": "一致", "undisputed": "yes"},
    "enter_losses": {"losses": SHEET, "total": "236500.00"},
    "assess": {"way": "experts", "experts": 3, "appraiser": "专家组", "unrelated": "yes", "conclusion": "合计236500元"},
    "begin_negotiation": {"receipt": "直接送达", "meet_at": "分局会议室"},
    "negotiate_again": {"receipt": "直接送达", "meet_at": "分局会议室"},
    "meet": {"present": "双方", "said": "同意修复", "result": "继续磋商"},
    "agree": {
        "amount": "236500.00",
        "payable": "36500.00",
        "instalments": "2026-12-31 36500.00",
        "duties": "清淤并复绿",
    },
    "fail_negotiation": {"failed_as": "refused", "facts_of_failure": "书面拒绝"},
    "apply_confirmation": {"court": "市中级人民法院"},
    "record_confirmation": {"ruling": "confirmed", "ruling_number": "（2026）云01民特7号"},
    "sue": SUIT,
    "sue_without_negotiation": {**SUIT, "impossible": "下落不明", "impossible_evidence": "公告送达两次"},
    "record_judgment": {
        "judgment": "granted",
        "judgment_number": "（2026）云01民初9号",
        "amount": "236500.00",
        "payable": "36500.00",
        "fallback": "200000.00",
        "instalments": "2027-03-31 36500.00",
        "duties": "修复，逾期缴修复费用",
    },
    "enforce": {"enforced_by": "中院", "enforced_for": "赔偿金"},
    "claim_fallback": {"why": "逾期没有动工"},
    "plan_restoration": {"form": "commissioned", "plan": "清淤", "monitoring": "每季一次", "restorer": "绿源公司"},
    "pay": {"paid": "36500.00", "account": "fiscal", "voucher": "云财票0001"},
    "monitor": {"measured": "达标", "stage": "after"},
    "finish_restoration": {"done": "清淤完成"},
    "evaluate": {"effect": "reached", "evaluator": "省规划院", "unrelated": "yes", "opinion": "达到目标"},
    "exempt_evaluation": {"exempt_as": "first", "why": "只缴赔偿金"},
    "restore_further": {"measures": "补种"},
    "close_claim": {"summary": "已履行"},
    "terminate": {"ended_as": "obligor_gone", "evidence": "注销登记，无财产"},
    "report_major": {"reported_to": "省厅", "report_number": "云环〔2026〕3号"},
    "note_public_interest": {"stage": "announced", "plaintiff": "市检察院", "covered": "0"},
    "refer": {"referred_to": "procurator", "referred_name": "市检察院", "letter": "云环函3号"},
}
#: fields that hold the day of the act where a test names no other
DAYS = {
    "begin_negotiation": ("served_on",),
    "negotiate_again": ("served_on",),
    "meet": ("held_on",),
    "apply_confirmation": ("applied_on",),
    "record_announcement": ("announced_on",),
    "record_confirmation": ("ruled_on",),
    "sue": ("filed_on",),
    "sue_without_negotiation": ("filed_on",),
    "record_judgment": ("effective_on",),
    "pay": ("paid_on",),
    "monitor": ("measured_on",),
    "finish_restoration": ("finished_on",),
    "note_public_interest": ("on_day",),
}
#: fields that hold a later day: name and days after the act
AHEAD = {
    "investigate": ("assess_by", 60),
    "begin_negotiation": ("answer_by", 10),
    "negotiate_again": ("answer_by", 10),
    "plan_restoration": ("finish_by", 100),
    "restore_further": ("finish_by", 60),
}
TO_OPENED = ("check_clue", "open_claim")
TO_ASSESSED = (*TO_OPENED, "investigate", "report_investigation", "enter_losses", "assess")
TO_AGREED = (*TO_ASSESSED, "begin_negotiation", "meet", "agree")


def obligor(name: str = "窑湾老厂") -> Party:
    """A unit that damages."""
    number = f"DSR-{Party.objects.count() + 1:06d}"
    return Party.objects.get_or_create(name=name, defaults={"number": number, "kind": "unit", "entered_on": FOUND})[0]


class Walk:
    """``do`` performs an act with sensible fields by whoever does it; ``day`` is its legal and recording day."""

    def __init__(self, city: SmallCity, day: date = FOUND, **more: Any) -> None:
        self.city, self.day = city, day
        fields = {**CLUE, "party": obligor().number, "found_on": day.isoformat(), **more}
        by = city.actor("handler", day)
        title = str(fields["subject"])
        self.matter = open_proceeding(
            "compensation_claim", by=by, on=day, now=at(day), title=title, fields=fields, generated=True
        )

    @property
    def state(self) -> str:
        return self.matter.state

    @property
    def projection(self) -> Projection:
        return projection_of(self.matter)

    def due(self, key: str) -> date:
        return date.fromisoformat(self.projection.clocks[key].due)

    def on(self, day: date) -> Walk:
        self.day = day
        return self

    def later(self, days: int = 1) -> Walk:
        return self.on(self.day + timedelta(days=days))

    def do(self, act: str, by: str = "", reason: str = "", **fields: Any) -> Walk:
        values = {**FIELDS.get(act, {}), **{name: self.day.isoformat() for name in DAYS.get(act, ())}}
        if act in AHEAD:
            name, days = AHEAD[act]
            values[name] = (self.day + timedelta(days=days)).isoformat()
        values |= fields
        if "instalments" in values and values.get("payable") == "0":
            values.pop("instalments")
        self.matter.refresh_from_db()
        actor = self.city.actor(by or ("branch-head" if act in HEADS else "handler"), self.day)
        seq = self.matter.seq
        perform(
            self.matter, act, by=actor, on=self.day, now=at(self.day), fields=values, expected_seq=seq, reason=reason
        )
        self.matter.refresh_from_db()
        return self

    def along(self, acts: Iterable[str]) -> Walk:
        for act in acts:
            self.do(act)
        return self


#: claims that a module has walked once and takes up again in every test: by the acts they have come along
PREPARED: dict[tuple[str, ...], Walk] = {}
#: their obligor, whose earlier damages are nobody else's
PREPARED_OBLIGOR = "下寨铸造厂"


def prepare(city: SmallCity, *roads: tuple[str, ...]) -> None:
    for road in roads:
        PREPARED[road] = Walk(city, party=obligor(PREPARED_OBLIGOR).number).along(road)


def claim(city: SmallCity, acts: Iterable[str] = (), **more: Any) -> Walk:
    """A claim that has come along those acts; a prepared one is taken up where nothing else is asked of it."""
    road = tuple(acts)
    known = max((one for one in PREPARED if not more and road[: len(one)] == one), key=len, default=None)
    if known is None:
        return Walk(city, **more).along(road)
    taken = copy(PREPARED[known])
    taken.matter = Proceeding.objects.get(pk=taken.matter.pk)
    return taken.along(road[len(known) :])
